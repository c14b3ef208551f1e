"""The handbooks are laid beside the decided sheet before it is shown (S3-二-二-(4)h, -i)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.common.actor import Actor
from jifen.common.refusals import Blocked, Invalid, NotFound
from jifen.cycles.actions.saving import note, open_cycle_for, save_cycle
from jifen.cycles.models import Cycle, Reconciliation
from jifen.cycles.permissions import may
from jifen.cycles.queries import list_members_of, list_reconciliations, procedure_of
from jifen.cycles.states.acts import Act
from jifen.cycles.states.reconciling import Compared
from jifen.orgs.states.guards import say


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found of one member: which line differs, and what it turned out to be."""

    person_id: UUID | str
    outcome: Compared
    difference: str = ""
    finding: str = ""


def record_reconciliation(
    *,
    actor: Actor,
    at: datetime,
    cycle_id: UUID | str,
    version: int,
    on: date,
    compared: Sequence[Comparison],
) -> list[Reconciliation]:
    """Enter how handbooks compare with the decided sheet, one or many, all or none; nobody his own.

    What was entered may be entered again until the period is shown; a difference stays, settled or open. Raises
    `NotFound`, `NotAllowed`, `NotNow`, `Blocked` (the 办法 compares nothing), `Invalid` with every fault by `name_id`.
    """
    with transaction.atomic():
        cycle = open_cycle_for(actor, cycle_id, Act.RECORD_RECONCILIATION, version)
        if not procedure_of(cycle).reconciles:
            raise Blocked("这份办法没有和本人手册核对的步骤，评定以后直接公示、入账。")
        if not compared:
            raise Blocked("一个人也没有填，没有可保存的。")
        people = {str(person.pk): person for person in list_members_of(cycle)}
        if {str(one.person_id) for one in compared} - set(people):
            raise NotFound
        for one in compared:
            may(actor, Act.RECORD_RECONCILIATION, cycle.place, subject_id=str(one.person_id)).require()
        kept = list_reconciliations(cycle)
        faults = _day_faults(cycle, at, on)
        for one in compared:
            person = people[str(one.person_id)]
            faults.update(
                {
                    f"{name}_{person.pk}": f"{person}：{said}"
                    for name, said in _faults(one, kept.get(person.pk)).items()
                }
            )
        if faults:
            raise Invalid(**faults)
        rows = [
            Reconciliation.objects.update_or_create(
                cycle=cycle, person=people[str(one.person_id)], defaults=_values(one, at, on)
            )[0]
            for one in compared
        ]
        save_cycle(cycle, Act.RECORD_RECONCILIATION)
        counts = {code.value: sum(one.outcome is code for one in compared) for code in Compared}
        note(cycle, Act.RECORD_RECONCILIATION, actor=actor, at=at, detail={"on": on.isoformat(), **counts})
        return rows


def _values(one: Comparison, at: datetime, on: date) -> Mapping[str, object]:
    told = one.outcome is not Compared.AGREES
    return {
        "outcome": one.outcome,
        "difference": one.difference.strip() if told else "",
        "finding": one.finding.strip() if told else "",
        "checked_on": on,
        "recorded_at": at,
    }


def _day_faults(cycle: Cycle, at: datetime, on: date) -> dict[str, str]:
    decided = cycle.decision.on if cycle.decision else None
    if on > timezone.localdate(at):
        return {"on": f"{say(on)}还没有到，请填实际核对的日期。"}
    if decided is not None and on < decided:
        return {"on": f"{say(on)}早于评定的日期（{say(decided)}），那时还没有评定表；请核对日期。"}
    return {}


def _faults(one: Comparison, kept: Reconciliation | None) -> dict[str, str]:
    if one.outcome is Compared.AGREES:
        if kept is not None and kept.outcome is not Compared.AGREES:
            return {"said": "登记过不一致；查清了的选“不一致已查清”，写明查下来怎样。"}
        return {}
    found = {}
    if not one.difference.strip():
        found["difference"] = "请写明手册和评定表哪一行不一致。"
    if one.outcome is Compared.SETTLED and not one.finding.strip():
        found["finding"] = "请写明查下来怎样：谁记错了，怎么改的。"
    return found
