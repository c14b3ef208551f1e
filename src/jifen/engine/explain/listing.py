"""A whole 办法 as a table: every fact, value, duty and price with what it is worth, its clause and what it needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jifen.engine.explain.figured import value_words
from jifen.engine.explain.purses import price_needs, price_words
from jifen.engine.explain.rules import plain_worth, requirements, worth
from jifen.engine.explain.statute import Statute
from jifen.rules.period import PeriodKind
from jifen.rules.tables import Tables


class SchemeRow(NamedTuple):
    """One row: part, item, fact, what it is worth, clause, what must be there."""

    part: str
    item: str
    fact: str
    worth: str
    clause: str
    needs: str


HEADINGS = ("大项", "小项", "事项", "分值", "依据", "要求")


def scheme_rows(statute: Statute) -> Iterator[SchemeRow]:
    """The rows of a scheme in the order of its file; values, duties and the purse after the facts."""
    tables = statute.tables
    for rule in tables.rules:
        if rule.item >= 0:
            item = tables.items[rule.item]
            owner = (tables.parts[item.part].title, item.title)
        else:
            owner = ("否决和认定", tables.overrides[rule.override].title)
        clause = statute.clause(rule.path) or ""
        yield SchemeRow(*owner, rule.title, worth(statute, rule), clause, requirements(statute, rule))
    for row in value_words(statute):
        yield SchemeRow(row.part, row.item, "（每人一个数）", row.worth, row.clause or "", row.needs)
    for expect in tables.expects:
        item = tables.items[expect.item]
        missed = f"没有做到 {plain_worth(statute.rules[f'{item.item}.{expect.expect}'])}"
        yield SchemeRow(
            tables.parts[item.part].title, item.title, expect.title, missed, expect.clause or "", ""
        )
    if tables.spend is not None:
        spend = tables.spend
        yield SchemeRow("兑换", "", "", price_words(spend), spend.clause or "", price_needs(tables, spend))


def period_words(tables: Tables) -> str:
    """What the points are counted over, and from which day."""
    begins = f"积分年度从 {tables.starts[0]} 月 {tables.starts[1]} 日开始。"
    match tables.period_kind:
        case "year" | "half" | "quarter" as kind:
            return begins if kind == "year" else f"按{PeriodKind(kind).label}积分，{begins}"
        case "running":
            return "一直累计，不分期。"
        case "term":
            days = "、".join(f"{month} 月 {day} 日" for month, day in tables.terms)
            return f"按学期积分，各学期从 {days}开始。"
        case kind:
            return f"按{PeriodKind(kind).label}积分。"
