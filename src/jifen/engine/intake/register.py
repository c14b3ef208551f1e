"""The facts: from the rows of the sheet 事实 to columns, with every fault that the scheme can tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jifen.engine.columns import FactColumns
from jifen.engine.gather import Plain
from jifen.engine.intake.notes import Notes, Trouble
from jifen.engine.intake.roster import Roster, people_of, warn_unused
from jifen.engine.intake.sheets import Sheets
from jifen.engine.intake.values import convert_column
from jifen.workbook import Table

_LAST_DAYS = {"ended_on": "结束日期", "effect_until": "影响期截止日"}


@dataclass(slots=True)
class Register:
    """The sheet of facts as read: one entry per row in every list; None where the row says nothing usable.

    ``ids``: the record number, else 第 n 行; ``reverses``: the record a row takes out.
    """

    table: Table
    ids: list[str]
    person: list[int | None]
    kind: list[str | None]
    day: list[date | None]
    fields: dict[str, list[Plain]]
    reverses: list[str | None]

    def __len__(self) -> int:
        return len(self.ids)

    def columns(self) -> FactColumns:
        """The facts that stand and the days on which others were taken out. Only for a sheet without faults."""
        reversing = {self.ids[row]: row for row, target in enumerate(self.reverses) if target is not None}
        undone = {self.reverses[row] for row in reversing.values()}
        out: dict[str, date] = {}
        for name, row in reversing.items():
            if name not in undone:
                out[str(self.reverses[row])] = self.effective_day(row)
        kept = [row for row, target in enumerate(self.reverses) if target is None]
        whole = len(kept) == len(self)
        book = FactColumns(
            ids=_chosen(self.ids, kept, whole),
            person=_chosen(self.person, kept, whole),
            kind=_chosen(self.kind, kept, whole),
            occurred_on=_chosen(self.day, kept, whole),
            fields={name: _chosen(values, kept, whole) for name, values in self.fields.items()},
        )
        if out:
            place = {name: row for row, name in enumerate(book.ids)}
            book.reversed_on = {place[name]: day for name, day in out.items() if name in place}
        return book

    def effective_day(self, row: int) -> date:
        """The day on which a row was decided, else the day it happened."""
        decided = self.fields["decided_on"][row] if "decided_on" in self.fields else None
        day = decided or self.day[row]
        assert isinstance(day, date)
        return day


def _chosen(values: Sequence[Any], rows: list[int], whole: bool) -> list[Any]:
    return list(values) if whole else [values[row] for row in rows]


def read_register(sheets: Sheets, table: Table, roster: Roster, notes: Notes) -> tuple[Register, Roster]:
    """Read the rows; without a roster the people come from the rows themselves."""
    if "number" not in table.headings and "name" not in table.headings:
        trouble = Trouble(
            "missing-column", "缺少“姓名”这一列", "请在标题行加上“姓名”或“党员编号”，并逐行填写"
        )
        notes.whole(table, trouble)
        person: list[int | None] = [None] * len(table.rows)
    else:
        roster = roster if roster.given else people_of(table, notes)
        person = _people(table, roster, notes)
    known = [asked.field for name, asked in sheets.facts.items() if name != "reverses" and asked.used]
    columns = {one.name: convert_column(one, sheets.choices(one), table, notes) for one in known}
    register = Register(
        table=table,
        ids=_ids(table, notes),
        person=person,
        kind=_kinds(sheets, table, notes),
        day=table.columns["occurred_on"],
        fields={name: cells for name, cells in columns.items() if any(value is not None for value in cells)},
        reverses=table.columns["reverses"],
    )
    warn_unused(table, [asked.field for asked in sheets.facts.values() if not asked.used], notes)
    _check_days(register, notes)
    return register, roster


def _people(table: Table, roster: Roster, notes: Notes) -> list[int | None]:
    pairs = list(zip(table.columns["number"], table.columns["name"], strict=True))
    found = {pair: roster.find(*pair) for pair in dict.fromkeys(pairs)}
    if any(isinstance(one, Trouble) for one in found.values()):
        for index, pair in enumerate(pairs):
            trouble = found[pair]
            if isinstance(trouble, Trouble):
                notes.fault(table, index, "name", trouble, pair[0] if trouble.column == "number" else pair[1])
    return [one if isinstance(one, int) else None for one in map(found.__getitem__, pairs)]


def _kinds(sheets: Sheets, table: Table, notes: Notes) -> list[str | None]:
    words = table.columns["kind"]
    found: dict[str | None, str | None] = {None: None}
    for word in dict.fromkeys(words):
        if word is not None:
            found[word] = sheets.menu.find(word)
    wrong = {
        word: _unknown_kind(sheets, word) for word, kind in found.items() if word is not None and kind is None
    }
    if wrong:
        for index, word in enumerate(words):
            if word in wrong:
                notes.fault(table, index, "kind", wrong[word], word)
    return [found[word] for word in words]


def _unknown_kind(sheets: Sheets, word: str) -> Trouble:
    full = sheets.menu.sharing(word)
    if full:
        choices = "、".join(f"“{title}”" for title in full)
        message = f"办法里有 {len(full)} 个小项都有这个事项，分不清是哪一个"
        return Trouble("shared-kind", message, f"请连小项一起写，可以填：{choices}")
    close = sheets.menu.suggest(word)
    hint = f"是不是“{close}”？" if close else ""
    return Trouble("unknown-kind", "办法里没有这个事项", f"{hint}请从模板的下拉列表里选")


def _ids(table: Table, notes: Notes) -> list[str]:
    given = table.columns["id"]
    ids = [f"第{number}行" if own is None else own for own, number in zip(given, table.rows, strict=True)]
    if len(set(ids)) < len(ids):
        first: dict[str, int] = {}
        for index, name in enumerate(ids):
            if name in first:
                message = f"记录编号与第 {table.rows[first[name]]} 行相同"
                remedy = "每条记录的编号不能相同；如果这一列是党员的编号，请把标题改成“党员编号”"
                notes.fault(table, index, "id", Trouble("record-twice", message, remedy), name)
            first.setdefault(name, index)
    return ids


def _check_days(register: Register, notes: Notes) -> None:
    """Ends and periods of effect that lie before their beginning."""
    for name, label in _LAST_DAYS.items():
        for index, last in enumerate(register.fields.get(name, ())):
            day = register.day[index]
            if isinstance(last, date) and day is not None and last < day:
                trouble = Trouble("ends-before-start", f"{label}早于发生日期（{day}）", "请核对这两个日期")
                notes.fault(register.table, index, name, trouble, last)
