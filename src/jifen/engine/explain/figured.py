"""The value of an item in words: how it is reckoned, and the figures of the roster it goes by."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from jifen.engine.explain.amounts import amount
from jifen.engine.explain.details import Details, NoDetails
from jifen.engine.explain.reckoned import figure_words, signed
from jifen.engine.explain.rules import table_words
from jifen.engine.explain.statute import Statute
from jifen.engine.result import Account
from jifen.rules.conditions.syntax import Name, Node, walk
from jifen.rules.fields import ALL_FIELDS, REGISTER_FIELDS, line_title
from jifen.rules.tables import FigureRow, Form


class Figured:
    """Says where the values of items come from, under one scheme."""

    def __init__(self, statute: Statute, details: Details) -> None:
        self._statute = statute
        self._details = details

    def reason(self, account: Account, row: FigureRow) -> str:
        """How a value came about: 已交党费月数占应交党费月数的比例 × 10（已交党费月数 11，应交党费月数 12）."""
        read = "，".join(self._read(account, row))
        return f"{self.words(row)}（{read}）" if read else self.words(row)

    def missing(self, account: Account, row: FigureRow) -> str:
        """Which figures of the roster a value still needs; empty where it goes by something else."""
        asked = (name for name in _given(row) if self._details.figure(account, ".".join(name.path)) is None)
        return "、".join(map(self._statute.words, asked))

    def words(self, row: FigureRow) -> str:
        """How a value is reckoned, the same for everybody."""
        match row.form:
            case Form.FIXED:
                return "办法直接给分"
            case Form.TABLE:
                assert row.table is not None
                return f"按{self._statute.words(row.table.by)}定"
            case Form.MEAN:
                return self._mean(row)
            case _:
                return figure_words(self._statute, row)

    def _mean(self, row: FigureRow) -> str:
        times = "" if row.give == 1 else f" × {amount(row.give)}"
        if row.periods:
            return f"前 {row.periods} 期{self._kept(row.field)}的平均数{times}"
        left_out = [
            *(["不算本人评的"] if row.without_self else []),
            *([f"去掉最高、最低各 {row.trim} 个"] if row.trim else []),
        ]
        return "，".join([f"各份{ALL_FIELDS[row.field].heading}的平均数{times}", *left_out])

    def _kept(self, name: str) -> str:
        line = self._statute.scheme.total.get(name)
        known = ALL_FIELDS.get(name)
        return line_title(name, line.title) if line else known.heading if known else name

    def _read(self, account: Account, row: FigureRow) -> Iterator[str]:
        for name in dict.fromkeys(_names_of(row)):
            value = self._details.figure(account, ".".join(name.path))
            if value is not None:
                yield f"{self._statute.words(name)} {amount(Fraction(value))}"


def _names_of(row: FigureRow) -> Iterator[Name]:
    nodes: tuple[Node | None, ...] = (row.of, row.whole_of, None if row.table is None else row.table.by)
    parts = (part for node in nodes if node is not None for part in walk(node))
    return (Name(part.path) for part in parts if isinstance(part, Name))


def _given(row: FigureRow) -> Iterator[Name]:
    """What a value reads of the roster."""
    for name in dict.fromkeys(_names_of(row)):
        if ".".join(name.path) in REGISTER_FIELDS or name.path[0] == "measure":
            yield name


class ValueWords(NamedTuple):
    """The value of an item as a row of the scheme: part, item, how it is reckoned, clause, what it needs."""

    part: str
    item: str
    worth: str
    clause: str | None
    needs: str


def value_words(statute: Statute) -> Iterator[ValueWords]:
    """The values of all items of a scheme in words."""
    figured, tables = Figured(statute, NoDetails()), statute.tables
    for item in tables.items:
        if item.figure is None or not item.enabled:
            continue
        worth = figured.words(item.figure)
        if item.figure.form is Form.FIXED:
            worth = f"每人 {signed(item.figure.give)}"
        if item.figure.table is not None:
            worth = f"{worth}（{table_words(item.figure.table)}）"
        given = "、".join(map(statute.words, _given(item.figure)))
        needs = [f"要在“党员”表填{given}"] if given else []
        needs += [f"前提：{gate.title}" for gate in item.gates]
        yield ValueWords(tables.parts[item.part].title, item.title, worth, item.clause, "；".join(needs))
