"""From a scheme and files of facts to the result of one period: the one way all commands take."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from jifen.cli.schemes import compiled
from jifen.cli.screen import Steps, notice, refuse
from jifen.engine.columns import gather_columns
from jifen.engine.errors import EngineRefusal, SchemeHasHoles
from jifen.engine.explain import BookDetails, Statute, Teller, named_kinds
from jifen.engine.intake import FACTS, Intake, SeveralPeriods, Sheets, take_in
from jifen.engine.linking import link
from jifen.engine.program import score
from jifen.engine.result import accounts
from jifen.reports import YearResult
from jifen.rules.period import PeriodError
from jifen.rules.periodname import period_named
from jifen.rules.tables import Tables
from jifen.workbook import Fault, Reading, Table, WorkbookRefused, read, sentences

GUIDE = "填写说明"
"""The sheet of instructions in the template; nobody asks for it, so it is not spoken of."""
STAGES = 4


Fit = Callable[[Sheets, dict[str, Table]], None]
"""Makes the tables read ready for a scheme they were not written for."""


def score_year(
    scheme: str,
    facts: Path,
    members: Path | None,
    period: str | None,
    as_of: date | None,
    shown: Steps,
    fit: Fit | None = None,
    told: Collection[str] = (),
    *,
    whole: bool = False,
) -> YearResult:
    """Read, check and score. Raises Refused with every fault; says warnings on the way, but those ``told``.

    ``period``: its name; ``whole``: everybody who is ranked together is in the files.
    """
    shown.begin("读办法")
    bound, tables = compiled(scheme)
    _check_name(tables, period)
    if tables.holes:
        # Said before anything about the rows: no workbook can be right for a 办法 without values.
        raise refuse("不能计算：", [SchemeHasHoles([(tables.title, hole) for hole in tables.holes])])
    sheets = Sheets(bound, tables)
    shown.done()
    shown.begin("读事实")
    reading = _read(sheets, facts, members)
    if FACTS not in reading.tables:
        raise refuse(f"发现 {len(reading.faults)} 处问题，没有计算：", reading.faults)
    if fit is not None:
        fit(sheets, reading.tables)
    try:
        intake = take_in(sheets, reading.tables, period=period, today=date.today(), known=reading.faults)
    except SeveralPeriods as several:
        raise click.BadParameter(str(several), param_hint="--year") from several
    warnings = [*reading.warnings, *intake.warnings]
    _say(warning for warning in warnings if str(warning) not in told)
    shown.done()
    faults = [*reading.faults, *intake.faults]
    if faults or intake.facts is None:
        raise refuse(f"发现 {len(faults)} 处问题，没有计算：", faults)
    shown.begin("计分")
    result = _score(sheets, intake, as_of, whole=whole)
    result.warnings = [str(warning) for warning in warnings]
    _say_year(intake, result)
    shown.done()
    return result


def _check_name(tables: Tables, period: str | None) -> None:
    """Refuse a name that is none of the scheme's before any file is read."""
    if period is not None:
        try:
            period_named(tables, period, date.today())
        except PeriodError as wrong:
            raise click.BadParameter(str(wrong), param_hint="--year") from wrong


def _score(sheets: Sheets, intake: Intake, as_of: date | None, *, whole: bool) -> YearResult:
    assert intake.facts is not None
    try:
        plan = link([sheets.tables], intake.period, as_of, last=intake.last, whole=whole)
        if as_of is not None and as_of < plan.periods[0].start:
            message = f"{as_of} 还没有到 {plan.periods[0].label}（从 {plan.periods[0].start} 起），请核对日期"
            raise click.BadParameter(message, param_hint="--as-of")
        book = gather_columns(plan, intake.persons, intake.facts)
        found = list(accounts(score(plan, book.members, book.facts, book.vocabulary)))
    except EngineRefusal as refusal:
        raise refuse("不能计算：", [refusal]) from refusal
    statute = Statute(sheets.bound, sheets.tables, plan.periods[0], plan.evaluated_on[0])
    details = BookDetails(intake.register, book.people, intake.persons, named_kinds(sheets.tables))
    place = {given: now for now, given in enumerate(book.order)}
    named = [(p.number, p.name, place[own]) for p, own in zip(intake.persons, book.account, strict=True)]
    return YearResult(Teller(statute, details), found, book.people, named=named)


def _say_year(intake: Intake, result: YearResult) -> None:
    if intake.inferred and result.tables.period_kind != "running":
        period = result.statute.period
        kind = "年度" if result.tables.period_kind == "year" else "周期"
        notice(f"没有指定{kind}，按事实的日期算 {period.label}（{period.start} 至 {period.end}）。")


def _say(warnings: Iterable[Fault]) -> None:
    for line in sentences(warnings):
        notice(f"提醒：{line}")


def _read(sheets: Sheets, facts: Path, members: Path | None) -> Reading:
    """Read one file or two; in two files each fault says which."""
    together = members is None or _same_file(facts, members)
    try:
        reading = read(facts, sheets.for_facts(alone=not together))
        if not together and members is not None:
            _join(reading, facts, read(members, sheets.for_members()), members)
    except WorkbookRefused as refusal:
        raise refuse("文件不能读取：", refusal.faults) from refusal
    for name in reading.unread:
        if name != GUIDE:
            message, remedy = "没有用到这张工作表", "需要的工作表是“事实”“党员”“变动”“认定”，不需要时可以不管"
            reading.warnings.append(Fault("unread-sheet", message, remedy, name))
    return reading


def _same_file(first: Path, second: Path) -> bool:
    return first.resolve() == second.resolve()


def _join(reading: Reading, facts: Path, other: Reading, members: Path) -> None:
    for one, path in ((reading, facts), (other, members)):
        for table in one.tables.values():
            table.sheet = table.sheet or path.name
        one.faults = [_placed(fault, path) for fault in one.faults]
        one.warnings = [_placed(fault, path) for fault in one.warnings]
    reading.tables |= {name: table for name, table in other.tables.items() if name not in reading.tables}
    reading.faults += other.faults
    reading.warnings += other.warnings
    reading.unread += other.unread


def _placed(fault: Fault, path: Path) -> Fault:
    return fault if fault.sheet is not None else replace(fault, sheet=path.name)
