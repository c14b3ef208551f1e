"""A rule in words: what a fact is worth, what must be there before it counts, and its limits."""

from __future__ import annotations

from collections.abc import Iterator

from jifen.engine.explain.amounts import amount
from jifen.engine.explain.entries import limit_words
from jifen.engine.explain.reckoned import figure_words, signed, together_words
from jifen.engine.explain.statute import Statute
from jifen.rules.conditions.syntax import Name
from jifen.rules.fields import ALL_FIELDS, find_choice
from jifen.rules.model.base import Range
from jifen.rules.model.items import FactRule
from jifen.rules.tables import Form, NeedRow, OverrideRow, PointsTable, RuleRow, TableRow, Tables


def worth(statute: Statute, rule: RuleRow) -> str:
    """What one fact adds: ``-1``, ``3 至 5，每 0.5 一档``, ``校级 0.5，市级 4``."""
    written = statute.written[rule.path]
    if isinstance(written, FactRule) and written.points.form == "unset":
        said = "未定"
    elif rule.form is Form.TRIGGER:
        said = _effect(statute, rule)
    else:
        said = plain_worth(rule) if rule.figure is None else figure_words(statute, rule.figure)
    for by, when in rule.times:
        condition = f"{statute.words(when)}时 " if when is not None else ""
        said += f"，{condition}×{amount(by)}"
    return "；".join([said, *together_words(statute, rule)])


def plain_worth(rule: RuleRow) -> str:
    """What one fact adds before multipliers."""
    match rule.form:
        case Form.ALL:
            return "本小项全部扣完"
        case Form.ASK:
            usual = (
                f"，通常 {_range(Range(rule.low, rule.high))}"
                if rule.low is not None or rule.high is not None
                else ""
            )
            return f"{'加分' if rule.value > 0 else '扣分'}由组织认定{usual}"
        case Form.BETWEEN:
            step = f"，每 {amount(rule.step)} 一档" if rule.step is not None else ""
            return f"{_range(Range(rule.low, rule.high))}{step}"
        case Form.TABLE:
            assert rule.table is not None
            return table_words(rule.table)
        case _:
            return signed(rule.value)


def _effect(statute: Statute, rule: RuleRow) -> str:
    return "；".join(_effects(statute.tables, statute.tables.overrides[rule.override]))


def _effects(tables: Tables, row: OverrideRow) -> Iterator[str]:
    if row.zero:
        yield "积分记为零分"
    if row.zero_part >= 0:
        yield f"“{tables.parts[row.zero_part].title}”记为零分"
    if row.zero_item >= 0:
        yield f"“{tables.items[row.zero_item].title}”记为零分"
    if row.grade is not None:
        yield f"等次最高定为“{row.grade}”" if row.ceiling else f"等次直接认定为“{row.grade}”"
    if row.hold:
        yield "了结以前加分不算"
    if not row.ranked:
        yield "不参加排名"


def table_words(table: PointsTable) -> str:
    """What a table gives: 校级 0.5，市级 4."""
    known = ALL_FIELDS.get(".".join(table.by.path)) if isinstance(table.by, Name) else None
    choices = known.choices if known else ()
    said = []
    for row in table.rows:
        if isinstance(row.key, Range):
            said.append(f"{_range(row.key)}：{_row(row)}")
        else:
            choice = find_choice(choices, row.key)
            said.append(f"{choice.label if choice else row.key} {_row(row)}")
    return "，".join(said)


def _row(row: TableRow) -> str:
    if row.everything:
        return "全部"
    return "未定" if row.points is None else signed(row.points)


def _range(bounds: Range) -> str:
    low = None if bounds.low is None else amount(bounds.low)
    high = None if bounds.high is None else amount(bounds.high)
    if low is None:
        return f"{'不到' if bounds.high_open else '不超过'} {high}"
    if high is None:
        return f"{'超过' if bounds.low_open else '不低于'} {low}"
    return low if low == high else f"{low} 至 {high}"


def requirements(statute: Statute, rule: RuleRow) -> str:
    """What must be there and what bounds it, in a few words; empty where there is nothing."""
    return "；".join(_requirements(statute, rule))


def _requirements(statute: Statute, rule: RuleRow) -> Iterator[str]:
    if not rule.enabled:
        yield "停用"
    if rule.decider:
        yield f"要{statute.deciders(rule.path)}认定"
    yield from (f"要填{word}" for word in _papers(rule))
    if rule.any_of:
        ways = "；".join("和".join(_papers(way)) for way in rule.any_of)
        yield f"要填其中一样：{ways}"
    read = dict.fromkeys(_read(statute, rule))
    if read:
        yield f"要填{'、'.join(ALL_FIELDS[name].heading for name in read)}"
    if rule.counts_when is not None:
        yield f"条件：{statute.words(rule.counts_when)}"
    if rule.item >= 0:
        yield from dict.fromkeys(limit_words(statute.tables, limit) for limit in statute.limits_of(rule))


def _papers(needs: RuleRow | NeedRow) -> list[str]:
    """The columns that must not be empty."""
    columns = (
        (isinstance(needs, NeedRow) and needs.decider > 0, "认定主体"),
        (needs.document, "证明材料"),
        (needs.evidence, "佐证"),
        (needs.reason, "说明"),
        (needs.filed, "备案日期"),
    )
    return [word for needed, word in columns if needed]


def _read(statute: Statute, rule: RuleRow) -> Iterator[str]:
    """The numbers that points are reckoned from, and what a mean over such facts reads."""
    if rule.figure is not None and rule.figure.field:
        yield rule.figure.field
    for item in statute.tables.items:
        if item.figure is not None and item.figure.kind == rule.kind:
            yield item.figure.field
            if item.figure.without_self:
                yield "rater"
