"""One row of the sheet: its cells, and the lines they come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from jifen.ledger.actions.lines import Line
from jifen.ledger.actions.taking.sheet import OUTSIDE, UNTIL, Place, TakeOverSheet
from jifen.ledger.models import Book
from jifen.ledger.states.taken import COUNTS, WORDS, opening_item, year_item
from jifen.orgs.models import Person
from jifen.rules.points import PointsError, parse_hundredths
from jifen.workbook import Fault, Table

_MOST_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with one cell, and what to do."""

    column: str
    code: str
    message: str
    remedy: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one row by the key of their column."""

    table: Table
    place: int

    def get(self, key: str) -> Any:
        """Return a cell; None where it is empty or wrong."""
        return self.table.columns[key][self.place]

    def text(self, key: str) -> str:
        """Return a cell of text."""
        return self.get(key) or ""

    def fault(self, trouble: Trouble) -> Fault:
        """Return what is wrong with its place in the file."""
        table = self.table
        heading = table.headings.get(trouble.column)
        row = table.rows[self.place]
        return Fault(
            trouble.code, trouble.message, trouble.remedy, table.sheet, row, heading, trouble.value or None
        )


def lines_of(
    sheet: TakeOverSheet, book: Book, person: Person, cells: Cells, today: date
) -> tuple[list[Line], list[Trouble]]:
    """Return the lines of a row, none of an empty one, and all that is wrong with it."""
    troubles: list[Trouble] = []
    lines = list(_earlier(sheet, book, person, cells, troubles))
    points = _points(sheet, cells, troubles)
    if points:
        until = _until(book, cells, today, troubles)
        _refuse_both(sheet, points, cells, troubles)
        _refuse_signs(sheet, points, troubles)
        if until is not None:
            lines += _openings(sheet, person, points, until, troubles)
    return lines, troubles


def _earlier(
    sheet: TakeOverSheet, book: Book, person: Person, cells: Cells, troubles: list[Trouble]
) -> Iterator[Line]:
    """Yield a line for each earlier year a row tells something of."""
    told: dict[int, dict[str, str | int]] = defaultdict(dict)
    for key, (back, name) in sheet.years.items():
        value = cells.get(key)
        if value is not None and (figure := _figure(sheet, key, name, value, troubles)) is not None:
            told[back][name] = figure
    for back in sorted(told):
        yield Line(
            person_id=str(person.pk),
            item=year_item(sheet.version.reference, str(sheet.year.start.year - back)),
            occurred_on=book.starts_on,
            points=0,
            fields=told[back],
        )


def _figure(
    sheet: TakeOverSheet, key: str, name: str, value: Any, troubles: list[Trouble]
) -> str | int | None:
    if name == "grade" and sheet.grades and value not in sheet.grades:
        known = "、".join(sheet.grades)
        troubles.append(Trouble(key, "unknown-grade", "不是办法里的等次", f"请写{known}中的一个", str(value)))
        return None
    if name in WORDS:
        return str(value)
    if name == "months" and not 0 <= value <= _MOST_MONTHS:
        troubles.append(Trouble(key, "bad-months", "不是月数", "请写 0 到 12 的整数", str(value)))
        return None
    if name == "rank" and value < 1:
        troubles.append(Trouble(key, "bad-rank", "不是名次", "名次从 1 数起", str(value)))
        return None
    return int(value) if name in COUNTS else _hundredths(key, value, troubles)


def _points(sheet: TakeOverSheet, cells: Cells, troubles: list[Trouble]) -> dict[str, int]:
    """Return the points of a row by column, hundredths; empty cells and zeros are nothing to take over."""
    found = {}
    for key in (*sheet.places, OUTSIDE):
        value = cells.get(key)
        if value is not None and (points := _hundredths(key, value, troubles)):
            found[key] = points
    return found


def _hundredths(key: str, value: Decimal, troubles: list[Trouble]) -> int | None:
    try:
        return parse_hundredths(value)
    except PointsError as fault:
        troubles.append(Trouble(key, "bad-points", str(fault), "请改正", str(value)))
        return None


def _until(book: Book, cells: Cells, today: date, troubles: list[Trouble]) -> date | None:
    until: date | None = cells.get(UNTIL)
    if until is None:
        troubles.append(Trouble(UNTIL, "no-day", "没有写今年的分算到哪一天", "请补上，例如 2026-06-30"))
    elif not book.starts_on <= until <= book.ends_on:
        said = f"不在这本账的年度里（{book.starts_on} 至 {book.ends_on}）"
        troubles.append(Trouble(UNTIL, "other-year", said, "请改正", str(until)))
    elif until > today:
        troubles.append(Trouble(UNTIL, "not-yet", "还没有到", "请写已经过去的日子", str(until)))
    else:
        return until
    return None


def _refuse_both(sheet: TakeOverSheet, points: dict[str, int], cells: Cells, troubles: list[Trouble]) -> None:
    """Refuse points of a part beside points of its items: nobody could tell whether they are counted twice."""
    whole = {
        one.part: one
        for one in sheet.places.values()
        if one.whole and one.month is None and one.key in points
    }
    for place in sheet.places.values():
        if place.key in points and not place.whole and place.part in whole:
            said = f"“{whole[place.part].heading}”已经填了"
            troubles.append(Trouble(place.key, "both", said, "大项和小项只填一处", str(cells.get(place.key))))


def _refuse_signs(sheet: TakeOverSheet, points: dict[str, int], troubles: list[Trouble]) -> None:
    for key, value in points.items():
        place = sheet.places.get(key)
        if place is not None and place.only_down and value > 0:
            remedy = "只写今年以来扣了多少，用负数；没有扣过的空着"
            said = "这一项期初就有分，只会扣，不会加"
            troubles.append(Trouble(key, "only-down", said, remedy, str(Decimal(value) / 100)))


def _openings(
    sheet: TakeOverSheet, person: Person, points: dict[str, int], until: date, troubles: list[Trouble]
) -> Iterator[Line]:
    for key, value in points.items():
        place = sheet.places.get(key)
        if place is not None and place.month is not None and place.month.start > until:
            said, remedy = f"这个月在截至日期（{until}）以后", "请改截至日期，或者把这一格空着"
            troubles.append(Trouble(key, "later-month", said, remedy, str(Decimal(value) / 100)))
            continue
        yield Line(
            person_id=str(person.pk),
            item=opening_item(sheet.version.reference, place.code if place else ""),
            occurred_on=_day_of(place, until),
            points=value,
        )


def _day_of(place: Place | None, until: date) -> date:
    return min(place.month.end, until) if place is not None and place.month is not None else until
