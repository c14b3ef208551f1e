"""Putting a backup back: into an empty data folder only, whole, verified before anybody works on it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import click

from jifen.cli.screen import Refused
from jifen.cli.site.backing import FOLDERS, KEYS, POSTGRESQL, SETTLED, SQLITE, read_back
from jifen.cli.site.starting import home, start, take_address


def restore(source: Path, keys: Path | None) -> None:
    """Put a backup into the data folder. Raises `Refused` where something is there already, or does not hold."""
    figures = read_back(source)
    folder = home()
    if folder.exists() and any(folder.iterdir()):
        raise Refused(f"数据文件夹 {folder} 里已经有东西，不能恢复在上面。请用 JIFEN_HOME 指一个空的文件夹。")
    found = {name: _find_key(name, source, keys) for name in KEYS}
    if missing := [name for name, path in found.items() if path is None]:
        raise Refused(f"没有找到钥匙 {'、'.join(missing)}：请用 --keys 指另外保存钥匙的文件夹。")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, path in found.items():
        assert path is not None
        shutil.copyfile(path, folder / name)
        (folder / name).chmod(0o600)
    for name in (*FOLDERS, *SETTLED):
        if (source / name).is_dir():
            shutil.copytree(source / name, folder / name)
        elif (source / name).is_file():
            shutil.copyfile(source / name, folder / name)
    (folder / "documents").mkdir(exist_ok=True)
    _restore_database(source, figures["manifest"])
    start()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    _verify(figures["books"])
    click.echo(
        f"已恢复到 {folder}：{len(figures['books'])} 本积分账核对得上。请运行 jifen site prepare，再启动网站。"
    )


def _find_key(name: str, source: Path, keys: Path | None) -> Path | None:
    return next(
        (path / name for path in (keys, source) if path is not None and (path / name).is_file()), None
    )


def _restore_database(source: Path, manifest: dict[str, Any]) -> None:
    take_address()
    address = os.environ.get("JIFEN_DATABASE", "")
    if manifest["database"] == "sqlite":
        if address:
            raise Refused("这份备份是 SQLite 的，请不要设 JIFEN_DATABASE。")
        shutil.copyfile(source / SQLITE, home() / SQLITE)
        return
    if not address:
        raise Refused("这份备份是 PostgreSQL 的，请用 JIFEN_DATABASE 指一个空的数据库。")
    program = shutil.which("pg_restore") or next(
        (str(path) for path in sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_restore"))[-1:]), None
    )
    if program is None:
        raise Refused("没有找到 pg_restore：请安装 PostgreSQL 的客户端程序。")
    done = subprocess.run(
        [program, "--no-owner", "--exit-on-error", f"--dbname={address}", str(source / POSTGRESQL)],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise Refused(f"pg_restore 没有办成，数据库要是空的：{done.stderr.strip()[-500:]}")


def _verify(books: dict[str, list[Any]]) -> None:
    from jifen.ledger.queries import list_all_books, verify_all

    if alarms := [str(alarm) for alarm in verify_all()]:
        raise Refused("恢复出来的积分账核对不上，请换一份备份：\n" + "\n".join(alarms[:20]))
    there = {str(book.pk): book.length for book in list_all_books()}
    short = [key for key, (length, _) in books.items() if there.get(key, -1) < length]
    if short:
        raise Refused(f"恢复出来的积分账比备份时短：{'、'.join(short)}。")
