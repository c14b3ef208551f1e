"""A demonstration: the cast in an empty site, with passwords of its own, printed again at every start."""

from __future__ import annotations

import os
from pathlib import Path

import click
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jifen.cli.screen import Refused
from jifen.cli.site.starting import home, now, start

FILE = "demo-logins.txt"


def load_demo() -> None:
    """Assemble the cast once, and print who signs in with what."""
    start()
    path = home() / FILE
    if not settings.JIFEN_DEMO:
        raise Refused("演示数据只能装进演示用的网站：请先设 JIFEN_DEMO=1，用另外一个数据文件夹。")
    if not path.exists():
        _assemble(path)
    click.echo(path.read_text(encoding="utf-8"), nl=False)


def _assemble(path: Path) -> None:
    from jifen.cli.site.cast import LOGINS, assemble
    from jifen.cli.site.example import begin_year
    from jifen.orgs.models import Organization, User
    from jifen.orgs.queries import get_actor

    at = now()
    with transaction.atomic():
        if Organization.objects.exists():
            raise Refused("这个网站里已经有组织了，不能再装演示数据；请换一个空的数据文件夹。")
        cast = assemble(at)
        begin_year(cast, at)
        # Passwords on slips expire and must be changed; a demonstration is to be opened again and again.
        User.objects.update(must_change_password=False, slip_expires_at=None)
        lines = ["演示用的账号（数据都是假想的）：", "", "登录名　　　　密码　　　　　　身份"]
        for key, login, _ in LOGINS:
            actor = get_actor(cast.users[key], timezone.localdate(at))
            lines.append(
                f"{login}{'　' * (6 - len(login))}　{cast.passwords[key]}　　{actor.hat.label if actor.hat else ''}"
            )
        _write(path, "\n".join(lines) + "\n")


def _write(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
