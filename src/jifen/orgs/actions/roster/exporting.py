"""The roster as a workbook, the same sheet that is read; the empty sheet to fill; the faults as a list to work by."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from jifen.audit.actions import Subject, record, record_each
from jifen.audit.states import RecordKind
from jifen.common.actor import Actor
from jifen.common.refusals import Invalid
from jifen.orgs.actions.recording import about
from jifen.orgs.actions.roster.checking import LISTED
from jifen.orgs.actions.roster.comparing import shown
from jifen.orgs.actions.roster.places import Places, load_places
from jifen.orgs.actions.roster.sheet import (
    COLUMNS,
    DROPDOWNS,
    NORMAL,
    SEALED,
    SHEET,
    SUSPENDED,
    out_columns,
    roster_spec,
)
from jifen.orgs.actions.roster.uploading import BLOCK
from jifen.orgs.models import Circumstance, Organization, Person, StandingEvent
from jifen.orgs.permissions import may
from jifen.orgs.queries import get_organization_for, get_roster_for, list_faults_of
from jifen.orgs.states.acts import Act
from jifen.orgs.states.people import CircumstanceKind, Sex, Standing
from jifen.orgs.states.roster import ROSTER_STANDINGS, ExportPurpose
from jifen.workbook import OutColumn, OutSheet, template, write_xlsx
from jifen.workbook.layout import Cell

_ALL = frozenset(column.key for column in COLUMNS)
_OPEN = _ALL - set(SEALED)
_MOST_CHOICES = 500
_PLAIN = (
    "name", "mark", "birth_on", "degree", "native_place", "joined_on", "converted_on", "work_post", "employer",
    "work_started_on", "member_no", "remark",
)  # fmt: skip


def export_roster(
    *,
    actor: Actor,
    at: datetime,
    organization_id: UUID | str,
    path: str | os.PathLike[str],
    purpose: ExportPurpose | None = None,
    reason: str = "",
) -> int:
    """Write the roster of an organisation and all below it; return how many people it lists.

    Without a purpose the columns of numbers and addresses are left out. With one they are written in full: that asks
    for the right to see them (`REVEAL`) and for a reason, and everybody in the file is shown the reading. Raises
    `NotFound`, `NotAllowed`, `Invalid`, `OutputRefused`.
    """
    with transaction.atomic():
        organization = get_organization_for(actor, organization_id)
        place = organization.place
        allowed = may(actor, Act.EXPORT_ROSTER, place)
        if purpose:
            allowed &= may(actor, Act.REVEAL, place)
        allowed.require()
        if purpose and not reason.strip():
            raise Invalid(reason="请写明用途（报给哪里、办什么事）；本人能看到这一条。")
        people = _people(organization)
        keys = _ALL if purpose else _OPEN
        places = load_places(organization)
        count = 0

        def rows() -> Iterator[Sequence[Cell]]:
            nonlocal count
            for person in people.iterator(chunk_size=BLOCK):
                count += 1
                yield _cells(count, person, places, keys)

        note = _watermark(actor, at, purpose, reason.strip())
        sheet = OutSheet(
            SHEET,
            out_columns(keys),
            rows(),
            title=f"{organization.full_name}党员名册",
            notes=(note,),
            landscape=True,
        )
        write_xlsx(path, [sheet])
        detail: dict[str, Any] = {"people": count, "purpose": purpose.value if purpose else ""}
        record(
            actor=actor,
            at=at,
            act=Act.EXPORT_ROSTER,
            kind=RecordKind.EXPORT,
            place=place,
            subject=about(organization),
            detail=detail,
        )
        if purpose:
            record_each(
                actor=actor,
                at=at,
                act=Act.EXPORT_ROSTER,
                kind=RecordKind.READ,
                subjects=_subjects(people),
                detail={"purpose": purpose.value, "fields": sorted(SEALED)},
            )
        return count


def write_roster_template(*, actor: Actor, organization_id: UUID | str, path: str | os.PathLike[str]) -> None:
    """Write the empty sheet with its notes and drop-downs; branches and groups of the organisation are offered."""
    organization = get_organization_for(actor, organization_id)
    may(actor, Act.IMPORT_ROSTER, organization.place).require()
    places = load_places(organization)
    lists = dict(DROPDOWNS)
    branches = tuple(places.name_of(branch) for branch in places.branches.values())
    groups = tuple(group.name for branch in places.branches.values() for group in places.groups_of(branch))
    for key, names in (("branch", branches), ("group", groups)):
        if 0 < len(names) <= _MOST_CHOICES:
            lists[key] = names
    spec = roster_spec(needs_branch=not organization.is_branch)
    template(
        path,
        [spec],
        titles={SHEET: f"{organization.full_name}党员名册"},
        notes={SHEET: _NOTES},
        examples={SHEET: [_EXAMPLE | ({"branch": branches[0]} if branches else {})]},
        dropdowns={SHEET: lists},
        spare_rows=2_000,
    )


def write_faults(*, actor: Actor, roster_id: UUID | str, path: str | os.PathLike[str]) -> None:
    """Write what is wrong with an import as a list to work through; sensitive values are masked in it."""
    roster = get_roster_for(actor, roster_id)
    faults = list_faults_of(roster, blocking=True)
    rows = (
        (fault.row or None, fault.column or None, fault.value or None, fault.message, fault.remedy)
        for fault in faults.iterator(chunk_size=2_000)
    )
    write_xlsx(path, [OutSheet("要改的地方", _FAULT_COLUMNS, rows, title="名册里要改的地方", landscape=True)])


def _people(organization: Organization) -> QuerySet[Person]:
    opened = Circumstance.objects.filter(kind__in=LISTED, to_on__isnull=True)
    suspended = StandingEvent.objects.filter(target=Standing.SUSPENDED).order_by("on", "entered_at", "id")
    return (
        Person.objects.filter(
            branch__path__gte=organization.path,
            branch__path__lt=organization.path + "~",
            standing__in=ROSTER_STANDINGS,
            same_as__isnull=True,
        )
        .select_related("branch", "group")
        .prefetch_related(
            Prefetch("circumstances", opened, to_attr="now"),
            Prefetch("standing_events", suspended, to_attr="suspensions"),
        )
        .order_by("branch__path", "pinyin", "name", "pk")
    )


def _subjects(people: QuerySet[Person]) -> Iterator[tuple[Any, Subject]]:
    for person in people.prefetch_related(None).iterator(chunk_size=BLOCK):
        yield person.place, about(person)


def _watermark(actor: Actor, at: datetime, purpose: ExportPurpose | None, reason: str) -> str:
    local = timezone.localtime(at)
    when = f"{local.year}年{local.month}月{local.day}日 {local.hour}:{local.minute:02}"
    said = (
        f"用途：{purpose.label}，{reason}。含身份证号和联系方式，用后请妥善保管或销毁，不得转发。"
        if purpose
        else ""
    )
    return f"{actor.title} 于{when}导出。{said or '不含身份证号、电话和住址。'}"


def _cells(number: int, person: Person, places: Places, keys: frozenset[str]) -> list[Cell]:
    """Return one row, as the reader of the same sheet would understand it."""
    assert person.branch is not None
    branch = places.branches.get(str(person.branch_id))
    now = {row.kind: row for row in person.now}  # type: ignore[attr-defined]
    away = now.get(CircumstanceKind.MIGRANT)
    values: dict[str, Any] = {key: getattr(person, key) or None for key in _PLAIN}
    values |= {key: getattr(person, key).reveal() or None for key in SEALED if key in keys}
    values |= {
        "serial": str(number),
        "sex": None if person.sex is Sex.UNKNOWN else person.sex.label,
        "ethnicity": shown("ethnicity", person.ethnicity) or None,
        "education": shown("education", person.education) or None,
        "standing": _category(person).label,
        "branch": places.name_of(branch) if branch else person.branch.full_name,
        "group": person.group.full_name if person.group else None,
        "membership": SUSPENDED if person.standing is Standing.SUSPENDED else NORMAL,
        "lost": "是" if CircumstanceKind.LOST_CONTACT in now else "否",
        "migrant": "是" if away else "否",
        "where": (away.where or None) if away else None,
    }
    return [values[column.key] for column in COLUMNS if column.key in keys]


def _category(person: Person) -> Standing:
    """Return formal or probationary for somebody suspended: what he was before."""
    if person.standing is not Standing.SUSPENDED:
        return person.standing  # type: ignore[no-any-return]
    events: list[StandingEvent] = person.suspensions  # type: ignore[attr-defined]
    return events[-1].source if events and events[-1].source else Standing.FORMAL


_NOTES = (
    "红字的列必填，其余能填就填；空着的格子不会改动系统里已有的内容。身份证号、手机请按文本填写，日期写成 2026-03-05。",
    "人员类别有变动（转正、停止党籍等）的，先在系统里办理，不能靠名册改。填好后在“名册导入”里上传，先核对，确认后才导入。",
)
_EXAMPLE: dict[str, Any] = {
    "name": "张三",
    "sex": "男",
    "ethnicity": "汉族",
    "education": "初中毕业",
    "standing": "正式党员",
    "membership": NORMAL,
    "lost": "否",
    "migrant": "否",
}
_FAULT_COLUMNS = (
    OutColumn("row", "行", "integer", 8),
    OutColumn("column", "列", width=16),
    OutColumn("value", "填的内容", width=24, wrap=True),
    OutColumn("message", "问题", width=40, wrap=True),
    OutColumn("remedy", "怎么改", width=60, wrap=True),
)
