"""Who may do what in this room, as one table (domain §4.3); every answer is a `Decision` with a sentence.

The branch sends, the superior receives and answers: nobody acknowledges what his own branch sent.
"""

from __future__ import annotations

from jifen.common.actor import Actor, ActorKind
from jifen.common.decision import ALLOWED, Decision, allowed_if
from jifen.common.permissions import Place, Reach, Rule
from jifen.filing.states.acts import Act
from jifen.orgs.states.roles import COMMITTEE_ROLES, Role

Roles = dict[str, Reach]
_OWN, _TREE, _BELOW = Reach.OWN, Reach.TREE, Reach.BELOW
_DESK: Roles = dict.fromkeys((Role.RECORDER, Role.SECRETARY, Role.DEPUTY_SECRETARY), _OWN)
_OFFICE: Roles = dict.fromkeys((Role.ORGANIZER, Role.COUNTY_ORGANIZER, Role.PARTY_OFFICE), _BELOW)
_SEEING: Roles = {
    **_DESK,
    **dict.fromkeys(COMMITTEE_ROLES, _OWN),
    Role.ORGANIZER: _TREE,
    Role.COUNTY_ORGANIZER: _TREE,
    Role.PARTY_OFFICE: _TREE,
}
_SENT = (Act.PREPARE_PACKAGE, Act.SEND_PACKAGE)
_ANSWERED = (Act.RECEIVE_PACKAGE, Act.ACKNOWLEDGE_PACKAGE, Act.RETURN_PACKAGE)
RULES: dict[Act, Rule] = {
    Act.VIEW_PACKAGES: Rule(Act.VIEW_PACKAGES, _SEEING, "本支部的委员、记录员，或上级党委"),
    **{act: Rule(act, _DESK, "本支部记录员、书记、副书记") for act in _SENT},
    **{act: Rule(act, _OFFICE, "上级党委组织员、组织部或党建办工作人员") for act in _ANSWERED},
}


def may(actor: Actor, act: Act, place: Place | None, *, sender_id: str = "") -> Decision:
    """Answer from the table; whoever sent a package does not answer it in another of his offices (`sender_id`).

    The installation itself may do everything.
    """
    if actor.kind is ActorKind.INSTALLER:
        return ALLOWED
    other = allowed_if(
        act not in _ANSWERED or not actor.is_person(sender_id),
        "这份材料是您本人上报的，请上级党委的其他同志办理。",
    )
    return RULES[act].may(actor, place) & other
