"""Step 9: parts: start, items, the yearly part handed out by month, their ends."""

from __future__ import annotations

from fractions import Fraction

from jifen.rules.model.items import Part
from tests.oracle.book import Book, Desk, Entry
from tests.oracle.opening import opening
from tests.oracle.people import counting_months, lines, state_on
from tests.oracle.rounding import rounded
from tests.oracle.standing import is_meant
from tests.oracle.steps.item import between_ends, item_start, running
from tests.oracle.three_valued import known


def part(book: Book) -> None:
    """Give every part its value; a part that is switched off is worth nothing."""
    for desk in book.desks:
        for one in book.scheme.parts:
            desk.parts[one.part] = part_value(book, desk, one)


def part_value(book: Book, desk: Desk, part: Part) -> object:
    """Start and items (or, where the floor holds at every step, their credits one by one), floor, cap."""
    if not part.enabled or part.part in desk.zeroed:
        return Fraction(0)
    if part.floor is not None and part.floor.each:
        floor, entries = part.floor.at, entries_of(desk, part)
        whole = known(lambda start: running(start, entries, floor), starts(book, desk, part))
        return between_ends(whole, None, part.cap)
    items = [desk.items[one.item] for one in part.items if one.item in desk.items]
    value = known(lambda *numbers: sum(numbers, Fraction(0)), own_start(book, desk, part), *items)
    if part.allot is not None and part.allot.scale == "allotted":
        earned = sum((entry.credited for entry in entries_of(desk, part)), Fraction(0))
        scaled = scale(book, desk, part, earned)
        value = known(lambda number: number - earned + scaled, value)
    return between_ends(value, None if part.floor is None else part.floor.at, part.cap)


def own_start(book: Book, desk: Desk, part: Part) -> object:
    """The part's own start; spread over its items it is not added once more."""
    return Fraction(0) if part.spread is not None else opening(book, desk, part.start)


def starts(book: Book, desk: Desk, part: Part) -> object:
    """The part's start with those of its items."""
    items = [one for one in part.items if one.item in desk.items and one.item not in desk.zeroed]
    each = [item_start(book, desk, one, one.full) for one in items]
    return known(lambda *numbers: sum(numbers, Fraction(0)), own_start(book, desk, part), *each)


def entries_of(desk: Desk, part: Part) -> list[Entry]:
    """What was credited in the part; an item that is set to nothing counts for nothing."""
    return [
        entry
        for entry in desk.entries
        if entry.counts
        and entry.part is part
        and entry.item is not None
        and entry.item.item not in desk.zeroed
    ]


def scale(book: Book, desk: Desk, part: Part, earned: Fraction) -> Fraction:
    """`sum` x earned / allotted, with what was earned and allotted elsewhere; a full year stays as it is."""
    assert part.allot is not None
    row = state_on(desk.member, book.day)
    there = counting_months(book, desk)
    earned_elsewhere = Fraction(row.get("earned_elsewhere", 0))  # type: ignore[arg-type]
    allotted_elsewhere = Fraction(row.get("allotted_elsewhere", 0))  # type: ignore[arg-type]
    if len(there) == len(lines(book)):
        return rounded(earned, part.allot.round)
    allotted = sum((part.allot.months[place] for place in there), Fraction(0)) + allotted_elsewhere
    if allotted == 0:
        if is_meant(book, desk):
            desk.flags.add("nothing_allotted")
        return Fraction(0)
    return rounded(part.allot.sum * (earned + earned_elsewhere) / allotted, part.allot.round)
