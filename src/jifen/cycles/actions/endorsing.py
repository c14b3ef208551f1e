"""签注: what the supervising leader says of the work, and the month of a plan as a declaration (S5-四-3b)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from jifen.common.actor import Actor
from jifen.common.refusals import Blocked, Invalid, NotFound
from jifen.cycles.actions.claims import LONGEST, Claim, read_claims
from jifen.cycles.actions.saving import note_declaration, require_takes_facts, save_declaration
from jifen.cycles.models import Cycle, Declaration
from jifen.cycles.permissions import may
from jifen.cycles.queries import get_cycle_for, list_declarations_of, list_members_of
from jifen.cycles.states.acts import Act
from jifen.cycles.states.declarations import DECLARATION, Channel, DeclarationState, Done
from jifen.orgs.states.guards import say
from jifen.schemes.queries import MonthPlan, bound_of, list_month_plans
from jifen.schemes.states.allotments import say_points


@dataclass(frozen=True, slots=True)
class Word:
    """What is said of one declaration: whether the work was done, how well."""

    declaration_id: UUID | str
    done: Done
    quality: str = ""


def endorse(
    *, actor: Actor, at: datetime, cycle_id: UUID | str, words: Sequence[Word], on: date, endorser: str = ""
) -> list[Declaration]:
    """Endorse declarations, one or many, all or none; nobody his own. `endorser`: the leader, where another types it.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`.
    """
    with transaction.atomic():
        cycle = get_cycle_for(actor, cycle_id, lock=True)
        require_takes_facts(cycle)
        said = {str(word.declaration_id): word for word in words}
        rows = [row for row in list_declarations_of(cycle) if str(row.pk) in said]
        if len(rows) != len(said) or not rows:
            raise NotFound
        faults = {}
        for number, row in enumerate(rows, 1):
            row.cycle = cycle
            may(actor, Act.ENDORSE, row.place, subject_id=str(row.person_id)).require()
            DECLARATION.find(Act.ENDORSE, row.state)
            if said[str(row.pk)].done is not Done.DONE and not said[str(row.pk)].quality.strip():
                faults[f"{number}.quality"] = f"{row}没有全部完成，请写明完成到哪一步。"
        if faults:
            raise Invalid(**faults)
        for row in rows:
            word = said[str(row.pk)]
            save_declaration(
                row,
                Act.ENDORSE,
                done=word.done,
                quality=word.quality.strip(),
                endorser=endorser.strip() or actor.name,
                endorsed_on=on,
            )
            note_declaration(row, Act.ENDORSE, actor=actor, at=at, detail={"done": word.done.value})
        return rows


def take_plan_months(*, actor: Actor, at: datetime, cycle_id: UUID | str) -> list[Declaration]:
    """Make a declaration of what each member's plan says of the month, worth what the plan allots; never twice.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `NoBook`, `Invalid`, `Blocked` (the 办法 hands out no points by
    month, nobody has a plan).
    """
    with transaction.atomic():
        cycle = get_cycle_for(actor, cycle_id, lock=True)
        may(actor, Act.TAKE_PLAN_MONTHS, cycle.place).require()
        require_takes_facts(cycle)
        if timezone.localdate(at) < cycle.ends_on:
            raise Blocked(f"{cycle.said}还没有过完，{say(cycle.ends_on)}起再列当月任务。")
        kind, here = find_task_kind(cycle), {person.pk for person in list_members_of(cycle)}
        plans = list_month_plans(cycle.branch, cycle.starts_on)
        claims = [_claim(cycle, kind, key, plan) for key, plan in plans.items() if key in here]
        if not kind or not claims:
            raise Blocked(f"{cycle.said}没有施行中的目标任务计划，没有可以列出的任务。")
        state = DeclarationState(DECLARATION.find(Act.TAKE_PLAN_MONTHS, None).target)
        rows = read_claims(actor, at, cycle, claims, channel=Channel.PLAN, state=state)
        for row in rows:
            row.save(force_insert=True)
            note_declaration(row, Act.TAKE_PLAN_MONTHS, actor=actor, at=at)
        return rows


def find_task_kind(cycle: Cycle) -> str:
    """Return the kind of fact that tells the points of a month's tasks, nothing where the 办法 has none."""
    for part in bound_of(cycle.scheme_version).scheme.parts:
        if part.enabled and part.allot is not None:
            for item in part.items:
                for name in item.facts:
                    return str(name)
    return ""


def _claim(cycle: Cycle, kind: str, person_id: UUID, plan: MonthPlan) -> Claim:
    tasks = "；".join(line.text for line in plan.lines)[: LONGEST - 20] or "当月岗位职责"
    return Claim(
        person_id,
        kind,
        cycle.ends_on,
        f"当月目标任务：{tasks}",
        {"decided_value": say_points(plan.allotted)},
        uuid5(cycle.pk, f"plan {person_id}"),
    )
