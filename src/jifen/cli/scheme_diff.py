"""`jifen scheme diff`: what differs between two schemes, in words."""

from __future__ import annotations

import json

import click

from jifen.cli.schemes import SchemeFile, open_scheme
from jifen.cli.screen import refuse
from jifen.cli.speaking import FOUND, Command, OneOf
from jifen.rules.differences import compare_schemes, count_differences, difference_data, tell_differences
from jifen.rules.model.scheme import Scheme
from jifen.rules.reading import read_scheme


@click.command("diff", cls=Command, short_help="比较两份办法，用文字说明差别")
@click.argument("before", metavar="原办法")
@click.argument("after", metavar="新办法")
@click.option("--json", "as_json", metavar="-", type=OneOf(["-"]), help="写 - 时改为输出 JSON")
@click.pass_context
def diff(context: click.Context, before: str, after: str, as_json: str | None) -> None:
    """比较两份办法，用文字说明新办法新增、取消、提高、降低、放宽、收紧了什么，对谁，依据哪一条。

    办法写文件、目录或自带办法的名称。没有差别时结果是 0，有差别时是 1。
    """
    old, new = _read(before), _read(after)
    found = compare_schemes(old, new)
    if as_json:
        data = {"before": old.reference, "after": new.reference, "differences": difference_data(found)}
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        click.echo(f"原办法：《{old.title}》{old.reference}")
        click.echo(f"新办法：《{new.title}》{new.reference}")
        for section in tell_differences(found):
            click.echo(f"【{section.heading}】")
            for line in section.lines:
                click.echo(f"　{line}")
        click.echo(f"{count_differences(found)}。")
    if found:
        context.exit(FOUND)


def _read(word: str) -> Scheme:
    file: SchemeFile = open_scheme(word)
    read = read_scheme(file.data, file.name)
    if read.scheme is None:
        raise refuse(f"“{file.name}”不是一份读得懂的办法，不能比较：", read.findings)
    return read.scheme
