"""What names mean for the rows at hand: facts with their member's state on the day, or members."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.book import NUMBER_DEN, Vocabulary
from jifen.engine.evaluation import Value, certain, number, truth, years_between
from jifen.engine.pools import comparable, standing
from jifen.engine.spans import bucket
from jifen.engine.vectors import MISSING, Array, Truth, Vec, column, segment_sum, unknown
from jifen.rules.conditions.syntax import Call, Name, Number, Text
from jifen.rules.fields import FACT_FIELDS, MEMBER_FIELDS, REGISTER_FIELDS, FieldType
from jifen.rules.tables import day_number


def typed(values: Array, kind: FieldType) -> Value:
    """A stored column as numbers, codes, days or truth."""
    if kind is FieldType.FLAG:
        return Truth(values == 1, values == 0)
    return column(values, NUMBER_DEN if kind in (FieldType.NUMBER, FieldType.POINTS) else 1)


class MemberScope:
    """Members of one scheme in a batch, each in the state of a given day.

    ``members``: rows in the batch; ``day``: the day that chooses the state and, unless ``age_on`` says otherwise,
    the day ages refer to.
    """

    def __init__(
        self, batch: Batch, scheme: int, members: Array, day: Array, age_on: Array | None = None
    ) -> None:
        self.batch = batch
        self.scheme = scheme
        self.members = members
        self.rows = len(members)
        self.day = day
        self.age_on = np.asarray(day if age_on is None else age_on, dtype=np.int64)
        self.states = batch.members.state_of(members, day)

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the run."""
        return self.batch.vocabulary

    def name(self, path: tuple[str, ...]) -> Value:
        """A member's field, a finding, the period, or a word of the result."""
        dotted = ".".join(path)
        simple = self._own(dotted)
        if simple is not None:
            return simple
        if path[0] == "finding":
            values = self.batch.members.findings.get(path[1])
            return self._nobody_knows() if values is None else typed(values[self.members], FieldType.FLAG)
        if dotted.startswith("period.") or dotted == "as_of":
            return self._period(dotted)
        return self._result(path)

    def call(self, node: Call) -> Value:
        """``prior(n).x``, ``count``, ``points``, ``sum`` and what the pool says."""
        if node.name == ("prior",):
            return self._prior(node)
        if node.name == ("age",):
            return self._age(number(node.args[0], self))
        return self._book(node)

    def _own(self, name: str) -> Value | None:
        """A field of the member or a flag of the scheme; None where the name is neither."""
        if name == "age":
            return self._age(Vec(self.age_on))
        if name in ("months", "months_in_branch"):
            return Vec(self.batch.months[self.members])
        if name == "tier" and len(self.batch.tier):
            return self._tier()
        known = MEMBER_FIELDS.get(name) or REGISTER_FIELDS.get(name)
        kind = known.type if known else self._flag(name)
        if kind is None:
            return None
        values = self.batch.members.fields.get(name)
        if values is None:
            return self._nobody_knows() if kind is FieldType.FLAG else unknown()
        return typed(values[self.states], kind)

    def _flag(self, name: str) -> FieldType | None:
        return dict(self.batch.plan.tables[self.scheme].flags).get(name)

    def _age(self, on: Vec) -> Vec:
        born = self.batch.members.fields.get("birth_date")
        return unknown() if born is None else years_between(column(born[self.states]), on)

    def _tier(self) -> Vec:
        """The tier in force on the scope's day; the period's where a change does not count (``change: keep``)."""
        table = self.batch.plan.tables[self.scheme]
        if table.tiers_on == "fact" or (self.batch.members.changing and table.tier_prorate):
            return column(tier_codes(self.batch, self.scheme, self.members, self.day))
        return column(self.batch.tier[self.members])

    def _nobody_knows(self) -> Truth:
        none = np.zeros(self.rows, bool)
        return Truth(none, none)

    def _period(self, name: str) -> Vec:
        plan = self.batch.plan
        period = plan.periods[self.scheme]
        day = {
            "period.start": period.start,
            "period.end": period.end,
            "as_of": plan.evaluated_on[self.scheme],
        }[name]
        return Vec(np.array(day_number(day), np.int64))

    def _prior(self, node: Call) -> Value:
        back = node.args[0]
        assert isinstance(back, Number)
        values = self.batch.members.prior.get((int(back.value), node.then[0]))
        if values is None:
            return unknown()
        words = node.then[0] in ("grade", "appraisal", "tier")
        return typed(values[self.members], FieldType.TEXT if words else FieldType.POINTS)

    def _result(self, path: tuple[str, ...]) -> Value:
        raise AssertionError(path)  # pragma: no cover -- the binder lets no such name come here

    def _book(self, node: Call) -> Value:
        raise AssertionError(node.name)  # pragma: no cover -- the binder lets no such function come here


