"""Step 9: parts: start, items, the yearly part handed out by month, their ends."""

from __future__ import annotations

from fractions import Fraction

from jifen.rules.model.items import Part
from tests.oracle.book import Book, Desk
from tests.oracle.opening import opening
from tests.oracle.people import counting_months, state_on
from tests.oracle.rounding import rounded
from tests.oracle.standing import is_meant
from tests.oracle.steps.item import between_ends
from tests.oracle.three_valued import known


def part(book: Book) -> None:
    """Give every part its value; a part that is switched off is worth nothing."""
    for desk in book.desks:
        for one in book.scheme.parts:
            desk.parts[one.part] = part_value(book, desk, one) if one.enabled else Fraction(0)


def part_value(book: Book, desk: Desk, part: Part) -> object:
    items = [desk.items[one.item] for one in part.items if one.item in desk.items]
    start = Fraction(0) if part.spread is not None else opening(book, desk, part.start)
    value = known(lambda *numbers: sum(numbers, Fraction(0)), start, *items)
    if part.allot is not None and part.allot.scale == "allotted":
        earned = earned_in(desk, part)
        scaled = scale(book, desk, part, earned)
        value = known(lambda number: number - earned + scaled, value)
    return between_ends(value, None if part.floor is None else part.floor.at, part.cap)


def earned_in(desk: Desk, part: Part) -> Fraction:
    """Everything credited in the part."""
    return sum((entry.credited for entry in desk.entries if entry.counts and entry.part is part), Fraction(0))


def scale(book: Book, desk: Desk, part: Part, earned: Fraction) -> Fraction:
    """`sum` x earned / allotted, with what was earned and allotted elsewhere; a full year stays as it is."""
    assert part.allot is not None
    row = state_on(desk.member, book.day)
    there = counting_months(book, desk)
    earned_elsewhere = Fraction(row.get("earned_elsewhere", 0))  # type: ignore[arg-type]
    allotted_elsewhere = Fraction(row.get("allotted_elsewhere", 0))  # type: ignore[arg-type]
    if len(there) == len(book.year.months()):
        return rounded(earned, part.allot.round)
    allotted = sum((part.allot.months[place] for place in there), Fraction(0)) + allotted_elsewhere
    if allotted == 0:
        if is_meant(book, desk):
            desk.flags.add("nothing_allotted")
        return Fraction(0)
    return rounded(part.allot.sum * (earned + earned_elsewhere) / allotted, part.allot.round)
