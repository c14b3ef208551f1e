"""The sheet to fill, with the members of the branch in it."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from jifen.common.actor import Actor
from jifen.ledger.actions.taking.sheet import SHEET, UNTIL, TakeOverSheet, sheet_of
from jifen.ledger.models import Book
from jifen.ledger.permissions import may
from jifen.ledger.queries.books import get_book_for
from jifen.ledger.states.acts import Act
from jifen.ledger.states.books import BOOK
from jifen.orgs.models import Organization, Person
from jifen.orgs.states.people import ON_ROSTER
from jifen.workbook import CellKind, OutColumn, OutSheet, write_xlsx
from jifen.workbook.layout import Cell, ColumnKind

_KINDS: dict[CellKind, ColumnKind] = {
    CellKind.NUMBER: "number",
    CellKind.INTEGER: "integer",
    CellKind.DATE: "date",
}


def write_take_over_template(
    *, actor: Actor, at: datetime, book_id: UUID | str, path: str | os.PathLike[str]
) -> None:
    """Write the sheet of a book, a row for each member of the branch. Raises `NotFound`, `NotAllowed`, `Blocked`."""
    book = get_book_for(actor, book_id)
    may(actor, Act.TAKE_OVER, book.branch.place).require()
    BOOK.find(Act.TAKE_OVER, book.state)
    today = timezone.localdate(at)
    sheet = sheet_of(book, today)
    columns = tuple(
        OutColumn(
            one.key,
            one.heading,
            _KINDS.get(one.kind, "text"),
            one.width,
            required=one.required,
            note=one.note,
        )
        for one in sheet.columns
    )
    until = _propose_day(book, today)
    rows = [_row(sheet, one, until) for one in list_people(book.branch) if one.standing in sheet.scored]
    out = OutSheet(
        SHEET,
        columns,
        rows,
        title=f"{book.branch.full_name}{book.year}年度承接表",
        notes=_notes(sheet),
        dropdowns={
            key: sheet.grades for key, (_, name) in sheet.years.items() if name == "grade" and sheet.grades
        },
        spare_rows=50,
        landscape=True,
    )
    write_xlsx(path, [out])


def list_people(branch: Organization) -> list[Person]:
    """Return who stands on the roster of a branch, by name."""
    rows = Person.objects.filter(branch=branch, same_as__isnull=True, standing__in=ON_ROSTER)
    return list(rows.order_by("pinyin", "name", "mark", "pk"))


def _propose_day(book: Book, today: date) -> date | None:
    """Return the last day of the month before, where it lies in the year of the book."""
    day = today.replace(day=1) - timedelta(days=1)
    return day if book.starts_on <= day <= book.ends_on else None


def _row(sheet: TakeOverSheet, person: Person, until: date | None) -> list[Cell]:
    known: dict[str, Cell] = {
        "name": person.name,
        "mark": person.mark or None,
        "number": person.member_no or None,
        UNTIL: until,
    }
    return [known.get(column.key) for column in sheet.columns]


def _notes(sheet: TakeOverSheet) -> tuple[str, ...]:
    return (
        f"照{sheet.version}的条款填，一人一行；没有要承接的，空着不填。",
        "今年的分只写加了、扣了多少，扣的写负数；期初就有的基础分、满分不写，系统照办法给。大项和它下面的小项只填一处。",
        "填好以后在“承接”里上传，先核对，看过结果、确认以后才入账。",
    )
