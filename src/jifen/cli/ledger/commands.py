"""`jifen ledger …`: each command reads its words and makes one call."""

from __future__ import annotations

from pathlib import Path

import click

from jifen.cli.speaking import Command, Group, Option


@click.group("ledger", cls=Group, short_help="积分账：核对、导出、恢复")
def ledger() -> None:
    """积分账：列出，核对，导出成文字，从文字恢复、重建，按封号查找。

    数据在 JIFEN_HOME 指的文件夹里，不写时是当前目录下的 var。文字形式见 docs/spec/ledger.md。
    """


@ledger.command("list", cls=Command, short_help="列出所有的积分账")
def list_books() -> None:
    """列出每本账的支部、年度、条数、状态和账号。"""
    from jifen.cli.ledger.working import print_books

    print_books()


@ledger.command("verify", cls=Command, short_help="从头核对积分账，改过、少了、退回过都查得出来")
@click.option("--book", "books", multiple=True, metavar="账号", help="只核对这本账，可以写几次；不写时全部")
@click.option("--all", "everything", is_flag=True, help="全部核对（不写账号时就是这样）")
def verify(books: tuple[str, ...], everything: bool) -> None:
    """逐条重算，和账头、封条、上级收存的封条逐一对照；有问题的结果是 1。"""
    from jifen.cli.ledger.working import verify_books

    verify_books(() if everything else books)


@ledger.command("export", cls=Command, short_help="把一本账写成文字文件")
@click.argument("book", metavar="账号")
@click.argument("file", metavar="文件", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--period", default=None, metavar="周期", help="只写封过账的这一期，例如 2026-03；不写时是整本")
def export(book: str, file: Path, period: str | None) -> None:
    """写成一行一条的文字：人能看，别的程序能核对，丢了能恢复。里面有个人事由，请妥善保管。"""
    from jifen.cli.ledger.working import export_to

    export_to(book, file, period)


@ledger.command("import", cls=Command, short_help="从文字文件恢复一本账")
@click.argument("file", metavar="文件", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def take_in(file: Path) -> None:
    """恢复丢了的账：支部和党员要先在名册上；先核对，核对不上的不收。"""
    from jifen.cli.ledger.working import import_from

    import_from(file)


@ledger.command("rebuild", cls=Command, short_help="电脑坏了，从各期的文件重建积分账")
@click.argument(
    "files",
    metavar="文件",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
)
@click.option("--code", "codes", multiple=True, metavar="封号", help="纸上的封号，知道几个写几次，逐一对照")
def rebuild(files: tuple[Path, ...], codes: tuple[str, ...]) -> None:
    """整本的、一期一份的文件都行，次序不论，几本账可以一起。缺什么、哪里不一样都列出来；要么全部恢复，要么什么也不动。

    在空的数据文件夹里，支部和党员也照账恢复（先都按正式党员登记，请逐人核对），再用 jifen site first-account 开账号。
    """
    from jifen.cli.ledger.working import rebuild_from

    rebuild_from(files, codes)


@ledger.command("find", cls=Command, short_help="按纸上的封号查是哪一期")
@click.option("--code", required=True, metavar="封号", cls=Option, help="纸上的十六个字符，横线可以不写")
def find(code: str) -> None:
    """查封号是哪个支部、哪一期的，以及现在的账对不对得上。"""
    from jifen.cli.ledger.working import find_code

    find_code(code)
