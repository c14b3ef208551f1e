"""Accounts read off the columns of a batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.codes import LineState, State
from jifen.engine.result.entries import Amounts, EntryReader, flags_of
from jifen.engine.result.values import Account, Balance, Fed, Proposal
from jifen.engine.vectors import Vec
from jifen.rules.tables import OutcomeRow, Tables


def accounts(batches: Iterable[Batch]) -> Iterator[Account]:
    """All accounts in the order of the members."""
    for batch in batches:
        reader = _Reader(batch)
        for member in range(len(batch)):
            yield reader.account(member)


class _Reader:
    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.rows = dict(batch.schemes)
        self.amounts = Amounts(batch.unit)
        self.entries = EntryReader(batch, self.amounts)
        self.questions: dict[int, list[tuple[str, str]]] = {}
        for question in batch.questions:
            self.questions.setdefault(question.member, []).append((question.code, question.subject))
        self.proposals: dict[int, list[tuple[int, bool]]] = {}
        for member, number, open_ in batch.proposals:
            self.proposals.setdefault(member, []).append((number, open_))
        self.feeds: dict[int, list[Fed]] = {}
        for member, number, points in batch.fed:
            scheme = int(batch.members.scheme[member])
            row = batch.plan.tables[scheme].feeds[number]
            day = batch.plan.evaluated_on[scheme].toordinal()
            self.feeds.setdefault(member, []).append(Fed(row.to, row.kind, row.clause, day, points))
        self.overrides: dict[int, list[int]] = {}
        for member, _, number in batch.overrides:
            self.overrides.setdefault(member, []).append(number)

    def account(self, member: int) -> Account:
        batch = self.batch
        scheme = int(batch.members.scheme[member])
        table = batch.plan.tables[scheme]
        row = int(np.searchsorted(self.rows[scheme], member))
        lines = {line.line: self._line(scheme, line.line, row) for line in table.lines}
        parts = self._parts(table, member)
        items, starts = self._items(table, member)
        state = self._state(table, member)
        computed = lines["score"]
        score = None if state is State.NOT_SCORED else self._score(member)
        own, final = int(batch.own_row[member]), int(batch.grade_row[member])
        entries, kinds = self.entries.entries(member)
        questions = self.questions.get(member, [])
        account = Account(
            name=batch.members.names[member],
            number=batch.members.numbers[member],
            branch=batch.vocabulary.words[int(batch.members.branch[member])],
            tables=table,
            state=state,
            score=score,
            computed=computed,
            months=int(batch.months[member]),
            tier=self._tier(table, member),
            parts=parts,
            items=items,
            starts=starts,
            lines=lines,
            grade=table.grades[final].grade if final >= 0 else None,
            own_grade=table.grades[own].grade if own >= 0 else None,
            options=tuple(dict.fromkeys(table.grades[n].grade for n in batch.grade_open.get(member, ()))),
            rank=int(batch.rank[member]) or None,
            pool_size=int(batch.pool_size[member]),
            quotas=self._quotas(table, scheme, row, member),
            flags=flags_of(kinds, bool(batch.gap[member]), [code for code, _ in questions]),
            questions=questions,
            overrides=[_override(table, number) for number in self.overrides.get(member, [])],
            proposals=[_proposal(table.outcomes[n], open_) for n, open_ in self.proposals.get(member, [])],
            entries=entries,
            feeds=self.feeds.get(member, []),
            purse=batch.purses.get(member),
        )
        if score is not None:
            account.balances = self._balances(table, member, account)
        return account

    def _score(self, member: int) -> Fraction | None:
        batch = self.batch
        if batch.score_state[member]:
            return None
        return Fraction(int(batch.score[member]), int(batch.score_den[member]))

    def _line(self, scheme: int, name: str, row: int) -> Fraction | None:
        if self.batch.line_state[scheme][name][row]:
            return None
        value = self.batch.lines[scheme][name]
        return Vec(value.num, value.den).fraction(row)

    def _parts(self, table: Tables, member: int) -> dict[str, Fraction | None]:
        first, batch = int(self.batch.part_first[member]), self.batch
        return {
            part.part: None if batch.part_state[first + n] else self.amounts[int(batch.part_value[first + n])]
            for n, part in enumerate(table.parts)
            if part.enabled
        }

    def _items(self, table: Tables, member: int) -> tuple[dict[str, Fraction | None], dict[str, Fraction]]:
        first, batch = int(self.batch.cell_first[member]), self.batch
        values: dict[str, Fraction | None] = {}
        starts: dict[str, Fraction] = {}
        for n, item in enumerate(table.items):
            if batch.cell_exists[first + n]:
                value = self.amounts[int(batch.cell_value[first + n])]
                values[item.item] = None if batch.cell_state[first + n] else value
                starts[item.item] = self.amounts[int(batch.cell_start[first + n])]
        return values, starts

    def _tier(self, table: Tables, member: int) -> str | None:
        batch = self.batch
        if not table.tiers or batch.tier[member] < 0:
            return None
        return batch.vocabulary.words[int(batch.tier[member])]

    def _quotas(self, table: Tables, scheme: int, row: int, member: int) -> dict[str, str]:
        if not self.batch.graded[member]:
            return {}
        words = ("out", "in", "tied")
        columns = self.batch.quotas[scheme]
        return {quota.quota: words[int(columns[n][row])] for n, quota in enumerate(table.quotas)}

    def _state(self, table: Tables, member: int) -> State:
        batch = self.batch
        if not batch.scored[member] or batch.absent_from[member] <= batch.end_day[member]:
            return State.NOT_SCORED
        if batch.vetoed[member]:
            return State.ZERO_VETOED
        why = LineState(int(batch.score_state[member]))
        if why != LineState.KNOWN:
            return _LINE_STATES[why]
        if batch.graded[member] and table.grades_by not in ("none", "ballot"):
            if batch.forced[member] >= 0:
                return State.GRADE_FORCED
            if member in batch.grade_open:
                return State.NEEDS_DECISION
            if batch.grade_row[member] < 0:
                return State.UNDEFINED
        if batch.score[member] == 0:
            return State.ZERO_FLOORED if batch.floored[member] else State.ZERO_NOTHING
        if table.grades_by not in ("none", "ballot") and not batch.graded[member]:
            return State.NOT_GRADED
        return State.NUMBER

    def _balances(self, table: Tables, member: int, account: Account) -> list[Balance]:
        batch = self.batch
        cell, first = int(batch.cell_first[member]), int(batch.part_first[member])
        found = []
        for n, item in enumerate(table.items):
            start, value = int(batch.cell_start[cell + n]), int(batch.cell_value[cell + n])
            figure = int(batch.cell_figure[cell + n])
            rest = value - start - int(batch.cell_sum[cell + n]) - figure
            found += [
                ("item", item.item, item.title, "start", start),
                ("item", item.item, item.title, "figure", figure),
                ("item", item.item, item.title, "balance", rest),
            ]
        for n, part in enumerate(table.parts):
            start = 0 if part.spread is not None else int(batch.part_start[first + n])
            rest = int(batch.part_value[first + n]) - start - int(batch.part_sum[first + n])
            found += [
                ("part", part.part, part.title, "start", start),
                ("part", part.part, part.title, "balance", rest),
            ]
        lines = [Balance(a, b, c, d, self.amounts[points]) for a, b, c, d, points in found if points]
        values = (int(batch.part_value[first + n]) for n in range(len(table.parts)))
        total = self.amounts[sum(values)]
        assert account.score is not None
        computed = account.score if account.computed is None else account.computed
        if computed != total:
            lines.append(Balance("total", "score", "合计与折算", "balance", computed - total))
        if account.score != computed:
            lines.append(Balance("override", "score", "一票否决", "balance", account.score - computed))
        return lines


_LINE_STATES = {
    LineState.ASK: State.NEEDS_DECISION,
    LineState.NO_RESULT: State.NO_RESULT,
    LineState.UNDEFINED: State.UNDEFINED,
}


def _override(table: Tables, number: int) -> tuple[str, str, str | None]:
    row = table.overrides[number]
    return row.override, row.title, row.clause


def _proposal(row: OutcomeRow, open_: bool) -> Proposal:
    return Proposal(
        row.outcome, row.title, row.kind, row.clause, open_, row.asks if open_ else (), row.one_of
    )
