"""What a part or an item starts with: a number, a row by tier (kept or by months), a share of last year."""

from __future__ import annotations

from fractions import Fraction

from jifen.rules.model.base import Rounding
from jifen.rules.model.items import Carry, Start
from tests.oracle.book import Book, Desk
from tests.oracle.people import counting_months, lines, opening_day, state_on
from tests.oracle.rounding import rounded
from tests.oracle.scopes import tier_by
from tests.oracle.three_valued import MISSING, known


def opening(book: Book, desk: Desk, start: Start | None) -> object:
    """The opening value; unknown where the tier or last year's figure cannot be told."""
    if start is None:
        return Fraction(0)
    if start.prorate is None and start.carry is not None:
        return carried(desk, start.carry, start.carry.round)
    how = start.round
    if start.carry is not None:
        whole: object = carried(desk, start.carry, None)
        how = start.round or start.carry.round
    else:
        whole = by_tier(book, desk, start) if start.by == "tier" else start.points or Fraction(0)
    share = Fraction(1)
    if start.prorate == "months":
        share = Fraction(len(counting_months(book, desk)), len(lines(book)))
    return known(lambda number: rounded(number * share, how), whole)


def carried(desk: Desk, carry: Carry, how: Rounding | None) -> Fraction:
    """min(share x last year's line, cap), rounded; `first` where there is no last year."""
    last = desk.member.prior[0].get(carry.line) if desk.member.prior else None
    if last is None:
        return carry.first
    part = Fraction(last) * carry.share  # type: ignore[arg-type]
    return rounded(part if carry.cap is None else min(part, carry.cap), how)


def by_tier(book: Book, desk: Desk, start: Start) -> object:
    """The tier of the opening day; or the mean of the starts of the months that count, of all where none counts."""
    tiers = book.scheme.tiers
    assert tiers is not None
    if tiers.change == "keep":
        return row_of(start, tier_by(book, desk, state_on(desk.member, opening_day(book, desk))))
    days = lines(book)
    places = counting_months(book, desk) or list(days)
    rows = [row_of(start, tier_by(book, desk, state_on(desk.member, days[place]))) for place in places]
    return known(lambda *each: sum(each, Fraction(0)) / len(each), *rows)


def row_of(start: Start, tier: object) -> object:
    """The start of one tier; a tier without a row has none."""
    row = (start.rows or {}).get(str(tier))
    return MISSING if row is None or row.points is None else row.points
