"""`jifen score` and `jifen explain`: the year of all members, or of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from jifen.cli.scoring import STAGES, score_year
from jifen.cli.screen import notice, print_sheet, refuse, steps
from jifen.cli.speaking import DAY, PERIOD, Command, Option
from jifen.engine.intake.roster import same_name
from jifen.reports import YearResult, result_json, results_sheet, write_result, write_result_csv
from jifen.workbook import OutputRefused
from jifen.workbook.output import replacing

_F = TypeVar("_F", bound=Callable[..., Any])
_STANDARD = "-"
_YEAR_HELP = (
    "算哪一年，写积分年度开始的那年；不按年度的办法写周期，如 2026H1、2026Q1、2026-03。不写时按事实的日期定"
)
_WHOLE_HELP = "放在一起排名的支部都在这份文件里，可以排名次、定名额；只是其中一部分支部时不要写"


def with_book(function: _F) -> _F:
    """Add the options that say which facts of which members are scored, and for when."""
    path = click.Path(path_type=Path)
    for option in reversed(
        (
            click.option(
                "--facts", required=True, metavar="文件", type=path, cls=Option, help="事实，.xlsx 或 .csv"
            ),
            click.option("--members", metavar="文件", type=path, help="党员名册，不在事实的文件里时才要"),
            click.option("--year", "period", metavar="年份", type=PERIOD, help=_YEAR_HELP),
            click.option("--as-of", metavar="日期", type=DAY, help="算到哪一天，不写时算到最后一天"),
            click.option("--whole-pool", "whole", is_flag=True, help=_WHOLE_HELP),
        )
    ):
        function = option(function)
    return function


def _inputs(function: _F) -> _F:
    """Add the options that say what is scored, by which scheme."""
    scheme = click.option(
        "--scheme", required=True, metavar="办法", cls=Option, help="办法的文件、目录，或自带办法的名称"
    )
    return scheme(with_book(function))


@click.command("score", cls=Command, short_help="按办法计算全部党员的积分")
@_inputs
@click.option("--out", metavar="文件", type=click.Path(path_type=Path), help="写出结果：.xlsx、.csv 或 .json")
@click.option("--json", "json_out", metavar="文件", help="另外写出 JSON，写 - 时写到标准输出")
def score(
    scheme: str,
    facts: Path,
    members: Path | None,
    period: str | None,
    as_of: date | None,
    whole: bool,
    out: Path | None,
    json_out: str | None,
) -> None:
    """按办法计算全部党员的积分。

    不写 --out 和 --json 时，把结果列在屏幕上。有问题时一次列出全部问题，不计算，也不写文件。
    """
    if out is not None and out.suffix.lower() not in _FORMATS:
        raise click.BadParameter("结果文件要以 .xlsx、.csv 或 .json 结尾", param_hint="--out")
    with steps(STAGES) as shown:
        result = score_year(scheme, facts, members, period, as_of, shown, whole=whole)
        shown.begin("写结果")
        written = _write(result, out, json_out)
        shown.done()
    if json_out == _STANDARD:
        click.echo(result_json(result), nl=False)
    elif not written:
        print_sheet(results_sheet(result, ranks=False))
    for path in written:
        notice(f"已写出 {path}：{len(result.accounts)} {result.whose[1]}。")


def _write(result: YearResult, out: Path | None, json_out: str | None) -> list[Path]:
    """Write the files asked for; return them."""
    json_path = None if json_out in (None, _STANDARD) else Path(str(json_out))
    try:
        if out is not None:
            _FORMATS[out.suffix.lower()](out, result)
        if json_path is not None:
            _write_json(json_path, result)
    except OutputRefused as refusal:
        raise refuse("结果没有写出：", refusal.faults) from refusal
    return [path for path in (out, json_path) if path is not None]


def _write_json(path: Path, result: YearResult) -> None:
    with replacing(path) as part:
        part.write_bytes(result_json(result))


_FORMATS: dict[str, Callable[[Path, YearResult], None]] = {
    ".xlsx": write_result,
    ".csv": write_result_csv,
    ".json": _write_json,
}


@click.command("explain", cls=Command, short_help="说明一名党员的每一分是怎么来的")
@_inputs
@click.option("--member", required=True, metavar="姓名或编号", cls=Option, help="说明哪一名党员")
def explain(
    scheme: str,
    facts: Path,
    members: Path | None,
    period: str | None,
    as_of: date | None,
    whole: bool,
    member: str,
) -> None:
    """说明一名党员的每一分是怎么来的。

    依次列出结果、各大项的加减、没有计入和待定的记录、要研究的问题、建议和用到的释义。
    """
    with steps(STAGES) as shown:
        result = score_year(scheme, facts, members, period, as_of, shown, whole=whole)
    index = _find(result, member)
    for section in result.teller.tell(result.accounts[index], result.status_code(index)):
        click.echo(f"【{section.heading}】")
        for line in section.lines:
            click.echo(f"　{line}")


def _find(result: YearResult, word: str) -> int:
    """The member of a number or a name; a wrong word is a mistake of usage."""
    everybody = [*((a.number, a.name, index) for index, a in enumerate(result.accounts)), *result.named]
    numbered = [index for number, _, index in everybody if number == word]
    named = [index for _, name, index in everybody if same_name(name) == same_name(word)]
    found = list(dict.fromkeys(numbered or named))
    if len(found) == 1:
        return found[0]
    if found:
        numbers = "、".join(result.accounts[index].number for index in found)
        raise click.BadParameter(f"有 {len(found)} 名“{word}”，请用编号：{numbers}", param_hint="--member")
    raise click.BadParameter(f"没有姓名或编号是“{word}”的党员", param_hint="--member")
