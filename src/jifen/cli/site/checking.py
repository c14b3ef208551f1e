"""What a site must be set to before people rely on it, in plain words."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.db import DatabaseError, connection

from jifen.cli.screen import Refused
from jifen.cli.site.starting import home, start
from jifen.cli.site.tuning import GOAL

LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}
Finding = tuple[bool, str]


def check_site() -> None:
    """Print every finding; end with a refusal where something is to be changed."""
    start()
    findings = list(find_all())
    for good, said in findings:
        click.echo(f"{'好　　' if good else '要改　'}{said}")
    wrong = sum(not good for good, _ in findings)
    if wrong:
        raise Refused(f"有 {wrong} 项要改。")
    click.echo("没有要改的。")


def find_all() -> Iterator[Finding]:
    """Look at everything, in the order of danger."""
    yield from find_in_settings(settings)
    yield from find_in_folder(home())
    yield from find_in_database()


def find_in_settings(chosen: Any) -> Iterator[Finding]:
    """Look at hosts, transport, demonstration, the cost of passwords."""
    hosts = set(chosen.ALLOWED_HOSTS)
    outside = sorted(hosts - LOOPBACK)
    if "*" in hosts:
        yield False, "网站地址：JIFEN_HOSTS 写的是 *，谁都可以冒名；请写明网站的域名。"
    else:
        yield True, f"网站地址：{'、'.join(sorted(hosts))}"
    if chosen.JIFEN_HTTPS:
        yield True, "传输加密：只用 https"
    elif outside:
        yield (
            False,
            f"传输加密：{'、'.join(outside)}没有用 https，密码会明着传；请配好证书，设 JIFEN_HTTPS=1。",
        )
    else:
        yield True, "传输加密：只在本机打开，不用 https"
    said = "演示：JIFEN_DEMO 开着，不要求两步验证；正式使用请去掉。" if chosen.JIFEN_DEMO else "演示：没有开"
    yield not chosen.JIFEN_DEMO, said
    cost = chosen.JIFEN_HASHING
    if not cost.milliseconds:
        yield False, "密码强度：还没有测过这台电脑，请运行 jifen site tune。"
    else:
        fits = GOAL / 2 <= cost.milliseconds <= GOAL * 2
        advice = "" if fits else "，偏离 100 毫秒太多，请重新运行 jifen site tune。"
        yield fits, f"密码强度：{cost.time_cost}，每次约 {cost.milliseconds} 毫秒{advice}"
    yield (
        chosen.JIFEN_IDLE_MINUTES <= 30,
        f"多久不操作就退出：{chosen.JIFEN_IDLE_MINUTES} 分钟，应当不超过 30 分钟",
    )


def find_in_folder(folder: Path) -> Iterator[Finding]:
    """Look at who may read the secrets (Windows keeps rights otherwise: nothing is said there)."""
    for name in ("secret.txt", "keys.json"):
        path = folder / name
        if not path.exists():
            yield False, f"密钥文件：{folder} 里没有 {name}，请运行 jifen site prepare。"
        elif os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield False, f"密钥文件：{path} 别人也能读，请运行 chmod 600 {path}"
        else:
            yield True, f"密钥文件：{name} 只有本用户能读"
    versions = len(settings.JIFEN_KEYS.keys)
    yield True, f"加密钥匙：共 {versions} 把，现在用第 {settings.JIFEN_KEYS.current} 把"


def find_in_database() -> Iterator[Finding]:
    """Look whether the database answers and has all tables."""
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        yield False, f"数据库：连不上（{str(error).strip().splitlines()[0]}），请核对 JIFEN_DATABASE。"
        return
    name = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    if waiting:
        yield False, f"数据库：{name}，还有 {len(waiting)} 步没有升级，请运行 jifen site prepare。"
    else:
        yield True, f"数据库：{name}，表是最新的"
