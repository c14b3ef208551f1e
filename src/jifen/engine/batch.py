"""One batch of whole branches on its way through the thirteen steps: every step adds columns here."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np

from jifen.engine.book import Facts, Members, Vocabulary
from jifen.engine.codes import Mark
from jifen.engine.noted import only_noted
from jifen.engine.plan import Plan, whole_units
from jifen.engine.purse import Purse
from jifen.engine.vectors import MISSING32, Array, Vec, times
from jifen.engine.worth import Worth
from jifen.rules.tables import day_number

_MOST_UNIT = 2**30
"""Up to here points of a billion still fit int64 with room to spare; beyond, columns hold Python integers."""

FINE_UNIT = 2 * _MOST_UNIT
"""A unit from which columns of points hold Python integers."""

_IN_UNITS = (
    "entry_value", "entry_credit", "cell_start", "cell_sum", "cell_figure", "cell_value",
    "part_start", "part_sum", "part_value",
)  # fmt: skip


@dataclass(slots=True)
class Question:
    """Something people must answer about an account."""

    member: int
    code: str
    subject: str


@dataclass(slots=True)
class Batch:
    """Columns of a batch. Entries are facts read by rules, sorted by (member, item, day, time, content).

    ``entry_…``: fact row (-1: derived), rule, member, day, drop reason, marks, ``value`` (multiplied) and
    ``credit`` in units. ``cell_…``: member × item, ``part_…``: member × part, both ragged by scheme.
    ``lines[scheme][name]``: columns over that scheme's members. A unit is ``1 / unit`` of a point; it starts as
    the plan's and grows where a value needs a finer one (``refine``).
    """

    plan: Plan
    members: Members
    facts: Facts
    vocabulary: Vocabulary
    first_member: int = 0
    unit: int = 100
    start_day: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    known_day: int = 2**31 - 2
    end_day: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    scored: Array = field(default_factory=lambda: np.zeros(0, bool))
    absent_from: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    counting: dict[int, Array] = field(default_factory=dict)
    counted: dict[int, list[date]] = field(default_factory=dict)
    months: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    tier_doubt: Array = field(default_factory=lambda: np.zeros(0, bool))
    tier: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    pool: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    questions: list[Question] = field(default_factory=list)
    decider_rank: Array = field(default_factory=lambda: np.zeros(0, np.int8))
    entry_fact: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    entry_rule: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    entry_member: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    entry_day: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    entry_drop: Array = field(default_factory=lambda: np.zeros(0, np.uint8))
    entry_mark: Array = field(default_factory=lambda: np.zeros(0, np.uint16))
    entry_value: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    entry_credit: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    groups: list[tuple[int, Array]] = field(default_factory=list)
    worth: Worth | None = None
    holders: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    lost: list[tuple[int, Array, int, int]] = field(default_factory=list)
    known_facts: Array | None = None
    cell_first: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    cell_item: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    cell_member: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    cell_unknown: Array = field(default_factory=lambda: np.zeros(0, bool))
    cell_exists: Array = field(default_factory=lambda: np.zeros(0, bool))
    cell_state: Array = field(default_factory=lambda: np.zeros(0, np.uint8))
    cell_start: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    cell_sum: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    cell_figure: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    cell_value: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    part_first: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    part_index: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    part_member: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    part_start: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    part_sum: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    part_value: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    part_state: Array = field(default_factory=lambda: np.zeros(0, np.uint8))
    part_opened: Array = field(default_factory=lambda: np.zeros(0, np.uint8))
    schemes: list[tuple[int, Array]] = field(default_factory=list)
    spread: Array = field(default_factory=lambda: np.zeros(0, bool))
    lines: dict[int, dict[str, Vec]] = field(default_factory=dict)
    line_state: dict[int, dict[str, Array]] = field(default_factory=dict)
    floored: Array = field(default_factory=lambda: np.zeros(0, bool))
    score: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    score_den: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    score_state: Array = field(default_factory=lambda: np.zeros(0, np.uint8))
    barred: Array = field(default_factory=lambda: np.zeros(0, np.uint8))
    vetoed: Array = field(default_factory=lambda: np.zeros(0, bool))
    overrides: list[tuple[int, int, int]] = field(default_factory=list)
    unranked: Array = field(default_factory=lambda: np.zeros(0, bool))
    forced: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    ceiling: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    gradable: Array = field(default_factory=lambda: np.zeros(0, bool))
    graded: Array = field(default_factory=lambda: np.zeros(0, bool))
    rank: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    pool_size: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    quotas: dict[int, list[Array]] = field(default_factory=dict)
    grade_row: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    own_row: Array = field(default_factory=lambda: np.zeros(0, np.int64))
    grade_open: dict[int, tuple[int, ...]] = field(default_factory=dict)
    gap: Array = field(default_factory=lambda: np.zeros(0, bool))
    proposals: list[tuple[int, int, bool]] = field(default_factory=list)
    fed: list[tuple[int, int, Fraction]] = field(default_factory=list)
    purses: dict[int, Purse] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.members)

    @property
    def ranked(self) -> Array:
        """Who is graded and keeps his place (F5)."""
        return np.asarray(self.graded & ~self.unranked)

    def incomplete(self, scheme: int) -> bool:
        """Whether members of a scheme are ranked with others who may not be in the book."""
        return self.plan.tables[scheme].wide and not self.plan.whole

    @property
    def points_type(self) -> Any:
        """The type of columns of points: int64, or Python integers where the unit is very fine."""
        return np.int64 if self.unit <= _MOST_UNIT else object

    @property
    def no_bound(self) -> int:
        """A number of units that no score reaches."""
        return 2**62 if self.unit <= _MOST_UNIT else 2**62 * self.unit

    def units(self, value: Fraction | None) -> int:
        """Points as a whole multiple of 1 / unit."""
        return whole_units(value, self.unit)

    def fit(self, value: Vec) -> Array:
        """Points as whole units, the unit refined where they need it."""
        num, den = np.broadcast_arrays(np.asarray(value.num), np.asarray(value.den))
        if den.size and not any(den.strides) and self.unit % int(den.flat[0]) == 0:
            return np.asarray(times(num, self.unit // int(den.flat[0]))).astype(self.points_type)
        uneven = np.flatnonzero(times(num, self.unit) % den)
        if len(uneven):
            some, below = num[uneven].astype(object), den[uneven].astype(object)
            self.refine(below // np.gcd(some, below))
        whole = times(num, self.unit) // den
        return np.asarray(whole).astype(self.points_type)

    def refine(self, den: int | Array) -> None:
        """Make the unit fine enough for points with these denominators; what is there already is rescaled."""
        fine = lcm(self.unit, *(int(one) for one in np.unique(np.asarray(den))))
        factor = fine // self.unit
        self.unit = fine
        for name in _IN_UNITS:
            setattr(self, name, getattr(self, name).astype(self.points_type) * factor)

    @property
    def admitted(self) -> Array:
        """Facts that at least one rule reads, and those of kinds that no rule reads; kept after the first question."""
        if self.known_facts is None:
            self.known_facts = only_noted(self.plan, self.members, self.facts, self.known_day)
            read = self.entry_fact[self.entry_drop == 0]
            self.known_facts[read[read >= 0]] = True
        return self.known_facts

    def schemes_rows(self, scheme: int, members: Array) -> Array:
        """Where members of a scheme stand among that scheme's members."""
        rows = next(rows for number, rows in self.schemes if number == scheme)
        return np.searchsorted(rows, members)

    def counts_in(self, scheme: int, members: Array, months: Array) -> Array:
        """Whether calendar months (since 1970) count for members of a scheme."""
        table = self.counting[scheme]
        first = self.counted[scheme][0]
        index = months - ((first.year - 1970) * 12 + first.month - 1)
        inside = (index >= 0) & (index < table.shape[1])
        own = self.schemes_rows(scheme, members)
        return np.asarray(inside & table[own, np.clip(index, 0, table.shape[1] - 1)])

    def mark(self, entries: Array, mark: Mark) -> None:
        """Put a mark on entries."""
        self.entry_mark[entries] |= np.uint16(mark)

    def ask_once(self, members: Array, code: str, subject: str) -> None:
        """Note a question about each of the members that has not been noted before."""
        asked = {(q.member, q.code, q.subject) for q in self.questions}
        self.ask(
            np.array([m for m in members.tolist() if (m, code, subject) not in asked], np.int64),
            code,
            subject,
        )

    def counting_day(self, entries: Array) -> Array:
        """The day that decides to which period entries belong: of the fact, or of its decision."""
        day = self.entry_day[entries].astype(np.int64)
        decided = self.facts.columns.get("decided_on")
        if decided is None or not any(table.counts_decided for table in self.plan.tables):
            return day
        facts = self.entry_fact[entries]
        when = np.where(facts >= 0, decided[facts], MISSING32)
        own = np.array([table.counts_decided for table in self.plan.tables])
        mine = own[self.members.scheme[self.entry_member[entries]]]
        return np.where(mine & (when != MISSING32), when, day)

    def unmark(self, entries: Array, mark: Mark) -> None:
        """Take a mark off entries."""
        self.entry_mark[entries] &= np.uint16(0xFFFF - mark)

    def ask(self, members: Array, code: str, subject: str) -> None:
        """Note a question about each of the members."""
        self.questions += [Question(int(member), code, subject) for member in members]


