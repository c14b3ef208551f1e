"""The menu: which pages an office needs, in the order of use."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from jifen.audit.permissions import INSPECT
from jifen.common.actor import Actor
from jifen.common.permissions import Rule
from jifen.cycles.permissions import RULES as CYCLE_RULES
from jifen.cycles.states.acts import Act as CycleAct
from jifen.ledger.permissions import RULES as BOOK_RULES
from jifen.ledger.states.acts import Act as BookAct
from jifen.meetings.permissions import RULES as MEETING_RULES
from jifen.meetings.states.acts import Act as MeetingAct
from jifen.orgs.permissions import RULES
from jifen.orgs.states.acts import Act
from jifen.registers.permissions import RULES as REGISTER_RULES
from jifen.registers.states.acts import Act as RegisterAct
from jifen.schemes.permissions import RULES as SCHEME_RULES
from jifen.schemes.states.acts import Act as SchemeAct


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu."""

    label: str
    address: str
    current: bool


_PAGES: tuple[tuple[str, str, Act | Rule | None], ...] = (
    ("待办", "home", None),
    ("组织", "organizations", Act.VIEW_ORGANIZATION),
    ("名册", "people", Act.VIEW_PEOPLE),
    ("会议", "meetings", MEETING_RULES[MeetingAct.VIEW_MEETINGS]),
    ("登记", "own_registers", REGISTER_RULES[RegisterAct.FILL_OCCASION]),
    ("办法", "own_schemes", SCHEME_RULES[SchemeAct.VIEW_SCHEMES]),
    ("积分周期", "own_cycles", CYCLE_RULES[CycleAct.VIEW_CYCLES]),
    ("积分账", "books", BOOK_RULES[BookAct.VIEW_BOOK]),
    ("我的", "my", None),
    ("账号", "accounts", Act.VIEW_ACCOUNTS),
    ("操作记录", "records", INSPECT),
)

_INSIDE = (
    ("/books/", "books"),
    ("/cycles/", "own_cycles"),
    ("/declarations/", "own_cycles"),
    ("/seals/", "books"),
    ("/schemes/", "own_schemes"),
    ("/enrolments/", "own_schemes"),
    ("/plans/", "own_schemes"),
    ("/exemptions/", "own_schemes"),
    ("/people/", "people"),
    ("/households/", "people"),
    ("/rosters/", "people"),
    ("/registers/", "own_registers"),
    ("/filing/", "books"),
    ("/transfers/", "organizations"),
)
"""Part of an address → the page of the menu it belongs to, wherever it stands in the address."""


def list_entries(actor: Actor, path: str) -> tuple[Entry, ...]:
    """Return the lines for an actor; the one of the page at hand is marked."""
    inside = next((reverse(name) for part, name in _INSIDE if part in path), path)
    found = [
        (label, reverse(name))
        for label, name, act in _PAGES
        if act is None or actor.role in (act if isinstance(act, Rule) else RULES[act]).roles
    ]
    here = [
        address
        for _, address in found
        if inside == address or (address != "/" and inside.startswith(address))
    ]
    current = max(here, key=len, default="")
    return tuple(Entry(label, address, address == current) for label, address in found)
