"""Where conditions are asked: of a member on a day, of a fact, of a result."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from jifen.rules.conditions.syntax import Call
from jifen.rules.fields import CONTEXT_FIELDS, FACT_FIELDS, MEMBER_FIELDS, find_field
from tests.oracle.asking import NotAName, Scope, ask
from tests.oracle.book import Book, Desk
from tests.oracle.calls import call, no_call
from tests.oracle.facts import Fact
from tests.oracle.marks import marks_there
from tests.oracle.people import age, counting_months, opening_day, reference_day, state_on
from tests.oracle.pools import pool_call, ranked_size
from tests.oracle.replay import in_the_replay as in_the_replay
from tests.oracle.replay import in_year as in_year
from tests.oracle.replay import is_counted as is_counted
from tests.oracle.replay import is_decided as is_decided
from tests.oracle.replay import reversed_ids as reversed_ids
from tests.oracle.three_valued import MISSING, Unknown


def of_member(book: Book, desk: Desk, day: date, row: dict[str, object] | None = None) -> Scope:
    """The member as he is on the day of a fact (or as a given row says)."""
    state = state_on(desk.member, day) if row is None else row

    def name(path: tuple[str, ...]) -> object:
        field = find_field(".".join(path))
        if row is None and field is not None and field.name == "tier" and tiers_on_facts(book):
            return tier_by(book, desk, state, day)
        return _member_name(book, desk, state, day, path)

    return Scope(name, lambda node: call(book, desk, node, Scope(name, no_call), day))


def now(book: Book, desk: Desk) -> Scope:
    """The member on E."""
    state = state_on(desk.member, book.day)

    def name(path: tuple[str, ...]) -> object:
        return _member_name(book, desk, state, book.day, path)

    return Scope(name, lambda node: call(book, desk, node, Scope(name, no_call), book.day))


def of_fact(book: Book, desk: Desk, fact: Fact) -> Scope:
    """A fact, and the member as he was on its day."""
    member = of_member(book, desk, fact.occurred_on)

    def name(path: tuple[str, ...]) -> object:
        field = find_field(".".join(path))
        if field is not None and field.name == "marks":
            return marks_there(fact.fields.get("marks"), book.as_of)
        if field is not None and field.name in FACT_FIELDS:
            return fact_value(fact, field.name)
        return member.name(path)

    return Scope(name, lambda node: call(book, desk, node, Scope(name, no_call), fact.occurred_on))


def of_result(book: Book, desk: Desk, *, graded: bool) -> Scope:
    """A member's result on E; before grades are given neither grade nor rank nor quota is a name."""

    def name(path: tuple[str, ...]) -> object:
        word = ".".join(path)
        if path[0] == "line" or word in desk.lines or word == "score":
            return desk.score if path[-1] == "score" else desk.lines.get(path[-1], MISSING)
        if graded:
            found = _standing(book, desk, path)
            if found is not None:
                return found
        return _figure(book, desk, path)

    def answer(node: Call) -> object:
        if graded and node.name[0] == "pool":
            return pool_call(book, desk, node, lambda other: of_result(book, other, graded=True))
        return call(book, desk, node, Scope(name, answer), book.day)

    return Scope(name, answer)


def of_figures(book: Book, desk: Desk) -> Scope:
    """What the value of an item sees, the pool apart: the member on E, counts, other items, parts."""

    def name(path: tuple[str, ...]) -> object:
        return _figure(book, desk, path)

    return Scope(name, lambda node: call(book, desk, node, Scope(name, no_call), book.day))


def fact_value(fact: Fact, name: str) -> object:
    """One field of a fact; what is not there is unknown."""
    if name == "kind":
        return fact.kind
    if name == "occurred_on":
        return fact.occurred_on
    return fact.fields.get(name, MISSING)


def _figure(book: Book, desk: Desk, path: tuple[str, ...]) -> object:
    """A part, an item (worth nothing where it does not exist for him), or something about the member."""
    word = ".".join(path)
    if path[0] == "part" and len(path) > 1:
        return desk.parts.get(".".join(path[1:]), MISSING)
    if path[0] == "item" and len(path) > 1:
        return desk.items.get(".".join(path[1:]), Fraction(0))
    if word in desk.parts:
        return desk.parts[word]
    if any(item.item == word for _, _, item in book.items()):
        return desk.items.get(word, Fraction(0))
    return _member_name(book, desk, state_on(desk.member, book.day), book.day, path)


def _member_name(book: Book, desk: Desk, row: dict[str, object], day: date, path: tuple[str, ...]) -> object:
    word = ".".join(path)
    field = find_field(word)
    if path[0] == "finding" and len(path) > 1:
        return desk.member.findings.get(".".join(path[1:]), MISSING)
    if word in book.scheme.flags or (path[0] == "measure" and len(path) > 1):
        return row.get(word, MISSING)
    if field is not None and field.name == "age":
        return age(row, day)
    if field is not None and field.name == "tier" and book.scheme.tiers is not None:
        return tier_of(book, desk, day)
    if field is not None and field.name == "months":
        return Fraction(len(counting_months(book, desk)))
    if field is not None and field.name == "branch":
        return desk.member.branch
    if field is not None and field.name in MEMBER_FIELDS:
        return row.get(field.name, MISSING)
    known = {
        "period": book.year.name,
        "period.start": book.year.start,
        "period.end": book.year.end,
        "as_of": book.day,
    }
    if field is not None and field.name in known:
        return known[field.name]
    if field is not None and field.name in CONTEXT_FIELDS and field.name != "pool.size":
        return row.get(field.name, MISSING)
    raise NotAName(word)


def _standing(book: Book, desk: Desk, path: tuple[str, ...]) -> object:
    field = find_field(".".join(path))
    if field is not None and field.name in ("grade", "computed_grade") and not desk.eligible:
        return "（不定等次）"  # no grade is not the same as a grade nobody knows: it equals none
    if field is not None and field.name == "grade":
        return MISSING if desk.grade is None else desk.grade
    if field is not None and field.name == "computed_grade":
        return MISSING if desk.grade_without_override is None else desk.grade_without_override
    if field is not None and field.name == "rank":
        return MISSING if desk.rank is None else Fraction(desk.rank)
    if field is not None and field.name == "vetoed":
        return desk.vetoed
    if field is not None and field.name == "pool.size":
        return ranked_size(book, desk)
    if path[0] == "quota" and len(path) > 1:
        return {"in": True, "out": False}.get(desk.quota.get(path[-1], ""), MISSING)
    return None


def tiers_on_facts(book: Book) -> bool:
    """Whether conditions about a fact see the tier of its day."""
    return book.scheme.tiers is not None and book.scheme.tiers.on == "fact"


def tier_of(book: Book, desk: Desk, day: date) -> object:
    """His tier: kept from the opening day, or (where changes are counted pro rata) as on the day."""
    assert book.scheme.tiers is not None
    keep = book.scheme.tiers.change == "keep"
    return tier_by(book, desk, state_on(desk.member, opening_day(book, desk) if keep else day))


def tier_by(book: Book, desk: Desk, row: dict[str, object], day: date | None = None) -> object:
    """The first tier whose condition is true for this row; unknown where that cannot be told.

    `day`: on which day ages are meant, where it is not the reference day of the period.
    """
    assert book.scheme.tiers is not None
    for tier in book.scheme.tiers.rows:
        asked = of_member(book, desk, day or reference_day(book), row)
        holds = True if tier.when is None else ask(tier.when, asked)
        if isinstance(holds, Unknown):
            return holds
        if holds:
            return tier.tier
    return MISSING
