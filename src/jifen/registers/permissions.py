"""Who may do what in this room, as one table (domain §4.3); every answer is a `Decision` with a sentence."""

from __future__ import annotations

from jifen.common.actor import Actor, ActorKind
from jifen.common.decision import ALLOWED, Decision
from jifen.common.permissions import Place, Reach, Rule
from jifen.orgs.states.roles import COMMITTEE_ROLES, Role
from jifen.registers.states.acts import Act

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
_COMMITTEE: Roles = {**_DESK, **dict.fromkeys(COMMITTEE_ROLES, _OWN)}
_SEEING: Roles = {
    **_COMMITTEE,
    Role.ORGANIZER: _TREE,
    Role.COUNTY_ORGANIZER: _TREE,
    Role.PARTY_OFFICE: _TREE,
}
_WHO = "本支部书记、副书记、组织委员、宣传委员、纪检委员、记录员"
RULES: dict[Act, Rule] = {
    Act.VIEW_REGISTERS: Rule(Act.VIEW_REGISTERS, _SEEING, "本支部的委员、记录员，或上级党委"),
    **{act: Rule(act, _DESK, _WHO) for act in Act if act is not Act.VIEW_REGISTERS},
    # Whoever may withdraw a deduction lets go of what it rested on.
    Act.RELEASE_LINES: Rule(Act.RELEASE_LINES, _COMMITTEE, "本支部的委员、记录员"),
}


def may(actor: Actor, act: Act, place: Place | None) -> Decision:
    """Answer from the table; the installation itself may do everything."""
    return ALLOWED if actor.kind is ActorKind.INSTALLER else RULES[act].may(actor, place)
