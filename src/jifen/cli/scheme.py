"""`jifen scheme`: check, show, test and list schemes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import click
from rich.box import SIMPLE_HEAD
from rich.table import Table

from jifen.cli.scheme_diff import diff
from jifen.cli.scheme_new import new, schema
from jifen.cli.scheme_try import try_
from jifen.cli.schemes import (
    SchemeFile,
    compile_file,
    compiled,
    findings_of,
    findings_of_clauses,
    open_scheme,
)
from jifen.cli.screen import Refused, print_table, refuse
from jifen.cli.speaking import FOUND, Command, Group
from jifen.engine.cases import CaseFault, CaseResult, read_cases, run_case
from jifen.engine.errors import EngineRefusal
from jifen.engine.explain import Statute
from jifen.engine.explain.listing import HEADINGS, period_words, scheme_rows
from jifen.rules import shelf
from jifen.rules.differences import tell_scheme
from jifen.rules.findings import Finding, SchemeRefused, Severity
from jifen.rules.periodname import name_at, period_named

_ANY_DAY = date(2026, 6, 1)
"""Showing a scheme needs some points year; nothing shown depends on which."""


@click.group("scheme", cls=Group, short_help="检查、查看、验算积分办法")
def scheme() -> None:
    """检查、查看、验算积分办法。"""


@scheme.command("check", cls=Command, short_help="检查办法文件，列出全部问题")
@click.argument("paths", metavar="办法...", nargs=-1, required=True)
@click.pass_context
def check(context: click.Context, paths: tuple[str, ...]) -> None:
    """检查办法文件，列出全部问题：在哪一行、是什么、依据、怎么改。

    办法写文件、目录或自带办法的名称，可以写几个。有错误或提醒时结果是 1。
    """
    serious = 0
    for path in paths:
        file = open_scheme(path)
        of_clauses, unknown = findings_of_clauses(file)
        found = [*findings_of(file), *of_clauses]
        for finding in found:
            click.echo(str(finding))
        if unknown:
            named = "".join(f"“{clause}”" for clause in unknown)
            click.echo(
                f"{shelf.CLAUSES_FILE} 里没有办法写到的条款{named}；请核对编号，或者把这几条的原文补上。"
            )
        click.echo(f"{file.name}：{_counted(found)}")
        serious += sum(finding.severity is not Severity.INFO for finding in found)
    if serious:
        context.exit(FOUND)


def _counted(found: Iterable[Finding]) -> str:
    severities = [finding.severity for finding in found]
    said = [
        f"{severity.label} {severities.count(severity)} 处" for severity in Severity if severity in severities
    ]
    if Severity.ERROR in severities:
        said.append("不能采用")
    return "，".join(said) or "没有问题"


@scheme.command("show", cls=Command, short_help="把办法列成表：大项、小项、事项、分值、依据")
@click.argument("path", metavar="办法")
def show(path: str) -> None:
    """把办法列成表：大项、小项、事项、分值、依据和要求。"""
    bound, tables = compiled(path)
    period = period_named(tables, name_at(tables, _ANY_DAY), _ANY_DAY)
    statute = Statute(bound, tables, period, period.end)
    click.echo(f"《{bound.scheme.title}》{tables.reference}")
    click.echo(period_words(tables))
    print_table(_table(statute))
    for section in tell_scheme(bound.scheme):
        click.echo(f"【{section.heading}】")
        for line in section.lines:
            click.echo(line)
    for hole in tables.holes:
        click.echo(f"没有分值：{hole}")


def _table(statute: Statute) -> Table:
    table = Table(box=SIMPLE_HEAD)
    for heading in HEADINGS:
        table.add_column(heading, overflow="fold")
    before, facts = ("", ""), len(statute.tables.rules)
    for number, row in enumerate(scheme_rows(statute)):
        owner = row[:2]
        known = ("" if owner[0] == before[0] else owner[0], "" if owner == before else owner[1])
        table.add_row(*(known if number < facts else owner), *row[2:])
        before = owner
    return table


@scheme.command("test", cls=Command, short_help="用算例验算办法")
@click.argument("paths", metavar="办法...", nargs=-1, required=True)
@click.pass_context
def test(context: click.Context, paths: tuple[str, ...]) -> None:
    """用办法目录里 cases 下的算例验算办法，列出每一处不符。"""
    wrong = 0
    for path in paths:
        file = open_scheme(path)
        cases = file.cases
        if not cases:
            click.echo(f"{file.name}：没有算例（放在办法旁边的 cases 目录里，以 .yaml 结尾）")
            wrong += 1
            continue
        results = list(_run(file, cases))
        for result in results:
            for difference in result.differences:
                click.echo(f"{file.name}　{result.title}　{difference}")
        failed = sum(not result.passed for result in results)
        click.echo(f"{file.name}：{len(results)} 个算例，{f'{failed} 个不符' if failed else '全部相符'}")
        wrong += failed
    if wrong:
        context.exit(FOUND)


def _run(file: SchemeFile, cases: Iterable[tuple[str, bytes]]) -> Iterable[CaseResult]:
    """Yield what came of every case; afterwards raise `Refused` with all that could not be read or reckoned."""
    _, tables = compile_file(file)
    refusals = []
    for name, data in cases:
        faults: list[object] = []
        try:
            found = read_cases(data, name)
        except SchemeRefused as refusal:
            refusals.append(refuse(f"算例文件“{name}”读不懂：", refusal.findings))
            continue
        except CaseFault as fault:
            found, faults = [], [fault]
        for case in found:
            try:
                yield run_case(tables, case)
            except (CaseFault, EngineRefusal) as fault:
                faults.append(fault)
        if faults:
            refusals.append(refuse(f"算例文件“{name}”不能验算：", faults))
    if refusals:
        raise Refused("\n".join(str(refusal) for refusal in refusals))


@scheme.command("list", cls=Command, short_help="列出自带的办法")
def list_schemes() -> None:
    """列出自带的办法，名称可以写在 --scheme 后面。"""
    table = Table(box=SIMPLE_HEAD)
    for heading in ("名称", "办法", "来源", "能否计分"):
        table.add_column(heading)
    for name in shelf.names():
        bound, tables = compiled(name)
        source = bound.scheme.source.document if bound.scheme.source else ""
        ready = f"还有 {len(tables.holes)} 处没有分值" if tables.holes else "能"
        table.add_row(name, bound.scheme.title, source, ready)
    print_table(table)


for _command in (diff, try_, new, schema):
    scheme.add_command(_command)
