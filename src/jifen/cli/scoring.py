"""From a scheme and files of facts to the result of one points year: the one way all commands take."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from jifen.cli.schemes import compiled
from jifen.cli.screen import Steps, notice, refuse
from jifen.engine.columns import gather_columns
from jifen.engine.errors import EngineRefusal, SchemeHasHoles
from jifen.engine.explain import BookDetails, Statute, Teller
from jifen.engine.intake import FACTS, Intake, Sheets, take_in
from jifen.engine.linking import link
from jifen.engine.program import score
from jifen.engine.result import accounts
from jifen.reports import YearResult
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
    year: int | None,
    as_of: date | None,
    shown: Steps,
    fit: Fit | None = None,
    told: Collection[str] = (),
) -> YearResult:
    """Read, check and score. Raises Refused with every fault; says warnings on the way, but those ``told``."""
    shown.begin("读办法")
    bound, tables = compiled(scheme)
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
    intake = take_in(
        sheets, reading.tables, year=year, default_year=_current_year(tables), known=reading.faults
    )
    warnings = [*reading.warnings, *intake.warnings]
    _say(warning for warning in warnings if str(warning) not in told)
    shown.done()
    faults = [*reading.faults, *intake.faults]
    if faults or intake.facts is None:
        raise refuse(f"发现 {len(faults)} 处问题，没有计算：", faults)
    shown.begin("计分")
    result = _score(sheets, intake, as_of)
    result.warnings = [str(warning) for warning in warnings]
    _say_year(intake, result)
    shown.done()
    return result


def _score(sheets: Sheets, intake: Intake, as_of: date | None) -> YearResult:
    assert intake.facts is not None
    try:
        plan = link([sheets.tables], intake.year, as_of)
        book = gather_columns(plan, intake.persons, intake.facts)
        found = list(accounts(score(plan, book.members, book.facts, book.vocabulary)))
    except EngineRefusal as refusal:
        raise refuse("不能计算：", [refusal]) from refusal
    statute = Statute(sheets.bound, sheets.tables, plan.periods[0], plan.evaluated_on[0])
    return YearResult(Teller(statute, BookDetails(intake.register)), found, book.people)


def _current_year(tables: Tables) -> int:
    """The points year of today: only the door reads the clock."""
    today = date.today()
    return today.year - ((today.month, today.day) < tables.starts)


def _say_year(intake: Intake, result: YearResult) -> None:
    if intake.inferred:
        period = result.statute.period
        notice(f"没有指定年度，按事实的日期算 {period.label}（{period.start} 至 {period.end}）。")


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
