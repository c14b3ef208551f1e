"""Small schemes written in the test itself, compiled; people and facts as short rows."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

from jifen.engine.gather import Event, Gathered, Person, Plain, gather
from jifen.engine.linking import link
from jifen.engine.plan import Plan
from jifen.engine.program import score
from jifen.engine.result import Account, accounts
from jifen.rules.binding import bind
from jifen.rules.compiling import compile_scheme
from jifen.rules.reading import read_scheme
from jifen.rules.tables import Tables


def compiled(text: str) -> Tables:
    """The tables of a scheme given as YAML; any finding of the reader or the binder fails the test."""
    read = read_scheme(dedent(text), "scheme.yaml")
    assert read.scheme is not None, [str(finding) for finding in read.findings]
    bound, findings = bind(read.scheme, read.positions, read.tree, read.content_hash)
    assert findings == [], [str(finding) for finding in findings]
    return compile_scheme(bound)


def person(name: str, branch: str = "一支部", scheme: int = 0, **fields: Plain) -> Person:
    """A formal member unless said otherwise."""
    return Person(name, branch=branch, scheme=scheme, fields={"status": "formal", **fields})


def fact(number: int, kind: str, day: str, who: int = 0, **fields: Plain) -> Event:
    """A fact of the ``who``-th person."""
    return Event(f"f{number}", who, kind, date.fromisoformat(day), dict(fields))


def gathered(plan: Plan, people: list[Person], facts: list[Event]) -> Gathered:
    """People and facts as columns."""
    return gather(plan, people, facts)


def scored(
    tables: Tables, people: list[Person], facts: list[Event], as_of: date | None = None
) -> list[Account]:
    """Accounts for the points year 2026, in the order of the branches."""
    plan = link([tables], 2026, as_of)
    book = gathered(plan, people, facts)
    return list(accounts(score(plan, book.members, book.facts, book.vocabulary)))
