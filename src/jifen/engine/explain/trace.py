"""The trace of an account as rows of a sheet: every entry, every balancing line; their points make the score."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from jifen.engine.codes import Drop, State
from jifen.engine.explain.telling import Teller
from jifen.engine.result import Account, Balance, Entry

COUNTED, PENDING, REJECTED, TRIGGER = "计入", "待定", "未计入", "否决和认定"
_STEPS = {
    ("item", "start"): "小项起始分",
    ("item", "figure"): "小项取值",
    ("item", "balance"): "小项调整",
    ("part", "start"): "大项起始分",
    ("part", "balance"): "大项调整",
    ("total", "balance"): "合计与折算",
    ("override", "balance"): "一票否决",
}


class TraceRow(NamedTuple):
    """One step of an account: what, by which clause, when, how many points (None: not counted), and why."""

    step: str
    title: str
    clause: str | None
    day: date | None
    points: Fraction | None
    reason: str
    fact: str = ""


class Tracer:
    """Lists the trace of accounts of one scheme."""

    def __init__(self, teller: Teller) -> None:
        self._teller = teller
        self._entries = teller.entries
        self._items = {row.item: row.title for row in teller.statute.tables.items}
        statute = teller.statute
        self._titles: dict[str, tuple[str, str | None]] = {
            path: (
                f"{self._items[path[: -len(rule.kind) - 1]]}：{rule.title}" if rule.item >= 0 else rule.title,
                statute.clause(path),
            )
            for path, rule in statute.rules.items()
        }

    def rows(self, account: Account) -> Iterator[TraceRow]:
        """Starts, entries as they stand in the book, then balances."""
        starts = [line for line in account.balances if line.reason == "start"]
        rest = [line for line in account.balances if line.reason != "start"]
        yield from (self._balance(account, line) for line in starts)
        yield from (self._entry(account, entry) for entry in account.entries)
        yield from (self._balance(account, line) for line in rest)

    def _entry(self, account: Account, entry: Entry) -> TraceRow:
        (title, clause), when = self._titles[entry.path], _day(entry.day)
        remark = self._entries.remark(entry)
        if entry.drop is Drop.NONE:
            why = _joined(remark, *self._entries.reasons(account, entry))
            step, points = (COUNTED, entry.credited) if entry.item else (TRIGGER, None)
            return TraceRow(step, title, clause, when, points, why, entry.fact)
        reason, remedy = self._entries.why_dropped(entry)
        step = PENDING if entry.pending and account.state is not State.NOT_SCORED else REJECTED
        return TraceRow(step, title, clause, when, None, _joined(remark, reason, remedy), entry.fact)

    def _balance(self, account: Account, line: Balance) -> TraceRow:
        balances = self._teller.balances
        clause, reason = balances.clause(line), balances.reason(account, line)
        return TraceRow(_STEPS[line.step, line.reason], line.title, clause, None, line.points, reason)


def _joined(*pieces: str) -> str:
    return "；".join(filter(None, pieces))


_day = lru_cache(maxsize=5_000)(date.fromordinal)