def tier_on(batch: Batch, scheme: int, rows: Array, days: Array) -> tuple[Array, Array]:
    """Tier of each member (index in the scheme's rows, -1: none) in the state of a day; and where it is unknown.

    Ages refer to one day of the period whatever the day (AMB-19).
    """
    period = batch.plan.periods[scheme]
    on = batch.plan.tables[scheme].tiers_on
    day = period.end if on == "period.end" else period.start
    ages = days if on == "fact" else np.full(len(rows), day_number(day))
    scope = MemberScope(batch, scheme, rows, days, ages)
    tier = np.full(len(rows), -1, np.int64)
    open_ = np.ones(len(rows), bool)
    doubt = np.zeros(len(rows), bool)
    for index, (_, _, when) in enumerate(batch.plan.tables[scheme].tiers):
        if when is None:
            tier[open_] = index
            open_[:] = False
            continue
        held = truth(when, scope)
        tier[open_ & held.yes] = index
        doubt |= open_ & held.unknown
        open_ &= held.no
    return tier, doubt


def tier_codes(batch: Batch, scheme: int, rows: Array, days: Array) -> Array:
    """Word codes of the members' tiers on a day; missing where no tier is certain."""
    tier, _ = tier_on(batch, scheme, rows, days)
    codes = np.array([batch.vocabulary.code(row[0]) for row in batch.plan.tables[scheme].tiers], np.int64)
    return np.where(tier >= 0, codes[np.maximum(tier, 0)], MISSING)


class FactScope(MemberScope):
    """Entries of one scheme: fact fields, and the member's state on the fact's day."""

    def __init__(self, batch: Batch, scheme: int, entries: Array) -> None:
        days = batch.entry_day[entries]
        super().__init__(batch, scheme, batch.entry_member[entries], days)
        self.entries = entries
        self.facts = batch.entry_fact[entries]

    def name(self, path: tuple[str, ...]) -> Value:
        """A field of the fact, else of its member."""
        name = ".".join(path)
        known = FACT_FIELDS.get(name)
        if known is None:
            return super().name(path)
        if name == "occurred_on":
            return Vec(self.batch.entry_day[self.entries].astype(np.int64))
        values = self.batch.facts.columns.get(name)
        if values is None:
            return self._nobody_knows() if known.type is FieldType.FLAG else unknown()
        return typed(values[self.facts], known.type)


