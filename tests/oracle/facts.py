"""What the reference evaluator reads and what it answers. Plain values, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction


@dataclass
class Fact:
    """One fact of one member. `fields` holds everything else, named as in FACT_FIELDS; absent = missing."""

    id: str
    member: str
    kind: str
    occurred_on: date
    fields: dict[str, object] = field(default_factory=dict)


@dataclass
class Member:
    """One member: the base row, dated changes to it, earlier periods (prior[0] = the last), findings."""

    id: str
    branch: str = "一支部"
    fields: dict[str, object] = field(default_factory=dict)
    changes: list[tuple[date, str, object]] = field(default_factory=list)
    prior: list[dict[str, object]] = field(default_factory=list)
    findings: dict[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Fed:
    """A fact that a result becomes in another scheme."""

    to: str
    kind: str
    day: date
    value: Fraction


@dataclass
class Purse:
    """Points to be exchanged: what came in, what went out, what is left; why a spending was refused."""

    earned: Fraction = Fraction(0)
    opening: Fraction = Fraction(0)
    expired: Fraction = Fraction(0)
    spent: Fraction = Fraction(0)
    balance: Fraction = Fraction(0)
    shortfall: Fraction = Fraction(0)
    refused: dict[str, str] = field(default_factory=dict)


@dataclass
class Account:
    """The answer for one member. A number that nobody can tell is None."""

    state: str = "number"
    score: Fraction | None = None
    computed: Fraction | None = None
    parts: dict[str, Fraction | None] = field(default_factory=dict)
    items: dict[str, Fraction | None] = field(default_factory=dict)
    lines: dict[str, Fraction | None] = field(default_factory=dict)
    grade: str | None = None
    grade_without_override: str | None = None
    options: tuple[str, ...] = ()
    rank: int | None = None
    flags: set[str] = field(default_factory=set)
    proposals: dict[str, str] = field(default_factory=dict)
    credited: dict[tuple[str, str], Fraction] = field(default_factory=dict)
    dropped: dict[tuple[str, str], str] = field(default_factory=dict)
    quota: dict[str, str] = field(default_factory=dict)
    questions: set[str] = field(default_factory=set)
    feeds: list[Fed] = field(default_factory=list)
    purse: Purse | None = None


class SchemeHasHoles(Exception):
    """A live rule has no value: nothing may be scored."""
