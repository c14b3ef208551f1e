"""The desk of one scoring: the scheme, the days, and what is known so far of every member."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from fractions import Fraction

from jifen.rules.fields import FACT_FIELDS
from jifen.rules.model.items import FactBase, Item, Part
from jifen.rules.model.scheme import Scheme
from jifen.rules.model.totals import Override
from tests.oracle.days import Year
from tests.oracle.facts import Fact, Fed, Member, Purse
from tests.oracle.three_valued import Unknown

Number = object  # a Fraction or an Unknown


@dataclass
class Entry:
    """One fact read by one rule, and what the steps have made of it so far."""

    fact: Fact
    path: str
    rule: FactBase | None
    item: Item | None = None
    part: Part | None = None
    override: Override | None = None
    derived: bool = False
    order: int = 0
    kind_order: int = 0
    dropped: str | None = None
    multiplied: Fraction = Fraction(0)
    credited: Fraction = Fraction(0)
    everything: bool = False
    unusual: bool = False
    plus: Fraction = Fraction(0)
    factor: Fraction = Fraction(1)
    quantity: Fraction | None = None
    effective: dict[str, Fraction] = field(default_factory=dict)
    free: bool = False
    limited: bool = False
    memory: bool = False
    admitted: bool = False
    booked: tuple[int, int, int] = (0, 0, 0)
    since: date | None = None
    until: date | None = None

    def be_worth(self, points: Fraction) -> None:
        """Take points from a form; what is added and multiplied comes on top."""
        self.everything = False
        self.multiplied = self.credited = (points + self.plus) * self.factor

    def be_nothing(self) -> None:
        """Be there, but worth nothing."""
        self.everything = False
        self.multiplied = self.credited = Fraction(0)

    def be_everything(self) -> None:
        """Take the whole item: no number."""
        self.everything = True
        self.multiplied = self.credited = Fraction(0)

    @property
    def counts(self) -> bool:
        return self.dropped is None

    def canonical(self) -> tuple[object, ...]:
        """Day, time (missing first), item in the file, larger first, own before booked, kind, content."""
        clock = self.fact.fields.get("time")
        return (
            self.fact.occurred_on,
            (isinstance(clock, time), clock if isinstance(clock, time) else time()),
            self.order,
            (not self.everything, -abs(self.multiplied)),
            (self.derived, self.booked, self.kind_order),
            content(self.fact),
        )


def content(fact: Fact) -> tuple[object, ...]:
    """What a fact says, field by field in the order of their names, missing first; its number comes last."""
    said = fact.fields
    return ([(name in said, said.get(name)) for name in sorted(FACT_FIELDS)], fact.id)


@dataclass
class Desk:
    """One member while his account is being computed."""

    member: Member
    facts: list[Fact]
    entries: list[Entry] = field(default_factory=list)
    shut: list[tuple[Item, date, date]] = field(default_factory=list)
    items: dict[str, Number] = field(default_factory=dict)
    parts: dict[str, Number] = field(default_factory=dict)
    lines: dict[str, Number] = field(default_factory=dict)
    score: Number = None
    floored: bool = False
    vetoed: bool = False
    forced: str | None = None
    ceiling: str | None = None
    eligible: bool = False
    graded: bool = False
    rank: int | None = None
    quota: dict[str, str] = field(default_factory=dict)
    grade: str | None = None
    grade_without_override: str | None = None
    options: tuple[str, ...] = ()
    waits: bool = False
    no_row: bool = False
    flags: set[str] = field(default_factory=set)
    proposals: dict[str, str] = field(default_factory=dict)
    pool: tuple[object, ...] = ()
    unranked: bool = False
    zeroed: frozenset[str] = frozenset()
    refusal: Unknown | None = None
    questions: set[str] = field(default_factory=set)
    feeds: list[Fed] = field(default_factory=list)
    purse: Purse | None = None

    @property
    def ranked(self) -> bool:
        """Whether he takes part in ranks, quotas and what is said of the pool."""
        return self.graded and not self.unranked


@dataclass
class Book:
    """One scoring of one scheme: P (`year`), `as_of`, and E (`day`), the evaluation day."""

    scheme: Scheme
    year: Year
    as_of: date
    desks: list[Desk]
    whole: bool = False

    @property
    def day(self) -> date:
        return min(self.year.end, self.as_of)

    @property
    def incomplete(self) -> bool:
        """Whether pools reach beyond the branches at hand, and nobody said that everybody is here."""
        return self.scheme.people.pool in ("pool", "all") and not self.whole

    def pools(self) -> list[list[Desk]]:
        """The members of each pool."""
        found: dict[tuple[object, ...], list[Desk]] = {}
        for desk in self.desks:
            found.setdefault(desk.pool, []).append(desk)
        return list(found.values())

    def pool_of(self, desk: Desk) -> list[Desk]:
        """The members of his pool, himself among them."""
        return [other for other in self.desks if other.pool == desk.pool]

    def kinds(self) -> list[str]:
        """The kinds items read, by the first item that reads them, then as the file first names them."""
        first = {kind: place for place, _, item in reversed(self.items()) for kind in item.facts}
        named = [*self.scheme.kinds, *(kind for _, _, item in self.items() for kind in item.facts)]
        return sorted(first, key=lambda kind: (first[kind], named.index(kind)))

    def items(self) -> list[tuple[int, Part, Item]]:
        """All items with their place in the file."""
        found = [(part, item) for part in self.scheme.parts for item in part.items]
        return [(place, part, item) for place, (part, item) in enumerate(found)]
