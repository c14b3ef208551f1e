"""Facts written down for one scheme, made ready to be read by another: to try a scheme before it is adopted."""

from __future__ import annotations

from datetime import date

from jifen.engine.intake.book import take_in
from jifen.engine.intake.sheets import FACTS, Sheets
from jifen.workbook import Table

_PASSED_OVER = frozenset(
    {
        "unknown-kind",
        "shared-kind",
        "value-missing",
        "value-outside",
        "value-step",
        "unknown-key",
        "other-year",
        "no-such-record",
    }
)
"""Faults of a row that the other scheme is to blame for: the row is left out, not refused."""


def fit_facts(old: Sheets, new: Sheets, tables: dict[str, Table], period: str) -> dict[str, str]:
    """Change the sheet of facts, faultless under ``old``, so that ``new`` can read it.

    Kinds that both schemes have are found whatever they are called; rows that the new scheme cannot take are
    left out. Returns why, by the identity of the fact. ``period``: the name of the one scored.
    """
    table = tables[FACTS]
    table.columns["kind"] = [_known_to(old, new, word) for word in table.columns["kind"]]
    left_out: dict[str, str] = {}
    while True:
        intake = take_in(new, tables, period=period, today=date.min)
        place = {row: index for index, row in enumerate(table.rows)}
        why = {
            place[fault.row]: fault.message
            for fault in intake.faults
            if fault.code in _PASSED_OVER and fault.sheet == table.sheet and fault.row is not None
        }
        if not why:
            return left_out
        left_out |= {intake.register.ids[index]: message for index, message in why.items()}
        _leave_out(table, set(why))


def _known_to(old: Sheets, new: Sheets, word: str) -> str:
    """The code of a kind that both schemes have, else the word as it stands."""
    kind = old.menu.find(word)
    return kind if kind is not None and kind in new.tables.kinds else word


def _leave_out(table: Table, rows: set[int]) -> None:
    kept = [index for index in range(len(table.rows)) if index not in rows]
    table.rows[:] = [table.rows[index] for index in kept]
    for key, cells in table.columns.items():
        table.columns[key] = [cells[index] for index in kept]
