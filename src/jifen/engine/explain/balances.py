"""Balancing lines of the trace in words: what a start, a floor, a cap, a conversion or a veto added."""

from __future__ import annotations

from fractions import Fraction

from jifen.engine.codes import Drop, State
from jifen.engine.explain.amounts import percent, points
from jifen.engine.explain.figured import Figured
from jifen.engine.explain.formulas import Formulas
from jifen.engine.explain.statute import Statute
from jifen.engine.result import Account, Balance
from jifen.rules.tables import ItemRow, OverrideRow, PartRow, StartRow, Tables

NOT_KNOWN = "还不能确定"
_TO_ZERO = "一票否决，积分记为零分"


class Balances:
    """Says the balancing lines of accounts under one scheme."""

    def __init__(self, statute: Statute, formulas: Formulas, figured: Figured) -> None:
        self._formulas = formulas
        self._figured = figured
        self._yearly = statute.tables.period_kind == "year"
        self._items: dict[str, ItemRow] = {row.item: row for row in statute.tables.items}
        self._parts: dict[str, PartRow] = {row.part: row for row in statute.tables.parts}
        self._tiers = {tier: title for tier, title, _ in statute.tables.tiers}

    def clause(self, line: Balance) -> str | None:
        """The clause of the item or part a line belongs to."""
        owner = self._items.get(line.owner) if line.step == "item" else self._parts.get(line.owner)
        return owner.clause if owner else None

    def reason(self, account: Account, line: Balance) -> str:
        """Why the line is there."""
        if line.step == "override":
            return self._overridden(account)
        if line.step == "total":
            return "；".join(self._formulas.lines(account))
        if line.step == "item":
            return self._item(account, self._items[line.owner], line)
        return self._part(account, self._parts[line.owner], line)

    def _overridden(self, account: Account) -> str:
        """What changed the score that was reckoned: a veto, a part or an item taken out, a fault made good."""
        if account.state is State.ZERO_VETOED:
            return _TO_ZERO
        found = []
        in_force = {code for code, *_ in account.overrides}
        for row in account.tables.overrides:
            taken = self._taken(account.tables, row)
            if row.override in in_force and taken:
                found.append(f"{row.title}：{taken}记零分")
        counted = {entry.path for entry in account.entries if entry.drop is Drop.NONE}
        for rule in account.tables.rules:
            if rule.repaired is None or rule.path not in counted:
                continue
            row = account.tables.overrides[rule.override]
            if row.override not in in_force:
                found.append(f"{row.title}，已经整改的换成 {points(rule.repaired[0])}")
        return "；".join(dict.fromkeys(found))

    def _taken(self, tables: Tables, row: OverrideRow) -> str:
        if row.zero_part >= 0:
            return tables.parts[row.zero_part].title
        return tables.items[row.zero_item].title if row.zero_item >= 0 else ""

    def _item(self, account: Account, item: ItemRow, line: Balance) -> str:
        if line.reason == "start":
            if item.opening is not None and item.opening.by_months:
                return self.start(account, item.opening, line.points)
            return (
                f"满分 {points(line.points)}起"
                if is_full(item, line.points)
                else f"从 {points(line.points)}起算"
            )
        if line.reason == "figure":
            assert item.figure is not None
            return self._figured.reason(account, item.figure)
        value = account.items[item.item]
        return NOT_KNOWN if value is None else _bounded(line.points, value, item.floor, item.cap)

    def _part(self, account: Account, part: PartRow, line: Balance) -> str:
        value = account.parts[part.part]
        if value is None:
            return NOT_KNOWN
        if line.reason == "start":
            return self.start(account, part.start, line.points)
        if part.allot is not None and part.allot.scaled and value not in (part.floor, part.cap):
            return f"按在支部的月份折算到 {points(part.allot.sum)}的全年标准"
        return _bounded(line.points, value, part.floor, part.cap)

    def start(self, account: Account, start: StartRow, value: Fraction) -> str:
        """Where the opening value of a part or an item comes from."""
        months = f"，按计分的 {account.months} 个月折算" if start.by_months else ""
        return f"{self._start(account, start, value)}{months}"

    def _start(self, account: Account, start: StartRow, value: Fraction) -> str:
        if start.carry_line is not None:
            line = self._formulas.line_title(start.carry_line)
            cap = f"，最高 {points(start.carry_cap)}" if start.carry_cap is not None else ""
            last = "上年" if self._yearly else "上期"
            first = f"，没有{last}的按 {points(start.first)}"
            return f"起始分 {points(value)}：{last}{line}的 {percent(start.share)}{cap}{first}"
        if start.tiers and account.tier is not None:
            months = (
                "，年中有变动，按月平均" if start.prorate and value not in dict(start.tiers).values() else ""
            )
            return f"起始分 {points(value)}：{account.tier}（{self._tiers[account.tier]}）{months}"
        return f"起始分 {points(value)}"


def is_full(item: ItemRow, start: Fraction) -> bool:
    """Whether an item starts full and can only lose."""
    return item.full is not None and item.floor == 0 and start > 0


def _bounded(added: Fraction, value: Fraction, floor: Fraction | None, cap: Fraction | None) -> str:
    """What a floor gave back or a cap took away."""
    if added > 0:
        return f"扣完为止：最低 {points(value)}，多扣的 {points(added)}不再扣"
    if cap is not None and value == cap:
        return f"封顶：最高 {points(value)}，多出的 {points(-added)}不计"
    return f"全部扣完：按 {points(value)}计"
