"""Confirming an import, and writing it: all rows in one transaction, or none.

Everything slow (reading, comparing, sealing, pinyin, blind indexes) was done by the check; what is left are writes in
bulk. Within the transaction every row is asked again whom it means, and every version is compared: where the roster was
changed after the check nothing is written, and the import is to be checked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Basis, BasisKind
from jifen.orgs.actions.roster.checking import load_opened
from jifen.orgs.actions.roster.comparing import as_kept, restored
from jifen.orgs.actions.roster.matching import Key, find_people
from jifen.orgs.actions.roster.uploading import BLOCK, about_roster, move_on
from jifen.orgs.models import (
    Circumstance,
    Membership,
    Person,
    RosterBlock,
    RosterFault,
    RosterImport,
    RosterLine,
    StandingEvent,
)
from jifen.orgs.permissions import may
from jifen.orgs.queries import get_roster_for
from jifen.orgs.states.acts import Act
from jifen.orgs.states.people import CircumstanceKind
from jifen.orgs.states.roster import LineKind, RosterState
from jifen.orgs.states.transfers import MembershipStart

PERSON_FIELDS = tuple(
    field.name
    for field in Person._meta.concrete_fields
    if field.name not in ("id", "same_as", "merged_at_version")
)


_AGAIN = "请点“重新核对”，看过差别再确认"


class _ChangedSince(Exception):
    """The roster was changed after the check; nothing is written."""


def apply_roster(*, actor: Actor, at: datetime, roster_id: UUID | str) -> RosterImport:
    """Confirm an import that was checked without faults; `write_rows` then writes it.

    Confirming again takes up an import whose run died: it had written nothing. Raises `NotFound`, `NotNow`.
    """
    with transaction.atomic():
        roster = get_roster_for(actor, roster_id, lock=True)
        may(actor, Act.APPLY_ROSTER, roster.organization.place).require()
        move_on(roster, Act.APPLY_ROSTER)
        place = roster.organization.place
        detail = {"step": "confirmed", "attempt": roster.attempt}
        record(
            actor=actor, at=at, act=Act.APPLY_ROSTER, place=place, subject=about_roster(roster), detail=detail
        )
        return roster


def write_rows(*, actor: Actor, at: datetime, roster_id: UUID | str, attempt: int) -> RosterImport:
    """Write a confirmed import in one transaction and end in APPLIED, or in FAULTY where the roster was changed since.

    Returns quietly where another run took over. Raises `NotFound`, `NotAllowed`.
    """
    try:
        with transaction.atomic():
            roster = get_roster_for(actor, roster_id, lock=True)
            if roster.state is not RosterState.APPLYING or roster.attempt != attempt:
                return roster
            may(actor, Act.APPLY_ROSTER, roster.organization.place).require()
            _write(roster, at)
            roster.state, roster.applied_at = RosterState.APPLIED, at
            roster.save(update_fields=["state", "applied_at"])
            record(
                actor=actor,
                at=at,
                act=Act.APPLY_ROSTER,
                place=roster.organization.place,
                subject=about_roster(roster),
                detail={"step": "written", **roster.counts},
            )
            return roster
    except _ChangedSince as changed:
        return _send_back(roster_id, attempt, row=changed.args[0])


def standing_id(line: RosterLine) -> UUID:
    """Return the id of the history row that a line wrote: undoing takes out this very row."""
    return uuid5(line.pk, "standing")


def membership_id(line: RosterLine) -> UUID:
    """Return the id of the membership that a line wrote."""
    return uuid5(line.pk, "membership")


def circumstance_id(line: RosterLine, kind: str) -> UUID:
    """Return the id of the circumstance that a line opened."""
    return uuid5(line.pk, kind)


def _send_back(roster_id: UUID | str, attempt: int, *, row: int) -> RosterImport:
    with transaction.atomic():
        mine = RosterImport.objects.filter(pk=roster_id, state=RosterState.APPLYING, attempt=attempt)
        if mine.update(state=RosterState.FAULTY):
            message = "核对以后，系统里的名册有了变动，没有导入任何人"
            RosterFault.objects.create(
                roster_id=roster_id,
                row=row,
                code="changed-since",
                message=message,
                remedy=_AGAIN,
            )
        return RosterImport.objects.select_related("organization").get(pk=roster_id)


def blocks_of(roster: RosterImport, kind: LineKind) -> Iterator[list[RosterLine]]:
    """Yield the lines of one kind in blocks, each read by itself: no cursor stays open while others are written."""
    last = 0
    lines = RosterLine.objects.filter(roster=roster, kind=kind).order_by("row")
    while block := list(lines.filter(row__gt=last)[:BLOCK]):
        yield block
        last = block[-1].row


def _write(roster: RosterImport, at: datetime) -> None:
    """Write all lines. Whether the new ones are still new is asked before any is written: they may be namesakes."""
    for lines in blocks_of(roster, LineKind.NEW):
        _refuse_known(lines)
    for lines in blocks_of(roster, LineKind.CHANGED):
        _change(roster, lines)
    for lines in blocks_of(roster, LineKind.NEW):
        _enter(roster, lines, at)
    # A person gets the id of the line that enters him: one statement ties all of them.
    new = RosterLine.objects.filter(roster=roster, kind=LineKind.NEW)
    new.update(person=F("id"), changes={}, person_version=1)
    RosterBlock.objects.filter(roster=roster).delete()


def _enter(roster: RosterImport, lines: Sequence[RosterLine], at: datetime) -> None:
    """Enter new people with membership, history and circumstances."""
    today = timezone.localdate(roster.entered_at)
    people, memberships, events, circumstances = [], [], [], []
    for line in lines:
        data = restored(line.changes["set"])
        person = Person(id=line.pk, **data)
        # A roster does not say since when: from joining the Party, or from the day of the import.
        since = person.joined_on or today
        people.append(person)
        memberships.append(
            Membership(
                id=membership_id(line),
                person=person,
                branch_id=data["branch_id"],
                from_on=since,
                start=MembershipStart.ROSTER,
            )
        )
        events.append(
            StandingEvent(
                id=standing_id(line),
                person=person,
                act=Act.ENTER_PERSON,
                source=line.changes.get("source", ""),
                target=person.standing,
                on=since,
                branch_id=data["branch_id"],
                basis=_basis(roster, today),
                entered_at=at,
            )
        )
        happening = line.changes.get("circumstances", {})
        circumstances += _opened(roster, line, person, happening, today)
    Person.objects.bulk_create(people)
    Membership.objects.bulk_create(memberships)
    StandingEvent.objects.bulk_create(events)
    Circumstance.objects.bulk_create(circumstances)


def _refuse_known(lines: Sequence[RosterLine]) -> None:
    keys = []
    for line in lines:
        mark, member_no, id_index = line.changes["key"]
        data = line.changes["set"]
        keys.append(Key(data["branch_id"], data["name"], mark, member_no, id_index))
    for line, found in zip(lines, find_people(keys, {}), strict=True):
        if found is not None:
            raise _ChangedSince(line.row)


def _change(roster: RosterImport, lines: Sequence[RosterLine]) -> None:
    """Change people, keeping what stood there before."""
    today = timezone.localdate(roster.entered_at)
    people = lock_people(lines)
    opened = load_opened(people.values())
    circumstances: list[Circumstance] = []
    for line in lines:
        person = people.get(line.person_id)
        if person is None or person.version != line.person_version:
            raise _ChangedSince(line.row)
        new = line.changes.get("set", {})
        line.before = {"set": as_kept(person, new)}
        for name, value in restored(new).items():
            setattr(person, name, value)
        person.version += 1
        line.person_version = person.version
        happening = line.changes.get("circumstances", {})
        now = opened.get(str(person.pk), {})
        circumstances += _opened(roster, line, person, happening, today, now)
        _end(line, happening, now, today)
    _refuse_numbers_taken(lines)
    store_people(people.values())
    Circumstance.objects.bulk_create(circumstances)
    RosterLine.objects.bulk_create(
        lines, update_conflicts=True, unique_fields=["id"], update_fields=["before", "person_version"]
    )


def lock_people(lines: Iterable[RosterLine]) -> dict[Any, Person]:
    """Return the people of some lines by id, locked."""
    keys = [line.person_id for line in lines if line.person_id]
    return {
        person.pk: person for person in Person.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    }


def store_people(people: Iterable[Person]) -> None:
    """Write changed people in one statement a block, an upsert: Django's bulk update is many times as slow."""
    Person.objects.bulk_create(
        people, update_conflicts=True, unique_fields=["id"], update_fields=PERSON_FIELDS
    )


