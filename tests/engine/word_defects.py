"""Defects to plant into the words about members, items, pools, overrides, periods and what follows from them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from jifen.engine import bookscope, buckets, households, program, scopes
from jifen.engine.batch import Batch
from jifen.engine.codes import Drop
from jifen.engine.spans import steps_since
from jifen.engine.steps import (
    admit,
    consequences,
    derive,
    item,
    opening,
    override,
    part,
    standing,
    total,
    window,
)
from jifen.engine.vectors import Vec
from tests.engine.defects import DEFECTS, Defect, Plant, after, clear, forgive, instead

Patch = pytest.MonkeyPatch


def without(place: object, name: str, answer: object = None) -> Plant:
    """The function does nothing and gives a fixed answer."""
    return instead(place, name, lambda *_, **__: answer)


def floor_at_the_end(patch: Patch) -> None:
    honest = item.running

    def late(batch: Batch, rows: Any, group: Any, start: Any, floor: int) -> Any:
        return np.maximum(honest(batch, rows, group, start, -batch.no_bound // 4), floor)

    for module in (item, part, total):
        patch.setattr(module, "running", late)


def no_grace(patch: Patch) -> None:
    honest = derive._near
    patch.setattr(
        derive, "_near", lambda batch, facts, first, last, grace: honest(batch, facts, first, last, 0)
    )


def latest_first(patch: Patch) -> None:
    def late(batch: Batch, facts: Any, required: int) -> Any:
        mine = batch.facts.member[facts]
        many = np.bincount(mine, minlength=len(batch))[mine]
        order = np.lexsort((batch.facts.occurred_on[facts], mine))
        place = np.arange(len(facts)) - np.searchsorted(mine[order], mine[order])
        return facts[order][place >= many[order] - required]

    patch.setattr(derive, "_used_up", late)


def whole_starts(patch: Patch) -> None:
    honest = opening.opened
    patch.setattr(
        opening,
        "opened",
        lambda batch, scheme, rows, start: honest(batch, scheme, rows, replace(start, by_months=False)),
    )


def branches_only(patch: Patch) -> None:
    def own(batch: Batch) -> None:
        batch.pool = batch.members.branch.astype(np.int64)

    patch.setattr(program, "assign_pools", own)


def last_is_head(patch: Patch) -> None:
    honest = households._account
    patch.setattr(
        households, "_account", lambda kind, persons: replace(persons[-1], name=honest(kind, persons).name)
    )


def tiers_of_the_year(patch: Patch) -> None:
    honest = scopes.tier_codes
    patch.setattr(
        scopes, "tier_codes", lambda batch, scheme, rows, days, **_: honest(batch, scheme, rows, days)
    )


def years_only(patch: Patch) -> None:
    patch.setattr(buckets, "_periods", lambda batch, scheme, day, start: steps_since(day, start, 12))


def nothing_of(name: str) -> Plant:
    return lambda patch: patch.setitem(
        bookscope._BOOK, (name,), lambda scope, _: Vec(np.zeros(scope.rows, np.int64))
    )


def nothing_barred(patch: Patch) -> None:
    def valid(batch: Batch, scope: Any, gates: Any) -> Any:
        return np.zeros(scope.rows, np.uint8), np.zeros(scope.rows, bool)

    patch.setattr(total, "_valid", valid)


EVERY = (
    *DEFECTS,
    Defect("admit", "what is booked to others stays", without(admit, "link")),
    Defect("admit", "none of several papers is asked for", after("admit", forgive(Drop.NEEDS_ANY))),
    Defect("admit", "the last listed speaks for an account", last_is_head),
    Defect("admit", "a tier is that of the year on every day", tiers_of_the_year),
    Defect("derive", "idle runs cost nothing", without(derive, "_idle", ())),
    Defect("derive", "what is left unanswered costs nothing", without(derive, "_unanswered", ())),
    Defect("derive", "nothing done after a span serves it", no_grace),
    Defect(
        "derive",
        "one fact serves two spans",
        instead(derive, "_used_up", lambda batch, facts, required: facts[:0]),
    ),
    Defect("derive", "the last facts are used up first", latest_first),
    Defect("window", "gains count although the duty was missed", without(window, "lose")),
    Defect("window", "gains are never held", without(window, "hold")),
    Defect("limit", "every period is a year", years_only),
    Defect("item", "items have no value of their own", without(item, "add_figures")),
    Defect("item", "gates of items stand open", without(item, "_gated")),
    Defect("item", "a floor for every entry holds at the end only", floor_at_the_end),
    Defect("item", "a start is whole for part of a year", whole_starts),
    Defect("part", "items do not look at others", without(part, "add_figures")),
    Defect("total", "gates of lines and of the whole stand open", nothing_barred),
    Defect("total", "nothing is added up over facts", nothing_of("sum")),
    Defect("total", "no run is ever present", nothing_of("streak")),
    Defect("override", "what is taken out stays in", without(override, "rescore")),
    Defect("override", "what is made good costs nothing", without(override, "_add_repairs")),
    Defect("grade", "who is off the ranking keeps his place", after("override", clear("unranked"))),
    Defect("grade", "everybody is ranked in his branch", branches_only),
    Defect("grade", "keys settle no tie", instead(standing, "_settled", lambda by, *_: by)),
    Defect("consequences", "any day is the day", without(consequences, "_is_the_day", True)),
    Defect("consequences", "no other scheme is fed", after("consequences", clear("fed"))),
    Defect("consequences", "nobody has a purse", after("consequences", clear("purses"))),
)
"""All defects, those of the steps first."""
