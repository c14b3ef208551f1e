"""Defects to plant into the engine, at least one for each step: what a tired programmer might write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest

from jifen.engine import evaluation, program
from jifen.engine.batch import Batch
from jifen.engine.codes import Drop, Mark
from jifen.engine.evaluation import Scope
from jifen.engine.steps import (
    admit,
    figures,
    item,
    limit,
    part,
    pooled,
    repeats,
    same_matter,
    together,
    total,
    validity,
    value,
    window,
)
from jifen.engine.vectors import Array, Vec
from jifen.rules.tables import FigureRow

Plant = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True)
class Defect:
    """One defect: the step it sits in, what is wrong, and how to plant it."""

    step: str
    wrong: str
    plant: Plant


def after(step: str, spoil: Callable[[Batch], None]) -> Plant:
    """Run the step as it is, then spoil what it found."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        honest = program.STEPS[step]

        def spoiled(batch: Batch) -> None:
            honest(batch)
            spoil(batch)

        patch.setitem(program.STEPS, step, spoiled)

    return plant


def instead(place: object, name: str, stand_in: Callable[..., object]) -> Plant:
    """Put another function in the place of one the step calls."""
    return lambda patch: patch.setattr(place, name, stand_in)


def skip(step: str) -> Plant:
    """Leave the step out."""
    return lambda patch: patch.setitem(program.STEPS, step, lambda batch: None)


def forgive(*reasons: Drop) -> Callable[[Batch], None]:
    """Let entries in that were dropped for these reasons."""

    def spoil(batch: Batch) -> None:
        batch.entry_drop[np.isin(batch.entry_drop, reasons)] = Drop.NONE

    return spoil


def dense_ranks(batch: Batch) -> None:
    """Rank 1, 2, 2, 3 instead of 1, 2, 2, 4."""
    for branch in np.unique(batch.members.branch):
        mine = np.flatnonzero((batch.members.branch == branch) & (batch.rank > 0))
        _, place = np.unique(batch.rank[mine], return_inverse=True)
        batch.rank[mine] = place + 1


def first_is_free(batch: Batch) -> None:
    """Take the credit of everybody's first entry."""
    _, first = np.unique(batch.entry_member, return_index=True)
    batch.entry_credit[first] = 0


def clear(name: str) -> Callable[[Batch], None]:
    """Forget one column of the batch."""

    def spoil(batch: Batch) -> None:
        found = getattr(batch, name)
        if isinstance(found, np.ndarray):
            found[:] = -1 if found.dtype == np.int64 else 0
        else:
            found.clear()

    return spoil


def only_certain(batch: Batch) -> None:
    """Forget proposals that wait for people."""
    batch.proposals = [proposal for proposal in batch.proposals if not proposal[2]]


def unmark(mark: Mark) -> Callable[[Batch], None]:
    def spoil(batch: Batch) -> None:
        batch.entry_mark &= np.uint16(0xFFFF - mark)

    return spoil


def no_floors(honest: Callable[..., tuple[Array, Array]]) -> Callable[..., object]:
    """Leave out the floors of items."""

    def spoiled(batch: Batch) -> object:
        floors, caps = honest(batch)
        return np.full_like(floors, -(2**62)), caps

    return spoiled


def no_caps(honest: Callable[..., tuple[Array, Array]]) -> Callable[..., object]:
    """Leave out the caps of items."""

    def spoiled(batch: Batch) -> object:
        floors, caps = honest(batch)
        return floors, np.full_like(caps, 2**62)

    return spoiled


def always_down(honest: Callable[..., object]) -> Callable[..., object]:
    """Cut digits off where the scheme says half up."""
    return lambda number, digits, way: honest(number, digits, "down")


def a_day_longer(honest: Callable[..., object]) -> Callable[..., object]:
    """Let a window of months end a day late."""
    return lambda start, months: honest(start, months) + 1  # type: ignore[operator]


def never_cut(number: Vec, digits: int, way: str) -> Vec:
    """Count broken steps too."""
    return number


def plainly_read(row: FigureRow, scope: Scope) -> Vec:
    """Read a number without the one that stands for a missing quantity."""
    assert row.of is not None
    return evaluation.number(row.of, scope)


def one_for_all(batch: Batch, span: str, day: Array, member: Array, rows: Array) -> Array:
    """The same span for everybody and every day."""
    return np.zeros(len(day), np.int64)


def hear_all(batch: Batch) -> None:
    """Take the mark off absorbed triggers."""
    triggers = np.flatnonzero(batch.plan.rule_trigger[batch.entry_rule])
    batch.unmark(triggers, Mark.ABSORBED)


def twelve_months(table: object, scope: Scope) -> Array:
    return np.full(scope.rows, 12)


def forget_at_once(batch: Batch) -> None:
    """Drop facts of before the period where they come in."""
    early = batch.entry_day < batch.start_day[batch.entry_member]
    early &= ~batch.plan.rule_windowed[batch.entry_rule] & (batch.entry_drop == 0)
    batch.entry_drop[early] = Drop.OUTSIDE_PERIOD


