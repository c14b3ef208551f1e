"""The fact kinds of a scheme under the words people write in the column 事项."""

from __future__ import annotations

from collections.abc import Iterator

from jifen.rules.model.scheme import Scheme
from jifen.rules.tables import RuleRow, Tables
from jifen.workbook.columns import plain_heading
from jifen.workbook.findings import nearest


class Menu:
    """Kinds by their words: the title, “小项：事项”, or the kind's own code.

    ``titles``: kind → the word shown and offered (the title; with its item in front where two kinds share it).
    ``live``: kinds that some enabled rule reads, or that are only declared; in the order of the file.
    """

    def __init__(self, scheme: Scheme, tables: Tables) -> None:
        self.titles: dict[str, str] = {}
        self.live: list[str] = []
        self._by_word: dict[str, str] = {}
        self._shared: dict[str, list[str]] = {}
        rules: dict[str, list[RuleRow]] = {kind: [] for kind in tables.kinds}
        for rule in tables.rules:
            rules[rule.kind].append(rule)
        declared = {kind: row.title for kind, row in scheme.kinds.items()}
        owners: dict[str, list[str]] = {}
        for kind, rows in rules.items():
            for title in _titles(declared.get(kind), rows):
                owners.setdefault(title, []).append(kind)
        for kind, rows in rules.items():
            self._enter(kind, rows, declared.get(kind), owners, tables)
        for title, kinds in owners.items():
            if len(kinds) > 1:
                self._shared[plain_heading(title)] = [self.titles[kind] for kind in kinds]

    def _enter(
        self,
        kind: str,
        rows: list[RuleRow],
        declared: str | None,
        owners: dict[str, list[str]],
        tables: Tables,
    ) -> None:
        own = [title for title in _titles(declared, rows) if len(owners[title]) == 1]
        full = [f"{_owner(row, tables)}：{row.title}" for row in rows]
        self.titles[kind] = (own or full or [kind])[0]
        if not rows or any(row.enabled for row in rows):
            self.live.append(kind)
        for word in (kind, *own, *full):
            self._by_word.setdefault(plain_heading(word), kind)

    def find(self, word: str) -> str | None:
        """The kind a word names, if exactly one."""
        return self._by_word.get(plain_heading(word))

    def sharing(self, word: str) -> list[str]:
        """The full names of the kinds that share a title; empty if the word is no shared title."""
        return self._shared.get(plain_heading(word), [])

    def suggest(self, word: str) -> str | None:
        """The title most like a word, if any is."""
        return nearest(word, [self.titles[kind] for kind in self.live])


def _titles(declared: str | None, rows: list[RuleRow]) -> Iterator[str]:
    yield from dict.fromkeys([*(row.title for row in rows), *([declared] if declared else [])])


def _owner(row: RuleRow, tables: Tables) -> str:
    return tables.items[row.item].title if row.item >= 0 else tables.overrides[row.override].title
