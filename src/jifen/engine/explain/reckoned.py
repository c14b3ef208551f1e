"""Points that are reckoned, in words: rates, slices, targets, shares, and what facts make together."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jifen.engine.explain.amounts import amount
from jifen.engine.explain.statute import Statute
from jifen.rules.fields import ALL_FIELDS
from jifen.rules.tables import FigureRow, Form, PooledRow, RepeatRow, RuleRow, Tables

SPANS = {
    "fact": "每次",
    "day": "每天",
    "week": "每周",
    "month": "每月",
    "quarter": "每季度",
    "half": "每半年",
    "period": "全年",
    "calendar_year": "每个自然年",
    "life": "一直以来",
}
_PERIODS = {
    "half": "这半年",
    "quarter": "这个季度",
    "month": "这个月",
    "day": "这一天",
    "term": "本学期",
    "running": "累计",
}
"""What a whole period is called where it is no year."""
_FREE = {"facts": "次", "quantity": "个数量", "minutes_late": "分钟"}
REPEATS = {"item": "这一小项再次发生", "class": "同类情形再次发生"}


def span_words(tables: Tables, span: str) -> str:
    """How often a span comes, or what the whole period is called: 每月, 全年, 这个季度."""
    return _PERIODS.get(tables.period_kind, SPANS[span]) if span == "period" else SPANS[span]


def figure_words(statute: Statute, row: FigureRow) -> str:
    """A figure: 数量每满 30，+0.5; 数量以 10 为准得 +5，每高 2 再 +0.5，每低 2 再 -1."""
    assert row.of is not None
    of = statute.words(row.of)
    full = "满 " if row.truncated else " "
    match row.form:
        case Form.PER:
            return f"{of}每{full}{amount(row.per)}，{signed(row.give)}"
        case Form.SLICES:
            said = []
            for end, per, give in row.slices:
                piece = "再往上" if end is None else f"{amount(end)} 以内"
                said.append(f"{piece}每{full}{amount(per)}，{signed(give)}")
            return f"{of}分段计：{'；'.join(said)}"
        case Form.AROUND:
            step = f"{full}{amount(row.per)}"
            more, less = signed(row.more), signed(-row.less)
            return f"{of}以 {amount(row.target)} 为准得 {signed(row.give)}，每高{step} 再 {more}，每低{step} 再 {less}"
        case _:
            assert row.whole_of is not None
            return f"{of}占{statute.words(row.whole_of)}的比例 × {amount(row.give)}"


def signed(value: Fraction) -> str:
    """Points with their sign: +2, -0.5, 0."""
    return f"+{amount(value)}" if value > 0 else amount(value)


def repeat_words(statute: Statute, row: RepeatRow) -> str:
    """A multiplier for repeats: 同类情形再次发生，×2."""
    asked = "" if row.when is None else f"，{statute.words(row.when)}时"
    often = "每有一次在先" if row.each else ""
    return f"{REPEATS[row.same]}{asked}，{often}×{amount(row.by)}"


def together_words(statute: Statute, rule: RuleRow, *, repeats: bool = True) -> Iterator[str]:
    """What is added to one fact, and how facts count together; with or without what repeats do."""
    for when, points in rule.plus:
        yield f"{statute.words(when)}时再 {signed(points)}"
    if repeats:
        yield from (repeat_words(statute, row) for row in rule.repeats)
    tables = statute.tables
    if rule.free is not None:
        yield f"{span_words(tables, rule.free.per)}前 {amount(rule.free.first)} {_FREE[rule.free.of]}不计"
    for span, cap in rule.quantities:
        yield quantity_words(tables, span, cap)
    if rule.over is not None:
        yield f"数量{span_words(tables, rule.over)}合起来算"
    for pool in tables.pooled:
        if pool.item == rule.item and rule.kind in pool.kinds:
            yield f"{span_words(tables, pool.over)}按合计的{_summed(pool)}另行计分"


def _summed(pool: PooledRow) -> str:
    return ALL_FIELDS[pool.field].heading if pool.summed else "次数"


def quantity_words(tables: Tables, span: str, cap: Fraction) -> str:
    """A cap on the quantity: 每月最多计 5 个数量."""
    return f"{span_words(tables, span)}最多计 {amount(cap)} 个数量"


def read_words(statute: Statute, rule: RuleRow) -> str:
    """What the points of a rule go by: a key, a number, or a part and its whole."""
    if rule.table is not None:
        return statute.words(rule.table.by)
    assert rule.figure is not None
    nodes = (rule.figure.of, rule.figure.whole_of)
    return "和".join(statute.words(node) for node in nodes if node is not None)
