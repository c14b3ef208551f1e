"""The reference evaluator: the thirteen steps, one after the other, slow and plain.

Written from LANGUAGE.md and domain §10. Never imports the engine or compiled tables, never optimised.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from jifen.rules.model.points import Table, Unset
from jifen.rules.model.scheme import Scheme
from tests.oracle.book import Book, Desk
from tests.oracle.facts import Account, Fact, Member, SchemeHasHoles
from tests.oracle.households import joined
from tests.oracle.periods import period_named
from tests.oracle.placing import place
from tests.oracle.standing import is_scored
from tests.oracle.steps.admit import admit
from tests.oracle.steps.consequences import consequences
from tests.oracle.steps.derive import derive
from tests.oracle.steps.grade import grade
from tests.oracle.steps.limit import limit
from tests.oracle.steps.override import override
from tests.oracle.steps.part import part
from tests.oracle.steps.pooled import pooled
from tests.oracle.steps.same_matter import same_matter
from tests.oracle.steps.total import total
from tests.oracle.steps.value import value
from tests.oracle.steps.waves import item
from tests.oracle.steps.window import window
from tests.oracle.three_valued import Unknown

STEPS = (
    admit,
    derive,
    value,
    window,
    same_matter,
    pooled,
    limit,
    item,
    part,
    total,
    override,
    grade,
    consequences,
)


def evaluate(
    scheme: Scheme,
    members: list[Member],
    facts: list[Fact],
    year: int | str,
    as_of: date | None = None,
    *,
    whole: bool = False,
) -> dict[str, Account]:
    """Score every account of one scheme for one period, given by its name. Raises SchemeHasHoles.

    `whole`: everybody is here, so that pools over all branches can be counted.
    """
    refuse_holes(scheme)
    period = period_named(scheme.period, year, as_of, facts)
    accounts, moved = joined(scheme.people, members, facts)
    desks = [Desk(member, [fact for fact in moved if fact.member == member.id]) for member in accounts]
    book = Book(scheme, period, date.max if as_of is None else as_of, desks, whole)
    place(book)
    for step in STEPS:
        step(book)
    return {desk.member.id: account_of(book, desk) for desk in desks}


def refuse_holes(scheme: Scheme) -> None:
    """A live hole: `unset`, alone or in a table, in an enabled rule of an enabled item."""
    for one in scheme.parts:
        for small in one.items:
            for kind, rule in small.facts.items():
                form = rule.points
                rows = form.rows.values() if isinstance(form, Table) else ()
                hole = isinstance(form, Unset) or any(row.unset for row in rows)
                if hole and one.enabled and small.enabled and rule.enabled:
                    raise SchemeHasHoles(f"{small.item}.{kind}")


def account_of(book: Book, desk: Desk) -> Account:
    """The desk as an answer: unknown numbers are None."""
    scored = is_scored(book, desk)
    computed = number_of(desk.lines["score"])
    account = Account(
        state=state_of(book, desk, scored),
        score=number_of(desk.score) if scored else None,
        computed=computed,
        parts={one.part: number_of(desk.parts[one.part]) for one in book.scheme.parts if one.enabled},
        items={name: number_of(found) for name, found in desk.items.items()},
        lines={name: number_of(found) for name, found in desk.lines.items()},
        grade=desk.grade,
        grade_without_override=desk.grade_without_override,
        options=desk.options,
        rank=desk.rank,
        flags=desk.flags,
        proposals=desk.proposals,
        quota=desk.quota,
        questions=desk.questions if scored else set(),
        feeds=desk.feeds,
        purse=desk.purse,
    )
    if any(entry.unusual and entry.dropped in (None, "absorbed", "limit") for entry in desk.entries):
        account.flags.add("value_outside")
    for entry in desk.entries:
        place = (entry.fact.id, entry.path)
        if entry.dropped is not None:
            account.dropped[place] = entry.dropped
        elif entry.override is None:
            account.credited[place] = entry.credited
    return account


def number_of(found: object) -> Fraction | None:
    return found if isinstance(found, Fraction) else None


def state_of(book: Book, desk: Desk, scored: bool) -> str:
    """One word for the result: what stops it, then what is said of the score, then of the grade."""
    if not scored:
        return "not_scored"
    if isinstance(desk.score, Unknown):
        why = desk.score.why
        return "no_result" if "no_result" in why else "undefined" if "undefined" in why else "needs_decision"
    if desk.vetoed:
        return "zero_vetoed"
    if desk.waits:
        return "needs_decision"
    if desk.no_row:
        return "undefined"
    if desk.forced is not None and desk.graded:
        return "grade_forced"
    if desk.score == 0:
        return "zero_floored" if desk.floored else "zero_nothing"
    grades = book.scheme.grades
    if grades is not None and grades.by != "ballot" and not desk.graded:
        return "not_graded"
    return "number"
