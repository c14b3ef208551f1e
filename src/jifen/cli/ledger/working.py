"""What the commands do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from uuid import UUID

import click

from jifen.cli.screen import Refused
from jifen.cli.site.starting import now, start

WELL = "全部核对得上。"


def print_books() -> None:
    """Print every book as a line."""
    start()
    from jifen.ledger.queries import list_all_books

    for book in list_all_books():
        click.echo(f"{book.pk}　{book}　{book.length} 条　{book.state.label}")


def verify_books(books: Iterable[str]) -> None:
    """Print every alarm; end with a refusal where there is one."""
    start()
    from jifen.common.actor import INSTALLER
    from jifen.ledger.queries import get_book_for, list_all_books, verify_all, verify_book

    chosen = [get_book_for(INSTALLER, _id(book)) for book in books]
    alarms = 0
    for alarm in (alarm for book in chosen for alarm in verify_book(book)) if chosen else verify_all():
        click.echo(f"不对　{alarm}")
        alarms += 1
    if alarms:
        raise Refused(f"有 {alarms} 处对不上。请先不要入账，把最近一次备份和上级收存的封条拿来对照。")
    counted = chosen or list(list_all_books())
    click.echo(f"{len(counted)} 本账，{sum(book.length for book in counted)} 条，{WELL}")


def export_to(book: str, file: Path, period: str | None) -> None:
    """Write a book, or what the seal of a period covers, to a file."""
    start()
    from jifen.common.actor import INSTALLER
    from jifen.common.refusals import Invalid
    from jifen.ledger.actions import export_book

    try:
        count = export_book(actor=INSTALLER, at=now(), book_id=_id(book), path=file, period=period)
    except FileExistsError as there:
        raise Refused(f"{file} 已经有了，没有覆盖；请换一个名字。") from there
    except Invalid as wrong:
        raise Refused(str(wrong)) from wrong
    click.echo(f"已写成 {count} 行：{file}")


def import_from(file: Path) -> None:
    """Take a book in from a file."""
    start()
    from jifen.common import refusals
    from jifen.common.actor import INSTALLER
    from jifen.ledger.actions import import_book

    with file.open(encoding="utf-8") as lines:
        try:
            book = import_book(actor=INSTALLER, at=now(), lines=lines)
        except (refusals.Refused, UnicodeDecodeError) as wrong:
            raise Refused(str(wrong)) from wrong
    click.echo(f"已恢复：{book}，{book.length} 条，核对得上。")


def rebuild_from(files: Sequence[Path], codes: Sequence[str]) -> None:
    """Rebuild books from files and say what was compared with paper, and whom to check."""
    start()
    from jifen.common import refusals
    from jifen.common.actor import INSTALLER
    from jifen.ledger.actions import rebuild_books

    try:
        forms = [file.read_text(encoding="utf-8").split("\n") for file in files]
        rebuilt = rebuild_books(actor=INSTALLER, at=now(), forms=forms, codes=codes)
    except refusals.Refused as wrong:
        numbered = "；".join(f"第 {number} 份是 {file}" for number, file in enumerate(files, 1))
        raise Refused("\n".join([*wrong.reasons, f"什么也没有恢复。{numbered}"])) from wrong
    except UnicodeDecodeError as wrong:
        raise Refused(f"文件不是 UTF-8 的文字，没有恢复（{wrong}）。") from wrong
    for one in rebuilt:
        click.echo(f"已重建：{one.book}，{one.book.length} 条，核对得上。")
        if one.on_paper:
            click.echo(f"　和纸上的封号一样：{'、'.join(one.on_paper)}")
        if one.not_compared:
            click.echo(f"　没有给出纸上的封号，没有对照：{'、'.join(one.not_compared)}")
        if one.entered:
            click.echo(
                f"　照账登记了 {len(one.entered)} 人，先都按正式党员，请逐人核对：{'、'.join(one.entered)}"
            )


def find_code(said: str) -> None:
    """Print which period a code of a sheet seals, and whether its book holds."""
    start()
    from jifen.common.actor import INSTALLER
    from jifen.ledger.queries import find_seal_by_code, verify_book

    try:
        seal = find_seal_by_code(INSTALLER, said)
    except ValueError as wrong:
        raise Refused(f"“{said}”不是封号：应当是十六个字符，没有 U。") from wrong
    if seal is None:
        raise Refused(f"没有找到封号 {said}：不是这里封的账，或者账退回过以前的样子。")
    click.echo(f"{seal.book}，{seal.period}，封到第 {seal.last} 条，{seal.at:%Y-%m-%d}。")
    alarms = list(verify_book(seal.book))
    for alarm in alarms:
        click.echo(f"不对　{alarm}")
    if alarms:
        raise Refused("这本账现在核对不上。")
    click.echo("这本账现在核对得上。")


def _id(said: str) -> UUID:
    try:
        return UUID(said)
    except ValueError:
        raise Refused(f"“{said}”不是账号；用 jifen ledger list 看账号。") from None
