"""`jifen facts template`: the workbook to fill for one scheme."""

from __future__ import annotations

from pathlib import Path

import click

from jifen.cli.schemes import compiled
from jifen.cli.screen import notice, refuse
from jifen.cli.speaking import Command, Group, Option
from jifen.reports.template import write_template
from jifen.workbook import OutputRefused


@click.group("facts", cls=Group, short_help="填写事实用的工作簿")
def facts() -> None:
    """填写事实用的工作簿。"""


@facts.command("template", cls=Command, short_help="写出一份空白工作簿")
@click.option(
    "--scheme", required=True, metavar="办法", cls=Option, help="办法的文件、目录，或自带办法的名称"
)
@click.option(
    "--out",
    required=True,
    metavar="文件",
    type=click.Path(path_type=Path),
    cls=Option,
    help="要写出的 .xlsx 文件",
)
def template(scheme: str, out: Path) -> None:
    """写出一份空白工作簿，事项、级别等从下拉列表里选。

    工作簿里有填写说明、事实、党员、变动等工作表，每张表有一行示例。填好后交给 jifen score。
    """
    if out.suffix.lower() != ".xlsx":
        raise click.BadParameter("空白工作簿要以 .xlsx 结尾", param_hint="--out")
    bound, tables = compiled(scheme)
    try:
        write_template(out, bound, tables)
    except OutputRefused as refusal:
        raise refuse("工作簿没有写出：", refusal.faults) from refusal
    notice(f"已写出 {out}，请按其中的“填写说明”填写。")
