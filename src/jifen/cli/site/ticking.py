"""`jifen clock` once: what was done as lines; whatever was not done is the result 1."""

from __future__ import annotations

from datetime import datetime

import click
from django.conf import settings
from django.utils import timezone

from jifen.cli.screen import Refused
from jifen.cli.site.starting import now, start


def run_once(said: str | None) -> None:
    """Do what is due at an instant, the present one unless told otherwise; raise `Refused` where a work failed."""
    start()
    from jifen.cli.site.clock import run_clock

    at = _instant(said) if said else now()
    failed = 0
    for done in run_clock(at):
        click.echo(str(done))
        failed += done.failed
    if failed:
        raise Refused(f"有 {failed} 件没有办成，原因见上面；改好以后再运行一次。")


def _instant(said: str) -> datetime:
    """Return an instant somebody wrote; raise `Refused`: in a site with people in it only the true one counts."""
    if not settings.JIFEN_DEMO:
        raise Refused("--at 只能在演示的网站上用：按假的时刻办，会停用正在用的账号、登记没有到期的事。")
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        raise Refused(f"“{said}”不是时刻，要写成 2026-04-08T09:00 这样。") from None
    return at if timezone.is_aware(at) else timezone.make_aware(at)
