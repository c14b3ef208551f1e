"""The program: thirteen steps in a fixed order over batches of whole branches."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np

from jifen.engine.batch import Batch, open_batch
from jifen.engine.book import Facts, Members, Vocabulary
from jifen.engine.errors import WrongBook
from jifen.engine.plan import Plan
from jifen.engine.steps.admit import admit
from jifen.engine.steps.consequences import consequences
from jifen.engine.steps.derive import derive
from jifen.engine.steps.grade import grade
from jifen.engine.steps.item import item
from jifen.engine.steps.limit import limit
from jifen.engine.steps.opening import assign_pools, assign_tiers
from jifen.engine.steps.override import override
from jifen.engine.steps.part import part
from jifen.engine.steps.pooled import pooled
from jifen.engine.steps.same_matter import same_matter
from jifen.engine.steps.total import total
from jifen.engine.steps.value import value
from jifen.engine.steps.window import window
from jifen.engine.vectors import Array

STEPS: dict[str, Callable[[Batch], None]] = {
    "admit": admit,
    "derive": derive,
    "value": value,
    "window": window,
    "same_matter": same_matter,
    "pooled": pooled,
    "limit": limit,
    "item": item,
    "part": part,
    "total": total,
    "override": override,
    "grade": grade,
    "consequences": consequences,
}
"""Step names in their order; the names are those of LANGUAGE §4 and ``docs/spec/scoring.md``."""

BATCH_FACTS = 400_000
"""How many facts a batch aims at: enough to hide the cost of a step, few enough to stay in memory."""


def score(
    plan: Plan,
    members: Members,
    facts: Facts,
    vocabulary: Vocabulary,
    *,
    trace: bool = True,
    threads: int = 1,
) -> list[Batch]:
    """Score all members; facts in canonical order (``Facts.sorted``). Without trace, entry columns are let go.

    Raises WrongBook where facts or members are not sorted.
    """
    return list(stream(plan, [(members, facts)], vocabulary, trace=trace, threads=threads))


def stream(
    plan: Plan,
    parcels: Iterable[tuple[Members, Facts]],
    vocabulary: Vocabulary,
    *,
    trace: bool = True,
    threads: int = 1,
) -> Iterator[Batch]:
    """Score parcels of whole branches one after another, in order; memory is that of ``threads + 1`` batches.

    NumPy lets go of the interpreter's lock in the long operations, so two threads use two cores.
    """
    opened = _batches(plan, parcels, vocabulary)
    if threads == 1:
        yield from (run(batch, trace=trace) for batch in opened)
        return
    with ThreadPoolExecutor(threads) as pool:
        waiting: deque[Future[Batch]] = deque()
        for batch in opened:
            waiting.append(pool.submit(run, batch, trace=trace))
            if len(waiting) > threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _batches(plan: Plan, parcels: Iterable[tuple[Members, Facts]], vocabulary: Vocabulary) -> Iterator[Batch]:
    first = 0
    whole = any(table.wide for table in plan.tables)
    for members, facts in parcels:
        if whole and first:
            raise WrongBook("这份办法跨支部排名，请把各支部放在同一份表里一起算。")
        _check(plan, members, facts)
        for low, high in _cuts(members, facts, whole):
            begin, end = _first_of(facts, [low, high]).tolist()
            own = facts.slice(begin, end, low)
            yield open_batch(plan, members.slice(low, high), own, vocabulary, first + low)
        first += len(members)


def run(batch: Batch, *, trace: bool = True) -> Batch:
    """Take one batch through the steps."""
    assign_tiers(batch)
    assign_pools(batch)
    for step in STEPS.values():
        step(batch)
    if not trace:
        _forget(batch)
    return batch


def _check(plan: Plan, members: Members, facts: Facts) -> None:
    if len(members) > 1 and bool((np.diff(members.branch) < 0).any()):
        raise WrongBook("党员名册没有按支部排列，请先排序再计分。")
    if len(facts) < 2:
        return
    member, items, days = facts.member, plan.kind_item.take(facts.kind), facts.occurred_on
    same = member[1:] == member[:-1]
    same_item = same & (items[1:] == items[:-1])
    wrong = (member[1:] < member[:-1]) | (same & (items[1:] < items[:-1]))
    wrong |= same_item & (days[1:] < days[:-1])
    if bool(wrong.any()):
        raise WrongBook("事实没有按支部、党员、项目、日期排列，请先排序再计分。")


def _cuts(members: Members, facts: Facts, whole: bool) -> Iterator[tuple[int, int]]:
    """Member ranges of whole branches, each of about BATCH_FACTS facts; one range where pools go across branches."""
    count = len(members)
    if count == 0:
        return
    ends = [count] if whole else [*(np.flatnonzero(np.diff(members.branch)) + 1).tolist(), count]
    fact_ends = _first_of(facts, ends)
    low = done = 0
    for end, place in zip(ends, fact_ends, strict=True):
        reached = int(place)
        if reached - done >= BATCH_FACTS or end == count:
            yield low, end
            low, done = end, reached


def _first_of(facts: Facts, members: list[int]) -> Array:
    """Where the facts of members begin; in the type of the column, as another would copy it."""
    return np.searchsorted(facts.member, np.array(members, facts.member.dtype))


def _forget(batch: Batch) -> None:
    empty = np.zeros(0, np.int64)
    batch.entry_fact = batch.entry_rule = batch.entry_member = batch.entry_day = empty
    batch.entry_value = batch.entry_credit = empty
    batch.entry_drop = batch.entry_mark = np.zeros(0, np.uint8)
    batch.groups = []
    batch.facts = Facts(empty, empty, empty)
