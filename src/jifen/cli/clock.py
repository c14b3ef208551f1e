"""`jifen clock`: does what is due by itself. Called every hour or day by the system's timer; twice does no harm."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from jifen.cli.speaking import Command


@click.command("clock", cls=Command, short_help="办理到期的工作（由系统定时调用）")
def clock() -> None:
    """办理到期的工作，由系统的定时任务每天调用一次；多调用几次也不要紧。

    现在有：把到期的操作记录导出成加封的文件，再从系统里清理（设置 JIFEN_RECORDS_DAYS 为天数才办，一般 400 天）。
    """
    start()
    at = datetime.now(UTC)
    for title, work in WORK:
        click.echo(f"{title}：{work(at)}")


def start() -> None:
    """Make the site's rooms usable; say in Chinese where there is no site."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jifen.config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as missing:
        raise click.ClickException(str(missing)) from missing


def export_old_records(at: datetime) -> str:
    """Take out records older than the setting says; return what was done."""
    from django.conf import settings

    from jifen.audit.actions import export_segment_into
    from jifen.audit.errors import NothingToExport
    from jifen.common.actor import CLOCK

    days = settings.JIFEN_RECORDS_DAYS
    if not days:
        return "没有设置，不办。"
    least = settings.JIFEN_RECORDS_LEAST_DAYS
    if days < least:
        raise click.ClickException(
            f"JIFEN_RECORDS_DAYS 写的是 {days}，操作记录至少要留 {least} 天；请改大，或者不设。"
        )
    folder = Path(settings.JIFEN_RECORDS)
    try:
        segment = export_segment_into(actor=CLOCK, at=at, before=at - timedelta(days=days), folder=folder)
    except NothingToExport:
        return "没有到期的。"
    return f"已导出 {segment.rows} 条。"


WORK: tuple[tuple[str, Callable[[datetime], str]], ...] = (("导出旧的操作记录", export_old_records),)
"""Each row does what is due at an instant, once however often it is called, and says what it did."""
