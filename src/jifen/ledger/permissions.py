"""Who may do what with the book (domain §4.3)."""

from __future__ import annotations

from jifen.common.actor import Actor, ActorKind
from jifen.common.decision import ALLOWED, Decision
from jifen.common.permissions import Place, Reach, Rule
from jifen.ledger.states.acts import Act

_OWN, _TREE = Reach.OWN, Reach.TREE
_KEEPERS = {"RECORDER": _OWN, "SECRETARY": _OWN, "DEPUTY_SECRETARY": _OWN}
_COMMITTEE = {
    **_KEEPERS,
    "ORGANIZATION_COMMISSIONER": _OWN,
    "PUBLICITY_COMMISSIONER": _OWN,
    "DISCIPLINE_COMMISSIONER": _OWN,
    "COMMITTEE_MEMBER": _OWN,
}
_SUPERIORS = {"ORGANIZER": _TREE, "PARTY_OFFICE": _TREE, "COUNTY_ORGANIZER": _TREE}
_WHO_KEEPS = "本支部记录员、书记"
_WHO_SIGNS = "本支部书记"
_WHO_SEES = "本支部记录员、支部委员，或上级党委组织员"

_ROWS = (
    Rule(Act.VIEW_BOOK, {**_COMMITTEE, **_SUPERIORS}, _WHO_SEES),
    Rule(Act.VIEW_STATEMENT, {**_COMMITTEE, **_SUPERIORS}, f"本人、{_WHO_SEES}", own=True),
    Rule(Act.PRINT_STATEMENTS, _KEEPERS, _WHO_KEEPS),
    Rule(Act.OPEN_BOOK, _KEEPERS, _WHO_KEEPS),
    Rule(Act.POST, _KEEPERS, _WHO_KEEPS),
    Rule(Act.REVERSE, _KEEPERS, _WHO_KEEPS),
    Rule(Act.CORRECT, _KEEPERS, _WHO_KEEPS),
    Rule(Act.TAKE_OVER, _KEEPERS, _WHO_KEEPS),
    Rule(Act.SEAL_PERIOD, _KEEPERS, _WHO_KEEPS),
    Rule(Act.CLOSE_YEAR, {"SECRETARY": _OWN, "DEPUTY_SECRETARY": _OWN}, _WHO_SIGNS),
    Rule(Act.EXPORT_BOOK, {**_KEEPERS, **_SUPERIORS}, f"{_WHO_KEEPS}，或上级党委组织员"),
    Rule(Act.IMPORT_BOOK, {"COUNTY_ORGANIZER": _TREE, "ORGANIZER": _TREE}, "上级党委组织员"),
    Rule(Act.ERASE_TEXTS, {"SECRETARY": _OWN, "ORGANIZER": _TREE}, "本支部书记或上级党委组织员"),
)
RULES: dict[Act, Rule] = {Act(rule.act.value): rule for rule in _ROWS}
"""Act → who; a test prints the table and tries every cell."""


def may(actor: Actor, act: Act, place: Place | None, *, subject_id: str = "") -> Decision:
    """Answer from the table; the installation itself may do everything."""
    if actor.kind is ActorKind.INSTALLER:
        return ALLOWED
    return RULES[act].may(actor, place, subject_id=subject_id)
