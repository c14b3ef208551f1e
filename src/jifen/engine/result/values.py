"""Results of one account as plain values: lines, grade, trace, questions."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from jifen.engine.codes import PENDING, Drop, Mark, State
from jifen.engine.purse import Purse
from jifen.rules.tables import Tables


class Entry(NamedTuple):
    """A fact as one rule read it. Points are exact; ``drop`` is "none" where it counts.

    ``fact``: the caller's identity (empty for derived facts); ``path``: item.kind; ``day``: ordinal of the date.
    """

    fact: str
    path: str
    title: str
    clause: str | None
    item: str
    day: int
    value: Fraction
    credited: Fraction
    drop: Drop
    marks: int

    @property
    def pending(self) -> bool:
        """Whether it waits for people or papers."""
        return self.drop in PENDING

    def has(self, mark: Mark) -> bool:
        """Whether it carries a mark."""
        return bool(self.marks & mark)


@dataclass(frozen=True, slots=True)
class Balance:
    """A balancing line of the trace: what a start, floor, cap, conversion, rounding or override added.

    ``step``: item, part, total or override; ``owner``: item, part or line; ``reason``: start or balance.
    """

    step: str
    owner: str
    title: str
    reason: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class Proposal:
    """A consequence put to people; ``open``: they must first find something out (``asks``)."""

    outcome: str
    title: str
    kind: str
    clause: str | None
    open: bool
    asks: tuple[str, ...]
    one_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fed:
    """The result as a fact of another scheme (D9); ``day``: ordinal of the date."""

    scheme: str
    kind: str
    clause: str | None
    day: int
    points: Fraction


@dataclass(slots=True)
class Account:
    """The result of one account (LANGUAGE §4, last paragraph). Numbers are exact fractions of a point."""

    name: str
    number: str
    branch: str
    tables: Tables
    state: State
    score: Fraction | None
    computed: Fraction | None
    months: int
    tier: str | None
    parts: dict[str, Fraction | None]
    items: dict[str, Fraction | None]
    starts: dict[str, Fraction]
    lines: dict[str, Fraction | None]
    grade: str | None
    own_grade: str | None
    options: tuple[str, ...]
    rank: int | None
    pool_size: int
    quotas: dict[str, str]
    flags: list[str]
    questions: list[tuple[str, str]]
    overrides: list[tuple[str, str, str | None]]
    proposals: list[Proposal]
    entries: list[Entry] = field(default_factory=list)
    balances: list[Balance] = field(default_factory=list)
    feeds: list[Fed] = field(default_factory=list)
    purse: Purse | None = None

    @property
    def trace_sum(self) -> Fraction:
        """Sum of all credits and balancing lines: the score, where there is one."""
        credits = sum((entry.credited for entry in self.entries), Fraction(0))
        return credits + sum((line.points for line in self.balances), Fraction(0))
