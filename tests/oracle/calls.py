"""The functions a condition may use, about one member: counts, sums, runs, earlier periods, days."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from jifen.rules.conditions.syntax import Call, Name, Node, Number, Text
from jifen.rules.period import exact_months
from tests.oracle.asking import Scope, value_of
from tests.oracle.book import Book, Desk
from tests.oracle.days import ONE_DAY, full_years, span_of
from tests.oracle.facts import Fact
from tests.oracle.people import state_on
from tests.oracle.replay import is_counted
from tests.oracle.three_valued import MISSING, Unknown, known


def no_call(node: Call) -> object:
    raise NotImplementedError(node)


def word_of(node: Node) -> str:
    """The word an argument is, without the family in front of it."""
    if isinstance(node, Name):
        families = ("kind", "item", "part")
        return ".".join(node.path[1:] if len(node.path) > 1 and node.path[0] in families else node.path)
    return node.value if isinstance(node, Text) else str(node)


def call(book: Book, desk: Desk, node: Call, scope: Scope, day: date) -> object:
    """What a function answers about a member; `day` is the day he is looked at."""
    match ".".join(node.name):
        case "prior":
            return prior(desk, node)
        case "count":
            return largest(book, desk, node, {word_of(arg) for arg in node.args}, None)
        case "sum":
            kinds = {word_of(arg) for arg in node.args[1:]}
            return largest(book, desk, node, kinds, word_of(node.args[0]))
        case "streak":
            return streak(book, desk, word_of(node.args[0]), span_named(node) or "month")
        case "points":
            return points(book, desk, word_of(node.args[0]))
        case "months":
            return known(exact_months, *(value_of(arg, scope) for arg in node.args))
        case "days":
            return known(lambda a, b: Fraction((b - a).days), *(value_of(arg, scope) for arg in node.args))
        case "age":
            born = state_on(desk.member, day).get("birth_date", MISSING)
            return known(lambda a, b: Fraction(full_years(a, b)), born, value_of(node.args[0], scope))
        case "share":
            return known(part_of, *(value_of(arg, scope) for arg in node.args))
        case "known" | "unknown" as word:
            missing = isinstance(value_of(node.args[0], scope), Unknown)
            return missing if word == "unknown" else not missing
        case "min" | "max" as word:
            choose = min if word == "min" else max
            return known(choose, *(value_of(arg, scope) for arg in node.args))
        case _:
            return no_call(node)


def prior(desk: Desk, node: Call) -> object:
    back = node.args[0].value if isinstance(node.args[0], Number) else Fraction(1)
    rows = desk.member.prior
    return rows[int(back) - 1].get(node.then[-1], MISSING) if len(rows) >= back else MISSING


def part_of(some: Fraction, whole: Fraction) -> object:
    return MISSING if whole == 0 else some / whole


def span_named(node: Call) -> str | None:
    return next((word_of(value) for name, value in node.named if name == "per"), None)


def counted(book: Book, desk: Desk, kinds: set[str]) -> list[Fact]:
    """The facts about the member of these kinds (of all kinds where none is named) that count."""
    return [
        fact
        for fact in desk.facts
        if "reverses" not in fact.fields
        and (fact.kind in kinds or not kinds)
        and is_counted(book, desk, fact)
    ]


def largest(book: Book, desk: Desk, node: Call, kinds: set[str], field: str | None) -> Fraction:
    """How many such facts, or the sum of a field over them; with `per`, the largest figure of one span."""
    span = span_named(node)
    figures: dict[object, Fraction] = {}
    for fact in counted(book, desk, kinds):
        key = None if span is None else span_of(fact.occurred_on, span, book.year)
        one = Fraction(1) if field is None else amount(fact, field)
        figures[key] = figures.get(key, Fraction(0)) + one
    return max(figures.values(), default=Fraction(0))


def amount(fact: Fact, field: str) -> Fraction:
    """A number of a fact to add up: a missing quantity is one, another missing number nothing."""
    return Fraction(fact.fields.get(field, 1 if field == "quantity" else 0))  # type: ignore[arg-type]


def streak(book: Book, desk: Desk, kind: str, span: str) -> Fraction:
    """Consecutive spans of P with such a fact, up to E's or, if that has none yet, the one before."""
    hit = {span_of(fact.occurred_on, span, book.year) for fact in counted(book, desk, {kind})}
    spans, day = [], book.year.start
    while day <= book.day:
        if (here := span_of(day, span, book.year)) not in spans:
            spans.append(here)
        day += ONE_DAY
    if spans and spans[-1] not in hit:
        spans.pop()
    run = 0
    while run < len(spans) and spans[-1 - run] in hit:
        run += 1
    return Fraction(run)


def points(book: Book, desk: Desk, what: str) -> object:
    """The points of a part, of an item (none where it does not exist), or what a kind was credited with."""
    if what in desk.parts:
        return desk.parts[what]
    if any(item.item == what for _, _, item in book.items()):
        return desk.items.get(what, Fraction(0))
    return sum(
        (entry.credited for entry in desk.entries if entry.counts and entry.fact.kind == what), Fraction(0)
    )
