"""The result as a workbook, ready to print on A4: 积分结果, 积分说明, 兑换 and 转记 if any, 待办与标记, 释义."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from jifen.common.sheet import ColumnKind
from jifen.engine.explain import Tracer, amount
from jifen.reports.numbers import decimal, ends
from jifen.reports.open_matters import open_matters
from jifen.reports.results import decimals, figures_of, results_sheet
from jifen.reports.year import YearResult
from jifen.workbook import OutColumn, OutSheet, write_csv, write_xlsx
from jifen.workbook.layout import Cell
from jifen.workbook.layout import ColumnKind as OutKind

RESULTS, TRACE, MATTERS, READINGS = "积分结果", "积分说明", "待办与标记", "释义"
PURSE, FEEDS = "兑换", "转记"
_KINDS: dict[ColumnKind, OutKind] = {
    ColumnKind.TEXT: "text",
    ColumnKind.INTEGER: "integer",
    ColumnKind.NUMBER: "number",
    ColumnKind.DAY: "date",
}
_ADDS_UP = "每名党员的“分值”相加，就是他的积分；没有分值的记录没有计入。"
_ADDS_UP_SHARED = "同一个账上的“分值”相加，就是它的积分；没有分值的记录没有计入。"
_INTERNAL = "本表供支部会议使用，公示另用公示表。"
_SIGNATURES = "记录员（签字）：　　　　　　　　党支部书记（签字）：　　　　　　　　　　　　　　年　　月　　日"


def write_result(path: str | os.PathLike[str], year: YearResult) -> None:
    """Write the workbook. Raises OutputRefused; the file appears only when it is complete."""
    write_xlsx(path, result_pages(year))


def result_pages(year: YearResult) -> list[OutSheet]:
    """The sheets of the workbook in their order."""
    pages = [results_page(year), trace_page(year)]
    if year.tables.spend is not None:
        pages.append(purse_page(year))
    if year.tables.feeds:
        pages.append(feeds_page(year))
    return [*pages, matters_page(year), readings_page(year)]


def write_result_csv(path: str | os.PathLike[str], year: YearResult) -> None:
    """Write the table of results alone as CSV. Raises OutputRefused."""
    write_csv(path, results_page(year))


def results_page(year: YearResult) -> OutSheet:
    """积分结果, with title, notes and a line for signatures."""
    sheet = results_sheet(year, ranks=True)
    places = {figure.key: decimals(year, figure) for figure in figures_of(year)}
    return OutSheet(
        name=RESULTS,
        columns=tuple(
            OutColumn(
                column.key,
                column.heading,
                _KINDS[column.kind],
                column.width,
                places.get(column.key),
                wrap=True,
            )
            for column in sheet.columns
        ),
        rows=sheet.rows,
        title=sheet.title,
        footer=(f"{sheet.notes[0]}{_INTERNAL}", *sheet.notes[1:]),
        signature=_SIGNATURES,
        landscape=True,
        one_page=True,
    )


def trace_page(year: YearResult) -> OutSheet:
    """积分说明: one row per step; a member's points add up to his score."""
    columns = (
        OutColumn("number", "编号", width=6, wrap=True),
        OutColumn("name", year.whose[0], width=10, wrap=True),
        OutColumn("step", "步骤", width=12, wrap=True),
        OutColumn("title", "内容", width=40, wrap=True),
        OutColumn("clause", "依据", width=14, wrap=True),
        OutColumn("day", "日期", "date", width=12),
        OutColumn("points", "分值", "number", width=9, decimals=None),
        OutColumn("reason", "说明", width=46, wrap=True),
    )
    return OutSheet(
        name=TRACE,
        columns=columns,
        rows=_trace(year),
        title=f"{year.statute.title}{TRACE}",
        notes=(_ADDS_UP if year.whose[0] == "姓名" else _ADDS_UP_SHARED,),
        landscape=True,
    )


def _trace(year: YearResult) -> Iterator[Sequence[Cell]]:
    """The rows, an account at a time: saying and writing in turn at every row is markedly slower."""
    tracer = Tracer(year.teller)
    for account in year.accounts:
        number, name = account.number or None, account.name
        rows: list[Sequence[Cell]] = []
        for step, title, clause, day, given, reason, _ in tracer.rows(account):
            points, exact = _NOTHING if given is None else _cell(given)
            rows.append((number, name, step, title, clause, day, points, exact + reason))
        yield from rows


