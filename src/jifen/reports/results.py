"""积分结果: one row for each member, with parts, lines, score, grade, state and marks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from jifen.common.sheet import Cell, Column, ColumnKind, Sheet
from jifen.engine.codes import State
from jifen.engine.explain import SHORT_FLAGS
from jifen.engine.result import Account
from jifen.reports.numbers import decimal, ends, places_needed
from jifen.reports.year import YearResult

_UNGRADED = ("none", "ballot")
_PLACE_WORDS = {"in": "", "tied": "（待定）"}
_ROUGH = "有的分数除不尽，表中列到四位小数；准确的数见“积分说明”。"
_POOLS = {"pool": "评比范围", "group": "党小组"}
"""Who is ranked together, where the roster says so; whoever reads a place must see among whom it is."""
_UNRANKED = (
    "这份办法把几个支部放在一起比。没有说明是不是都在这份文件里，所以不排名次，名额和要比才有的分数都没有定；"
    "都在的，算的时候加上 --whole-pool。"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A column of points: heading and the value of an account."""

    key: str
    heading: str
    value: Callable[[Account], Fraction | None]


def results_sheet(year: YearResult, *, ranks: bool) -> Sheet:
    """The table of results. ``ranks``: with the column of ranks, where the scheme asks for one (REG-42)."""
    table = year.tables
    figures = list(figures_of(year))
    graded = table.grades_by not in _UNGRADED
    ranked = ranks and table.ranked
    pool = _POOLS.get(table.pool) if ranked or table.quotas else None
    branches = year.several_branches and table.account != "branch"
    columns = [
        Column("number", "编号", width=6),
        Column("name", year.whose[0], width=14),
        *([] if year.shared else [Column("status", "类别", width=12)]),
        *([Column("branch", "所在支部", width=16)] if branches else []),
        *([Column("pool", pool, width=12)] if pool else []),
        *([Column("tier", "层次", width=12)] if table.tiers else []),
        *(
            Column(figure.key, figure.heading, ColumnKind.NUMBER, _width(figure.heading))
            for figure in figures
        ),
        *([Column("grade", "等次", width=10)] if graded else []),
        *([Column("rank", "名次", ColumnKind.INTEGER, width=6)] if ranked else []),
        Column("state", "状态", width=22),
        Column("marks", "标记", width=40),
    ]
    rows: list[tuple[Cell, ...]] = []
    for index, account in enumerate(year.accounts):
        cells: list[Cell] = [account.number or None, account.name]
        if not year.shared:
            cells.append(year.status(index) or None)
        if branches:
            cells.append(account.branch or None)
        if pool:
            cells.append(year.written(index, table.pool))
        if table.tiers:
            cells.append(account.tier)
        cells += [_points(figure, account) for figure in figures]
        if graded:
            cells.append(account.grade or (" / ".join(account.options) or None))
        if ranked:
            cells.append(account.rank)
        rows.append((*cells, account.state.label, marks(year, account) or None))
    title = f"{year.statute.title}积分结果"
    return Sheet(title, tuple(columns), tuple(rows), tuple(notes(year, figures)))


def figures_of(year: YearResult) -> list[Figure]:
    """Parts, then the lines of the total, the score last."""
    table = year.tables
    parts = [
        Figure(f"part.{part.part}", part.title, lambda account, name=part.part: account.parts[name])  # type: ignore[misc]
        for part in table.parts
        if part.enabled
    ]
    lines = [
        Figure(f"line.{line.line}", line.title, lambda account, name=line.line: account.lines[name])  # type: ignore[misc]
        for line in table.lines
        if line.line != "score"
    ]
    title = year.teller.formulas.line_title("score")
    return [*parts, *lines, Figure("score", title, lambda account: account.score)]


def _width(heading: str) -> int:
    return max(9, min(16, 2 * len(heading) + 1))


def _points(figure: Figure, account: Account) -> Cell:
    if account.state is State.NOT_SCORED:
        return None
    value = figure.value(account)
    return None if value is None else decimal(value)


def marks(year: YearResult, account: Account) -> str:
    """Flags and places of an account in a few words; nothing where it is not scored."""
    if account.state is State.NOT_SCORED:
        return ""
    quotas = year.statute.scheme.quotas
    places = [
        f"{quotas[name].title}{_PLACE_WORDS[place]}"
        for name, place in account.quotas.items()
        if place in _PLACE_WORDS
    ]
    return "、".join([*places, *(SHORT_FLAGS[flag] for flag in account.flags)])


def decimals(year: YearResult, figure: Figure) -> int:
    """How many decimal places the column of a figure needs."""
    return places_needed(
        figure.value(account) for account in year.accounts if account.state is not State.NOT_SCORED
    )


def notes(year: YearResult, figures: list[Figure]) -> list[str]:
    """What stands under the table: day, open matters, readings."""
    table = year.tables
    said = [
        f"计算到 {year.as_of}。办法：{year.tables.reference}，内容校验码 {year.tables.content_hash[:16]}。"
    ]
    pending = sum(len(year.teller.pending(account)) for account in year.accounts)
    asked = (code for account in year.accounts for code, _, _ in year.teller.asked(account))
    questions = sum(1 for code in asked if code != "pool_incomplete")
    if table.account == "household":
        said.append("一户记一个账，用户主的姓名。")
    if pending or questions:
        said.append(f"未决定：待定的记录 {pending} 条，要请组织研究的问题 {questions} 个，见“待办与标记”。")
    if year.unranked:
        said.append(_UNRANKED)
    if year.readings:
        said.append(f"用到的释义：{'、'.join(reading.id for reading in year.readings)}，内容见“释义”。")
    values = (figure.value(account) for figure in figures for account in year.accounts)
    if any(value is not None and not ends(value) for value in values):
        said.append(_ROUGH)
    return said
