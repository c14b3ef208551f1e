"""The lines of the first page, whichever room they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from jifen.common.actor import Actor
from jifen.common.labelled import LabelledEnum
from jifen.cycles import queries as cycles
from jifen.cycles.states.due import DueKind as CycleDue
from jifen.filing import queries as filing
from jifen.filing.states.due import DueKind as PackageDue
from jifen.ledger import queries as ledger
from jifen.ledger.states.due import DueKind as BookDue
from jifen.meetings.queries import list_ahead_for, list_waiting_for
from jifen.meetings.states.meetings import WAITING_DAYS
from jifen.orgs.queries import list_due
from jifen.publicity import queries as publicity
from jifen.publicity.states.due import DueKind as NoticeDue
from jifen.registers import queries as registers
from jifen.registers.states.due import DueKind as RegisterDue
from jifen.schemes import queries as schemes
from jifen.schemes.states.due import DueKind as SchemeDue
from jifen.web.home.addresses import address_of

SHOWN = 20
SOON_DAYS = 3
"""A line is marked from so many days before its day."""
_PAGES: dict[LabelledEnum, str] = {
    BookDue.SEAL_PERIOD: "seal_period",
    BookDue.CLOSE_YEAR: "close_year",
    SchemeDue.APPROVE_VERSION: "scheme_version",
    SchemeDue.PUT_IN_FORCE: "scheme_version",
    SchemeDue.ENROL_YEAR: "enrol_year",
    SchemeDue.LAY_OUT_PLANS: "task_plans",
    SchemeDue.ACCEPT_PLANS: "accept_plans",
    SchemeDue.FILL_EXEMPTION_FORM: "exemption",
    SchemeDue.GIVE_OPINION: "exemption",
    SchemeDue.RENEW_EXEMPTION: "exemption",
    NoticeDue.CLOSE_NOTICE: "notice",
    NoticeDue.CHECK_SECRECY: "notice",
    NoticeDue.APPROVE_NOTICE: "notice",
    NoticeDue.SHOW_NOTICE: "notice",
    NoticeDue.ANNOUNCE_RESULT: "notice",
    NoticeDue.ADMIT_OBJECTION: "objection",
    NoticeDue.ASSIGN_OBJECTION: "objection",
    NoticeDue.DECIDE_OBJECTION: "objection",
    NoticeDue.SETTLE_OBJECTION: "objection",
    NoticeDue.TELL_OBJECTION: "objection",
    NoticeDue.REPORT_OBJECTION: "objection",
    RegisterDue.BEGIN_DUES: "registers",
    RegisterDue.BEGIN_REPORTS: "registers",
    RegisterDue.FILL_OCCASION: "fill_occasion",
    RegisterDue.ASK_WHY: "occasion",
    **dict.fromkeys(CycleDue, "cycle"),
    CycleDue.ANSWER_DEDUCTION: "declaration",
    CycleDue.GIVE_NOTICE: "declaration",
    CycleDue.END_ANSWER_TIME: "declaration",
    CycleDue.OPEN_CYCLE: "open_cycle",
    CycleDue.FILE_CYCLE: "packages",
    **dict.fromkeys(PackageDue, "package"),
}
"""On which page the work of every room above the roster is done."""


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


@dataclass(frozen=True, slots=True)
class Urgent:
    """How many of the lines shown are late, and how many are due within `SOON_DAYS` days."""

    late: int
    soon: int


def count_urgent(blocks: Iterable[Block], today: date) -> Urgent:
    """Count the lines that a person should look at first."""
    lines = [line for block in blocks for line in block.lines]
    until = today + timedelta(days=SOON_DAYS)
    soon = [line for line in lines if line.by is not None and not line.late and line.by <= until]
    return Urgent(sum(line.late for line in lines), len(soon))


def list_blocks(actor: Actor, today: date) -> Iterator[Block]:
    """Yield what the actor's present office has to do, kind by kind."""
    if alarming := ledger.list_alarming_for(actor):
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
    yield from _of_convocations(actor, today)
    yield from _of_books(actor, today)
    yield from _of_schemes(actor, today)
    yield from _of_notices(actor, today)
    yield from _dated(CycleDue, cycles.list_due(actor, today))
    yield from _dated(PackageDue, list(filing.list_due(actor, today)))
    yield from _dated(RegisterDue, registers.list_due(actor, today))


def _of_convocations(actor: Actor, today: date) -> Iterator[Block]:
    found = list(list_ahead_for(actor)[: SHOWN + 1])
    if not found:
        return
    lines = []
    for row in found[:SHOWN]:
        over = row.planned_on < today
        what = f"{row}" + ("的日子过了，还没有登记开成没有" if over else f"：{row.state.label}")
        lines.append(
            Line(what, reverse("convocation", args=[row.pk]), str(row.organization), row.planned_on, over)
        )
    yield Block("通知和召开会议", tuple(lines), len(found) > SHOWN)


def _of_books(actor: Actor, today: date) -> Iterator[Block]:
    found = ledger.list_due(actor, today)
    for kind in BookDue:
        lines = tuple(
            Line(
                due.what,
                reverse(_PAGES[kind], args=[due.book_id]),
                due.organization,
                blocked=due.blocked,
            )
            for due in found
            if due.kind is kind
        )
        if lines:
            yield Block(kind.label, lines, more=False)


def _of_schemes(actor: Actor, today: date) -> Iterator[Block]:
    found = list(schemes.list_due(actor, today))
    for kind in SchemeDue:
        lines = tuple(
            Line(due.what, reverse(_PAGES[kind], args=[due.subject_id]), due.organization)
            for due in found
            if due.kind is kind
        )
        if lines:
            yield Block(kind.label, lines, more=len(lines) >= SHOWN)


def _of_notices(actor: Actor, today: date) -> Iterator[Block]:
    found = list(publicity.list_due(actor, today))
    for kind in NoticeDue:
        lines = tuple(
            Line(due.what, reverse(_PAGES[kind], args=[due.subject_id]), due.organization, due.by, due.late)
            for due in found
            if due.kind is kind
        )
        if lines:
            yield Block(kind.label, lines[:SHOWN], len(lines) > SHOWN)


def _dated(kinds: Iterable[LabelledEnum], found: list[Any]) -> Iterator[Block]:
    """Yield the lines of a room whose work has days, kind by kind."""
    for kind in kinds:
        lines = tuple(
            Line(due.what, reverse(_PAGES[kind], args=[due.subject_id]), due.organization, due.by, due.late)
            for due in found
            if due.kind is kind
        )
        if lines:
            yield Block(kind.label, lines[:SHOWN], len(lines) > SHOWN)
