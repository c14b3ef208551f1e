"""Where conditions are asked: of a member on a day, of a fact, of a result."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from jifen.rules.conditions.syntax import Call, Name, Node, Number
from jifen.rules.fields import FACT_FIELDS, MEMBER_FIELDS, find_field
from jifen.rules.period import exact_months
from tests.oracle.asking import NotAName, Scope, ask, value_of
from tests.oracle.book import Book, Desk
from tests.oracle.days import span_of
from tests.oracle.facts import Fact
from tests.oracle.people import age, counting_months, opening_day, reference_day, state_on
from tests.oracle.three_valued import MISSING, Unknown, known


def of_member(book: Book, desk: Desk, day: date, row: dict[str, object] | None = None) -> Scope:
    """The member as he is on a day (or as a given row says)."""
    state = state_on(desk.member, day) if row is None else row

    def name(path: tuple[str, ...]) -> object:
        return _member_name(book, desk, state, day, path)

    return Scope(name, lambda node: _call(book, desk, node, Scope(name, _no_call)))


def of_fact(book: Book, desk: Desk, fact: Fact) -> Scope:
    """A fact, and the member as he was on its day."""
    member = of_member(book, desk, fact.occurred_on)

    def name(path: tuple[str, ...]) -> object:
        field = find_field(".".join(path))
        if field is not None and field.name in FACT_FIELDS:
            return fact_value(fact, field.name)
        return member.name(path)

    return Scope(name, lambda node: _call(book, desk, node, Scope(name, _no_call)))


def of_result(book: Book, desk: Desk, *, graded: bool) -> Scope:
    """A member's result on E; before grades are given neither grade nor rank nor quota is a name."""

    def name(path: tuple[str, ...]) -> object:
        word = ".".join(path)
        if path[0] == "line" or word in desk.lines or word == "score":
            return desk.score if path[-1] == "score" else desk.lines.get(path[-1], MISSING)
        if path[0] == "part" and len(path) > 1:
            return desk.parts.get(".".join(path[1:]), MISSING)
        if graded:
            found = _standing(book, desk, path)
            if found is not None:
                return found
        if word in desk.parts:
            return desk.parts[word]
        return _member_name(book, desk, state_on(desk.member, book.day), book.day, path)

    return Scope(name, lambda node: _call(book, desk, node, Scope(name, _no_call)))


def fact_value(fact: Fact, name: str) -> object:
    """One field of a fact; what is not there is unknown."""
    if name == "kind":
        return fact.kind
    if name == "occurred_on":
        return fact.occurred_on
    return fact.fields.get(name, MISSING)


def _member_name(book: Book, desk: Desk, row: dict[str, object], day: date, path: tuple[str, ...]) -> object:
    word = ".".join(path)
    field = find_field(word)
    if path[0] == "finding" and len(path) > 1:
        return desk.member.findings.get(".".join(path[1:]), MISSING)
    if word in book.scheme.flags:
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
    context = {"period.start": book.year.start, "period.end": book.year.end, "as_of": book.day}
    if word in context:
        return context[word]
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
    if field is not None and field.name == "pool.size":
        pool = next(pool for pool in book.pools() if desk in pool)
        return Fraction(sum(other.graded for other in pool))
    if path[0] == "quota" and len(path) > 1:
        return {"in": True, "out": False}.get(desk.quota.get(path[-1], ""), MISSING)
    return None


def tier_of(book: Book, desk: Desk, day: date) -> object:
    """His tier: kept from the opening day, or (where changes are counted pro rata) as on the day."""
    assert book.scheme.tiers is not None
    keep = book.scheme.tiers.change == "keep"
    return tier_by(book, desk, state_on(desk.member, opening_day(book, desk) if keep else day))


def tier_by(book: Book, desk: Desk, row: dict[str, object]) -> object:
    """The first tier whose condition is true for this row; unknown where that cannot be told."""
    assert book.scheme.tiers is not None
    for tier in book.scheme.tiers.rows:
        holds = True if tier.when is None else ask(tier.when, of_member(book, desk, reference_day(book), row))
        if isinstance(holds, Unknown):
            return holds
        if holds:
            return tier.tier
    return MISSING