def open_batch(
    plan: Plan, members: Members, facts: Facts, vocabulary: Vocabulary, first_member: int
) -> Batch:
    """A batch with its evaluation days and counting months; members grouped by scheme."""
    batch = Batch(plan, members, facts, vocabulary, first_member, plan.unit)
    starts = np.array([day_number(p.start) for p in plan.periods], np.int64)
    ends = np.array([day_number(day) for day in plan.evaluated_on], np.int64)
    batch.known_day = 2**31 - 2 if plan.as_of is None else day_number(plan.as_of)
    batch.start_day, batch.end_day = starts[members.scheme], ends[members.scheme]
    present = np.unique(members.scheme)
    batch.schemes = [(int(s), np.flatnonzero(members.scheme == s)) for s in present]
    _counting_months(batch)
    return batch


def _base_field(batch: Batch, name: str) -> Array:
    members = batch.members
    values = members.fields.get(name)
    count = len(members)
    if values is None:
        return np.full(count, MISSING32, np.int64)
    rows = members.state_of(np.arange(count), batch.end_day)
    chosen = values[rows]
    return np.where(chosen == np.iinfo(values.dtype).min, MISSING32, chosen).astype(np.int64)


def _counting_months(batch: Batch) -> None:
    """Months that count (AMB-29, AMB-36) and the first day from which facts no longer count."""
    count = len(batch)
    joined, left = _base_field(batch, "joined_on"), _base_field(batch, "left_on")
    exempt = _base_field(batch, "exempt_from")
    far = np.int64(2**31)
    gone = np.minimum(np.where(left == MISSING32, far, left + 1), np.where(exempt == MISSING32, far, exempt))
    batch.absent_from = gone
    batch.months = np.zeros(count, np.int64)
    for scheme, rows in batch.schemes:
        dates = _lines(batch.plan, scheme)
        lines, batch.counted[scheme] = _numbers(dates), [line.replace(day=1) for line in dates]
        # The first day away decides (AMB-29): with left_on the day after it, as the last day still counts.
        mine = (joined[rows, None] <= lines) & (gone[rows, None] > lines)
        batch.counting[scheme] = mine
        batch.months[rows] = mine.sum(axis=1)


def month_lines(plan: Plan, scheme: int) -> Array:
    """For each month of the scheme's period, the day up to which a change counts from that month.

    A period too short to have such a day is looked at on its last.
    """
    return _numbers(_lines(plan, scheme))


def _numbers(days: list[date]) -> Array:
    return np.array([day_number(day) for day in days], np.int64)


def _lines(plan: Plan, scheme: int) -> list[date]:
    from_day, period = plan.tables[scheme].from_day, plan.periods[scheme]
    lines = [_line(month.start, from_day) for month in period.months()]
    return [line for line in lines if period.contains(line)] or [period.end]


def _line(month: date, day: int) -> date:
    return month.replace(day=min(day, monthrange(month.year, month.month)[1]))
