"""Step 1: which facts enter, by which rule; each drop leaves its reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.codes import Drop, Mark
from jifen.engine.evaluation import truth
from jifen.engine.plan import Rule
from jifen.engine.scopes import FactScope, MemberScope
from jifen.engine.steps.booking import link
from jifen.engine.steps.holding import holders
from jifen.engine.steps.opening import cells_of, open_cells
from jifen.engine.vectors import MISSING32, Array, among
from jifen.rules.compiling import DECIDER_RANK
from jifen.rules.conditions.syntax import Node
from jifen.rules.period import Period
from jifen.rules.tables import NeedRow, RuleRow, day_number


def admit(batch: Batch) -> None:
    """Read facts by rules; decided by ``as_of``, not reversed, in the period, for the member, as conditioned."""
    _who_is_scored(batch)
    open_cells(batch)
    _entries(batch)
    _days(batch)
    link(batch)
    _members(batch)
    batch.groups = special_groups(batch)
    batch.decider_rank = _decider_ranks(batch)
    for rule, entries in batch.groups:
        one = batch.plan.rules[rule]
        _conditions(batch, one.scheme, one.row.members, entries, Drop.NOT_FOR_MEMBER, Drop.FOR_UNKNOWN)
    if batch.cell_unknown.any():
        rows = np.flatnonzero(batch.plan.rule_not_for_all.take(batch.entry_rule))
        drop(batch, rows[batch.cell_unknown.take(cells_of(batch, rows))], Drop.FOR_UNKNOWN)
    for rule, entries in batch.groups:
        one = batch.plan.rules[rule]
        if one.row.counts_when is not None:
            fails, open_ = Drop.CONDITION_FALSE, Drop.CONDITION_UNKNOWN
            _conditions(batch, one.scheme, (one.row.counts_when,), entries, fails, open_)
        if one.row.held_while is not None:
            _lasting(batch, one, entries)
        _needs(batch, one.row, entries)
    batch.holders = holders(batch)


def _who_is_scored(batch: Batch) -> None:
    count = len(batch)
    batch.scored = np.zeros(count, bool)
    for scheme, rows in batch.schemes:
        table = batch.plan.tables[scheme]
        days = batch.end_day[rows]
        status = batch.members.fields["status"][batch.members.state_of(rows, days)]
        scored = among(status, [batch.vocabulary.code(word) for word in table.scored])
        flags = batch.members.fields.get("exempt")
        if flags is not None:
            scored &= flags[batch.members.state_of(rows, days)] != 1
        if table.out is not None:
            out = truth(table.out, MemberScope(batch, scheme, rows, days))
            scored &= ~out.yes
            batch.ask(rows[scored & out.unknown], "out_unknown", "是否参加积分")
        batch.scored[rows] = scored
    if len(batch.tier_doubt):
        batch.ask(np.flatnonzero(batch.tier_doubt & batch.scored), "tier_unknown", "分层")


def _entries(batch: Batch) -> None:
    facts, plan = batch.facts, batch.plan
    kind = facts.kind.astype(np.intp)
    counts = plan.kind_count.take(kind)
    if bool((counts == 1).all()):
        batch.entry_fact = np.arange(len(facts), dtype=np.int64)
        batch.entry_rule = plan.kind_first.take(kind)
        batch.entry_member = facts.member
        batch.entry_day = facts.occurred_on
    else:
        batch.entry_fact = np.repeat(np.arange(len(facts), dtype=np.int64), counts)
        # The first rule of each fact's kind, less where its entries begin: plus the place of each entry, its rule.
        shift = plan.kind_first.take(kind) - (np.cumsum(counts) - counts)
        batch.entry_rule = shift.take(batch.entry_fact) + np.arange(len(batch.entry_fact))
        batch.entry_member = facts.member.take(batch.entry_fact)
        batch.entry_day = facts.occurred_on.take(batch.entry_fact)
    size = len(batch.entry_fact)
    batch.entry_drop = np.zeros(size, np.uint8)
    batch.entry_mark = np.zeros(size, np.uint16)


def drop(batch: Batch, entries: Array, reason: Drop) -> None:
    """Drop entries that have not been dropped before."""
    fresh = entries[batch.entry_drop[entries] == 0]
    batch.entry_drop[fresh] = reason


def _days(batch: Batch) -> None:
    plan, rule, day = batch.plan, batch.entry_rule, batch.entry_day
    late = np.flatnonzero((day < plan.rule_low.take(rule)) | (day > plan.rule_high.take(rule)))
    for entry in late:
        batch.entry_drop[entry] = _why_outside(batch, int(rule[entry]), int(day[entry]))
    columns = batch.facts.columns
    decided = columns.get("decided_on")
    if decided is not None:
        _replace(batch, np.flatnonzero(decided[batch.entry_fact] > batch.known_day), Drop.UNDECIDED_YET)
    taken_out = columns.get("reversed_on")
    if taken_out is not None:
        when = taken_out[batch.entry_fact]
        out = np.flatnonzero((when != MISSING32) & (when <= batch.known_day))
        _replace(batch, out, Drop.REVERSED)
    _decided_periods(batch, decided)
    if batch.plan.remembering:
        _remember(batch)


def _remember(batch: Batch) -> None:
    """Mark what is of before the period: it will use up what a rule may have, and then not count (G1)."""
    rows = np.flatnonzero((batch.plan.rule_memory.take(batch.entry_rule) > 0) & (batch.entry_drop == 0))
    batch.mark(rows[batch.counting_day(rows) < batch.start_day[batch.entry_member[rows]]], Mark.MEMORY)


def _replace(batch: Batch, entries: Array, reason: Drop) -> None:
    """Drop entries for a reason that says more than their being outside the period."""
    now = batch.entry_drop[entries]
    batch.entry_drop[entries[(now == 0) | (now == Drop.OUTSIDE_PERIOD)]] = reason


def _why_outside(batch: Batch, rule: int, day: int) -> Drop:
    row = batch.plan.rules[rule].row
    if not row.enabled:
        return Drop.DISABLED
    if not row.first_day <= day <= row.last_day:
        return Drop.NOT_IN_FORCE
    return Drop.UNDECIDED_YET if day > batch.known_day else Drop.OUTSIDE_PERIOD


def _decided_periods(batch: Batch, decided: Array | None) -> None:
    """Where the day of decision counts, it must lie in the period; windowed rules look at their window."""
    for scheme, _ in batch.schemes:
        if not batch.plan.tables[scheme].counts_decided:
            continue
        period = batch.plan.periods[scheme]
        mine = batch.members.scheme[batch.entry_member] == scheme
        day = batch.entry_day
        if decided is not None:
            when = decided[batch.entry_fact]
            day = np.where(when == MISSING32, day, when)
        outside = (day < day_number(period.start)) | (day > day_number(period.end))
        outside &= mine & ~batch.plan.rule_windowed[batch.entry_rule]
        if batch.plan.remembering:
            outside &= ~_looked_back_on(batch, period, day)
        drop(batch, np.flatnonzero(outside), Drop.OUTSIDE_PERIOD)


def _looked_back_on(batch: Batch, period: Period, day: Array) -> Array:
    """Entries decided before the period that a rule still looks back on; a calendar year goes by the fact's day."""
    far = batch.plan.rule_memory.take(batch.entry_rule)
    first, last = date(period.start.year, 1, 1), date(period.end.year, 12, 31)
    here = (batch.entry_day >= day_number(first)) & (batch.entry_day <= day_number(last))
    return np.asarray((day < day_number(period.start)) & ((far == 2) | ((far == 1) & here)))


