"""Facts of one month, drawn by chance from what happens under a 办法; what the 办法 asks for is filled in."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

from jifen.cli.site.county.happenings import BY_LIBRARY, Happening
from jifen.ledger.queries import Proposed
from jifen.orgs.models import Person
from jifen.rules.factrules import DECIDER_RANK
from jifen.rules.tables import RuleRow, Tables

_DECIDERS = {rank: body for body, rank in reversed(DECIDER_RANK.items())}
"""Rank → the body of that rank that the file of ranks names first."""
WITNESSES = ("村民小组长作证", "受益人签字", "有照片", "支委会核实")


def draw_month(
    library: str, tables: Tables, people: Sequence[Person], month: date, chance: Random, share: float
) -> list[Proposed]:
    """Return the facts of the month that begins on a day, by day; `share` of what usually happens (1.0)."""
    found = [
        _draw(one, tables, person, month, chance)
        for one in BY_LIBRARY[library]
        if month.month in one.months
        for person in people
        if chance.random() * 100 < one.rate * (share if one.rate < 40 else 1)
    ]
    return sorted(found, key=lambda fact: (fact.occurred_on, fact.kind, fact.reason))


def _draw(one: Happening, tables: Tables, person: Person, month: date, chance: Random) -> Proposed:
    last = calendar.monthrange(month.year, month.month)[1]
    on = month.replace(day=chance.randint(1, last))
    fields: dict[str, Any] = dict(one.fields)
    for rule in tables.rules:
        if rule.kind == one.kind and rule.enabled and rule.override < 0:
            fields |= _asked(rule, on, chance)
    if one.values:
        fields["decided_value"] = chance.choice(one.values)
    return Proposed(person.pk, one.kind, on, dict(sorted(fields.items())), chance.choice(one.reasons))


def _asked(rule: RuleRow, on: date, chance: Random) -> dict[str, str]:
    """Return what a rule must see before it counts: who decided, the paper, the witness."""
    fields: dict[str, str] = {}
    if rule.decider:
        fields["decided_by"] = _DECIDERS[rule.decider]
    if rule.document:
        fields["documents"] = f"〔{on.year}〕{chance.randint(1, 90)}号"
    if rule.evidence:
        fields["evidence"] = chance.choice(WITNESSES)
    return fields
