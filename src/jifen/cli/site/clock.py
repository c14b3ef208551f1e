"""What falls due by itself. Each work does what is due once, however often it is called, and says what it did."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from jifen.audit.actions import export_segment_into
from jifen.audit.errors import NothingToExport
from jifen.cli.screen import Refused
from jifen.common.actor import CLOCK
from jifen.ledger.actions import verify_books
from jifen.ledger.queries import last_verified_at
from jifen.orgs.actions import close_unused_accounts

DAY, ALMOST_A_DAY = timedelta(hours=24), timedelta(hours=20)
NIGHT_ENDS = 6
"""The hour until which nobody is kept waiting by a walk over all books."""
SHOWN = 5


def run_clock(at: datetime) -> Iterator[str]:
    """Do what is due and say what was done."""
    for title, work in WORK:
        yield f"{title}：{work(at)}"
    call_command("clearsessions", verbosity=0)


def close_accounts(at: datetime) -> str:
    """Close accounts that nobody used for a long time."""
    return f"{len(close_unused_accounts(actor=CLOCK, at=at))} 个。"


def export_old_records(at: datetime) -> str:
    """Take out records older than the setting says; raise `Refused` where it is too short."""
    days, least = settings.JIFEN_RECORDS_DAYS, settings.JIFEN_RECORDS_LEAST_DAYS
    if not days:
        return "没有设置，不办。"
    if days < least:
        raise Refused(f"JIFEN_RECORDS_DAYS 写的是 {days}，操作记录至少要留 {least} 天；请改大，或者不设。")
    folder = Path(settings.JIFEN_RECORDS)
    try:
        segment = export_segment_into(actor=CLOCK, at=at, before=at - timedelta(days=days), folder=folder)
    except NothingToExport:
        return "没有到期的。"
    return f"已导出 {segment.rows} 条。"


def verify_by_night(at: datetime) -> str:
    """Verify all books once a day: by night where the computer is on then, else a day after the last time."""
    last, by_night = last_verified_at(), timezone.localtime(at).hour < NIGHT_ENDS
    if last is not None and at - last < (ALMOST_A_DAY if by_night else DAY):
        return "今天已经核对过。"
    alarms = verify_books(actor=CLOCK, at=at)
    if not alarms:
        return "全部核对得上。"
    return f"有 {len(alarms)} 处对不上，请先不要入账：{'；'.join(map(str, alarms[:SHOWN]))}。"


WORK: tuple[tuple[str, Callable[[datetime], str]], ...] = (
    ("停用 90 天没有用过的账号", close_accounts),
    ("导出旧的操作记录", export_old_records),
    ("核对积分账", verify_by_night),
)
