"""What conditions may ask of the whole book of a member: items and parts, counts, sums, streaks, the pool."""

from __future__ import annotations

from typing import Any

import numpy as np

from jifen.engine.buckets import spans_of
from jifen.engine.evaluation import Value, number
from jifen.engine.pools import aligned, per_pool, pool_best, pool_mean, standing
from jifen.engine.scopes import MemberScope
from jifen.engine.vectors import MISSING, Array, Vec, segment_sum, unknown
from jifen.rules.conditions.syntax import Call, Name, Text


class BookScope(MemberScope):
    """Members of one scheme with their items, parts and entries; pool functions run over those that are held."""

    @property
    def held(self) -> Array:
        """For each row whether it stands in its pool."""
        return np.asarray(self.batch.ranked[self.members])

    def _result(self, path: tuple[str, ...]) -> Value:
        head, *rest = path
        if head == "part":
            return self._part(".".join(rest))
        if head == "item":
            return self._item(".".join(rest))
        assert head == "pool", path
        return self._pool_size()

    def _pool_size(self) -> Vec:
        return Vec(per_pool(self.batch.pool[self.members], self.held))

    def _part(self, name: str) -> Vec:
        cells = self._part_cells(name)
        return Vec(self.batch.part_value[cells], self.batch.unit, self.batch.part_state[cells] == 0)

    def _item(self, name: str) -> Vec:
        cells = self._item_cells(name)
        return Vec(self.batch.cell_value[cells], self.batch.unit, self.batch.cell_state[cells] == 0)

    def state_of(self, family: str, name: str) -> Array:
        """Why a part or an item has no number, 0 where it has one."""
        if family == "part":
            return np.asarray(self.batch.part_state[self._part_cells(name)])
        return np.asarray(self.batch.cell_state[self._item_cells(name)])

    def _part_cells(self, name: str) -> Array:
        parts = [part.part for part in self.batch.plan.tables[self.scheme].parts]
        return np.asarray(self.batch.part_first[self.members] + parts.index(name))

    def _item_cells(self, name: str) -> Array:
        items = [item.item for item in self.batch.plan.tables[self.scheme].items]
        return np.asarray(self.batch.cell_first[self.members] + items.index(name))

    def _book(self, node: Call) -> Value:
        value: Value = _BOOK[node.name](self, node)
        return value

    def count(self, node: Call) -> Vec:
        """How many facts of these kinds; with ``per`` in the fullest span."""
        hits = self._hits(node.args)
        return self._gathered(node, hits, np.ones(len(hits), np.int64), 1)

    def sum(self, node: Call) -> Vec:
        """A field of facts added up; a quantity that is not written counts one, any other number nothing."""
        field = node.args[0]
        assert isinstance(field, Name)
        hits = self._hits(node.args[1:])
        values = quantities(self.batch.facts.columns.get(field.path[0]), field.path[0], hits)
        return self._gathered(node, hits, values, 100)

    def _hits(self, kinds: tuple[Any, ...]) -> Array:
        batch = self.batch
        if not kinds:
            return np.flatnonzero(batch.admitted)
        codes = [batch.plan.kind_codes[self.scheme, word(kind)] for kind in kinds]
        hits = np.flatnonzero(batch.plan.kinds_among(codes).take(batch.facts.kind))
        return hits[batch.admitted[hits]]

    def _gathered(self, node: Call, hits: Array, values: Array, den: int) -> Vec:
        batch = self.batch
        member = batch.facts.member[hits]
        per = _named(node, "per")
        if not per or not len(hits):
            return Vec(segment_sum(values, member, len(batch))[self.members], den)
        spans = self._spans(per, hits, member)
        width = int(spans.max()) + 1
        sums = segment_sum(values, member * width + spans, len(batch) * width)
        return Vec(np.asarray(sums.reshape(len(batch), width).max(axis=1)[self.members]), den)

    def _spans(self, per: str, hits: Array, member: Array) -> Array:
        batch = self.batch
        spans = spans_of(batch, per, batch.facts.occurred_on[hits], member, hits)
        return np.asarray(spans - spans.min())

    def streak(self, node: Call) -> Vec:
        """So many spans on end with a fact of the kind, up to the last day (or the span before it)."""
        batch = self.batch
        per = _named(node, "per") or "month"
        hits = self._hits(node.args)
        member = batch.facts.member[hits]
        ends = batch.end_day[self.members]
        starts = batch.start_day[self.members]
        nothing = np.zeros(self.rows, np.int64)
        last = spans_of(batch, per, ends, self.members, nothing)
        first = spans_of(batch, per, starts, self.members, nothing)
        spans = spans_of(batch, per, batch.facts.occurred_on[hits], member, hits)
        filled = set(zip(member.tolist(), spans.tolist(), strict=True))
        found = np.zeros(self.rows, np.int64)
        for row, one in enumerate(self.members.tolist()):
            at = int(last[row]) if (one, int(last[row])) in filled else int(last[row]) - 1
            while at >= first[row] and (one, at) in filled:
                found[row] += 1
                at -= 1
        return Vec(found)

    def points(self, node: Call) -> Vec:
        """Points of a part or an item, or what facts of a kind were credited."""
        batch, table = self.batch, self.batch.plan.tables[self.scheme]
        name = word(node.args[0])
        if name in [part.part for part in table.parts]:
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

    def pool_rank(self, node: Call) -> Vec:
        """Place in the pool, 1, 2, 2, 4."""
        num, _, held = self._pooled(node)
        if held is None:
            return unknown()
        top = _named(node, "from") != "bottom"
        better, _ = standing(num, self.batch.pool[self.members], held, top=top)
        return Vec(better + 1, 1, held)

    def pool_mean(self, node: Call) -> Vec:
        """Exact mean of the pool."""
        num, den, held = self._pooled(node)
        if held is None:
            return unknown()
        return pool_mean(num, den, self.batch.pool[self.members], held)

    def pool_best(self, node: Call) -> Vec:
        """The largest of the pool, or the smallest counted from the bottom."""
        num, den, held = self._pooled(node)
        if held is None:
            return unknown()
        return pool_best(num, den, self.batch.pool[self.members], held, top=_named(node, "from") != "bottom")

    def _pooled(self, node: Call) -> tuple[Array, int, Array | None]:
        """The argument over one denominator, and who stands in the pool with it; None where the pool is not whole."""
        value = number(node.args[0], self)
        num, den = aligned(value, self.rows)
        known = np.broadcast_to(True if value.known is None else value.known, (self.rows,))
        return num, den, None if self.batch.incomplete(self.scheme) else self.held & known


_BOOK: dict[tuple[str, ...], Any] = {
    ("count",): BookScope.count,
    ("sum",): BookScope.sum,
    ("streak",): BookScope.streak,
    ("points",): BookScope.points,
    ("pool", "rank"): BookScope.pool_rank,
    ("pool", "mean"): BookScope.pool_mean,
    ("pool", "best"): BookScope.pool_best,
}


def quantities(column: Array | None, name: str, facts: Array) -> Array:
    """A number field of facts in hundredths; a quantity that is not written is one, other numbers nothing."""
    missing = 100 if name == "quantity" else 0
    if column is None:
        return np.full(len(facts), missing, np.int64)
    values = column[facts]
    return np.where(values == MISSING, missing, values)


def _named(node: Call, name: str) -> str:
    return next((word(value) for key, value in node.named if key == name), "")


def word(node: object) -> str:
    """The word an argument stands for: a text, or the code of a kind, item or part."""
    if isinstance(node, Text):
        return node.value
    assert isinstance(node, Name)
    return ".".join(node.path[1:] if node.path[0] in ("kind", "item", "part") else node.path)
