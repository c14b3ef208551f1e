"""What names mean for the rows at hand: facts with their member's state on the day, or members."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.book import NUMBER_DEN, Vocabulary
from jifen.engine.days import years_between
from jifen.engine.evaluation import Value, number, truth
from jifen.engine.vectors import MISSING, Array, Truth, Vec, column, unknown
from jifen.rules.conditions.syntax import Call, Number
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
    the day ages refer to. ``of_facts``: the days are those of facts, which may have tiers of their own (``tiers.on``).
    """

    def __init__(
        self,
        batch: Batch,
        scheme: int,
        members: Array,
        day: Array,
        age_on: Array | None = None,
        *,
        of_facts: bool = False,
    ) -> None:
        self.batch = batch
        self.scheme = scheme
        self.members = members
        self.rows = len(members)
        self.of_facts = of_facts
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
        if path[0] == "period" or dotted == "as_of":
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
        if name in ("name", "number", "branch"):
            return self._who(name)
        known = MEMBER_FIELDS.get(name) or REGISTER_FIELDS.get(name)
        kind = known.type if known else self._flag(name)
        if kind is None:
            return None
        values = self.batch.members.fields.get(name)
        if values is None:
            return self._nobody_knows() if kind is FieldType.FLAG else unknown()
        return typed(values[self.states], kind)

    def _who(self, name: str) -> Vec:
        """Name, number or branch of the account."""
        members = self.batch.members
        if name == "branch":
            return Vec(members.branch[self.members].astype(np.int64))
        words = members.names if name == "name" else members.numbers
        return Vec(self._codes(words, self.members))

    def _codes(self, words: list[str], members: Array) -> Array:
        return np.array([self.vocabulary.code(words[member]) for member in members.tolist()], np.int64)

    def _flag(self, name: str) -> FieldType | None:
        return dict(self.batch.plan.tables[self.scheme].flags).get(name)

    def _age(self, on: Vec) -> Vec:
        born = self.batch.members.fields.get("birth_date")
        return unknown() if born is None else years_between(column(born[self.states]), on)

    def _tier(self) -> Vec:
        """The tier in force on the scope's day; the period's where a change does not count (``change: keep``)."""
        table = self.batch.plan.tables[self.scheme]
        by_day = self.of_facts and table.tiers_on == "fact"
        if by_day or (self.batch.members.changing and table.tier_prorate):
            return column(tier_codes(self.batch, self.scheme, self.members, self.day, by_day=by_day))
        return column(self.batch.tier[self.members])

    def _nobody_knows(self) -> Truth:
        none = np.zeros(self.rows, bool)
        return Truth(none, none)

    def _period(self, name: str) -> Vec:
        plan = self.batch.plan
        period = plan.periods[self.scheme]
        if name == "period":
            return Vec(np.array(self.vocabulary.code(plan.name), np.int64))
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


def tier_on(
    batch: Batch, scheme: int, rows: Array, days: Array, *, by_day: bool = False
) -> tuple[Array, Array]:
    """Tier of each member (index in the scheme's rows, -1: none) in the state of a day; and where it is unknown.

    Ages refer to one day of the period whatever the day (AMB-19), or, ``by_day``, to that day.
    """
    period = batch.plan.periods[scheme]
    day = period.end if batch.plan.tables[scheme].tiers_on == "period.end" else period.start
    ages = days if by_day else np.full(len(rows), day_number(day))
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


def tier_codes(batch: Batch, scheme: int, rows: Array, days: Array, *, by_day: bool = False) -> Array:
    """Word codes of the members' tiers on a day; missing where no tier is certain."""
    tier, _ = tier_on(batch, scheme, rows, days, by_day=by_day)
    codes = np.array([batch.vocabulary.code(row[0]) for row in batch.plan.tables[scheme].tiers], np.int64)
    return np.where(tier >= 0, codes[np.maximum(tier, 0)], MISSING)


class FactScope(MemberScope):
    """Entries of one scheme: fact fields, and the member's state on the fact's day."""

    def __init__(self, batch: Batch, scheme: int, entries: Array) -> None:
        days = batch.entry_day[entries]
        super().__init__(batch, scheme, batch.entry_member[entries], days, of_facts=True)
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
        if name == "subject":
            return self._subject()
        values = self.batch.facts.columns.get(name)
        if values is None:
            return self._nobody_knows() if known.type is FieldType.FLAG else unknown()
        return typed(values[self.facts], known.type)

    def _subject(self) -> Vec:
        """The name of him whom the fact is about, whoever it is booked to."""
        batch = self.batch
        about = np.where(self.facts >= 0, batch.facts.member[self.facts], self.members)
        return Vec(self._codes(batch.members.names, about))
