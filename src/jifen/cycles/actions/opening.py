"""Opening the next period."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from jifen.common.actor import Actor
from jifen.common.refusals import Blocked, NotNow
from jifen.cycles.actions.carrying import take_carried
from jifen.cycles.actions.saving import note
from jifen.cycles.models import Cycle
from jifen.cycles.permissions import may
from jifen.cycles.queries import find_book, next_span, procedure_in
from jifen.cycles.states.acts import Act
from jifen.cycles.states.cycles import CYCLE, UNDECIDED, CycleState
from jifen.cycles.states.procedure import meeting_day
from jifen.orgs.queries import get_organization_for
from jifen.orgs.states.guards import say
from jifen.rules.holidays import HolidayYearMissing
from jifen.schemes.queries import get_holiday_table, tables_of
from jifen.schemes.states.periods import name_of_span


def open_cycle(*, actor: Actor, at: datetime, branch_id: UUID | str, reason: str = "") -> Cycle:
    """Open the period after the latest one, the first time the one of today; what was carried over comes in.

    `reason`: why, while an earlier one is not decided yet. Raises `NotFound`, `NotAllowed`, `NoProcedure`, `NoBook`,
    `Blocked`, `NotNow`.
    """
    with transaction.atomic():
        branch = get_organization_for(actor, branch_id, lock=True)
        may(actor, Act.OPEN_CYCLE, branch.place).require()
        move = CYCLE.find(Act.OPEN_CYCLE, None)
        today = timezone.localdate(at)
        version, span = next_span(branch, today)
        said = []
        if span.start > today:
            said.append(f"下一期自{say(span.start)}起，还没有到。")
        waiting = Cycle.objects.filter(branch=branch, state__in=sorted(UNDECIDED)).order_by("starts_on", "pk")
        if (one := waiting.first()) and not reason.strip():
            said.append(f"{one.said}还是“{one.state.label}”，没有评定；确要先开始下一期的，请写明原因。")
        if said:
            raise Blocked(*said)
        find_book(branch, span.end)
        procedure = procedure_in(branch, version, span.start)
        try:
            meeting = meeting_day(procedure, span.end, get_holiday_table())
        except HolidayYearMissing:
            meeting = None
        cycle = Cycle(
            branch=branch,
            scheme_version=version,
            period=name_of_span(tables_of(version), procedure.cycle.every, span.start),
            starts_on=span.start,
            ends_on=span.end,
            meeting_on=meeting.day if meeting else None,
            meeting_said=meeting.because if meeting and meeting.moved else "",
            state=CycleState(move.target),
            reason=reason.strip() if one else "",
            opened_at=at,
        )
        try:
            with transaction.atomic():
                cycle.save(force_insert=True)
        except IntegrityError:
            raise NotNow(f"{cycle.said}刚由别的同志开始了，请回到本期的页面。") from None
        carried = take_carried(cycle)
        note(cycle, Act.OPEN_CYCLE, actor=actor, at=at, detail={"carried": carried, "early": bool(one)})
        return cycle
