"""A demonstration: an invented county with its past in an empty site; its passwords are printed at every start."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jifen.cli.screen import Refused, notice
from jifen.cli.site.starting import home, now, start

if TYPE_CHECKING:
    from jifen.cli.site.cast import Cast

FILE = "demo-logins.txt"


def load_demo(others: int, seed: int, percent: int) -> None:
    """Put the county together once, and print who signs in with what.

    `others`: branches beside the five; `seed`: the same gives the same names and facts; `percent`: of the usual facts.
    """
    start()
    path = home() / FILE
    if not settings.JIFEN_DEMO:
        raise Refused("演示数据只能装进演示用的网站：请先设 JIFEN_DEMO=1，用另外一个数据文件夹。")
    if not path.exists():
        _assemble(path, others, seed, percent / 100)
    click.echo(path.read_text(encoding="utf-8"), nl=False)


def _assemble(path: Path, others: int, seed: int, share: float) -> None:
    from jifen.cli.site.cast import LOGINS, assemble
    from jifen.cli.site.county.building import build
    from jifen.orgs.models import Organization, User

    at = now()
    with transaction.atomic():
        if Organization.objects.exists():
            raise Refused("这个网站里已经有组织了，不能再装演示数据；请换一个空的数据文件夹。")
        cast = assemble(at)
        names = {key: login for key, login, _ in LOGINS}
        for branch, books in build(cast, at, others=others, seed=seed, share=share):
            entries = sum(book.length for book in books)
            notice(f"{branch.organization}：{len(branch.people)} 人，{len(books)} 本积分账，{entries} 条")
            names |= {key: user.login for key, user in cast.users.items() if key not in names}
        # Passwords on slips expire and must be changed; a demonstration is to be opened again and again.
        User.objects.update(must_change_password=False, slip_expires_at=None)
        _write(path, "\n".join(_lines(cast, names, timezone.localdate(at))) + "\n")


def _lines(cast: Cast, names: dict[str, str], today: date) -> Iterator[str]:
    from jifen.orgs.queries import get_actor

    yield from ("演示用的账号（数据都是假想的）：", "", "登录名　　　　密码　　　　　　身份")
    for key, login in names.items():
        hat = get_actor(cast.users[key], today).hat
        yield f"{login}{'　' * (6 - len(login))}　{cast.passwords[key]}　　{hat.label if hat else ''}"


def _write(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
