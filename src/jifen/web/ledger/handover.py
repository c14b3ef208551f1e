"""The sheet with which a recorder hands over: what there is, where it stands, what is still open, who signs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jifen.common.actor import Actor
from jifen.common.refusals import Blocked
from jifen.ledger import queries
from jifen.ledger.permissions import may
from jifen.ledger.states.acts import Act
from jifen.ledger.states.chain import short_code
from jifen.orgs.models import Organization
from jifen.orgs.queries import get_organization_for, list_office_lines
from jifen.orgs.states.roles import Role
from jifen.web.home.blocks import Line, list_blocks
from jifen.web.ledger.books import NO_BRANCH
from jifen.web.requests import Request

CARRIED = (
    ("钥匙文件", "secret.txt keys.json", "在数据文件夹里，另有一份抄件锁在别处；只点交文件，不写内容"),
    ("数据文件夹", "", "数据库、证明材料、操作记录，和这台电脑一起移交"),
    ("备份盘", "backup.json", "最近几份备份，每份里有这个文件；换人以后再备份一次，读回核对"),
    ("各期账目的文件", "*.jsonl", "每封一期导出的一份，和封条放在一起"),
    ("纸质材料", "", "会议记录本、各期的封条和表、党员积分手册、申报表和证明材料"),
    ("移交人的账号", "", "密码不移交：由书记停用或者改任职，给接收人另开"),
)
"""What goes along with the books: name, names of files, what is meant. On a county's server the first go out."""


@dataclass(frozen=True, slots=True)
class Backup:
    """The last backup this machine made: when, and the name of its folder."""

    at: datetime
    folder: str


@login_required
@require_safe
def sheet(request: Request, organization_id: UUID) -> HttpResponse:
    """Show the sheet for printing; nothing is written, nobody is replaced by it."""
    actor, today = request.actor, timezone.localdate(request.at)
    branch = get_organization_for(actor, organization_id)
    may(actor, Act.VIEW_BOOK, branch.place).require()
    if not branch.is_branch:
        raise Blocked(NO_BRANCH)
    books: list[Any] = list(queries.list_books_in(actor, branch))
    context = {
        "branch": branch,
        "today": today,
        "recorders": _list_recorders(actor, branch, today),
        "books": [
            (book, short_code(book.seal_hash) if book.seal_hash else "", book.length - (book.sealed or 0))
            for book in books
        ],
        "backup": read_last_backup(),
        "carried": CARRIED,
        "own": actor.hat is not None and actor.hat.organization_id == str(branch.pk),
        "open_work": list(_list_open_work(actor, branch, today)),
    }
    return render(request, "ledger/handover.html", context)


def read_last_backup() -> Backup | None:
    """Return what `jifen site backup` wrote down last; None where it never ran here, or wrote nothing readable."""
    try:
        said: dict[str, Any] = json.loads(Path(settings.JIFEN_LAST_BACKUP).read_text(encoding="utf-8"))
        return Backup(datetime.fromisoformat(said["at"]), str(said["folder"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _list_recorders(actor: Actor, branch: Organization, today: date) -> list[str]:
    held = (line.appointment for line in list_office_lines(actor, branch, today)[0])
    return [str(row.person) for row in held if row.role is Role.RECORDER and row.from_on <= today]


def _list_open_work(actor: Actor, branch: Organization, today: date) -> Iterator[Line]:
    """Yield what is due in this branch, as far as the present office has it on its to-do page."""
    for block in list_blocks(actor, today):
        yield from (line for line in block.lines if line.organization == str(branch))
