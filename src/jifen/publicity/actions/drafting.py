"""Drafting a notice: a frozen sheet, every column and cell of which is one the 办法 publishes (REG-40, REG-41)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.common.actor import Actor
from jifen.common.basis import Basis
from jifen.common.plainsheet import plain_cell
from jifen.common.refusals import Blocked
from jifen.common.sheet import Cell, ColumnKind, Sheet
from jifen.common.sheet import Column as SheetColumn
from jifen.ledger.queries import Derived, derive, get_book_for, list_lines_by_person
from jifen.orgs.models import Organization, Person
from jifen.orgs.queries import get_organization_for
from jifen.orgs.states.guards import say
from jifen.publicity.actions.saving import note
from jifen.publicity.errors import NotForPublic, NoticeUnderWay
from jifen.publicity.models import NoticeLine, PublicNotice
from jifen.publicity.permissions import may
from jifen.publicity.states.acts import Act
from jifen.publicity.states.notices import NOTICE, UNDER_WAY, Column, Origin, Unit
from jifen.publicity.states.openness import find_number
from jifen.rules.model.cycle import Publicity
from jifen.schemes.models import SchemeVersion
from jifen.schemes.queries import bound_of

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """Whom a row of the sheet is about, and the ids of those who wrote what stands behind it."""

    person_id: str
    authors: frozenset[str] = frozenset()


def draft_notice(
    *,
    actor: Actor,
    at: datetime,
    organization_id: UUID | str,
    origin: Origin,
    origin_id: str,
    period: str,
    sheet: Sheet,
    people: Sequence[ShownPerson],
    rule: Publicity,
    basis: Basis,
) -> PublicNotice:
    """Freeze a sheet as the draft of a notice; `people` are those of its rows, in their order; `rule`: the 办法's own.

    Raises `NotFound`, `NotAllowed`, `NoticeUnderWay`, and `NotForPublic` with every column and cell that may not be
    shown.
    """
    with transaction.atomic():
        branch = get_organization_for(actor, organization_id)
        may(actor, Act.DRAFT_NOTICE, branch.place).require()
        # Two who draft the same notice wait here for each other.
        Organization.objects.select_for_update(of=("self",)).get(pk=branch.pk)
        NOTICE.find(Act.DRAFT_NOTICE, None)
        known = {str(one.pk): one for one in Person.objects.filter(pk__in=[one.person_id for one in people])}
        _refuse(branch, origin, origin_id, period)
        _refuse_sheet(sheet, people, known, rule)
        notice = PublicNotice.objects.create(
            branch=branch,
            origin=origin,
            origin_id=origin_id,
            period=period,
            title=sheet.title,
            columns=[[one.key, one.heading, one.kind.value, one.width] for one in sheet.columns],
            days=rule.days,
            unit=Unit(rule.unit.upper()),
            public=list(rule.public),
            clause=rule.clause or "",
            basis=basis,
            drafted_by=actor.name,
            drafted_at=at,
        )
        NoticeLine.objects.bulk_create(
            NoticeLine(
                notice=notice,
                number=number,
                person=known[one.person_id],
                cells=list(map(plain_cell, row)),
                authors=sorted(one.authors),
            )
            for number, (one, row) in enumerate(zip(people, sheet.rows, strict=True), 1)
        )
        detail = {"origin": origin.value, "period": period, "lines": len(people)}
        note(notice, Act.DRAFT_NOTICE, actor=actor, at=at, basis=basis, detail=detail)
        return notice


def draft_from_book(*, actor: Actor, at: datetime, book_id: UUID | str, basis: Basis) -> PublicNotice:
    """Draft a notice of the figures of a book as they stand today, with the columns the 办法 publishes.

    Whoever takes part and has a figure stands on it, by name; nobody's grade or rank does (AMB-21). Raises as
    `draft_notice`, and `Blocked` where nothing can be reckoned or the 办法 says nothing of publishing.
    """
    with transaction.atomic():
        book = get_book_for(actor, book_id)
        today = timezone.localdate(at)
        derived = derive(book, today)
        rule = _rule_of(derived.version)
        shown = sorted(
            (one for key, one in derived.people.items() if derived.score_of(key) is not None),
            key=lambda one: (one.pinyin, one.name, one.mark, str(one.pk)),
        )
        if not shown:
            raise Blocked(f"{book}里还没有人有积分，没有可公示的。")
        lines = list_lines_by_person(book)
        authors = {
            key: frozenset(one.author_id for one in rows if one.author_id) for key, rows in lines.items()
        }
        sheet = _sheet_of(f"{book.branch}{book.year}年度积分公示", derived, shown, rule)
        return draft_notice(
            actor=actor,
            at=at,
            organization_id=book.branch_id,
            origin=Origin.BOOK,
            origin_id=str(book.pk),
            period=f"截至{say(today)}",
            sheet=sheet,
            people=[ShownPerson(str(one.pk), authors.get(one.pk, frozenset())) for one in shown],
            rule=rule,
            basis=basis,
        )


def _refuse(branch: Organization, origin: Origin, origin_id: str, period: str) -> None:
    if not branch.is_branch:
        raise Blocked(f"{branch}不是党支部：积分由各支部公示。")
    same = PublicNotice.objects.filter(origin=origin, origin_id=origin_id, period=period)
    if found := same.filter(state__in=UNDER_WAY).order_by("pk").first():
        raise NoticeUnderWay(f"“{found}”现在是“{found.state.label}”，先把它办完，或者撤下，再拟定新的。")


def _refuse_sheet(
    sheet: Sheet, people: Sequence[ShownPerson], known: dict[str, Person], rule: Publicity
) -> None:
    """Raise `NotForPublic` with everything on the sheet that no notice of this 办法 may show."""
    if len(people) != len(sheet.rows) or any(one.person_id not in known for one in people):
        raise ValueError("a row of the sheet belongs to nobody")
    faults = dict(_list_faults(sheet, [known[one.person_id] for one in people], rule))
    if faults:
        raise NotForPublic(**faults)


def _list_faults(sheet: Sheet, people: Sequence[Person], rule: Publicity) -> Iterator[tuple[str, str]]:
    published = "、".join(one.label for one in Column if one.word in rule.columns)
    for column in sheet.columns:
        if column.key.partition(".")[0] not in rule.columns:
            said = f"“{column.heading}”不在办法写明的公示栏目里，办法只公示{published}。"
            yield f"column.{column.key}", said
    if found := find_number(sheet.title):
        yield "title", f"标题里有一长串号码（{len(found)} 位），公示里不能有。"
    for number, (row, person) in enumerate(zip(sheet.rows, people, strict=True), 1):
        for column, cell in zip(sheet.columns, row, strict=True):
            if column.key == Column.NAME.word and cell != str(person):
                yield f"{number}.name", f"第 {number} 行的姓名不是{person}，请重新生成。"
            elif isinstance(cell, str) and (found := find_number(cell)):
                said = f"第 {number} 行“{column.heading}”里有一长串号码（{len(found)} 位），公示里不能有证件号、电话。"
                yield f"{number}.{column.key}", said


def _rule_of(version: SchemeVersion) -> Publicity:
    cycle = bound_of(version).scheme.cycle
    rules = cycle.publicity if cycle else ()
    if not rules:
        raise Blocked(f"{version}没有写公示几天、公示什么；请先在办法里写明（cycle 的 publicity）。")
    return next((one for one in rules if one.every == "year"), rules[0])


def _sheet_of(title: str, derived: Derived, shown: Sequence[Person], rule: Publicity) -> Sheet:
    """Return the figures of members under the columns the 办法 publishes; what a book does not know is left out."""
    columns: list[SheetColumn] = []
    if Column.NUMBER.word in rule.columns:
        columns.append(SheetColumn("number", "序号", ColumnKind.INTEGER, 6))
    columns.append(SheetColumn("name", "姓名", ColumnKind.TEXT, 12))
    if Column.PARTS.word in rule.columns:
        columns += [SheetColumn(f"parts.{one.part}", one.title, ColumnKind.NUMBER) for one in derived.parts]
    if Column.TOTAL.word in rule.columns:
        columns.append(SheetColumn("total", "累计积分", ColumnKind.NUMBER))
    rows = []
    for number, person in enumerate(shown, 1):
        account = derived.accounts[person.pk]
        cells: dict[str, Cell] = {
            "number": number,
            "name": str(person),
            "total": _points(derived.score_of(person.pk)),
            **{f"parts.{name}": _points(value) for name, value in account.parts.items()},
        }
        rows.append(tuple(cells.get(column.key) for column in columns))
    return Sheet(title, tuple(columns), tuple(rows))


def _points(value: Fraction | None) -> Decimal | None:
    if value is None:
        return None
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(_CENT, ROUND_HALF_UP)