def _refuse_numbers_taken(lines: Sequence[RosterLine]) -> None:
    """Refuse a number that somebody else was given after the check: one read for the whole block."""
    wanted = {index: line for line in lines if (index := line.changes.get("set", {}).get("id_index"))}
    taken = Person.objects.filter(id_index__in=wanted, same_as__isnull=True).values_list("id_index", "pk")
    for index, key in taken if wanted else ():
        if key != wanted[index].person_id:
            raise _ChangedSince(wanted[index].row)


def _opened(
    roster: RosterImport,
    line: RosterLine,
    person: Person,
    happening: Mapping[str, Any],
    today: date,
    now: Mapping[CircumstanceKind, Circumstance] | None = None,
) -> list[Circumstance]:
    rows = []
    for kind, what in happening.items():
        if "open" not in what:
            continue
        if CircumstanceKind(kind) in (now or {}):
            raise _ChangedSince(line.row)
        rows.append(
            Circumstance(
                id=circumstance_id(line, kind),
                person=person,
                kind=CircumstanceKind(kind),
                from_on=today,
                where=what["open"],
                basis=_basis(roster, today),
            )
        )
    return rows


def _end(
    line: RosterLine, happening: Mapping[str, Any], now: Mapping[CircumstanceKind, Circumstance], today: date
) -> None:
    """End a circumstance or change where somebody is; such rows are few, each is written by itself."""
    kept = {}
    for kind, what in happening.items():
        if "open" in what:
            continue
        row = now.get(CircumstanceKind(kind))
        if row is None:
            raise _ChangedSince(line.row)
        kept[kind] = {"id": str(row.pk), "where": row.where}
        if "end" in what:
            row.to_on = max(today, row.from_on)
        row.where = what.get("where", row.where)
        row.save(update_fields=["to_on", "where"])
    if kept:
        line.before = {**(line.before or {}), "circumstances": kept}


def _basis(roster: RosterImport, today: date) -> Basis:
    return Basis(BasisKind.REGISTER, "名册导入", today, reference=str(roster.pk))
