"""`jifen scheme try`: the same facts under two schemes, and whose result changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from jifen.cli.schemes import compiled
from jifen.cli.score import with_book
from jifen.cli.scoring import STAGES, score_year
from jifen.cli.screen import notice, refuse, steps
from jifen.cli.speaking import FOUND, Command, OneOf
from jifen.engine.comparison import Changed, Comparer
from jifen.engine.intake import Sheets, fit_facts
from jifen.reports import YearResult
from jifen.reports.trial import Trial, trial_json, write_trial
from jifen.rules.periodname import name_at
from jifen.workbook import OutputRefused, Table


@click.command("try", cls=Command, short_help="用同一批事实试算新办法，看谁的结果变了、为什么")
@click.argument("before", metavar="原办法")
@click.argument("after", metavar="新办法")
@with_book
@click.option("--out", metavar="文件", type=click.Path(path_type=Path), help="把比较写成 .xlsx")
@click.option("--json", "as_json", metavar="-", type=OneOf(["-"]), help="写 - 时改为输出 JSON")
@click.pass_context
def try_(
    context: click.Context,
    before: str,
    after: str,
    facts: Path,
    members: Path | None,
    period: str | None,
    as_of: date | None,
    whole: bool,
    out: Path | None,
    as_json: str | None,
) -> None:
    """用同一批事实试算新办法：谁的积分、等次、状态、建议变了，为什么。

    名次只在办法要求列名次时比较。没有人变化时结果是 0，有人变化时是 1。
    """
    if out is not None and out.suffix.lower() != ".xlsx":
        raise click.BadParameter("比较要写成以 .xlsx 结尾的文件", param_hint="--out")
    trial = _try(before, after, facts, members, period, as_of, whole=whole)
    if out is not None:
        try:
            write_trial(out, trial)
        except OutputRefused as refusal:
            raise refuse("比较没有写出：", refusal.faults) from refusal
        notice(f"已写出 {out}。")
    if as_json:
        click.echo(trial_json(trial), nl=False)
    elif out is None:
        for line in trial.lines():
            click.echo(line)
    if trial.changed:
        context.exit(FOUND)


def _try(
    before: str,
    after: str,
    facts: Path,
    members: Path | None,
    period: str | None,
    as_of: date | None,
    *,
    whole: bool,
) -> Trial:
    left_out: dict[str, str] = {}
    old_sheets, (_, new_tables) = Sheets(*compiled(before)), compiled(after)
    with steps(2 * STAGES) as shown:
        old = score_year(before, facts, members, period, as_of, shown, whole=whole)
        first = name_at(new_tables, old.statute.period.start)

        def fit(sheets: Sheets, tables: dict[str, Table]) -> None:
            left_out.update(fit_facts(old_sheets, sheets, tables, first))

        new = score_year(after, facts, members, first, as_of, shown, fit, old.warnings, whole=whole)
    return Trial(old, new, _changes(old, new, left_out), left_out)


def _changes(old: YearResult, new: YearResult, left_out: dict[str, str]) -> list[Changed]:
    return Comparer(old.teller, new.teller, left_out).compare(old.accounts, new.accounts)
