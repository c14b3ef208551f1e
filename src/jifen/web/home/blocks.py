"""The lines of the first page, whichever room they come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from jifen.common.actor import Actor
from jifen.ledger.queries import list_alarming_for
from jifen.meetings.queries import list_waiting_for
from jifen.meetings.states.meetings import WAITING_DAYS
from jifen.orgs.queries import list_due
from jifen.web.home.addresses import address_of

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do: what, where it is done, by which day, what blocks it."""

    what: str
    address: str
    organization: str
    by: date | None = None
    late: bool = False
    blocked: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one kind of work; `more` says that others follow."""

    label: str
    lines: tuple[Line, ...]
    more: bool


def list_blocks(actor: Actor, today: date) -> Iterator[Block]:
    """Yield what the actor's present office has to do, kind by kind."""
    if alarming := list_alarming_for(actor):
        lines = (
            Line(f"{book}对不上，请先不要入账", reverse("check_book", args=[book.pk]), str(book.branch))
            for book in alarming[:SHOWN]
        )
        yield Block("核对积分账", tuple(lines), len(alarming) > SHOWN)
    for found in list_due(actor, today):
        lines = (
            Line(due.what, address_of(due), due.organization, due.by, due.late, due.blocked)
            for due in found.lines
        )
        yield Block(found.kind.label, tuple(lines), found.more)
    waiting = list(list_waiting_for(actor, today)[: SHOWN + 1])
    if waiting:
        week = timedelta(days=WAITING_DAYS)
        lines = (
            Line(
                f"{row}的记录还没有确认",
                reverse("meeting", args=[row.pk]),
                str(row.organization),
                row.held_on + week,
                row.held_on + week < today,
            )
            for row in waiting[:SHOWN]
        )
        yield Block("确认会议记录", tuple(lines), len(waiting) > SHOWN)
