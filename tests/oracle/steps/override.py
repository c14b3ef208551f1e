"""Step 11: veto, forced grade, ceiling, repair: laid over the score; nothing below is rewritten."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from jifen.rules.model.totals import Effect, Override
from tests.oracle.asking import ask
from tests.oracle.book import Book, Desk, Entry
from tests.oracle.scopes import of_fact, of_result
from tests.oracle.standing import is_meant
from tests.oracle.steps.gates import gated
from tests.oracle.steps.part import part_value
from tests.oracle.steps.total import add_up
from tests.oracle.three_valued import Unknown, known


def override(book: Book) -> None:
    """Apply what is in force: zero before all, among grades the lowest."""
    for desk in book.desks:
        effects = in_force(book, desk) if is_meant(book, desk) else []
        zeroed = {one.zero for one in effects if one.zero not in (None, "total")}
        if zeroed:
            without(book, desk, {str(name) for name in zeroed})
        repaired(book, desk)
        if any(one.zero == "total" for one in effects):
            desk.vetoed = True
            desk.score = Fraction(0)
        desk.forced = lowest(book, [one.grade for one in effects])
        desk.ceiling = lowest(book, [one.ceiling for one in effects])
        desk.unranked = any(not one.ranked for one in effects)


def in_force(book: Book, desk: Desk) -> list[Effect]:
    """The effects of the overrides that apply, and of the scheme's gates that fail."""
    found = [one.effect for one in book.scheme.override if one.enabled and applies(book, desk, one)]
    for gate in book.scheme.gate:
        if gate.otherwise != "no_result":
            holds = ask(gate.gate, of_result(book, desk, graded=False))
            if isinstance(holds, Unknown):
                desk.questions.add("gate_unknown")
            if holds is False:
                word = {"zero": "total"} if gate.otherwise == "zero" else {"grade": gate.grade}
                found.append(Effect.model_validate(word))
    return found


def applies(book: Book, desk: Desk, one: Override) -> bool:
    """By a fact that triggers it, or by a condition that is true; unknown is not true."""
    if triggers(book, desk, one):
        return True
    holds = False if one.when is None else ask(one.when, of_result(book, desk, graded=False))
    if isinstance(holds, Unknown):
        desk.questions.add("override_unknown")
    return holds is True


def triggers(book: Book, desk: Desk, one: Override) -> list[Entry]:
    """The entries that trigger an override: still in, its `while` not false, not repaired."""
    return [
        entry
        for entry in desk.entries
        if entry.counts
        and entry.override is one
        and is_open(book, desk, one, entry)
        and not is_repaired(book, desk, one, entry)
    ]


def is_open(book: Book, desk: Desk, one: Override, entry: Entry) -> bool:
    """`while`; where it cannot be told, it is open and people are asked."""
    if one.open_while is None:
        return True
    holds = ask(one.open_while, of_fact(book, desk, entry.fact))
    if isinstance(holds, Unknown):
        desk.questions.add("override_unknown")
    return holds is not False


def is_repaired(book: Book, desk: Desk, one: Override, entry: Entry) -> bool:
    """`repaired`; where it cannot be told, it is not, and people are asked."""
    if one.repaired is None:
        return False
    holds = ask(one.repaired.when, of_fact(book, desk, entry.fact))
    if isinstance(holds, Unknown):
        desk.questions.add("override_unknown")
    return holds is True


def repaired(book: Book, desk: Desk) -> None:
    """Instead of the effect, the points of every repaired fact; the score's floor holds once more."""
    points = [
        one.repaired.points
        for one in book.scheme.override
        for entry in desk.entries
        if one.enabled
        and one.repaired is not None
        and entry.counts
        and entry.override is one
        and is_open(book, desk, one, entry)
        and is_repaired(book, desk, one, entry)
    ]
    if not points:
        return
    desk.score = known(lambda number: number + sum(points), desk.score)
    floor = book.scheme.total["score"].floor
    if floor is not None and isinstance(desk.score, Fraction) and desk.score < floor.at:
        desk.score, desk.floored = floor.at, True


def without(book: Book, desk: Desk, zeroed: set[str]) -> None:
    """The score computed once more with these parts and items worth nothing."""
    items = {name: Fraction(0) if name in zeroed else found for name, found in desk.items.items()}
    shadow = replace(
        desk,
        items=items,
        parts=dict(desk.parts),
        lines={},
        zeroed=frozenset(zeroed),
        flags=set(),
        floored=False,
    )
    for part in book.scheme.parts:
        shadow.parts[part.part] = part_value(book, shadow, part)
    add_up(book, shadow)
    desk.score = gated(shadow.score, desk.refusal)
    desk.floored = shadow.floored


def lowest(book: Book, named: list[str | None]) -> str | None:
    """The last of the named grades in the order of the file (best first)."""
    grades = [name for name in named if name is not None]
    return max(grades, key=grade_order(book).index) if grades else None


def grade_order(book: Book) -> list[str]:
    rows = book.scheme.grades.rows if book.scheme.grades is not None else ()
    return [row.grade for row in rows]
