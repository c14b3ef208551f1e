"""Step 8: items: what they start with, what was credited, their ends; all or nothing."""

from __future__ import annotations

from fractions import Fraction

from jifen.rules.model.items import Item, Part
from tests.oracle.asking import ask
from tests.oracle.book import Book, Desk
from tests.oracle.opening import opening
from tests.oracle.rounding import rounded
from tests.oracle.scopes import of_member
from tests.oracle.steps.admit import in_force
from tests.oracle.three_valued import known


def item(book: Book) -> None:
    """Give every item that exists for the member its value."""
    for desk in book.desks:
        for part in book.scheme.parts:
            there = [item for item in part.items if exists(book, desk, part, item)]
            fulls = spread(book, desk, part, there)
            for one in there:
                desk.items[one.item] = item_value(book, desk, one, fulls.get(one.item))


def exists(book: Book, desk: Desk, part: Part, item: Item) -> bool:
    """Enabled, in force on some day of P up to E, and meant for him on E."""
    if not (part.enabled and item.enabled):
        return False
    day = book.year.start
    while not in_force(item, day):
        day = day.fromordinal(day.toordinal() + 1)
        if day > book.day:
            return False
    return item.members is None or ask(item.members, of_member(book, desk, book.day)) is True


def spread(book: Book, desk: Desk, part: Part, there: list[Item]) -> dict[str, object]:
    """The full marks, scaled to the part's start where the part says `spread`."""
    fulls: dict[str, object] = {one.item: one.full for one in there if one.full is not None}
    if part.spread is None or not fulls:
        return fulls
    whole = opening(book, desk, part.start)
    total = sum(fulls.values())  # type: ignore[arg-type]
    for name, full in fulls.items():
        fulls[name] = known(lambda start, full=full: rounded(full * start / total, part.spread), whole)
    if part.spread.rest == "last":
        *before, last = fulls
        shares = [fulls[name] for name in before]
        fulls[last] = known(lambda start, *others: start - sum(others), whole, *shares)
    return fulls


def item_value(book: Book, desk: Desk, item: Item, full: object) -> object:
    """Start + credits, everything lost, floor, cap."""
    entries = [entry for entry in desk.entries if entry.counts and entry.item is item]
    credits = sum((entry.credited for entry in entries), Fraction(0))
    floor: object = item.floor.at if item.floor is not None else None if full is None else Fraction(0)
    cap: object = item.cap if item.cap is not None else full
    start: object = Fraction(0) if full is None else full
    if item.start is not None:
        start = opening(book, desk, item.start)
    value = known(lambda start: start + credits, start)
    if any(entry.everything for entry in entries):
        value = Fraction(0) if floor is None else floor
    return between_ends(value, floor, cap)


def between_ends(value: object, floor: object, cap: object) -> object:
    """First the floor, then the cap."""
    value = value if floor is None else known(max, value, floor)
    return value if cap is None else known(min, value, cap)
