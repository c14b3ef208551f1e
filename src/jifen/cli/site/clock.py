"""What falls due by itself. Each work does what is due once, however often it is called, and says what it did."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone

from jifen.audit.actions import export_segment_into
from jifen.audit.errors import NothingToExport
from jifen.cli.screen import Refused
from jifen.common import refusals
from jifen.common.actor import CLOCK
from jifen.cycles.actions import end_answer_time
from jifen.cycles.queries import list_unanswered
from jifen.ledger.actions import verify_books
from jifen.ledger.queries import last_verified_at
from jifen.orgs.actions import close_unused_accounts
from jifen.publicity.queries import count_over

DAY, ALMOST_A_DAY = timedelta(hours=24), timedelta(hours=20)
NIGHT_ENDS = 6
"""The hour until which nobody is kept waiting by a walk over all books."""
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one work, in words; `failed`: it was not done, and is tried again the next time."""

    title: str
    said: str
    failed: bool = False

    def __str__(self) -> str:
        """Return the line."""
        return f"{self.title}：{self.said}"


def run_clock(at: datetime) -> Iterator[Done]:
    """Do what is due, each work by itself, and say what was done: one that fails keeps none of the others waiting."""
    for title, work in WORK:
        try:
            yield Done(title, work(at))
        except (DatabaseError, OSError, Refused, refusals.Refused) as wrong:
            yield Done(title, f"没有办成，下次再办：{wrong}", failed=True)


def end_answer_times(at: datetime) -> str:
    """Enter of deductions that nobody answered or closed that the days to answer are over, each by itself."""
    ended = 0
    for row in list_unanswered(timezone.localdate(at)):
        # Whoever was faster entered an answer, or did the same: that stands.
        with suppress(refusals.NotNow):
            end_answer_time(actor=CLOCK, at=at, declaration_id=row.pk, version=row.version)
            ended += 1
    return f"{ended} 件。"


def count_ended_notices(at: datetime) -> str:
    """Count notices whose window is over; closing them is people's work."""
    return f"{count_over(timezone.localdate(at))} 份，由支部办理。"


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


def clear_sessions(at: datetime) -> str:
    """Throw away sessions that ended."""
    call_command("clearsessions", verbosity=0)
    return "办好了。"


WORK: tuple[tuple[str, Callable[[datetime], str]], ...] = (
    ("停用 90 天没有用过的账号", close_accounts),
    ("导出旧的操作记录", export_old_records),
    ("登记申辩期满（一般的扣分，过七天没有登记的）", end_answer_times),
    ("公示期满，等登记结果", count_ended_notices),
    ("核对积分账", verify_by_night),
    ("清理过期的登录", clear_sessions),
)
