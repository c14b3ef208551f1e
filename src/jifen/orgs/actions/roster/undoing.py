"""Taking an import back, whole: the people it entered go, the people it changed are as before.

Whoever was changed since, or on whom something stands by now (an office, an account, a transfer, an entry of a room
above), holds the whole import fast: everyone of them is named, and nothing is taken back. That something stands on a
person is not looked up in a list of tables: the rows protect what they refer to, and the deletion fails.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.orgs.actions.roster.applying import (
    blocks_of,
    circumstance_id,
    lock_people,
    membership_id,
    standing_id,
    store_people,
)
from jifen.orgs.actions.roster.comparing import restored
from jifen.orgs.actions.roster.uploading import BLOCK, about_roster, move_on
from jifen.orgs.errors import SomethingStandsOnIt
from jifen.orgs.models import (
    Circumstance,
    Membership,
    Person,
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

STANDS = "stands-on"
"""Code of the faults that say why an import was not taken back."""
_CHANGED = "导入以后又改过"


def undo_roster(*, actor: Actor, at: datetime, roster_id: UUID | str) -> RosterImport:
    """Ask for an import to be taken back; `take_back_rows` then does it. Raises `NotFound`, `NotNow`."""
    with transaction.atomic():
        roster = get_roster_for(actor, roster_id, lock=True)
        may(actor, Act.UNDO_ROSTER, roster.organization.place).require()
        move_on(roster, Act.UNDO_ROSTER)
        RosterFault.objects.filter(roster=roster, code=STANDS).delete()
        place = roster.organization.place
        detail = {"step": "asked", "attempt": roster.attempt}
        record(
            actor=actor, at=at, act=Act.UNDO_ROSTER, place=place, subject=about_roster(roster), detail=detail
        )
        return roster


def take_back_rows(*, actor: Actor, at: datetime, roster_id: UUID | str, attempt: int) -> RosterImport:
    """Take an import back in one transaction and end in UNDONE, or in APPLIED again with the reasons as its faults.

    Returns quietly where another run took over. Raises `NotFound`, `NotAllowed`.
    """
    try:
        with transaction.atomic():
            roster = get_roster_for(actor, roster_id, lock=True)
            if roster.state is not RosterState.UNDOING or roster.attempt != attempt:
                return roster
            may(actor, Act.UNDO_ROSTER, roster.organization.place).require()
            _take_back(roster)
            roster.state = RosterState.UNDONE
            roster.save(update_fields=["state"])
            record(
                actor=actor,
                at=at,
                act=Act.UNDO_ROSTER,
                place=roster.organization.place,
                subject=about_roster(roster),
                detail={"step": "taken back"},
            )
            return roster
    except SomethingStandsOnIt as refusal:
        return _stay(roster_id, attempt, refusal.reasons)


def _stay(roster_id: UUID | str, attempt: int, reasons: Sequence[str]) -> RosterImport:
    with transaction.atomic():
        mine = RosterImport.objects.filter(pk=roster_id, state=RosterState.UNDOING, attempt=attempt)
        if mine.update(state=RosterState.APPLIED):
            remedy = "名册没有撤销，没有改动任何人；这位同志的信息请在本人页面更正"
            RosterFault.objects.bulk_create(
                (
                    RosterFault(roster_id=roster_id, code=STANDS, message=said[:500], remedy=remedy)
                    for said in reasons
                ),
                batch_size=BLOCK,
            )
        return RosterImport.objects.select_related("organization").get(pk=roster_id)


def _take_back(roster: RosterImport) -> None:
    """Go through all lines and raise everybody who holds the import fast, at once (`SomethingStandsOnIt`)."""
    held: list[str] = []
    for kind, undo in ((LineKind.NEW, _remove), (LineKind.CHANGED, _restore)):
        for lines in blocks_of(roster, kind):
            held += undo([line for line in lines if line.person_id])
    if held:
        raise SomethingStandsOnIt(*dict.fromkeys(held))


def _remove(lines: Sequence[RosterLine]) -> list[str]:
    """Delete the people a block of lines entered, with what the import itself wrote of them."""
    people = lock_people(lines)
    held = [
        f"{people[line.person_id]}：{_CHANGED}"
        for line in lines
        if people[line.person_id].version != line.person_version
    ]
    Membership.objects.filter(pk__in=[membership_id(line) for line in lines], to_on__isnull=True).delete()
    StandingEvent.objects.filter(pk__in=[standing_id(line) for line in lines]).delete()
    opened = [circumstance_id(line, kind.value) for line in lines for kind in CircumstanceKind]
    Circumstance.objects.filter(pk__in=opened, to_on__isnull=True).delete()
    try:
        with transaction.atomic():
            Person.objects.filter(pk__in=people).delete()
    except ProtectedError as refusal:
        held += _told(refusal, people)
    return held


def _told(refusal: ProtectedError, people: dict[UUID, Person]) -> list[str]:
    """Return whom the rows protect, each with what stands on him."""
    said = []
    for row in refusal.protected_objects:
        for field in row._meta.concrete_fields:
            if field.related_model is Person and (person := people.get(getattr(row, field.attname))):
                said.append(f"{person}：已有“{row._meta.verbose_name}”的记录")
    return said


def _restore(lines: Sequence[RosterLine]) -> list[str]:
    """Put back what stood before a block of lines changed it."""
    people = lock_people(lines)
    held = []
    for line in lines:
        person = people[line.person_id]
        if person.version != line.person_version:
            held.append(f"{person}：{_CHANGED}")
            continue
        before = line.before or {}
        for name, value in restored(before.get("set", {})).items():
            setattr(person, name, value)
        person.version += 1
        if not _restore_circumstances(line):
            held.append(f"{person}：流动、失联情况{_CHANGED}")
    if not held:
        store_people(people.values())
    return held


def _restore_circumstances(line: RosterLine) -> bool:
    """Put circumstances back; say whether they still stood as the import left them."""
    happening = line.changes.get("circumstances", {})
    before = (line.before or {}).get("circumstances", {})
    for kind, what in happening.items():
        if "open" in what:
            row = Circumstance.objects.filter(
                pk=circumstance_id(line, kind), to_on__isnull=True, where=what["open"]
            )
            if not row.delete()[0]:
                return False
            continue
        still = Circumstance.objects.filter(pk=before[kind]["id"], to_on__isnull="end" not in what)
        others = Circumstance.objects.filter(person=line.person_id, kind=kind, to_on__isnull=True)
        if others.exclude(pk=before[kind]["id"]).exists():
            return False
        if not still.update(to_on=None, where=before[kind]["where"]):
            return False
    return True