def _members(batch: Batch) -> None:
    if not batch.scored.all():
        drop(batch, np.flatnonzero(~batch.scored[batch.entry_member]), Drop.NOT_SCORED)
    if len(batch) and int(batch.absent_from.min()) < 2**31:
        gone = batch.entry_day >= batch.absent_from[batch.entry_member]
        drop(batch, np.flatnonzero(gone), Drop.AFTER_LEFT)
    rows = np.flatnonzero(batch.plan.rule_not_for_all.take(batch.entry_rule))
    cells = cells_of(batch, rows)
    gone = ~(batch.cell_exists | batch.cell_unknown).take(cells)
    drop(batch, rows[gone], Drop.NOT_FOR_MEMBER)


def special_groups(batch: Batch) -> list[tuple[int, Array]]:
    """Entries still in, of rules that ask more than a number, grouped by rule."""
    rows = np.flatnonzero(batch.plan.rule_special.take(batch.entry_rule) & (batch.entry_drop == 0))
    if not len(rows):
        return []
    rules = batch.entry_rule[rows]
    order = np.argsort(rules.astype(np.uint16) if len(batch.plan.rules) < 2**16 else rules, kind="stable")
    rows, rules = rows[order], rules[order]
    cuts = np.flatnonzero(rules[1:] != rules[:-1]) + 1
    return [(int(batch.entry_rule[group[0]]), group) for group in np.split(rows, cuts)]


