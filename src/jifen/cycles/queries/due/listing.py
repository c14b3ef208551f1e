"""What is due in this room for an office: the next step of its own branch's periods, and what it must ask about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from jifen.common.actor import Actor
from jifen.common.orm import fetch_each
from jifen.common.permissions import Reach
from jifen.cycles.models import Cycle, Declaration
from jifen.cycles.permissions import RULES
from jifen.cycles.queries.due.below import list_unfiled
from jifen.cycles.queries.due.steps import Reading, kind_of_next, say_step
from jifen.cycles.queries.due.values import Due
from jifen.cycles.states.cycles import UNDECIDED, CycleState
from jifen.cycles.states.declarations import DeclarationState
from jifen.cycles.states.due import ACT_OF, KEPT_DAYS, SOON_DAYS, DueKind
from jifen.filing.models import Package
from jifen.publicity.queries import find_notices
from jifen.publicity.states.notices import Origin
from jifen.rules.findings import SchemeRefused

_MOST = 20
_WITH = (
    "branch", "scheme_version__scheme__organization", "scheme_version__upper__scheme__organization",
    "scheme_version__upper__upper__scheme",
)  # fmt: skip
_BY_DAY = ("answer_until", "person__pinyin", "person__name", "pk")
_HEARING = {
    DeclarationState.PROPOSED: DueKind.GIVE_NOTICE,
    DeclarationState.NOTIFIED: DueKind.END_ANSWER_TIME,
}


def list_due(actor: Actor, on: date) -> list[Due]:
    """Return what the actor's present office has to do on a day with periods, kind by kind, and what concerns himself.

    A branch is only reminded of periods once it began to keep them here.
    """
    if actor.hat is None or not actor.hat.organization_id:
        return []
    kinds = {kind for kind, act in ACT_OF.items() if actor.role in RULES[act].roles}
    place = UUID(actor.hat.organization_id)
    found: list[Due] = []
    if kinds - {DueKind.WATCH_FILING}:
        found += _of_branch(actor, place, on)
    elif RULES[ACT_OF[DueKind.WATCH_FILING]].roles.get(actor.role) is Reach.TREE:
        found += list_unfiled(actor.hat, on)
    return [*_to_answer(actor, on), *(one for one in found if one.kind in kinds)]


def _to_answer(actor: Actor, on: date) -> Iterator[Due]:
    """What the actor himself was told he is to lose, while he may still answer (trust J1): in whatever office he is."""
    if not actor.person_id:
        return
    rows = Declaration.objects.filter(
        person=UUID(actor.person_id), state=DeclarationState.NOTIFIED, answer_until__gte=on
    )
    for row in (
        rows.select_related("cycle__branch").defer("cycle__sheet").order_by("answer_until", "pk")[:_MOST]
    ):
        what = f"{row.cycle}：{row.title}。在这里写，或者告诉支部的同志照原话记下"
        here = str(row.cycle.branch)
        yield Due(DueKind.ANSWER_DEDUCTION, what, here, row.pk, row.answer_until)


def _of_branch(actor: Actor, branch: UUID, on: date) -> Iterator[Due]:
    """The periods that are not posted or not filed, and the latest, in one question; then what hangs on them."""
    own = Cycle.objects.filter(branch=branch)
    later = Cycle.objects.filter(branch=branch, starts_on__gt=OuterRef("starts_on"))
    filed = Package.objects.filter(organization=branch, period=OuterRef("period"))
    asked = Q(ends_on__gte=on - timedelta(days=KEPT_DAYS)) & ~Exists(filed)
    rows = list(
        own.filter(~Q(state=CycleState.POSTED) | ~Exists(later) | asked)
        .select_related(*_WITH)
        .defer("sheet")
        .annotate(last=~Exists(later), filed=Exists(filed))
        .order_by("starts_on", "pk")[:_MOST]
    )
    if not rows:
        return
    shown = [str(row.pk) for row in rows if row.state is CycleState.PUBLISHED]
    reading = Reading(rows[0].branch, on, find_notices(Origin.CYCLE, shown) if shown else {})
    for row in rows:
        yield from _of_cycle(row, reading, on)
    undecided = [row for row in rows if row.state in UNDECIDED]
    if undecided:
        yield from _of_facts(actor, undecided, reading, on)


def _of_cycle(row: Any, reading: Reading, on: date) -> Iterator[Due]:
    here = str(row.branch)
    if row.last and row.ends_on < on:
        yield Due(DueKind.OPEN_CYCLE, f"{row}以后的一期还没有开始", here, row.branch_id)
    try:
        procedure = reading.procedure_of(row)
    except SchemeRefused:  # the page of the version says what cannot be read
        return
    if procedure is None:
        return
    kind = kind_of_next(row, procedure, on, reading.notices.get(str(row.pk)), filed=row.filed)
    near = row.meeting_on is not None and on <= row.meeting_on <= on + timedelta(days=SOON_DAYS)
    if near and row.state in UNDECIDED and kind is not DueKind.EVALUATE:
        moved = f"（{row.meeting_said}）" if row.meeting_said else ""
        yield Due(DueKind.MEETING_NEAR, f"{row}的评定会议{moved}", here, row.pk, row.meeting_on)
    if kind is not None:
        step = say_step(row, procedure, kind, reading.holidays)
        late = step.late_after is not None and on > step.late_after
        place = row.branch_id if kind is DueKind.FILE_CYCLE else row.pk
        yield Due(kind, step.what, here, place, step.by, late)


def _of_facts(actor: Actor, cycles: Sequence[Cycle], reading: Reading, on: date) -> Iterator[Due]:
    """Facts that wait for a signature, and deductions that nobody told or whose days to answer are over.

    Nothing of the actor's own (回避).
    """
    rows: QuerySet[Declaration] = Declaration.objects.filter(cycle__in=cycles)
    if actor.person_id:
        rows = rows.exclude(person_id=actor.person_id)
    over = Q(state=DeclarationState.PROPOSED) | Q(state=DeclarationState.NOTIFIED, answer_until__lt=on)
    waiting = rows.filter(state=DeclarationState.SUBMITTED).order_by().values("cycle")
    found = fetch_each(
        {
            "hearings": rows.filter(over).select_related("person").order_by(*_BY_DAY)[:_MOST],
            "signatures": waiting.annotate(count=Count("pk")).order_by("cycle"),
        }
    )
    by_id = {row.pk: row for row in cycles}
    for fact in found["hearings"]:
        cycle, kind = by_id[fact.cycle_id], _HEARING[fact.state]
        what = f"{cycle}：{fact.person}的拟扣分（{fact.title}）"
        until = fact.answer_until if kind is DueKind.END_ANSWER_TIME else None
        yield Due(kind, what, str(cycle.branch), fact.pk, until, until is not None)
    counts = {line["cycle"]: line["count"] for line in found["signatures"]}
    for cycle in cycles:
        procedure = reading.procedure_of(cycle) if cycle.pk in counts else None
        if procedure is not None and procedure.endorses:
            what = f"{cycle}有 {counts[cycle.pk]} 件申报等分管领导签注"
            yield Due(DueKind.ENDORSE, what, str(cycle.branch), cycle.pk)
