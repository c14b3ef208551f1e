"""Who may do what in this room, as one table (domain §4.3); every answer is a `Decision` with a sentence.

Who checked and who approved is on the paper and is entered by name; whoever is named here types it.
"""

from __future__ import annotations

from collections.abc import Collection

from jifen.common.actor import Actor, ActorKind
from jifen.common.decision import ALLOWED, Decision, allowed_if
from jifen.common.permissions import Place, Reach, Rule
from jifen.orgs.states.roles import COMMITTEE_ROLES, Role
from jifen.publicity.states.acts import Act

Roles = dict[str, Reach]
_OWN, _TREE = Reach.OWN, Reach.TREE
_DESK: Roles = dict.fromkeys(
    (
        Role.SECRETARY,
        Role.DEPUTY_SECRETARY,
        Role.ORGANIZATION_COMMISSIONER,
        Role.PUBLICITY_COMMISSIONER,
        Role.DISCIPLINE_COMMISSIONER,
        Role.RECORDER,
    ),
    _OWN,
)
_SEEING: Roles = {
    **_DESK,
    **dict.fromkeys(COMMITTEE_ROLES, _OWN),
    Role.ORGANIZER: _TREE,
    Role.COUNTY_ORGANIZER: _TREE,
    Role.PARTY_OFFICE: _TREE,
}
_SETTLING: Roles = {**_DESK, Role.ORGANIZER: _TREE, Role.COUNTY_ORGANIZER: _TREE}
_WHO = "本支部书记、副书记、组织委员、宣传委员、纪检委员、记录员"
_OTHERS = (Act.VIEW_NOTICES, Act.READ_OBJECTION, Act.SETTLE_OBJECTION)
RULES: dict[Act, Rule] = {
    Act.VIEW_NOTICES: Rule(Act.VIEW_NOTICES, _SEEING, "本支部的委员、记录员，或上级党委"),
    **{act: Rule(act, _DESK, _WHO) for act in Act if act not in _OTHERS},
    Act.SETTLE_OBJECTION: Rule(Act.SETTLE_OBJECTION, _SETTLING, f"上级党委的组织员，或{_WHO}"),
    Act.READ_OBJECTION: Rule(Act.READ_OBJECTION, {Role.SECRETARY: _OWN}, "本支部书记和核查这件异议的同志"),
}


def may(actor: Actor, act: Act, place: Place | None) -> Decision:
    """Answer from the table; the installation itself may do everything."""
    return ALLOWED if actor.kind is ActorKind.INSTALLER else RULES[act].may(actor, place)


def may_read(actor: Actor, place: Place | None, reviewer_id: str, concerned_ids: Collection[str]) -> Decision:
    """Answer for reading who objected and what he said: the secretary and the reviewer (AMB-20).

    Whom it is about, and whoever wrote the figures, does not learn who objected, whatever his office.
    """
    himself = allowed_if(
        not any(actor.is_person(one) for one in concerned_ids),
        "这件异议涉及您本人，或者涉及您登记的积分，异议的内容由其他同志查看。",
    )
    reviewing = actor.is_person(reviewer_id) and bool(may(actor, Act.VIEW_NOTICES, place))
    return (ALLOWED if reviewing else may(actor, Act.READ_OBJECTION, place)) & himself
