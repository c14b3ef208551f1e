"""The workbook to fill for a scheme: instructions with every fact and its points, then the sheets with dropdowns."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from jifen.engine.explain import Statute
from jifen.engine.explain.figured import value_words
from jifen.engine.explain.purses import price_needs, price_words
from jifen.engine.explain.rules import requirements, worth
from jifen.engine.intake import CHANGES, FACTS, FINDINGS, MEMBERS, Sheets
from jifen.engine.intake.roster import HEAD
from jifen.reports.numbers import decimal
from jifen.rules.binding import Bound
from jifen.rules.fields import MEMBER_FIELDS
from jifen.rules.periodname import name_at, period_named
from jifen.rules.tables import Form, RuleRow, Tables
from jifen.workbook import CellKind, OutColumn, OutSheet, SheetSpec, template
from jifen.workbook.layout import Cell

GUIDE = "填写说明"
_EXAMPLE = date(2026, 6, 1)
_STEPS = (
    "一、在“党员”表里逐人填写姓名和人员类别；同名的党员要填编号。年中有变动的，另在“变动”表里写明日期和新值。",
    "二、在“事实”表里一件事填一行：姓名、事项、日期必填，事项从下拉列表里选；其余各列按下表“要求”填写。",
    "三、登记错了不要删：在“记录编号”列给原记录编号，另填一行，照抄姓名和事项，日期填冲销的日子，“冲销记录”填原编号。",
    "四、同一天确有两件同样的事，在“说明”里分别写明。灰色斜体的示例行可以删去，留着也不计入。",
    "五、填好后用 jifen score 计算；有问题会一次全部列出，写明哪张表、哪一行、怎么改。",
)
_NOTES = {
    FACTS: ("红字的列必填。一件事填一行。",),
    MEMBERS: ("红字的列必填。不填名册时，事实里的人都当作同一个支部的正式党员。",),
    CHANGES: ("年中人员类别、居住情况等有变动时填写：从“日期”这一天起按“新值”。没有变动不用填。",),
    FINDINGS: ("办法里要由组织认定的事项，有认定的才填。",),
}


_TOGETHER = {
    "household": "一户记一个账：“家庭户”每人都填，一户填一样的；其他各栏以户主那一行为准。",
    "group": "一个党小组记一个账：“党小组”每人都填；其他各栏以最先列出的那一行为准。",
    "branch": "一个支部记一个账：“所在支部”每人都填；其他各栏以最先列出的那一行为准。",
}


def write_template(path: str | os.PathLike[str], bound: Bound, tables: Tables) -> None:
    """Write the workbook. Raises OutputRefused; the file appears only when it is complete."""
    sheets = Sheets(bound, tables)
    period = period_named(tables, name_at(tables, _EXAMPLE), _EXAMPLE)
    statute = Statute(bound, tables, period, period.end)
    day = min(max(period.start, date(_EXAMPLE.year, 1, 1)) + timedelta(days=34), period.end)
    specs = sheets.to_fill()
    template(
        path,
        specs,
        guide=guide_page(statute, sheets),
        titles={spec.name: f"{bound.scheme.title}——{spec.name}" for spec in specs},
        notes={spec.name: _notes(spec, sheets) for spec in specs},
        examples={spec.name: [_example(spec, sheets, day)] for spec in specs},
    )


def _notes(spec: SheetSpec, sheets: Sheets) -> tuple[str, ...]:
    """What stands above the headings of a sheet; in the roster, also which columns say "none" by being empty."""
    said: tuple[str, ...] = _NOTES[spec.name]
    lists = [c.heading for c in spec.columns if _is_list(c.key)]
    if spec.name == MEMBERS and any(column.key == HEAD for column in spec.columns):
        said = (*said, "“户主”填户主的编号或姓名，户主自己这一行也填；户主要有编号。")
    account = sheets.tables.account
    if spec.name == MEMBERS and account in _TOGETHER:
        said = (*said, _TOGETHER[account])
    if spec.name == MEMBERS and lists:
        listed = "".join(f"“{heading}”" for heading in lists)
        said = (*said, f"{listed}有几样的用顿号隔开；空着就是没有，不用写。")
    return said


def _is_list(key: str) -> bool:
    known = MEMBER_FIELDS.get(key)
    return known is not None and known.many


def guide_page(statute: Statute, sheets: Sheets) -> OutSheet:
    """填写说明: how to fill the sheets, and every fact of the scheme with its points and what it needs."""
    columns = (
        OutColumn("part", "大项", width=12, wrap=True),
        OutColumn("item", "小项", width=24, wrap=True),
        OutColumn("kind", "事项", width=36, wrap=True),
        OutColumn("worth", "分值", width=20, wrap=True),
        OutColumn("clause", "依据", width=14, wrap=True),
        OutColumn("needs", "要求", width=48, wrap=True),
    )
    title = f"{statute.scheme.title}——{GUIDE}"
    rows = [*_rules(statute, sheets), *_values(statute), *_bare_kinds(statute, sheets)]
    return OutSheet(GUIDE, columns, rows, title, _STEPS, landscape=True)


def _rules(statute: Statute, sheets: Sheets) -> Iterator[Sequence[Cell]]:
    tables = statute.tables
    for rule in tables.rules:
        if not rule.enabled:
            continue
        part, item = _owners(tables, rule)
        title = sheets.menu.titles[rule.kind]
        yield (
            part,
            item,
            title,
            worth(statute, rule),
            statute.clause(rule.path),
            requirements(statute, rule) or None,
        )


def _values(statute: Statute) -> Iterator[Sequence[Cell]]:
    """Items that have a value for everybody, from the roster or from what was noted."""
    for row in value_words(statute):
        yield row.part, row.item, "（每人一个数，不用登记）", row.worth, row.clause, row.needs or None


def _bare_kinds(statute: Statute, sheets: Sheets) -> Iterator[Sequence[Cell]]:
    """Kinds that give no points of their own: what is spent, and what other rules only look at."""
    tables = statute.tables
    ruled, spend = {rule.kind for rule in tables.rules}, tables.spend
    for kind in sheets.menu.live:
        if kind in ruled:
            continue
        title = sheets.menu.titles[kind]
        if spend is not None and kind == spend.kind:
            yield "兑换", None, title, price_words(spend), spend.clause, price_needs(tables, spend)
        else:
            yield "其他记录", None, title, "本身不计分", None, None


def _owners(tables: Tables, rule: RuleRow) -> tuple[str, str]:
    if rule.item < 0:
        return "否决和认定", tables.overrides[rule.override].title
    item = tables.items[rule.item]
    return tables.parts[item.part].title, item.title


def _example(spec: SheetSpec, sheets: Sheets, day: date) -> Mapping[str, Cell]:
    """One row as it might be filled."""
    title = next(iter(sheets.findings.values()), "")
    examples: dict[str, dict[str, Cell]] = {
        FACTS: {"id": "1", "name": "李明", "occurred_on": day, **_example_fact(spec, sheets)},
        MEMBERS: {"number": "1", "name": "李明", "branch": "示范党支部", "status": "正式党员"},
        CHANGES: {
            "name": "周预备",
            "day": day,
            "field": "人员类别",
            "value": "正式党员",
            "reason": "预备期满转正",
        },
        FINDINGS: {"name": "李明", "finding": title, "holds": "是", "reason": "支委会会议记录"},
    }
    return examples[spec.name]


def _example_fact(spec: SheetSpec, sheets: Sheets) -> dict[str, Cell]:
    """A fact that needs something to be filled in, if the scheme has one."""
    tables = sheets.tables
    live = [rule for rule in tables.rules if rule.enabled and rule.item >= 0]
    rule = max(
        live,
        key=lambda row: (row.form is not Form.TRIGGER) * (row.document + row.evidence + (row.decider > 0)),
    )
    cells: dict[str, Cell] = {"kind": sheets.menu.titles[rule.kind]}
    for column in spec.columns:
        asked = (column.key == "decided_by" and rule.decider > 0) or (
            column.key == "level" and rule.form is Form.TABLE
        )
        if asked and column.kind is CellKind.CHOICE:
            cells[column.key] = column.choices[0]
    if rule.form in (Form.BETWEEN, Form.ASK):
        cells["decided_value"] = _example_points(rule)
    if rule.document:
        cells["documents"] = "文件名称和文号"
    if rule.evidence:
        cells["evidence"] = "见证人姓名"
    cells["reason"] = "写明是什么事"
    return cells


def _example_points(rule: RuleRow) -> Decimal:
    """Points as the body might decide them; a deduction is written without its sign."""
    bound = rule.low if rule.form is Form.BETWEEN and (rule.high or 0) > 0 else rule.high or rule.low
    return decimal(abs(bound if bound is not None else Fraction(1)))
