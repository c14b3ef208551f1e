"""The purse: points earned, carried over, spent and gone, apart from the score (H)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jifen.rules.model.scheme import Spend
from tests.oracle.asking import ask
from tests.oracle.book import Book, Desk, Entry, content
from tests.oracle.days import add_months, span_of
from tests.oracle.facts import Fact, Purse
from tests.oracle.people import state_on
from tests.oracle.replay import in_the_replay
from tests.oracle.scopes import of_result
from tests.oracle.three_valued import Unknown


@dataclass
class Lot:
    """Points that came in together, and what is left of them; gone on the day `until`."""

    left: Fraction
    until: date | None = None


def purse_of(book: Book, desk: Desk) -> Purse | None:
    """What is left of earned and carried points after everything spent, day by day."""
    rule = book.scheme.spend
    if rule is None or not rule.enabled:
        return None
    barred = False if rule.bar is None else ask(rule.bar, of_result(book, desk, graded=True))
    if isinstance(barred, Unknown):
        desk.questions.add("bar_unknown")
    purse = Purse(opening=Fraction(state_on(desk.member, book.day).get("purse", 0)))  # type: ignore[arg-type]
    lots: list[Lot] = []
    if rule.expires == "period_end":
        purse.expired = purse.opening
    else:
        lots.append(Lot(purse.opening))
    coming = gains(desk, rule)
    done: list[Fact] = []
    for fact in spendings(book, desk, rule):
        receive(purse, lots, coming, fact.occurred_on, rule)
        if pay(purse, lots, fact, rule, barred is True, too_often(book, rule, done, fact)):
            done.append(fact)
    receive(purse, lots, coming, book.day, rule)
    purse.balance = sum((lot.left for lot in lots), Fraction(0))
    return purse


def gains(desk: Desk, rule: Spend) -> list[tuple[date, Fraction]]:
    """Credited gains by day, without the first points that cannot be exchanged."""
    entries = [entry for entry in desk.entries if entry.counts and entry.credited > 0]
    found, free = [], rule.free
    for entry in sorted(entries, key=Entry.canonical):
        kept = min(free, entry.credited)
        free -= kept
        found.append((entry.fact.occurred_on, entry.credited - kept))
    return found


def spendings(book: Book, desk: Desk, rule: Spend) -> list[Fact]:
    """What he asked for, in the order of day and time."""

    def order(fact: Fact) -> tuple[object, ...]:
        return (*Entry(fact, "", None).canonical()[:2], content(fact))

    facts = [fact for fact in in_the_replay(book, desk) if fact.kind == rule.kind]
    return sorted((fact for fact in facts if book.year.start <= fact.occurred_on <= book.day), key=order)


def receive(
    purse: Purse, lots: list[Lot], coming: list[tuple[date, Fraction]], day: date, rule: Spend
) -> None:
    """Take in the gains up to a day, then take out what is too old on it."""
    while coming and coming[0][0] <= day:
        on, points = coming.pop(0)
        until = add_months(on, 12 * (rule.years or 1)) if rule.expires == "years" else None
        purse.earned += points
        lots.append(Lot(points, until))
    for lot in lots:
        if lot.until is not None and lot.until <= day:
            purse.expired += lot.left
            lot.left = Fraction(0)


def too_often(book: Book, rule: Spend, done: list[Fact], fact: Fact) -> bool:
    """Whether as many as allowed went through in a span that holds the day of this one."""

    def together(per: str) -> int:
        own = span_of(fact.occurred_on, per, book.year)
        return sum(span_of(other.occurred_on, per, book.year) == own for other in done)

    return any(one.per != "fact" and together(one.per) >= one.facts for one in rule.limit)


def pay(purse: Purse, lots: list[Lot], fact: Fact, rule: Spend, barred: bool, often: bool) -> bool:
    """Take a price out of the oldest points first, or refuse it; whether it went through."""
    price, there = cost(fact, rule), sum((lot.left for lot in lots), Fraction(0))
    if barred:
        purse.refused[fact.id] = "barred"
    elif price is None or price < 0:
        purse.refused[fact.id] = "cost_unknown"
    elif often:
        purse.refused[fact.id] = "over_limit"
    elif price > there and not rule.compulsory:
        purse.refused[fact.id] = "over_balance"
    else:
        purse.shortfall += max(price - there, Fraction(0))
        rest = min(price, there)
        purse.spent += rest
        for lot in lots:
            taken = min(rest, lot.left)
            lot.left -= taken
            rest -= taken
        return True
    return False


def cost(fact: Fact, rule: Spend) -> Fraction | None:
    """Points for one spending: by price list, by money, or as written; None where nobody can tell."""
    if rule.prices:
        price = rule.prices.get(str(fact.fields.get("option")))
        return None if price is None else price * Fraction(fact.fields.get("quantity", 1))  # type: ignore[arg-type]
    word, rate = ("quantity", Fraction(1)) if rule.rate is None else ("amount", rule.rate)
    given = fact.fields.get(word)
    return None if given is None else Fraction(given) * rate  # type: ignore[arg-type]
