"""Points taken over, as the engine reads them: one rule more for each place they belong to, inside its limits.

What was brought along for a part or an item is one line of it: floors, full marks and the limits in points of a year
hold for it and for everything after it together. Limits by number, and by day, month, quarter or half-year, are left
to the paper book for its time: how often, and in which month, nobody can tell from a sum. Duties are looked at from
the day after, because what was done before stands on paper. An allotment by months is the exception: its points are
taken over month by month.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from jifen.engine.gather import Event, Plain
from jifen.ledger.models import Entry
from jifen.ledger.states.taken import OPENING, place_of
from jifen.rules.tables import (
    FIRST_DAY,
    LAST_DAY,
    Form,
    ItemRow,
    LimitRow,
    PartRow,
    RuleRow,
    Tables,
    day_number,
)

TITLE = "承接的积分"
_LONG = ("period", "calendar_year", "life")


def list_places(tables: Tables) -> set[str]:
    """Return every part and item under which points can be taken over."""
    return {row.item for row in tables.items if row.enabled} | {
        row.part for row in tables.parts if row.enabled
    }


def kind_of_place(place: str) -> str:
    """Return the kind of fact that stands for points taken over of a place."""
    return f"{place}.{OPENING}"


def as_event(entry: Entry, account: int) -> Event:
    """Return a line taken over as a fact that was decided."""
    decided: dict[str, Plain] = {
        "decided_value": Decimal(entry.points) / 100,
        "decided_on": entry.occurred_on,
    }
    kind = kind_of_place(place_of(entry.item))
    return Event(str(entry.sequence), account, kind, entry.occurred_on, decided)


def with_openings(tables: Tables, entries: Iterable[Entry]) -> Tables:
    """Return tables that read the lines taken over; the same tables where there are none that name a place."""
    known = list_places(tables)
    named = [(place, one.occurred_on) for one in entries if (place := place_of(one.item)) in known]
    if not named:
        return tables
    return _extended(tables, tuple(sorted({place for place, _ in named})), max(day for _, day in named))


@lru_cache(64)
def _extended(tables: Tables, places: Sequence[str], until: date) -> Tables:
    items, parts = list(tables.items), list(tables.parts)
    number_of = {row.item: number for number, row in enumerate(items)}
    for place in places:
        if place not in number_of:
            part = next(number for number, row in enumerate(parts) if row.part == place)
            number_of[place] = len(items)
            parts[part] = replace(parts[part], items=(*parts[part].items, len(items)))
            items.append(_item_of(parts[part], part))
    short = tuple(number for number, row in enumerate(tables.limits) if _is_short(row))
    rules = [_rule_of(place, number_of[place], short) for place in places]
    after = day_number(until) + 1
    return replace(
        tables,
        kinds=(*tables.kinds, *map(kind_of_place, places)),
        rules=(*tables.rules, *rules),
        items=tuple(items),
        parts=tuple(parts),
        expects=tuple(replace(one, first_day=max(one.first_day, after)) for one in tables.expects),
    )


def _rule_of(place: str, item: int, spared: tuple[int, ...]) -> RuleRow:
    return RuleRow(
        kind=kind_of_place(place),
        title=TITLE,
        clause=None,
        path=kind_of_place(place),
        item=item,
        override=-1,
        form=Form.BETWEEN,
        enabled=True,
        first_day=FIRST_DAY,
        last_day=LAST_DAY,
        spared=spared,
    )


def _item_of(part: PartRow, number: int) -> ItemRow:
    """Return the item under which points stand that were given for a whole part."""
    return ItemRow(
        item=kind_of_place(part.part),
        title=TITLE,
        clause=part.clause,
        part=number,
        enabled=True,
        start=Fraction(0),
        floor=None,
        cap=None,
        full=None,
        members=None,
        limits=(),
    )


def _is_short(limit: LimitRow) -> bool:
    return not limit.months and (limit.facts is not None or limit.per not in _LONG)
