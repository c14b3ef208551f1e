"""Compiled schemes → plan: rows put behind one another, indices shifted, columns made of what every rule says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from math import lcm

import numpy as np

from jifen.engine.errors import SchemeHasHoles
from jifen.engine.plan import Pass, Plan, Pool, Rule, limit_table
from jifen.engine.worth import sums_up
from jifen.rules.period import Period
from jifen.rules.periodname import period_named
from jifen.rules.tables import (
    FIRST_DAY,
    LAST_DAY,
    ExpectRow,
    Form,
    Level,
    RuleRow,
    Tables,
    day_number,
)


def link(
    tables: Sequence[Tables],
    name: int | str,
    as_of: date | None = None,
    *,
    last: date | None = None,
    whole: bool = False,
) -> Plan:
    """Link compiled schemes for one period, by its name (2026, 2026Q1 …), evaluated as of a day.

    ``last``: the latest fact, where a running account ends when no day is given. ``whole``: everyone who is ranked
    together is in the book, however many branches that takes. Raises SchemeHasHoles when a live item has no value,
    PeriodError for a name that is none of the schemes'.
    """
    holes = [(t.title, hole) for t in tables for hole in t.holes]
    if holes:
        raise SchemeHasHoles(holes)
    key = tuple(id(t) for t in tables)
    return _linked(tuple(tables), key, str(name), as_of, as_of or last or date.min, whole)


@lru_cache(maxsize=64)
def _linked(
    tables: tuple[Tables, ...],
    key: tuple[int, ...],
    name: str,
    as_of: date | None,
    last: date,
    whole: bool,
) -> Plan:
    periods = tuple(period_named(t, name, last) for t in tables)
    days = tuple(min(p.end, as_of or p.end) for p in periods)
    plan = Plan(
        tables=tables,
        name=name,
        periods=periods,
        evaluated_on=days,
        as_of=as_of,
        whole=whole,
        unit=lcm(*(t.unit for t in tables)),
    )
    _items_and_parts(plan)
    _rules(plan)
    _rule_arrays(plan)
    _keeps_and_passes(plan)
    _pools(plan)
    return plan


def _items_and_parts(plan: Plan) -> None:
    item_base, part_base = [0], [0]
    for table in plan.tables:
        plan.items += table.items
        plan.parts += table.parts
        item_base.append(len(plan.items))
        part_base.append(len(plan.parts))
    plan.item_base, plan.part_base = np.array(item_base), np.array(part_base)


def _rules(plan: Plan) -> None:
    first: list[int] = []
    count: list[int] = []
    item: list[int] = []
    scheme_of: list[int] = []
    for scheme, table in enumerate(plan.tables):
        by_kind: dict[str, list[RuleRow]] = {kind: [] for kind in table.kinds}
        for row in table.rules:
            by_kind[row.kind].append(row)
        base = int(plan.item_base[scheme])
        for kind, rows in by_kind.items():
            plan.kind_codes[scheme, kind] = len(plan.kind_names)
            plan.kind_names.append(kind)
            first.append(len(plan.rules))
            count.append(len(rows))
            item.append(base + min((row.item for row in rows if row.item >= 0), default=0))
            scheme_of.append(scheme)
            plan.rules += [Rule(row, scheme, base + row.item if row.item >= 0 else -1) for row in rows]
    for scheme, table in enumerate(plan.tables):
        for expect in table.expects:
            plan.expect_rules.append(len(plan.rules))
            plan.rules.append(
                Rule(_expect_rule(table, expect), scheme, int(plan.item_base[scheme]) + expect.item, expect)
            )
    plan.kind_first, plan.kind_count = np.array(first, np.int64), np.array(count, np.int64)
    plan.kind_item, plan.kind_scheme = np.array(item, np.int64), np.array(scheme_of, np.int64)


def _expect_rule(table: Tables, expect: ExpectRow) -> RuleRow:
    missed = expect.missed
    return RuleRow(
        kind=expect.expect,
        title=expect.title,
        clause=expect.clause,
        path=f"{table.items[expect.item].item}.{expect.expect}",
        item=expect.item,
        override=-1,
        form=Form.ALL if missed is None else Form.FIXED,
        enabled=True,
        first_day=FIRST_DAY,
        last_day=LAST_DAY,
        value=missed or Fraction(0),
    )


def _is_special(row: RuleRow) -> bool:
    return bool(
        row.form not in (Form.FIXED, Form.ALL, Form.TRIGGER)
        or row.plus
        or row.times
        or row.repeats
        or row.free is not None
        or row.quantities
        or row.members
        or row.counts_when is not None
        or row.decider
        or row.document
        or row.evidence
        or row.reason
        or row.filed
        or row.any_of
        or row.held_while is not None
        or row.windowed
    )


_MEMORY = ("", "calendar_year", "life")


def _remembered_from(row: RuleRow, period: Period) -> int:
    """The first day whose facts still use up what a rule may have (G1)."""
    if row.remembers == "life":
        return FIRST_DAY
    return day_number(period.start.replace(month=1, day=1) if row.remembers else period.start)


def _rule_arrays(plan: Plan) -> None:
    rows = [rule.row for rule in plan.rules]
    lows, highs = [], []
    for rule in plan.rules:
        row, period = rule.row, plan.periods[rule.scheme]
        low, high = row.first_day, row.last_day
        if plan.as_of is not None:
            high = min(high, day_number(plan.as_of))
        if not (row.windowed or plan.tables[rule.scheme].counts_decided):
            low, high = max(low, _remembered_from(row, period)), min(high, day_number(period.end))
        lows.append(low if row.enabled else 1)
        highs.append(high if row.enabled else 0)
    plan.rule_low, plan.rule_high = np.array(lows, np.int32), np.array(highs, np.int32)
    plan.rule_item = np.array([rule.item for rule in plan.rules], np.int64)
    starts = np.array([plan.item_base[rule.scheme] for rule in plan.rules], np.int64)
    plan.rule_local = np.maximum(plan.rule_item - starts, 0).astype(np.int32)
    plan.rule_value = np.array(
        [plan.units(row.value) if row.form != Form.ASK else 0 for row in rows], np.int64
    )
    plan.rule_special = np.array([_is_special(row) for row in rows], bool)
    plan.rule_all = np.array([row.form == Form.ALL for row in rows], bool)
    plan.rule_windowed = np.array([row.windowed for row in rows], bool)
    exists = plan.item_exists
    plan.rule_not_for_all = np.array(
        [r.item >= 0 and (plan.items[r.item].members is not None or not exists[r.item]) for r in plan.rules],
        bool,
    )
    memory = [0 if row.windowed else _MEMORY.index(row.remembers) for row in rows]
    plan.rule_memory = np.array(memory, np.int8)
    plan.remembering = any(memory)
    plan.repeating = any(row.repeats for row in rows)
    plan.rule_order = np.array(
        [
            row.override - 2**20 if row.override >= 0 else rule.item
            for row, rule in zip(rows, plan.rules, strict=True)
        ],
        np.int64,
    )
    plan.rule_trigger = np.array([row.form == Form.TRIGGER for row in rows], bool)


def _keeps_and_passes(plan: Plan) -> None:
    limit_base, keep_base = [], []
    for table in plan.tables:
        limit_base.append(len(plan.limits))
        keep_base.append(len(plan.keeps))
        plan.limits += table.limits
        groups = {row.group: n for n, row in enumerate(table.keeps)}
        plan.keeps += [
            (keep_base[-1] + groups[k.group], k.largest, k.prefer, k.key, k.life) for k in table.keeps
        ]
    plan.rule_keep = np.array(
        [keep_base[r.scheme] + r.row.keep if r.row.keep >= 0 else -1 for r in plan.rules], np.int64
    )
    plan.rule_prefer = np.array(
        [
            _preference(plan.keeps[int(keep)][2], rule.row.kind) if keep >= 0 else 0
            for keep, rule in zip(plan.rule_keep, plan.rules, strict=True)
        ],
        np.int64,
    )
    plan.limit_table = limit_table(plan.limits, plan.unit)
    for level in Level:
        for shared in (False, True):
            columns = [_limits_of(plan, rule, level, shared, limit_base[rule.scheme]) for rule in plan.rules]
            for position in range(max((len(column) for column in columns), default=0)):
                chosen = [column[position] if position < len(column) else -1 for column in columns]
                plan.passes.append(Pass(level, np.array(chosen, np.int64)))


def _pools(plan: Plan) -> None:
    plan.pooling = [
        number
        for number, rule in enumerate(plan.rules)
        if rule.row.free is not None or rule.row.quantities or sums_up(rule.row)
    ]
    for scheme, table in enumerate(plan.tables):
        for row in table.pooled:
            mine = int(plan.item_base[scheme]) + row.item
            rules = (
                n
                for n, r in enumerate(plan.rules)
                if r.scheme == scheme and r.item == mine and r.row.kind in row.kinds
            )
            plan.pools.append(Pool(row, tuple(rules)))


def _preference(prefer: tuple[str, ...], kind: str) -> int:
    """Position of a kind in ``prefer``; kinds that are not listed come last."""
    return prefer.index(kind) if kind in prefer else len(prefer)


def _limits_of(plan: Plan, rule: Rule, level: Level, shared: bool, base: int) -> list[int]:
    if rule.item < 0:
        return []
    table, item = plan.tables[rule.scheme], plan.items[rule.item]
    drawn = dict.fromkeys((*rule.row.limits, *item.limits, *table.parts[item.part].limits))
    rows = ((index, table.limits[index]) for index in drawn)
    return [
        -1 if index in rule.row.spared else base + index
        for index, row in rows
        if row.level == level and row.shared == shared
    ]
