"""What falls due by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.core.management import call_command

from jifen.common.actor import CLOCK
from jifen.orgs.actions import close_unused_accounts


def run_clock(at: datetime) -> Iterator[str]:
    """Do what is due and say what was done; the same however often it is called."""
    closed = close_unused_accounts(actor=CLOCK, at=at)
    yield f"停用 90 天没有用过的账号：{len(closed)} 个。"
    call_command("clearsessions", verbosity=0)
