"""Entering a disciplinary measure from the document that approved it (REG-20)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Basis, Decider
from jifen.common.refusals import Invalid, NotAllowed
from jifen.orgs.actions.people.saving import refuse_duplicate, save_person
from jifen.orgs.actions.recording import about
from jifen.orgs.models import Discipline, Person
from jifen.orgs.permissions import may_act_on, may_record_discipline
from jifen.orgs.queries import get_person_for
from jifen.orgs.states.acts import Act
from jifen.orgs.states.guards import say
from jifen.orgs.states.history import effect_until
from jifen.orgs.states.people import Measure, Standing

PROBATION_WITHIN_PARTY_MONTHS = (12, 24)


def record_discipline(
    *,
    actor: Actor,
    at: datetime,
    person_id: UUID | str,
    measure: Measure,
    approved_on: date,
    matter: str,
    basis: Basis,
    months: int = 0,
    decider: Decider | None = None,
) -> Discipline:
    """Enter a measure; the last day of its effect is reckoned from the approval, `months` is said for 留党察看 alone.

    Raises `NotFound`, `NotAllowed`, `Invalid`.
    """
    with transaction.atomic():
        person = get_person_for(actor, person_id, lock=True)
        place = person.place
        if place is None:
            raise NotAllowed(f"{person}不在任何支部，请先办理组织关系转接。")
        may_act_on(actor, Act.RECORD_DISCIPLINE, place, subject_id=str(person.pk)).require()
        refuse_duplicate(person)
        _refuse_faults(person, measure, approved_on, matter, basis, months, timezone.localdate(at))
        may_record_discipline(
            actor, place, subject_id=str(person.pk), document_no=basis.document_no
        ).require()
        made = Discipline.objects.create(
            person=person,
            measure=measure,
            approved_on=approved_on,
            effect_until=effect_until(measure, approved_on, months),
            matter=matter.strip(),
            basis=basis,
        )
        save_person(person)
        record(
            actor=actor,
            at=at,
            act=Act.RECORD_DISCIPLINE,
            place=place,
            subject=about(person),
            basis=basis,
            decider=decider,
            detail={
                "measure": measure.value,
                "approved_on": approved_on.isoformat(),
                "effect_until": made.effect_until.isoformat() if made.effect_until else "",
                "version": person.version,
            },
        )
        return made


def _refuse_faults(
    person: Person,
    measure: Measure,
    approved_on: date,
    matter: str,
    basis: Basis,
    months: int,
    today: date,
) -> None:
    faults: dict[str, str] = {}
    if person.standing not in (Standing.FORMAL, Standing.PROBATIONARY, Standing.SUSPENDED):
        faults["measure"] = f"{person}现在是“{person.standing.label}”，不登记党纪处分。"
    elif measure is Measure.EXPULSION:
        faults["measure"] = "开除党籍请在“人员类别”里办理“开除党籍”，处分会一并登记。"
    elif measure is Measure.PROBATION_WITHIN_PARTY and person.standing is Standing.PROBATIONARY:
        faults["measure"] = "预备党员不适用留党察看；应当受这样处分的，取消预备党员资格。"
    elif measure is Measure.PROBATION_WITHIN_PARTY and months not in PROBATION_WITHIN_PARTY_MONTHS:
        faults["months"] = "留党察看是一年或者两年，请选择。"
    if approved_on > today:
        faults["approved_on"] = f"批准日期{say(approved_on)}还没有到，请核对。"
    elif person.joined_on and approved_on < person.joined_on:
        faults["approved_on"] = f"批准日期{say(approved_on)}早于入党日期{say(person.joined_on)}，请核对。"
    if len(matter.strip()) < 2:
        faults["matter"] = "请写明事由，和处分决定上的一致。"
    if not basis.document_no.strip():
        faults["basis_document_no"] = "登记处分要写明批准处分的文件文号；没有文号的不能登记。"
    same = person.disciplines.filter(measure=measure, approved_on=approved_on)
    if "measure" not in faults and same.exists():
        faults["measure"] = f"{say(approved_on)}的“{measure.label}”已经登记过。"
    if faults:
        raise Invalid(**faults)