DEFECTS = (
    Defect("admit", "facts decided later count", after("admit", forgive(Drop.UNDECIDED_YET))),
    Defect("admit", "facts taken back count", after("admit", forgive(Drop.REVERSED))),
    Defect("admit", "facts for other members count", after("admit", forgive(Drop.NOT_FOR_MEMBER))),
    Defect("admit", "facts after he left count", after("admit", forgive(Drop.AFTER_LEFT))),
    Defect("derive", "missed duties cost nothing", skip("derive")),
    Defect("value", "multipliers are left out", instead(value, "multiply_entries", lambda *rest: None)),
    Defect("value", "values outside the range count", after("value", forgive(Drop.VALUE_OUTSIDE))),
    Defect("value", "values off the steps count", after("value", forgive(Drop.VALUE_STEP))),
    Defect("window", "windows never close", skip("window")),
    Defect("window", "a window of months is a day too long",
           lambda patch: patch.setattr(validity, "after_months", a_day_longer(validity.after_months))),
    Defect("same_matter", "every award of a matter counts", instead(same_matter, "_absorb", lambda *rest: None)),
    Defect("same_matter", "absorbed entries leave no mark", after("same_matter", unmark(Mark.ABSORBED))),
    Defect("pooled", "everybody's first entry is free", after("pooled", first_is_free)),
    Defect("value", "what is added is left out", instead(value, "_add", lambda *rest: None)),
    Defect("value", "full steps are not cut off", lambda patch: patch.setattr(figures, "rounded", never_cut)),
    Defect("value", "a quantity not written counts nothing", instead(figures, "number_read", plainly_read)),
    Defect("window", "repeats are not multiplied", instead(window, "repeat", lambda *rest: None)),
    Defect("window", "a repeat need not still stand", instead(repeats, "spans_of", one_for_all)),
    Defect("window", "what is put right is over at once", instead(validity, "_corrected", lambda *rest: rest[-1])),
    Defect("window", "the table of months is not read", instead(validity, "_months", twelve_months)),
    Defect("same_matter", "a matter for life is one of the year",
           instead(same_matter, "_periods", lambda batch, rows, life: batch.entry_day[rows] // 365)),
    Defect("same_matter", "an override that is absorbed is heard", after("same_matter", hear_all)),
    Defect("pooled", "nothing is reckoned together", skip("pooled")),
    Defect("pooled", "what is free counts after all", instead(pooled._Pooling, "_give_away", lambda *rest: None)),
    Defect("pooled", "free units leave the quantity whole", instead(pooled._Pooling, "_again", lambda *rest: None)),
    Defect("pooled", "quantities have no cap", instead(pooled._Pooling, "_up_to", lambda *rest: None)),
    Defect("pooled", "sums are not added up", instead(pooled._Pooling, "_over", lambda *rest: None)),
    Defect("pooled", "a table is given anew to every fact",
           instead(together.Sequence, "previous", lambda self, values: np.zeros_like(values))),
    Defect("limit", "facts of before are forgotten at once", instead(admit, "_remember", forget_at_once)),
    Defect("limit", "facts of before count", after("limit", forgive(Drop.OUTSIDE_PERIOD))),
    Defect("limit", "nothing is limited", skip("limit")),
    Defect("limit", "what happened first does not come first",
           instead(limit, "_in_order", lambda batch, rows, group, size: np.lexsort((-rows, group)))),
    Defect("item", "items have no floor",
           lambda patch: patch.setattr(item, "item_bounds", no_floors(item.item_bounds))),
    Defect("item", "items have no cap",
           lambda patch: patch.setattr(item, "item_bounds", no_caps(item.item_bounds))),
    Defect("item", "a trigger of everything is not heard",
           instead(item, "_emptied", lambda batch: np.zeros(0, np.int64))),
    Defect("part", "a part of a year is not scaled",
           instead(part, "_scaled", lambda batch, scheme, rows, row, allot, earned, *rest: earned)),
    Defect("part", "parts lose what their items earned", after("part", lambda batch: batch.part_value.fill(0))),
    Defect("total", "half up is cut off", lambda patch: patch.setattr(total, "rounded", always_down(total.rounded))),
    Defect("total", "lines have no cap", instead(total, "at_most", lambda number, cap: number)),
    Defect("override", "vetoes are not heard", after("override", clear("vetoed"))),
    Defect("override", "forced grades are not heard", after("override", clear("forced"))),
    Defect("override", "ceilings are not heard", after("override", clear("ceiling"))),
    Defect("grade", "places are counted without gaps", after("grade", dense_ranks)),
    Defect("grade", "gaps are not flagged", after("grade", clear("gap"))),
    Defect("grade", "what waits for people is forgotten", after("grade", clear("grade_open"))),
    Defect("consequences", "nothing is proposed", skip("consequences")),
    Defect("consequences", "what waits for people is not proposed", after("consequences", only_certain)),
)  # fmt: skip