def in_the_replay(book: Book, desk: Desk) -> list[Fact]:
    """Facts decided by `as_of` and not reversed."""
    taken_out = reversed_ids(book, desk.facts)
    return [
        fact
        for fact in desk.facts
        if "reverses" not in fact.fields and fact.id not in taken_out and is_decided(book, fact)
    ]


def is_decided(book: Book, fact: Fact) -> bool:
    decided = fact.fields.get("decided_on")
    return fact.occurred_on <= book.as_of and (not isinstance(decided, date) or decided <= book.as_of)


def reversed_ids(book: Book, facts: list[Fact]) -> set[str]:
    """Numbers of the facts some reversal in force takes out; a reversed reversal takes out nothing."""
    reversals = [fact for fact in facts if "reverses" in fact.fields]

    def in_force(reversal: Fact) -> bool:
        on = reversal.fields.get("decided_on", reversal.occurred_on)
        return on <= book.as_of and not any(  # type: ignore[operator]
            other.fields["reverses"] == reversal.id and in_force(other) for other in reversals
        )

    return {str(reversal.fields["reverses"]) for reversal in reversals if in_force(reversal)}


def _no_call(node: Call) -> object:
    raise NotImplementedError(node)


def _word(node: Node) -> str:
    return ".".join(node.path) if isinstance(node, Name) else str(node)


def _call(book: Book, desk: Desk, node: Call, scope: Scope) -> object:
    match ".".join(node.name):
        case "prior":
            back = node.args[0].value if isinstance(node.args[0], Number) else Fraction(1)
            rows = desk.member.prior
            return rows[int(back) - 1].get(node.then[-1], MISSING) if len(rows) >= back else MISSING
        case "count":
            return _count(book, desk, {_word(arg) for arg in node.args}, dict(node.named))
        case "points":
            what = _word(node.args[0])
            return desk.parts[what] if what in desk.parts else desk.items.get(what, Fraction(0))
        case "months":
            return known(exact_months, *(value_of(arg, scope) for arg in node.args))
        case "known" | "unknown" as word:
            missing = isinstance(value_of(node.args[0], scope), Unknown)
            return missing if word == "unknown" else not missing
        case "min" | "max" as word:
            choose = min if word == "min" else max
            return known(choose, *(value_of(arg, scope) for arg in node.args))
        case "days":
            return known(lambda a, b: Fraction((b - a).days), *(value_of(arg, scope) for arg in node.args))
        case _:
            return _no_call(node)


def _count(book: Book, desk: Desk, kinds: set[str], named: dict[str, Node]) -> Fraction:
    """How many facts of these kinds count; with `per`, the largest count in one span."""
    facts = [fact for fact in desk.facts if fact.kind in kinds and is_counted(book, desk, fact)]
    if "per" not in named:
        return Fraction(len(facts))
    spans = [span_of(fact.occurred_on, _word(named["per"]), book.year) for fact in facts]
    return Fraction(max((spans.count(span) for span in spans), default=0))


def is_counted(book: Book, desk: Desk, fact: Fact) -> bool:
    """Admitted by a rule (absorbed and limited facts too); of a kind no rule reads: decided and in P."""
    entries = [entry for entry in desk.entries if entry.fact is fact]
    if not entries:
        return fact in in_the_replay(book, desk) and in_year(book, fact)
    return any(entry.dropped in (None, "absorbed", "limit") for entry in entries)


def in_year(book: Book, fact: Fact) -> bool:
    """Whether the day that decides (`period.counts`) lies in P; an undecided fact counts by its own day."""
    day = fact.occurred_on
    if book.scheme.period.counts == "decided_on":
        day = fact.fields.get("decided_on", day)  # type: ignore[assignment]
    return book.year.holds(day)
