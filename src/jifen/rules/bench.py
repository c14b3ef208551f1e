"""The workbench of the compiler: the tables under construction and what every part of the compiler needs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from jifen.rules.binding import Bound
from jifen.rules.conditions.syntax import Call, Name, Node
from jifen.rules.fields import FACT_FIELDS, MEMBER_FIELDS, REGISTER_FIELDS, FieldType
from jifen.rules.model.base import Range, Rounding, to_range
from jifen.rules.model.items import Floor
from jifen.rules.model.points import Keep, Limit
from jifen.rules.tables import (
    ExpectRow,
    ItemRow,
    KeepRow,
    Level,
    LimitRow,
    PartRow,
    PooledRow,
    RoundRow,
    RuleRow,
    day_number,
)

Path = tuple[str | int, ...]


@dataclass
class Bench:
    """Rows found so far, in the order of the file. ``denominators``: of all points on the level of facts.

    ``part_spans``: the spans of the limits of the part at hand.
    """

    bound: Bound
    rules: list[RuleRow] = field(default_factory=list)
    keeps: list[KeepRow] = field(default_factory=list)
    limits: list[LimitRow] = field(default_factory=list)
    items: list[ItemRow] = field(default_factory=list)
    parts: list[PartRow] = field(default_factory=list)
    expects: list[ExpectRow] = field(default_factory=list)
    pooled: list[PooledRow] = field(default_factory=list)
    part_spans: tuple[str, ...] = ()
    holes: list[str] = field(default_factory=list)
    denominators: list[int] = field(default_factory=lambda: [100])

    def node(self, *path: str | int) -> Node | None:
        """The checked condition at a path of the model."""
        return self.bound.expressions.get(path)

    def points(self, value: Fraction | None) -> Fraction:
        """Note a number of points; nothing counts as zero."""
        number = Fraction(0) if value is None else value
        self.denominators.append(number.denominator)
        return number

    def bounds(self, floor: Floor | None, cap: Fraction | None) -> tuple[Fraction | None, Fraction | None]:
        """Floor and cap, None where there is none."""
        low = None if floor is None else self.points(floor.at)
        return low, None if cap is None else self.points(cap)

    def limit_rows(self, level: Level, owner: str, limits: tuple[Limit, ...]) -> tuple[int, ...]:
        """The numbers of an owner's limits; a shared limit has one number for all who draw on it."""
        return tuple(
            self.limit(
                LimitRow(
                    level=level,
                    name=limit.shared or f"{owner}#{n}",
                    shared=limit.shared is not None,
                    per=limit.per,
                    points=None if limit.points is None else self.points(limit.points),
                    facts=limit.facts,
                    side={"gains": 1, "losses": -1, None: 0}[limit.side],
                    clause=limit.clause,
                )
            )
            for n, limit in enumerate(limits)
            if limit.quantity is None
        )

    def limit(self, row: LimitRow) -> int:
        """The number of a limit."""
        for index, known in enumerate(self.limits):
            if row.shared and known.shared and known.name == row.name:
                # A shared cap acts where its outermost user stands, after everything inside has been cut.
                self.limits[index] = replace(known, level=max(known.level, row.level))
                return index
        self.limits.append(row)
        return len(self.limits) - 1

    def keep(self, keep: Keep, owner: str) -> int:
        """The number of a keep; items with the same group share it."""
        row = KeepRow(
            keep.group or owner,
            keep.largest or keep.first or "matter",
            keep.first is None,
            keep.prefer,
            keep.scope == "life",
        )
        if row not in self.keeps:
            self.keeps.append(row)
        return self.keeps.index(row)


def round_row(rounding: Rounding | None) -> RoundRow | None:
    """A rounding, compiled."""
    return None if rounding is None else RoundRow(rounding.digits, rounding.way, rounding.rest is not None)


def day_of(text: str | None, default: int) -> int:
    """The number of a day written in the file."""
    return default if text is None else day_number(date.fromisoformat(text))


def is_text(node: Node) -> bool:
    """Whether a table's key is a word or an option (a name of that type), not a number."""
    if isinstance(node, Call):
        return node.then[:1] in (("grade",), ("appraisal",), ("tier",))
    if not isinstance(node, Name):
        return False
    name = ".".join(node.path)
    known = FACT_FIELDS.get(name) or MEMBER_FIELDS.get(name) or REGISTER_FIELDS.get(name)
    numbers = ("line", "part", "item", "pool", "rank", "measure")
    return known.type in (FieldType.TEXT, FieldType.CHOICE) if known else node.path[0] not in numbers


def table_key(key: str, by: Node, numeric: bool) -> str | Range:
    """A row's key: a range of numbers, or the permanent code of an option written by code or label."""
    if numeric:
        return to_range(key if ".." in key else f"{key}..{key}")
    if isinstance(by, Name):
        name = ".".join(by.path)
        known = FACT_FIELDS.get(name) or MEMBER_FIELDS.get(name)
        for choice in known.choices if known else ():
            if choice.answers_to(key):
                return choice.code
    return key
