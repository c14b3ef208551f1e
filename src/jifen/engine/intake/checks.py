"""What the scheme can tell about single facts: points within bounds, days within the year, doubles, reversals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from jifen.engine.intake.keys import check_keys
from jifen.engine.intake.notes import Notes, Trouble
from jifen.engine.intake.register import Register
from jifen.engine.intake.sheets import Sheets
from jifen.rules.conditions.syntax import Name, number_text, walk
from jifen.rules.period import Period
from jifen.rules.tables import Form, RuleRow, Tables

_NO_DIFFERENCE = ("reason",)


def check_register(sheets: Sheets, register: Register, period: Period, notes: Notes) -> None:
    """Check all rows against the scheme for one period; take down every fault."""
    live = _live_rules(sheets.tables)
    _check_values(live, _read_elsewhere(sheets, live), register, notes)
    check_keys(sheets, live, register, notes)
    _check_period(sheets.tables, live, register, period, notes)
    undone = _check_reversals(register, notes)
    _check_doubles(register, undone, notes)


def _live_rules(tables: Tables) -> dict[str, list[RuleRow]]:
    live: dict[str, list[RuleRow]] = {kind: [] for kind in tables.kinds}
    for rule in tables.rules:
        if rule.enabled:
            live[rule.kind].append(rule)
    return live


def _read_elsewhere(sheets: Sheets, live: dict[str, list[RuleRow]]) -> set[str]:
    """Kinds whose points serve something else than the rule's own: ratings of which a mean is taken, conditions."""
    for node in sheets.bound.expressions.values():
        if any(isinstance(one, Name) and one.path == ("decided_value",) for one in walk(node)):
            return set(live)
    return {item.figure.kind for item in sheets.tables.items if item.figure is not None}


# -- points


def _check_values(
    live: dict[str, list[RuleRow]], elsewhere: set[str], register: Register, notes: Notes
) -> None:
    chosen = (Form.BETWEEN, Form.ASK)
    asking = {kind for kind, rules in live.items() if rules and all(rule.form in chosen for rule in rules)}
    fixed = {
        kind: rules[0].value
        for kind, rules in live.items()
        if len(rules) == 1 and rules[0].form is Form.FIXED and kind not in elsewhere
    }
    bounded = {kind: rules[0] for kind, rules in live.items() if kind in asking and len(rules) == 1}
    given = register.fields.get("decided_value") or [None] * len(register)
    for index, (kind, value) in enumerate(zip(register.kind, given, strict=True)):
        if kind is None or register.reverses[index] is not None:
            continue
        if value is None:
            if kind in asking:
                _note_missing(register, index, live[kind][0], notes)
        elif kind in bounded and isinstance(value, Decimal):
            trouble = _outside(bounded[kind], Fraction(value))
            if trouble is not None:
                notes.fault(register.table, index, "decided_value", trouble, value)
        elif kind in fixed and isinstance(value, Decimal) and abs(Fraction(value)) != abs(fixed[kind]):
            message = f"这个事项的分值是办法定的 {number_text(fixed[kind])} 分，这里填的没有用来算分"
            trouble = Trouble("value-not-used", message, "请清空这一格；如果分值不同，请核对事项选得对不对")
            notes.warn(register.table, index, "decided_value", trouble, value)


def _note_missing(register: Register, index: int, rule: RuleRow, notes: Notes) -> None:
    message = f"“{rule.title}”要填认定分值（{_bounds(rule)}）{_clause(rule)}"
    trouble = Trouble("value-missing", message, "请填写组织认定的分值")
    notes.fault(register.table, index, "decided_value", trouble)


def _outside(rule: RuleRow, value: Fraction) -> Trouble | None:
    """What is wrong with an entered value; a deduction may be written with or without its minus sign."""
    if rule.form is Form.ASK or not rule.refuse_outside:
        return None
    assert rule.low is not None
    assert rule.high is not None
    points = -abs(value) if rule.high <= 0 else value
    if not rule.low <= points <= rule.high:
        message = f"“{rule.title}”的分值不在范围内，办法规定{_bounds(rule)}{_clause(rule)}"
        return Trouble("value-outside", message, "请改成范围内的分值")
    if rule.step is not None and (points - rule.low) % rule.step != 0:
        message = f"“{rule.title}”的分值按 {number_text(rule.step)} 分一档{_clause(rule)}"
        return Trouble("value-step", message, "请改成档上的分值")
    return None


def _bounds(rule: RuleRow) -> str:
    if rule.form is Form.ASK:
        return "加分" if rule.value > 0 else "扣分"
    assert rule.low is not None
    assert rule.high is not None
    if rule.high <= 0:
        return f"扣 {number_text(-rule.high)} 至 {number_text(-rule.low)} 分"
    return f"{number_text(rule.low)} 至 {number_text(rule.high)} 分"


def _clause(rule: RuleRow) -> str:
    return f"（{rule.clause}）" if rule.clause else ""


# -- days