def _conditions(
    batch: Batch, scheme: int, nodes: tuple[Node, ...], entries: Array, fails: Drop, open_: Drop
) -> None:
    """Drop entries for which one of the conditions is false, else those for which one is unknown."""
    if not nodes:
        return
    left = entries[batch.entry_drop[entries] == 0]
    scope = FactScope(batch, scheme, left)
    unknown, no = np.zeros(len(left), bool), np.zeros(len(left), bool)
    for node in nodes:
        held = truth(node, scope)
        no |= held.no
        unknown |= held.unknown
    batch.entry_drop[left[unknown]] = open_
    batch.entry_drop[left[no]] = fails


def _lasting(batch: Batch, rule: Rule, entries: Array) -> None:
    """A trigger whose ``while`` is over triggers nothing; where nobody can tell, it stays and is asked about."""
    left = entries[batch.entry_drop[entries] == 0]
    assert rule.row.held_while is not None
    held = truth(rule.row.held_while, FactScope(batch, rule.scheme, left))
    batch.entry_drop[left[held.no]] = Drop.CONDITION_FALSE
    title = batch.plan.tables[rule.scheme].overrides[rule.row.override].title
    batch.ask_once(batch.entry_member[left[held.unknown]], "override_unknown", title)


def _decider_ranks(batch: Batch) -> Array:
    """Rank of each fact's deciding body, 0 where none is named."""
    codes = batch.facts.columns.get("decided_by")
    if codes is None:
        return np.zeros(len(batch.facts), np.int8)
    known = {batch.vocabulary.code(body): rank for body, rank in DECIDER_RANK.items()}
    ranks = np.zeros(len(batch.vocabulary.words) + 1, np.int8)
    ranks[list(known)] = list(known.values())
    return ranks.take(np.where(codes == MISSING32, len(batch.vocabulary.words), codes))


def _needs(batch: Batch, row: RuleRow, entries: Array) -> None:
    facts = batch.entry_fact[entries]
    for lacking, reason in _lacking(batch, row, facts):
        drop(batch, entries[lacking], reason)
    if row.any_of:
        none = np.ones(len(entries), bool)
        for way in row.any_of:
            short = np.zeros(len(entries), bool)
            for lacking, _ in _lacking(batch, way, facts):
                short |= lacking
            none &= short
        drop(batch, entries[none], Drop.NEEDS_ANY)


def _lacking(batch: Batch, need: RuleRow | NeedRow, facts: Array) -> Iterator[tuple[Array, Drop]]:
    """For each thing needed the facts that lack it, and the reason this is."""
    columns = batch.facts.columns
    if need.decider:
        yield batch.decider_rank[facts] < need.decider, Drop.NEEDS_DECIDER
    for wanted, name, reason in (
        (need.document, "documents", Drop.NEEDS_DOCUMENT),
        (need.evidence, "evidence", Drop.NEEDS_EVIDENCE),
        (need.reason, "reason", Drop.NEEDS_REASON),
    ):
        if wanted:
            values = columns.get(name)
            yield np.ones(len(facts), bool) if values is None else values[facts] == MISSING32, reason
    if need.filed:
        days = columns.get("filed_on")
        late = np.ones(len(facts), bool)
        if days is not None:
            late = (days[facts] == MISSING32) | (days[facts] > batch.known_day)
        yield late, Drop.NEEDS_FILING
