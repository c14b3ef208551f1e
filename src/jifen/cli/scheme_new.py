"""`jifen scheme new` and `jifen scheme schema`: what a scheme author begins with."""

from __future__ import annotations

import json
from pathlib import Path

import click

from jifen.cli.screen import notice, refuse
from jifen.cli.speaking import Command, OneOf, Option
from jifen.rules.jsonschema import scheme_json_schema
from jifen.rules.shelf import SCHEME_FILE
from jifen.rules.skeletons import KINDS, skeleton, skeleton_case
from jifen.workbook import OutputRefused
from jifen.workbook.output import replacing

_FILE = click.Path(path_type=Path)


@click.command("new", cls=Command, short_help="写出一份带说明的办法样子，照着改")
@click.option(
    "--kind",
    required=True,
    type=OneOf(list(KINDS)),
    metavar="种类",
    cls=Option,
    help="；".join(f"{kind} {label}" for kind, label in KINDS.items()),
)
@click.option(
    "--out", required=True, metavar="文件", type=_FILE, cls=Option, help="写到哪里，例如 scheme.yaml"
)
@click.option("--cases", is_flag=True, help="另外在旁边的 cases 文件夹里写一个算例的样子")
def new(kind: str, out: Path, cases: bool) -> None:
    """写出一份带说明的办法样子，照着改。

    里面的条文和分值都是样例；没有定的分值写着 unset，改成数以后才能算分。已有的文件不会被盖掉。
    """
    path = out / SCHEME_FILE if out.is_dir() else out
    files = {path: skeleton(kind)}
    if cases:
        files[path.parent / "cases" / "first.yaml"] = skeleton_case(kind)
    there = [name for name in files if name.exists()]
    if there:
        raise refuse("已经有这个文件，没有写出：", [f"{name}，请换一个名字，或先把它移开" for name in there])
    for name, data in files.items():
        _write(name, data)
        notice(f"已写出 {name}。")
    notice(f"照说明改好以后检查：jifen scheme check {path}")


@click.command("schema", cls=Command, short_help="写出编辑器用的格式说明（JSON Schema）")
@click.option("--out", metavar="文件", type=_FILE, help="写到哪里；不写时写到标准输出")
def schema(out: Path | None) -> None:
    """写出编辑器用的格式说明（JSON Schema），编辑器照它补全字段、指出写错的地方。

    在办法文件的第一行写 # yaml-language-server: $schema=jifen.schema.json，编辑器就会照它检查。
    """
    text = json.dumps(scheme_json_schema(), ensure_ascii=False, indent=1) + "\n"
    if out is None:
        click.echo(text, nl=False)
        return
    _write(out, text.encode("utf-8"))
    notice(f"已写出 {out}。")


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as part:
            part.write_bytes(data)
    except (OutputRefused, OSError) as error:
        faults = error.faults if isinstance(error, OutputRefused) else [f"{path}：请检查文件夹能不能写"]
        raise refuse("文件没有写出：", faults) from error