_NOTHING: tuple[Decimal | None, str] = (None, "")


@lru_cache(maxsize=10_000)
def _cell(points: Fraction) -> tuple[Decimal | None, str]:
    """Points as a cell, and what must be said where a cell cannot hold them exactly."""
    exact = "" if ends(points) else f"准确的数是 {amount(points)}；"
    return decimal(points), exact


def matters_page(year: YearResult) -> OutSheet:
    """待办与标记."""
    columns = (
        OutColumn("kind", "类型", width=12, wrap=True),
        OutColumn("number", "编号", width=6, wrap=True),
        OutColumn("name", year.whose[0], width=10, wrap=True),
        OutColumn("text", "内容", width=60, wrap=True),
        OutColumn("clause", "依据", width=16, wrap=True),
        OutColumn("todo", "要做什么", width=36, wrap=True),
    )
    return OutSheet(
        name=MATTERS,
        columns=columns,
        rows=[
            (matter.kind, matter.number or None, matter.name, matter.text, matter.clause, matter.todo or None)
            for matter in open_matters(year)
        ],
        title=f"{year.statute.title}{MATTERS}",
        notes=("建议和提示只供组织研究，不自动执行。",),
        landscape=True,
    )


def purse_page(year: YearResult) -> OutSheet:
    """兑换: the purse of every account, and what was not exchanged."""
    purses = [(account, account.purse) for account in year.accounts if account.purse is not None]
    figures = [
        ("opening", "期初结余"),
        ("earned", "本期可兑换"),
        ("expired", "到期作废"),
        ("spent", "已兑换"),
        *([("shortfall", "不够的部分")] if any(purse.shortfall for _, purse in purses) else []),
        ("balance", "现在结余"),
    ]
    columns = (
        OutColumn("number", "编号", width=6, wrap=True),
        OutColumn("name", year.whose[0], width=14, wrap=True),
        *(OutColumn(name, heading, "number", width=12, decimals=None) for name, heading in figures),
        OutColumn("refused", "没有兑换的", width=48, wrap=True),
    )
    rows = [
        (
            account.number or None,
            account.name,
            *(decimal(getattr(purse, name)) for name, _ in figures),
            "；".join(f"{year.teller.spending(f)}：{year.teller.refused(purse, f)[0]}" for f in purse.refused)
            or None,
        )
        for account, purse in purses
    ]
    return OutSheet(
        name=PURSE,
        columns=columns,
        rows=rows,
        title=f"{year.statute.title}积分兑换",
        notes=("兑换只动这里的结余，不影响积分、等次和名次。",),
        landscape=True,
    )


def feeds_page(year: YearResult) -> OutSheet:
    """转记: results that are facts of other schemes."""
    columns = (
        OutColumn("number", "编号", width=6, wrap=True),
        OutColumn("name", year.whose[0], width=14, wrap=True),
        OutColumn("scheme", "记到哪份办法", width=24, wrap=True),
        OutColumn("kind", "事项", width=24, wrap=True),
        OutColumn("day", "日期", "date", width=12),
        OutColumn("points", "分值", "number", width=10, decimals=None),
        OutColumn("clause", "依据", width=16, wrap=True),
    )
    rows = [
        (
            account.number or None,
            account.name,
            fed.scheme,
            fed.kind,
            date.fromordinal(fed.day),
            decimal(fed.points),
            fed.clause,
        )
        for account in year.accounts
        for fed in account.feeds
    ]
    return OutSheet(
        name=FEEDS,
        columns=columns,
        rows=rows,
        title=f"{year.statute.title}{FEEDS}",
        notes=("这些分数要作为一条事实登记到另一份办法的“事实”表里，“认定分值”填这里的分值。",),
        landscape=True,
    )


def readings_page(year: YearResult) -> OutSheet:
    """释义: the readings that touched the results."""
    columns = (
        OutColumn("id", "编号", width=12, wrap=True),
        OutColumn("clause", "条款", width=16, wrap=True),
        OutColumn("question", "问题", width=40, wrap=True),
        OutColumn("choice", "本次的读法", width=48, wrap=True),
        OutColumn("because", "理由", width=36, wrap=True),
    )
    rows = [(r.id, r.clause, r.question, r.choice, r.because) for r in year.readings]
    return OutSheet(
        name=READINGS, columns=columns, rows=rows, title=f"{year.statute.title}{READINGS}", landscape=True
    )
