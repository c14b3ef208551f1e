"""Words by which a scheme's own tables are read (选项, 单位): one that stands in no row is a slip of the pen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from jifen.engine.intake.notes import Notes
from jifen.engine.intake.register import Register
from jifen.engine.intake.sheets import Sheets
from jifen.engine.intake.values import not_offered
from jifen.rules.conditions.syntax import Name
from jifen.rules.fields import FACT_FIELDS, Choice, FieldType
from jifen.rules.tables import RuleRow

_WORDS = (FieldType.TEXT, FieldType.CHOICE)


def check_keys(sheets: Sheets, live: dict[str, list[RuleRow]], register: Register, notes: Notes) -> None:
    """Take down words that no table of their kind holds, where the scheme does not say what else they are worth."""
    for kind, rules in live.items():
        for name in {name for rule in rules for name in _read(rule)}:
            _check(sheets, kind, name, rules, register, notes)


def _read(rule: RuleRow) -> Iterator[str]:
    """The field of free words by which a rule's table is read."""
    table = rule.table
    if table is not None and isinstance(table.by, Name):
        known = FACT_FIELDS.get(".".join(table.by.path))
        if known is not None and known.type in _WORDS and not known.choices:
            yield known.name


def _check(
    sheets: Sheets, kind: str, name: str, rules: list[RuleRow], register: Register, notes: Notes
) -> None:
    tables = [(rule, rule.table) for rule in rules if name in _read(rule)]
    if any(table.none != "ask" for _, table in tables if table is not None):
        return
    rows = {str(row.key): None for _, table in tables if table is not None for row in table.rows}
    allowed = {*rows, *sheets.wanted.compared.get(name, ())}
    rule = tables[0][0]
    clause = f"（{rule.clause}）" if rule.clause else ""
    for index, word in enumerate(register.fields.get(name, ())):
        mine = register.kind[index] == kind and register.reverses[index] is None
        if mine and word is not None and word not in allowed:
            trouble = not_offered([Choice(row, row) for row in rows], str(word))
            message = f"不在“{rule.title}”的表里{clause}"
            notes.fault(
                register.table, index, name, replace(trouble, code="unknown-key", message=message), word
            )
