"""What the acts on exemptions share: their record, and what they do to the list of the year."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from jifen.audit.actions import Subject, record
from jifen.common.actor import Actor
from jifen.common.basis import Basis
from jifen.schemes.actions.enrolling.writing import write_row
from jifen.schemes.errors import StateChangedMeanwhile
from jifen.schemes.models import Enrolment, Exemption
from jifen.schemes.states.acts import Act
from jifen.schemes.states.exemptions import ASK_RENEWAL, EXEMPT, EXEMPTION, ExemptionState


def note_exemption(
    actor: Actor, at: datetime, act: Act, row: Exemption, basis: Basis | None = None, **detail: Any
) -> None:
    """Write an act on an exemption into the memory; neither ground nor anybody's words."""
    record(
        actor=actor,
        at=at,
        act=act,
        place=row.place,
        subject=Subject("person", str(row.person_id), str(row.person)),
        basis=basis,
        detail={
            "exemption": str(row.pk),
            "year": row.year,
            **{key: value for key, value in detail.items() if value},
        },
    )


def refuse_changed(row: Exemption, seen: int) -> None:
    """Raise `StateChangedMeanwhile` where somebody else was faster."""
    if row.version != seen:
        raise StateChangedMeanwhile


def save(row: Exemption, *fields: str) -> None:
    """Save what an act changed."""
    row.version += 1
    row.save(update_fields=[*fields, "version"])


def take_effect(row: Exemption, basis: Basis) -> None:
    """Let somebody approved stay out of the list of the year, from `from_on` on; what he has stays (AMB-39).

    Where there is no list yet it is done when the list is made.
    """
    enrolment = _enrolment_of(row)
    if enrolment is None:
        return
    row.state = ExemptionState(EXEMPTION.find(Act.CHANGE_ENROLMENT, row.state).target)
    note = enrolment.note.replace(ASK_RENEWAL, "").strip("；")
    write_row(enrolment, basis, participates=False, reason=EXEMPT, out_from=row.from_on, note=note)


def put_back(row: Exemption, on: date, basis: Basis) -> None:
    """Let somebody take part again from a day on; days he was out stay out, which the note says."""
    enrolment = _enrolment_of(row)
    if enrolment is None or enrolment.participates or enrolment.reason != EXEMPT:
        return
    note = enrolment.note
    if row.from_on is not None and on > row.from_on:
        until = on - timedelta(days=1)
        note = "；".join(filter(None, (note, f"{row.from_on}至{until}{EXEMPT}")))[:300]
    write_row(enrolment, basis, participates=True, reason="", out_from=None, note=note)


def _enrolment_of(row: Exemption) -> Enrolment | None:
    rows = Enrolment.objects.select_for_update(of=("self",))
    return rows.filter(person=row.person, branch=row.branch, year=row.year).first()
