"""Step 10: the named lines of the total, in the order of the file."""

from __future__ import annotations

from fractions import Fraction

from jifen.rules.model.totals import Line
from tests.oracle.asking import ask
from tests.oracle.book import Book, Desk
from tests.oracle.rounding import rounded
from tests.oracle.scopes import of_result
from tests.oracle.steps.forms import answers
from tests.oracle.three_valued import MISSING, Unknown, known


def total(book: Book) -> None:
    """Compute every line; `score` is the account's score."""
    for desk in book.desks:
        for name, line in book.scheme.total.items():
            desk.lines[name] = finish(desk, line, line_value(book, desk, line))
            if name == "score":
                desk.score = desk.lines[name]


def line_value(book: Book, desk: Desk, line: Line) -> object:
    """An expression over parts, earlier lines and the member's numbers, or a table."""
    if line.by is not None:
        return from_table(book, desk, line)
    return ask(str(line.value), of_result(book, desk, graded=False))


def from_table(book: Book, desk: Desk, line: Line) -> object:
    """A number by a field; where the key is missing or not listed, what `none` says."""
    key = ask(str(line.by), of_result(book, desk, graded=False))
    for name, number in (line.rows or {}).items():
        if not isinstance(key, Unknown) and answers(str(line.by), name, key):
            return number
    if isinstance(line.none, str):
        return MISSING if line.none == "ask" else Unknown(frozenset({line.none}))
    return line.none


def finish(desk: Desk, line: Line, number: object) -> object:
    """Floor, cap, round."""
    if isinstance(number, Fraction) and line.floor is not None and number < line.floor.at:
        desk.floored = True
    if line.floor is not None:
        number = known(max, number, line.floor.at)
    if line.cap is not None:
        number = known(min, number, line.cap)
    return known(lambda exact: rounded(exact, line.round), number)
