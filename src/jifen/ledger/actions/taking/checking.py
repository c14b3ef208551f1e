"""A filled sheet looked at: the lines each row comes to, and everything that is wrong, at its cell."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from jifen.common.actor import Actor
from jifen.common.refusals import Invalid
from jifen.ledger.actions.lines import Line
from jifen.ledger.actions.taking.filling import list_people
from jifen.ledger.actions.taking.rows import Cells, Trouble, lines_of
from jifen.ledger.actions.taking.sheet import SHEET, TakeOverSheet, sheet_of
from jifen.ledger.models import Book, Entry
from jifen.ledger.permissions import may
from jifen.ledger.queries.books import find_struck, get_book_for
from jifen.ledger.queries.taken import list_standing, say_standing
from jifen.ledger.states.acts import Act
from jifen.ledger.states.books import BOOK, EntryKind
from jifen.ledger.states.taken import same_content
from jifen.orgs.models import Person
from jifen.workbook import Fault, Table, WorkbookRefused, read, sentences


@dataclass(frozen=True, slots=True)
class TakenRow:
    """What one row comes to; `again`: the same stands in the book already."""

    row: int
    person: Person
    lines: tuple[Line, ...]
    again: bool


@dataclass(slots=True)
class Checked:
    """A sheet that was read: its rows, all its faults, and who of the branch is not in it."""

    sheet: TakeOverSheet
    rows: list[TakenRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    absent: list[Person] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """Return what would be written: the lines of all rows that do not stand in the book yet."""
        return [line for row in self.rows if not row.again for line in row.lines]


def check_take_over(*, actor: Actor, at: datetime, book_id: UUID | str, content: bytes) -> Checked:
    """Read a filled sheet and look at every row; nothing is written.

    Raises `NotFound`, `NotAllowed`, `NotNow` (closed), `Blocked` (no 办法), and `Invalid` for a file without rows.
    """
    book = get_book_for(actor, book_id)
    may(actor, Act.TAKE_OVER, book.branch.place).require()
    BOOK.find(Act.TAKE_OVER, book.state)
    today = timezone.localdate(at)
    sheet = sheet_of(book, today)
    table, faults = _read(sheet, content)
    desk = _Desk(book, sheet)
    checked = Checked(sheet, faults=faults)
    seen: dict[UUID, int] = {}
    for place, row in enumerate(table.rows):
        cells = Cells(table, place)
        if not cells.text("name"):
            continue  # told already: the column must be filled
        person = desk.find(cells, seen)
        if isinstance(person, Trouble):
            checked.faults.append(cells.fault(person))
            continue
        seen[person.pk] = row
        lines, troubles = lines_of(sheet, book, person, cells, today)
        troubles += desk.refuse(person, lines)
        checked.faults += [cells.fault(one) for one in troubles]
        if lines and not troubles:
            checked.rows.append(TakenRow(row, person, tuple(lines), person.pk in desk.taken))
    checked.faults.sort(key=lambda one: one.row or 0)
    told = {row.person.pk for row in checked.rows}
    checked.absent = [one for one in desk.members if one.pk not in told]
    if not checked.rows and not checked.faults:
        raise Invalid(file="表里没有填任何分，没有可承接的；请填好再上传。")
    return checked


class _Desk:
    """What is known of the branch and its book, read once for all rows."""

    def __init__(self, book: Book, sheet: TakeOverSheet) -> None:
        self.book, self.scored = book, sheet.scored
        people = list_people(book.branch)
        self.members = [one for one in people if one.standing in sheet.scored]
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        for person in people:
            self.by_name[person.name].append(person)
        self.taken = list_standing(book)
        self.first = self._first_days()

    def _first_days(self) -> dict[UUID, Entry]:
        """Return the earliest line about each that was posted here and counts."""
        struck = find_struck(self.book)
        found: dict[UUID, Entry] = {}
        rows = Entry.objects.filter(book=self.book, kind__in=(EntryKind.NORMAL, EntryKind.CORRECTION))
        for one in rows.order_by("occurred_on", "sequence"):
            if not struck.get(one.sequence, (0, False))[1]:
                found.setdefault(one.person_id, one)
        return found

    def find(self, cells: Cells, seen: dict[UUID, int]) -> Person | Trouble:
        """Return whom a row means, or why nobody can tell."""
        name, mark, number = (cells.text(key) for key in ("name", "mark", "number"))
        namesakes = self.by_name.get(name, [])
        if not namesakes:
            said, remedy = f"不在{self.book.branch}的名册上", "请核对姓名；刚转来的，先登记到名册"
            return Trouble("name", "not-here", said, remedy, name)
        found = [
            one
            for one in namesakes
            if (not mark or one.mark == mark) and (not number or not one.member_no or one.member_no == number)
        ]
        if not found:
            said = "和名册上的同名区分、党员编号对不上"
            return Trouble("mark" if mark else "number", "other-one", said, "请照名册改正", mark or number)
        if len(found) > 1:
            said = f"本支部有{len(found)}位同名的同志"
            return Trouble("name", "namesakes", said, "请填“同名区分”或者“党员编号”", name)
        if found[0].standing not in self.scored:
            said = f"是{found[0].standing.label}，照办法不参加积分"
            return Trouble("name", "not-scored", said, "请删去这一行；人员类别不对的，先在名册上办理", name)
        if found[0].pk in seen:
            said = f"第 {seen[found[0].pk]} 行已经写过这位同志"
            return Trouble("name", "twice", said, "一人只写一行，请合在一起", name)
        return found[0]

    def refuse(self, person: Person, lines: list[Line]) -> list[Trouble]:
        """Return what in the book stands against lines about somebody."""
        standing = self.taken.get(person.pk, [])
        if standing and lines and not same_content(standing, lines):
            return [Trouble("name", "taken-already", say_standing(standing), _REMEDY, person.name)]
        days = [line.occurred_on for line in lines if line.points]
        first = self.first.get(person.pk)
        if not standing and days and first is not None and first.occurred_on <= max(days):
            said = (
                f"账上已经有第 {first.sequence} 条（{first.occurred_on}），承接的分算到 {max(days)}，会重复"
            )
            remedy = "把截至日期改到这一天以前；这一条已经包括在承接的分里的，先冲销它"
            return [Trouble("until", "counted-twice", said, remedy, str(max(days)))]
        return []


_REMEDY = "这一行照原来的不改，或者删去；原来的不对的，先在账页冲销那几条，再重新上传"


def _read(sheet: TakeOverSheet, content: bytes) -> tuple[Table, list[Fault]]:
    """Return the rows of the file and what is wrong with its cells; raise `Invalid` where no row can be had."""
    try:
        reading = read(content, [sheet.spec])
    except WorkbookRefused as refused:
        raise Invalid(file="".join(sentences(refused.faults))) from refused
    table = reading.tables.get(SHEET)
    if table is None or not table.rows:
        told = sentences([*reading.faults, *reading.warnings])[:20]
        raise Invalid(file="".join(told) or "文件里没有数据。")
    return table, list(reading.faults)
