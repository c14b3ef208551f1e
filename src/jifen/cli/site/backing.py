"""A copy of everything on another disk, taken while the site is at work, and read back before it counts (trust §9)."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.db import connection

from jifen.cli.screen import Refused
from jifen.cli.site.starting import home, now, start

MANIFEST = "backup.json"
SQLITE, POSTGRESQL = "jifen.sqlite3", "database.dump"
FOLDERS = ("documents", "records")
SETTLED = ("hashing.json",)
KEYS = ("secret.txt", "keys.json")
PREFIX = "jifen-"
BLOCK = 1 << 20


def back_up(target: Path, *, keep: int, with_keys: bool) -> None:
    """Write one backup into a folder of its own below `target`, read it back, and let the oldest go."""
    start()
    if target.resolve().is_relative_to(home()):
        raise Refused(f"备份不能放在数据文件夹 {home()} 里面；请写另一块硬盘或者 U 盘上的文件夹。")
    target.mkdir(parents=True, exist_ok=True)
    folder = target / f"{PREFIX}{now().astimezone():%Y%m%d-%H%M%S}"
    beside = target / f".{folder.name}.part"
    if folder.exists() or beside.exists():
        raise Refused(f"{folder} 已经有了；请过一秒再备份。")
    beside.mkdir()
    try:
        _copy_all(beside, with_keys=with_keys)
        figures = read_back(beside)
        beside.rename(folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    _write(Path(settings.JIFEN_LAST_BACKUP), json.dumps({"at": now().isoformat(), "folder": folder.name}))
    click.echo(f"已备份并读回核对：{folder}（{figures['files']} 个文件，{len(figures['books'])} 本积分账）")
    if not with_keys:
        click.echo(
            f"钥匙（{'、'.join(KEYS)}）没有放在里面：请另外抄一份，不要和备份放在一起；没有钥匙恢复不了。"
        )
    for old in _list_old(target, keep):
        shutil.rmtree(old)
        click.echo(f"删掉了旧的备份：{old.name}（只留最近 {keep} 份）")


def _copy_all(folder: Path, *, with_keys: bool) -> None:
    names = [*SETTLED, *(KEYS if with_keys else ())]
    # The database first: a paper that comes in between is a file too many, the other way round the table would name a
    # file that is not there.
    if connection.vendor == "sqlite":
        _copy_sqlite(home() / SQLITE, folder / SQLITE)
    else:
        _dump_postgresql(folder / POSTGRESQL)
    for name in FOLDERS:
        if (home() / name).is_dir():
            shutil.copytree(home() / name, folder / name, ignore=shutil.ignore_patterns("incoming"))
    for name in names:
        if (home() / name).is_file():
            shutil.copy2(home() / name, folder / name)
    manifest = {
        "format": 1,
        "version": version("jifen"),
        "at": now().isoformat(timespec="seconds"),
        "database": connection.vendor,
        "books": _list_heads(),
        "files": {str(path.relative_to(folder)): digest_of(path) for path in _list_files(folder)},
    }
    _write(folder / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))


def _copy_sqlite(source: Path, copy: Path) -> None:
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(copy)) as written:
        live.backup(written)


def _dump_postgresql(copy: Path) -> None:
    settings = connection.settings_dict
    surroundings = {**os.environ, "PGPASSWORD": str(settings["PASSWORD"])}
    where = {"-h": settings["HOST"], "-p": settings["PORT"], "-U": settings["USER"]}
    words = [word for pair in where.items() if pair[1] for word in map(str, pair)]
    program = shutil.which("pg_dump") or next(
        (str(path) for path in sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_dump"))[-1:]), None
    )
    if program is None:
        raise Refused("没有找到 pg_dump：请安装 PostgreSQL 的客户端程序。")
    done = subprocess.run(
        [program, "--format=custom", f"--file={copy}", *words, str(settings["NAME"])],
        env=surroundings,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise Refused(f"pg_dump 没有办成：{done.stderr.strip()[-500:]}")


def _list_heads() -> dict[str, list[Any]]:
    """Return where every book stands: how many entries, and the digest of the last."""
    from jifen.ledger.queries import list_all_books

    return {str(book.pk): [book.length, book.head] for book in list_all_books()}


def read_back(folder: Path) -> dict[str, Any]:
    """Read a backup whole; raise `Refused` with what does not hold. Return its figures."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as wrong:
        raise Refused(f"{folder} 不是一份完整的备份：没有 {MANIFEST}，或者读不出来。") from wrong
    wrong_files = [name for name, kept in manifest["files"].items() if not _is_same(folder / name, kept)]
    if wrong_files:
        raise Refused(f"备份读回来对不上：{'、'.join(wrong_files[:10])}。这块盘可能坏了，请换一块再备份。")
    if manifest["database"] == "sqlite":
        _check_sqlite(folder / SQLITE, manifest["books"])
    return {"files": len(manifest["files"]), "books": manifest["books"], "manifest": manifest}


def _check_sqlite(copy: Path, books: dict[str, list[Any]]) -> None:
    with closing(sqlite3.connect(f"file:{copy}?mode=ro&immutable=1", uri=True)) as opened:
        said = [row[0] for row in opened.execute("PRAGMA integrity_check")]
        if said != ["ok"]:
            raise Refused(f"备份里的数据库坏了：{said[0]}")
        rows = opened.execute("SELECT id, length, head FROM ledger_book").fetchall()
    there = {key.replace("-", ""): [length, head] for key, length, head in rows}
    behind = [key for key, (length, _) in books.items() if there.get(key.replace("-", ""), [-1])[0] < length]
    if behind:
        raise Refused(f"备份里少了积分账：{'、'.join(behind[:5])}。")


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    seal = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            seal.update(block)
    return seal.hexdigest()


def _is_same(path: Path, kept: str) -> bool:
    try:
        return digest_of(path) == kept
    except OSError:
        return False


def _list_files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _list_old(target: Path, keep: int) -> list[Path]:
    found = sorted(path for path in target.glob(f"{PREFIX}*") if (path / MANIFEST).is_file())
    return found[:-keep] if keep else []


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
