"""The notices of a branch, one of them with its steps, and the notice as it is put up."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jifen.common.decision import Decision, allowed_if
from jifen.common.sheet import ColumnKind
from jifen.ledger.permissions import may as may_in_books
from jifen.ledger.queries import list_books_for
from jifen.ledger.states.acts import Act as BookAct
from jifen.ledger.states.books import BookState
from jifen.orgs.queries import get_organization_for
from jifen.orgs.states.guards import say
from jifen.publicity import queries
from jifen.publicity.models import PublicNotice
from jifen.publicity.permissions import may
from jifen.publicity.queries import is_over
from jifen.publicity.states.acts import Act
from jifen.publicity.states.notices import NOTICE, NoticeState
from jifen.web.paging import page_of
from jifen.web.requests import Request

PUBLIC = {"members": "党员", "masses": "群众", "clients": "服务对象", "staff": "干部职工"}
STEPS = ("DRAFT", "CHECKED", "APPROVED", "ON_SHOW", "CLOSED", "ANNOUNCED")
_NAMES = {
    "DRAFT": "拟公示",
    "CHECKED": "保密审查",
    "APPROVED": "批准",
    "ON_SHOW": "公示",
    "CLOSED": "期满",
    "ANNOUNCED": "公布结果",
}
ACTS = {
    "check": Act.CHECK_SECRECY,
    "approve": Act.APPROVE_NOTICE,
    "put_up": Act.SHOW_NOTICE,
    "close": Act.CLOSE_NOTICE,
    "announce": Act.ANNOUNCE_RESULT,
    "withdraw": Act.WITHDRAW_NOTICE,
}


@login_required
@require_safe
def index(request: Request, organization_id: UUID) -> HttpResponse:
    """Show the notices of one branch, and the open books of which one can be drafted."""
    branch = get_organization_for(request.actor, organization_id)
    rows = queries.list_notices_for(request.actor, branch)
    books = []
    if branch.is_branch and may_in_books(request.actor, BookAct.VIEW_BOOK, branch.place):
        books = [book for book in list_books_for(request.actor, branch) if book.state is BookState.OPEN]
    context = {
        "organization": branch,
        "notices": page_of(request, rows),
        "books": books,
        "may_draft": may(request.actor, Act.DRAFT_NOTICE, branch.place)
        & allowed_if(bool(books), "还没有记账中的积分账，没有可公示的积分。"),
    }
    return render(request, "publicity/index.html", context)


@login_required
@require_safe
def show(request: Request, notice_id: UUID) -> HttpResponse:
    """Show one notice: how far it is, what it shows, who signed."""
    notice = queries.get_notice_for(request.actor, notice_id)
    context = {
        "notice": notice,
        **show_sheet(notice),
        "contested": queries.name_contested(notice.origin, notice.origin_id),
        "steps": list_steps(notice),
        "public": name_public(notice),
        "may": rights_on(request, notice),
    }
    return render(request, "publicity/show.html", context)


@login_required
@require_safe
def paper(request: Request, notice_id: UUID) -> HttpResponse:
    """Show a notice as it is printed and put up."""
    notice = queries.get_notice_for(request.actor, notice_id)
    context = {"notice": notice, "public": name_public(notice), **show_sheet(notice)}
    return render(request, "publicity/paper.html", context)


def show_sheet(notice: PublicNotice) -> dict[str, Any]:
    """Return the sheet of a notice and its rows, each cell with whether it is a figure."""
    sheet = notice.sheet()
    figures = [column.kind in (ColumnKind.NUMBER, ColumnKind.INTEGER) for column in sheet.columns]
    return {"sheet": sheet, "rows": [list(zip(figures, row, strict=True)) for row in sheet.rows]}


def name_public(notice: PublicNotice) -> str:
    """Return to whom a notice is shown, in words."""
    return "、".join(PUBLIC[word] for word in notice.public if word in PUBLIC)


def list_steps(notice: PublicNotice) -> list[dict[str, str]]:
    """Return the steps of a notice, each done, next or to come; nothing of one that was withdrawn."""
    if notice.state is NoticeState.WITHDRAWN:
        return []
    closed = notice.state in (NoticeState.CLOSED_CLEAN, NoticeState.CLOSED_CONTESTED)
    here = STEPS.index("CLOSED" if closed else notice.state.value)
    return [
        {
            "label": _NAMES[step],
            "state": "done" if number <= here else "next" if number == here + 1 else "later",
        }
        for number, step in enumerate(STEPS)
    ]


def rights_on(request: Request, notice: PublicNotice) -> dict[str, Decision]:
    """Return what the buttons of a notice ask for, by a short name; only those of its present state."""
    place, moves = notice.place, {row.act for row in NOTICE.list_from(notice.state)}
    found = {name: may(request.actor, act, place) for name, act in ACTS.items() if act in moves}
    if "close" in found and notice.last_on is not None:
        over = is_over(notice, timezone.localdate(request.at))
        found["close"] &= allowed_if(over, f"公示到{say(notice.last_on)}为止，第二天起才能登记期满。")
    if "announce" in found:
        why = queries.say_undecided(queries.list_open_objections_of(notice))
        found["announce"] &= allowed_if(not why, why)
    return found