class ResultScope(MemberScope):
    """Members with everything the steps have found so far: parts, lines, score, grade, quotas, counts."""

    def __init__(self, batch: Batch, scheme: int, members: Array) -> None:
        super().__init__(batch, scheme, members, batch.end_day[members])

    def _result(self, path: tuple[str, ...]) -> Value:
        head, *rest = path
        if head == "line":
            return self._line(rest[0])
        if head == "part":
            return self._part(".".join(rest))
        if head == "item":
            return self._item(".".join(rest))
        if head == "quota":
            standing = self._quota(rest[0])
            return Truth(standing == 1, standing == 0)
        if head == "pool":
            return Vec(self.batch.pool_size[self.members])
        if head in ("grade", "computed_grade"):
            return self._grade(head)
        return self._rank() if head == "rank" else certain(self.batch.vetoed[self.members])

    def _line(self, name: str) -> Vec:
        if name == "score" and len(self.batch.score):
            known = self.batch.score_state[self.members] == 0
            return Vec(self.batch.score[self.members], self.batch.score_den[self.members], known)
        own = self.batch.schemes_rows(self.scheme, self.members)
        line = self.batch.lines[self.scheme][name]
        state = self.batch.line_state[self.scheme][name]
        den = line.den if isinstance(line.den, int) else line.den[own]
        return Vec(np.broadcast_to(line.num, state.shape)[own], den, state[own] == 0)

    def _part(self, name: str) -> Vec:
        parts = self.batch.plan.tables[self.scheme].parts
        local = [part.part for part in parts].index(name)
        cells = self.batch.part_first[self.members] + local
        return Vec(self.batch.part_value[cells], self.batch.unit, ~self.batch.part_unknown[cells])

    def _item(self, name: str) -> Vec:
        items = [item.item for item in self.batch.plan.tables[self.scheme].items]
        cells = self.batch.cell_first[self.members] + items.index(name)
        return Vec(self.batch.cell_value[cells], self.batch.unit, ~self.batch.cell_doubt[cells])

    def _quota(self, name: str) -> Array:
        names = [quota.quota for quota in self.batch.plan.tables[self.scheme].quotas]
        own = self.batch.schemes_rows(self.scheme, self.members)
        return self.batch.quotas[self.scheme][names.index(name)][own]

    def _grade(self, head: str) -> Vec:
        rows = self.batch.plan.tables[self.scheme].grades
        chosen = (self.batch.grade_row if head == "grade" else self.batch.own_row)[self.members]
        codes = np.array([self.vocabulary.code(row.grade) for row in rows] or [0], np.int64)
        # Who is not graded has no grade, which is not the same as a grade nobody knows: it equals none.
        absent = ~self.batch.gradable[self.members]
        found = np.where(absent, self.vocabulary.code(""), codes[np.maximum(chosen, 0)])
        return Vec(found, 1, (chosen >= 0) | absent)

    def _rank(self) -> Vec:
        rank = self.batch.rank[self.members]
        return Vec(rank, 1, rank > 0)

    def _book(self, node: Call) -> Value:
        if node.name == ("count",):
            return Vec(self._count(node))
        return self._points(node) if node.name == ("points",) else self._pool_rank(node)

    def _count(self, node: Call) -> Array:
        batch = self.batch
        kinds = [batch.plan.kind_codes[self.scheme, _word(argument)] for argument in node.args]
        hits = np.flatnonzero(batch.plan.kinds_among(kinds).take(batch.facts.kind))
        hits = hits[batch.admitted[hits]]
        member = batch.facts.member[hits]
        per = [value for name, value in node.named if name == "per"]
        if not per or not len(hits):
            return np.bincount(member, minlength=len(batch))[self.members]
        days = batch.facts.occurred_on[hits]
        spans = bucket(_word(per[0]), days, batch.start_day[member], hits)
        width = int(spans.max() - spans.min()) + 1
        counts = np.bincount(member * width + (spans - spans.min()), minlength=len(batch) * width)
        return np.asarray(counts.reshape(len(batch), width).max(axis=1)[self.members])

    def _points(self, node: Call) -> Vec:
        batch, table = self.batch, self.batch.plan.tables[self.scheme]
        name = _word(node.args[0])
        parts = [part.part for part in table.parts]
        if name in parts:
            return self._part(name)
        if name in [item.item for item in table.items]:
            return self._item(name)
        rules = [
            n
            for n, rule in enumerate(batch.plan.rules)
            if rule.scheme == self.scheme and rule.row.kind == name
        ]
        hits = np.flatnonzero(batch.plan.rules_among(rules)[batch.entry_rule] & (batch.entry_drop == 0))
        sums = segment_sum(batch.entry_credit[hits], batch.entry_member[hits], len(batch))
        return Vec(sums[self.members], batch.unit)

    def _pool_rank(self, node: Call) -> Vec:
        value = number(node.args[0], self)
        from_bottom = any(_word(end) == "bottom" for _, end in node.named)
        num = np.broadcast_to(value.num, (self.rows,))
        den = np.broadcast_to(np.asarray(value.den), (self.rows,))
        known = np.broadcast_to(True if value.known is None else value.known, (self.rows,))
        mine = self.batch.graded[self.members] & known
        pool = self.batch.members.branch[self.members]
        better, _ = standing(comparable(num, den), pool, mine, top=not from_bottom)
        return Vec(better + 1, 1, mine)


def _word(node: object) -> str:
    if isinstance(node, Text):
        return node.value
    assert isinstance(node, Name)
    return ".".join(node.path[1:] if node.path[0] in ("kind", "item", "part") else node.path)
