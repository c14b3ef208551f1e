"""Step 11: veto, forced grade, ceiling: laid over the score; nothing below is rewritten."""

from __future__ import annotations

from fractions import Fraction

from jifen.rules.model.totals import Override
from tests.oracle.asking import ask
from tests.oracle.book import Book, Desk
from tests.oracle.scopes import of_result


def override(book: Book) -> None:
    """Apply what is in force: zero before all, among grades the lowest."""
    for desk in book.desks:
        in_force = [one for one in book.scheme.override if one.enabled and applies(book, desk, one)]
        if any(one.effect.zero == "total" for one in in_force):
            desk.vetoed = True
            desk.score = Fraction(0)
        desk.forced = lowest(book, [one.effect.grade for one in in_force])
        desk.ceiling = lowest(book, [one.effect.ceiling for one in in_force])


def applies(book: Book, desk: Desk, one: Override) -> bool:
    """By a fact that counts, or by a condition that is true; unknown is not true."""
    if any(entry.counts and entry.override is one for entry in desk.entries):
        return True
    return one.when is not None and ask(one.when, of_result(book, desk, graded=False)) is True


def lowest(book: Book, named: list[str | None]) -> str | None:
    """The last of the named grades in the order of the file (best first)."""
    grades = [name for name in named if name is not None]
    return max(grades, key=grade_order(book).index) if grades else None


def grade_order(book: Book) -> list[str]:
    rows = book.scheme.grades.rows if book.scheme.grades is not None else ()
    return [row.grade for row in rows]
