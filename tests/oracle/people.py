"""What is known of a member on a day, from his row alone: state, counting months, age."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.oracle.book import Book, Desk
from tests.oracle.days import full_years, last_of
from tests.oracle.facts import Member
from tests.oracle.three_valued import MISSING


def state_on(member: Member, day: date) -> dict[str, object]:
    """The base row overlaid by every change up to the day."""
    row = dict(member.fields)
    for on, name, value in sorted(member.changes, key=lambda change: change[0]):
        if on <= day:
            row[name] = value
    return row


def line_of(month: date, from_day: int) -> date:
    """The day of a month up to which a change counts from that month."""
    last = last_of(month.year, month.month)
    return month.replace(day=min(from_day, last.day))


def lines(book: Book) -> dict[int, date]:
    """The months of P by place (0 …) with their line; a clipped month without its line inside P is none.

    A period too short for any line has one month, with its line on the last day.
    """
    found = {
        place: line_of(first, book.scheme.people.from_day)
        for place, (first, _) in enumerate(book.year.months())
    }
    inside = {place: line for place, line in found.items() if book.year.holds(line)}
    return inside or {len(found) - 1: book.year.end}


def counting_months(book: Book, desk: Desk) -> list[int]:
    """Places (0 …) of the months of P that count: there by the `from_day`, not gone or exempt by it."""
    row = state_on(desk.member, book.day)
    joined, left, exempt = row.get("joined_on"), row.get("left_on"), row.get("exempt_from")
    found = []
    for place, line in lines(book).items():
        here = not isinstance(joined, date) or joined <= line
        gone = isinstance(left, date) and left < line
        out = isinstance(exempt, date) and exempt <= line
        if here and not gone and not out:
            found.append(place)
    return found


def opening_day(book: Book, desk: Desk) -> date:
    """The day whose state gives the tier that is kept: the start of P, or the day he joined if later."""
    joined = state_on(desk.member, book.day).get("joined_on")
    return max(book.year.start, joined) if isinstance(joined, date) else book.year.start


def age(row: dict[str, object], day: date) -> object:
    """Whole years on a day."""
    born = row.get("birth_date")
    return Fraction(full_years(born, day)) if isinstance(born, date) else MISSING


def reference_day(book: Book) -> date:
    """The day on which tiers look at ages: the start of P unless they say its end."""
    at_end = book.scheme.tiers is not None and book.scheme.tiers.on == "period.end"
    return book.year.end if at_end else book.year.start
