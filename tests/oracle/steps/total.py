"""Step 10: the named lines of the total, in the order of the file; then whether the score is valid."""

from __future__ import annotations

from fractions import Fraction

from jifen.rules.conditions.syntax import Name, walk
from jifen.rules.model.totals import Line
from tests.oracle.asking import ask, tree
from tests.oracle.book import Book, Desk
from tests.oracle.calls import word_of
from tests.oracle.rounding import rounded
from tests.oracle.scopes import of_result
from tests.oracle.steps.forms import answers
from tests.oracle.steps.gates import gated, through
from tests.oracle.steps.item import running
from tests.oracle.steps.part import entries_of, starts
from tests.oracle.three_valued import MISSING, Unknown, known


def total(book: Book) -> None:
    """Compute every line; `score` is the account's score, unless a gate of the scheme leaves no result."""
    for desk in book.desks:
        add_up(book, desk)
        desk.refusal = refusal(book, desk)
        desk.score = gated(desk.score, desk.refusal)


def add_up(book: Book, desk: Desk) -> None:
    """All lines of one member, each seeing those above."""
    for name, line in book.scheme.total.items():
        desk.lines[name] = line_of(book, desk, line)
        if name == "score":
            desk.score = desk.lines[name]


def refusal(book: Book, desk: Desk) -> Unknown | None:
    """Why the whole scheme gives no result: a gate that fails, or one nobody can tell; else None."""
    gates = tuple(gate for gate in book.scheme.gate if gate.otherwise == "no_result")
    found = through(desk, gates, of_result(book, desk, graded=False))
    return found if isinstance(found, Unknown) else None


def line_of(book: Book, desk: Desk, line: Line) -> object:
    """A line between its ends and rounded, if it is valid at all."""
    found = through(desk, line.gate, of_result(book, desk, graded=False))
    if isinstance(found, Fraction):
        return found
    each = line.floor is not None and line.floor.each
    value = step_by_step(book, desk, line) if each else line_value(book, desk, line)
    return gated(finish(desk, line, value), found)


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


def step_by_step(book: Book, desk: Desk, line: Line) -> object:
    """All credits of the parts of a line one by one from the sum of their starts, never below its floor."""
    assert line.floor is not None
    floor, names = line.floor.at, parts_in(book, line)
    parts = [
        part
        for part in book.scheme.parts
        if part.part in names and part.enabled and part.part not in desk.zeroed
    ]
    start = known(lambda *each: sum(each, Fraction(0)), *(starts(book, desk, part) for part in parts))
    entries = [entry for part in parts for entry in entries_of(desk, part)]
    plain = known(lambda number: number + sum(entry.credited for entry in entries), start)
    value = known(lambda number: running(number, entries, floor), start)
    if value != plain:
        desk.floored = True
    return value


def parts_in(book: Book, line: Line) -> set[str]:
    """The parts a line adds up, directly or through earlier lines."""
    names: set[str] = set()
    for node in walk(tree(str(line.value))):
        if isinstance(node, Name):
            word = ".".join(node.path[1:]) if node.path[0] == "line" else word_of(node)
            names |= parts_in(book, book.scheme.total[word]) if word in book.scheme.total else {word}
    return names


def finish(desk: Desk, line: Line, number: object) -> object:
    """Floor, cap, round."""
    if line.floor is not None and not line.floor.each:
        if isinstance(number, Fraction) and number < line.floor.at:
            desk.floored = True
        number = known(max, number, line.floor.at)
    if line.cap is not None:
        number = known(min, number, line.cap)
    return known(lambda exact: rounded(exact, line.round), number)
