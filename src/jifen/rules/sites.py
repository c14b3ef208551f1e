"""Every place of a scheme where a condition or expression stands, what it may see, what it must give.

Paths are those of the model: keys as in the file, a number for each entry of a list even where the file
writes a single entry without a list, ``is`` for a line of the total written short.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Literal

from jifen.rules.model.items import Expect, FactBase, FactRule, Gate, Item
from jifen.rules.model.points import Around, Per, Share, Slices, Table
from jifen.rules.model.scheme import Scheme
from jifen.rules.model.totals import Override
from jifen.rules.relations import RELATIONS
from jifen.rules.yamlfile import Path


class Sight(Enum):
    """What a condition can see (docs/spec: step 13 sees everything, the earlier steps less)."""

    FACT = auto()
    """A fact, its member on the day of the fact, the period."""
    MEMBER = auto()
    """A member on a day, the period."""
    TARGET = auto()
    """A member to whom a fact about another is booked, on the day of the fact, and the period."""
    VALUED = auto()
    """A fact with its points: how long it is valid may hang on them."""
    FIGURE = auto()
    """The value of an item: the member, counts and sums, other items and parts, the pool (in later waves)."""
    GATE = auto()
    """Whether an item is valid: the member, counts and sums."""
    LINE = auto()
    """Parts, the lines above, the member, earlier periods, counts and points."""
    SCORED = auto()
    """All lines: overrides are decided before anyone has a grade or a place."""
    RANKED = auto()
    """Lines, places and quotas: grades are being given."""
    GRADED = auto()
    """Everything."""


Gives = Literal["truth", "number", "date", "key"]


@dataclass(frozen=True, slots=True)
class Site:
    """One condition or expression: where it stands, its text, what it sees and what it must give.

    ``above``: for a line of the total, how many lines stand above it.
    """

    path: Path
    text: str
    sight: Sight
    gives: Gives = "truth"
    above: int = 0


def sites(scheme: Scheme) -> Iterator[Site]:
    """Yield every condition of a scheme in the order of the model."""
    yield from _one(("people", "out"), scheme.people.out, Sight.MEMBER)
    for n, tier in enumerate(scheme.tiers.rows if scheme.tiers else ()):
        yield from _one(("tiers", "rows", n, "when"), tier.when, Sight.MEMBER)
    for p, part in enumerate(scheme.parts):
        for n, item in enumerate(part.items):
            yield from _item(("parts", p, "items", n), item)
    for n, override in enumerate(scheme.override):
        yield from _override(("override", n), override)
    yield from _gates(("gate",), scheme.gate, Sight.SCORED)
    for name, quota in scheme.quotas.items():
        for n, key in enumerate(quota.keys):
            yield Site(("quotas", name, "keys", n), key, Sight.RANKED, "number")
    for above, (name, line) in enumerate(scheme.total.items()):
        path: Path = ("total", name)
        if line.value is not None:
            yield Site((*path, "is"), line.value, Sight.LINE, "number", above)
        if line.by is not None:
            yield Site((*path, "by"), line.by, Sight.LINE, "key", above)
        yield from _gates((*path, "gate"), line.gate, Sight.LINE, above)
    for n, grade in enumerate(scheme.grades.rows if scheme.grades else ()):
        yield from _one(("grades", "rows", n, "when"), grade.when, Sight.RANKED)
    for n, outcome in enumerate(scheme.outcomes):
        yield from _one(("outcomes", n, "when"), outcome.when, Sight.GRADED)
        yield from _one(("outcomes", n, "for"), outcome.members, Sight.GRADED)
    for n, feed in enumerate(scheme.feeds):
        yield from _one(("feeds", n, "when"), feed.when, Sight.GRADED)
        yield Site(("feeds", n, "value"), feed.value, Sight.GRADED, "number")
    if scheme.spend is not None:
        yield from _one(("spend", "bar"), scheme.spend.bar, Sight.GRADED)


def _one(path: Path, text: str | None, sight: Sight, above: int = 0) -> Iterator[Site]:
    if text is not None:
        yield Site(path, text, sight, above=above)


def _item(path: Path, item: Item) -> Iterator[Site]:
    yield from _one((*path, "for"), item.members, Sight.MEMBER)
    for kind, rule in item.facts.items():
        yield from _rule((*path, "facts", kind), rule)
    if item.value is not None:
        yield from _points((*path, "value"), item.value, Sight.FIGURE)
    for n, expect in enumerate(item.expect):
        yield from _expect((*path, "expect", n), expect)
    yield from _gates((*path, "gate"), item.gate, Sight.GATE)


def _expect(path: Path, expect: Expect) -> Iterator[Site]:
    yield from _one((*path, "for"), expect.members, Sight.MEMBER)


def _fact(path: Path, rule: FactBase) -> Iterator[Site]:
    yield from _one((*path, "for"), rule.members, Sight.FACT)
    if rule.to not in RELATIONS:
        yield from _one((*path, "to"), rule.to, Sight.TARGET)
    yield from _one((*path, "counts_when"), rule.counts_when, Sight.FACT)
    if rule.valid is not None:
        yield Site((*path, "valid", "from"), rule.valid.since, Sight.FACT, "date")
        if rule.valid.until is not None:
            yield Site((*path, "valid", "until"), rule.valid.until, Sight.FACT, "date")
        if rule.valid.by is not None:
            yield Site((*path, "valid", "by"), rule.valid.by, Sight.VALUED, "key")


def _rule(path: Path, rule: FactRule) -> Iterator[Site]:
    yield from _fact(path, rule)
    yield from _points((*path, "points"), rule.points, Sight.FACT)
    for n, plus in enumerate(rule.plus):
        yield from _one((*path, "plus", n, "when"), plus.when, Sight.FACT)
    for n, times in enumerate(rule.times):
        yield from _one((*path, "times", n, "when"), times.when, Sight.FACT)


def _points(path: Path, points: object, sight: Sight) -> Iterator[Site]:
    match points:
        case Table(by=by):
            yield Site((*path, "by"), by, sight, "key")
        case Per(of=of) | Slices(of=of) | Around(of=of):
            yield Site((*path, "of"), of, sight, "number")
        case Share(share=(part, whole)):
            yield Site((*path, "share", 0), part, sight, "number")
            yield Site((*path, "share", 1), whole, sight, "number")
        case _:
            pass


def _override(path: Path, override: Override) -> Iterator[Site]:
    for kind, rule in override.facts.items():
        yield from _fact((*path, "facts", kind), rule)
    yield from _one((*path, "when"), override.when, Sight.SCORED)
    yield from _one((*path, "while"), override.open_while, Sight.FACT)
    if override.repaired is not None:
        yield from _one((*path, "repaired", "when"), override.repaired.when, Sight.FACT)


def _gates(path: Path, gates: tuple[Gate, ...], sight: Sight, above: int = 0) -> Iterator[Site]:
    for n, gate in enumerate(gates):
        yield from _one((*path, n, "gate"), gate.gate, sight, above)