def _check_period(
    tables: Tables, live: dict[str, list[RuleRow]], register: Register, period: Period, notes: Notes
) -> None:
    windowed = {kind for kind, rules in live.items() if rules and all(rule.windowed for rule in rules)}
    graces = _graces(tables)
    where = f"不在 {period.label}（{period.start} 至 {period.end}）内"
    for index, kind, day in counting_days(tables, register):
        if period.start <= day <= period.end:
            continue
        if kind in windowed:
            trouble = Trouble("other-year", f"{where}，按有效期判断算不算", "请核对日期和影响期")
            notes.warn(register.table, index, "occurred_on", trouble, register.day[index])
        elif any(_remembers(rule, day, period) for rule in live[kind]):
            trouble = Trouble("other-year", f"{where}，只占用次数和限额，不计分", "请核对日期")
            notes.warn(register.table, index, "occurred_on", trouble, register.day[index])
        elif 0 < (day - period.end).days <= graces.get(kind, 0):
            trouble = Trouble("other-year", f"{where}，只看应做的事有没有在宽限里补做，不计分", "请核对日期")
            notes.warn(register.table, index, "occurred_on", trouble, register.day[index])
        else:
            trouble = Trouble("other-year", where, _OTHER_PERIOD.get(tables.period_kind, _OTHER))
            notes.fault(register.table, index, "occurred_on", trouble, register.day[index])


_OTHER = "请核对日期；别的期的记录请放到那一期的表里，或改算那一期"
_OTHER_PERIOD = {
    "year": "请核对日期；别的年度的记录请放到那一年的表里，或改算那一年",
    "running": "请核对日期；开始累计以前的记录不算",
}


def _graces(tables: Tables) -> dict[str, int]:
    """Kinds that may still serve the last span of a duty, and for how many days after the period (ADR 29)."""
    found: dict[str, int] = {}
    for duty in tables.expects:
        for kind in duty.kinds if duty.every else ():
            found[kind] = max(found.get(kind, 0), duty.within_days)
    return found


def _remembers(rule: RuleRow, day: date, period: Period) -> bool:
    """Whether a day before the period still uses up what a rule may have."""
    if day >= period.start or not rule.remembers:
        return False
    return rule.remembers == "life" or day.year == period.start.year


def counting_days(tables: Tables, register: Register) -> Iterator[tuple[int, str, date]]:
    """Row, kind and the day that decides its year, of every row that is no reversal."""
    decided = register.fields.get("decided_on") if tables.counts_decided else None
    for index, (kind, day) in enumerate(zip(register.kind, register.day, strict=True)):
        if kind is None or day is None or register.reverses[index] is not None:
            continue
        when = decided[index] if decided else None
        yield index, kind, when if isinstance(when, date) else day


# -- reversals and doubles


def _check_reversals(register: Register, notes: Notes) -> set[int]:
    """Check the rows that take out others; return the rows that are taken out."""
    place = {name: index for index, name in enumerate(register.ids)}
    taken: dict[int, int] = {}
    for index, target in enumerate(register.reverses):
        if target is None:
            continue
        found = place.get(target)
        trouble = _NO_SUCH_RECORD if found is None else _reversal_trouble(register, index, found, taken)
        if trouble is None:
            taken[place[target]] = index
        else:
            notes.fault(register.table, index, "reverses", trouble, target)
    return set(taken)


_NO_SUCH_RECORD = Trouble("no-such-record", "没有这条记录", "请填写要冲销的那条记录的“记录编号”")


def _reversal_trouble(register: Register, index: int, found: int, taken: dict[int, int]) -> Trouble | None:
    if found == index:
        return Trouble("reverses-itself", "冲销的是它自己", "请填写要冲销的那条记录的“记录编号”")
    row = register.table.rows[found]
    if found in taken:
        other = register.table.rows[taken[found]]
        return Trouble("reversed-twice", f"第 {row} 行的记录已经在第 {other} 行冲销过", "请删去多余的一行")
    if _differ(register.person[index], register.person[found]):
        return Trouble("reverses-other", f"第 {row} 行是另一名党员的记录", "请核对记录编号和姓名")
    if _differ(register.kind[index], register.kind[found]):
        return Trouble("reverses-other", f"第 {row} 行是另一个事项的记录", "请核对记录编号，事项照抄原记录")
    day, first = register.day[index], register.day[found]
    if day is not None and first is not None and day < first:
        return Trouble(
            "reversed-before", f"冲销日期早于第 {row} 行的日期（{first}）", "请核对日期", "occurred_on"
        )
    return None


def _differ(one: object, other: object) -> bool:
    """Whether two cells say different things; one that says nothing usable has its own fault."""
    return one is not None and other is not None and one != other


def _check_doubles(register: Register, undone: set[int], notes: Notes) -> None:
    """Two rows that say the same: a fault where even the reason is the same, else a warning.

    A good deed may be done twice a day, so the reason tells whether it was meant; record numbers do not, since
    a spreadsheet counts them on by itself. Reversals and what they take out are left alone.
    """
    names = [name for name in register.fields if name not in _NO_DIFFERENCE]
    columns = [register.person, register.kind, register.day, *(register.fields[name] for name in names)]
    keys = list(zip(*columns, strict=True))
    if len(set(keys)) == len(keys):
        return
    reasons = register.fields.get("reason") or [None] * len(register)
    first: dict[object, int] = {}
    exact: dict[object, int] = {}
    wrong = notes.rows(register.table)
    for index, key in enumerate(keys):
        if None in key[:3] or register.table.rows[index] in wrong:
            continue
        if index in undone or register.reverses[index] is not None:
            continue
        same = exact.get((key, reasons[index]))
        if same is not None:
            message = f"与第 {register.table.rows[same]} 行完全相同，是重复登记吗"
            remedy = "如果是重复的，请删去这一行；如确为两次，请在“说明”里分别写明"
            notes.fault(register.table, index, "kind", Trouble("row-twice", message, remedy))
        elif key in first:
            message = f"与第 {register.table.rows[first[key]]} 行只有说明不同，按两次算"
            notes.warn(register.table, index, "kind", Trouble("row-alike", message, "请核对不是同一件事"))
        first.setdefault(key, index)
        exact.setdefault((key, reasons[index]), index)
