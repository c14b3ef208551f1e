"""The periods of a branch, and one of them as a line of steps with its facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jifen.common.actor import Actor
from jifen.common.decision import ALLOWED, Decision, allowed_if
from jifen.common.plainsheet import sheet_of
from jifen.common.refusals import Blocked, NotAllowed
from jifen.cycles import queries
from jifen.cycles.models import Cycle
from jifen.cycles.permissions import may
from jifen.cycles.states.acts import Act
from jifen.cycles.states.cycles import TAKES_FACTS, CycleState
from jifen.cycles.states.declarations import NOT_REGISTERED, DeclarationState
from jifen.cycles.states.procedure import Procedure
from jifen.orgs.models import Organization
from jifen.orgs.queries import get_organization_for
from jifen.publicity.queries import list_upheld, name_contested
from jifen.publicity.states.notices import Origin
from jifen.web.cycles.reviewing import list_more_acts
from jifen.web.paging import page_of
from jifen.web.requests import Request

_NEXT: dict[CycleState, tuple[tuple[Act, str], ...]] = {
    CycleState.OPEN: ((Act.START_COLLECTING, "start_collecting"),),
    CycleState.COLLECTING: (
        (Act.CLOSE_REGISTER, "close_register"),
        (Act.MARK_NOT_DECLARED, "mark_not_declared"),
    ),
    CycleState.REGISTERED: ((Act.EVALUATE, "evaluate_cycle"),),
    CycleState.PRELIMINARY: ((Act.EVALUATE, "evaluate_cycle"),),
    CycleState.EVALUATED: (
        (Act.RECORD_RECONCILIATION, "record_reconciliation"),
        (Act.PUBLISH_CYCLE, "publish_cycle"),
        (Act.POST_CYCLE, "post_cycle"),
    ),
    CycleState.PUBLISHED: (
        (Act.POST_CYCLE, "post_cycle"),
        (Act.PUBLISH_CYCLE, "publish_cycle"),
        (Act.RESOLVE_OBJECTION, "resolve_objection"),
    ),
}
"""State → what is done next, the main act first, and the page it is done on."""
_FACTS = (
    (Act.DECLARE, "declare"),
    (Act.ENTER_REPORT, "enter_report"),
    (Act.PROPOSE_DEDUCTION, "propose_deduction"),
)
_SUGGESTED = ((Act.TAKE_SUGGESTIONS, "take_suggestions"),)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the line: its name, and whether it is done, the present one, or to come."""

    label: str
    state: str


@login_required
@require_safe
def own(request: Request) -> HttpResponse:
    """Show the periods of the branch in whose office one is."""
    hat = request.actor.hat
    if hat is None or not hat.organization_id:
        raise NotAllowed("您现在的身份不在党组织里，没有积分周期可看。")
    return _index(request, get_organization_for(request.actor, hat.organization_id))


@login_required
@require_safe
def index(request: Request, organization_id: UUID) -> HttpResponse:
    """Show the periods of one branch."""
    return _index(request, get_organization_for(request.actor, organization_id))


def _index(request: Request, branch: Organization) -> HttpResponse:
    rows = queries.list_cycles_for(request.actor, branch)
    is_branch = allowed_if(branch.is_branch, "积分按党支部办理，请打开支部的页面。")
    context = {
        "organization": branch,
        "cycles": page_of(request, rows),
        "may_open": may(request.actor, Act.OPEN_CYCLE, branch.place) & is_branch,
    }
    return render(request, "cycles/index.html", context)


@login_required
@require_safe
def show(request: Request, cycle_id: UUID) -> HttpResponse:
    """Show one period: where it stands, what comes next, every fact, the sheet once it is decided."""
    cycle = queries.get_cycle_for(request.actor, cycle_id)
    rows, procedure = queries.list_declarations_of(cycle), queries.procedure_of(cycle)
    waiting = [row for row in rows if row.state in NOT_REGISTERED - {DeclarationState.RETURNED}]
    conflicts = _conflicts(cycle, rows)
    context = {
        "cycle": cycle,
        "steps": list_steps(cycle, procedure),
        "buttons": list_buttons(request.actor, cycle),
        "rows": [(row, conflicts.get(row.pk, [])) for row in rows],
        "may_look": may(request.actor, Act.LOOK_AT_CONFLICT, cycle.place),
        "silent": queries.list_not_declared(cycle),
        "may_register": may(request.actor, Act.REGISTER, cycle.place),
        "waiting": {row.pk for row in waiting if not request.actor.is_person(str(row.person_id))},
        "notice": queries.notice_of(cycle),
        "contested": name_contested(Origin.CYCLE, str(cycle.pk)),
        "sheet": sheet_of(cycle.sheet) if cycle.sheet else None,
        "today": timezone.localdate(request.at),
    }
    return render(request, "cycles/show.html", context)


def list_steps(cycle: Cycle, procedure: Procedure) -> list[Step]:
    """Return the states a period of this 办法 goes through, as a row."""
    states = procedure.list_states()
    here = states.index(cycle.state) if cycle.state in states else 0
    return [
        Step(state.label, "done" if number < here else "next" if number == here else "")
        for number, state in enumerate(states)
    ]


def list_buttons(actor: Actor, cycle: Cycle) -> list[dict[str, Any]]:
    """Return what can be done with a period now: label, decision, address."""
    pages = [*list_more_acts(cycle), *_NEXT.get(cycle.state, ())]
    found = [(act, name, may(actor, act, cycle.place)) for act, name in pages]
    if cycle.state in (CycleState.EVALUATED, CycleState.PUBLISHED):
        found = _while_shown(cycle, found)
    if cycle.state in TAKES_FACTS:
        facts = _FACTS + (_SUGGESTED if queries.may_be_suggested(cycle) else ())
        found += [(act, name, may(actor, act, cycle.place)) for act, name in facts]
    return [
        {"label": _label(act), "decision": answer, "address": reverse(name, args=[cycle.pk])}
        for act, name, answer in found
    ]


def _while_shown(cycle: Cycle, found: list[tuple[Act, str, Decision]]) -> list[tuple[Act, str, Decision]]:
    """Return the acts of a decided period: posting waits for the notice, that for the handbooks; it is drafted once."""
    procedure = queries.procedure_of(cycle)
    why, notice = queries.say_unpublished(cycle, procedure), queries.notice_of(cycle)
    differing = queries.say_unreconciled(cycle, procedure)
    told = f"“{notice}”已经拟定，在“公示”里接着办。" if notice else "".join(differing)
    answers = {
        Act.RECORD_RECONCILIATION: ALLOWED,
        Act.RESOLVE_OBJECTION: ALLOWED,
        Act.POST_CYCLE: allowed_if(not why, why),
        Act.PUBLISH_CYCLE: allowed_if(not told, told),
    }
    left_out = {
        *(() if procedure.publicity is not None else (Act.PUBLISH_CYCLE,)),
        *(() if procedure.reconciles else (Act.RECORD_RECONCILIATION,)),
        *(() if notice is not None and list_upheld(notice) else (Act.RESOLVE_OBJECTION,)),
    }
    return [(act, name, answer & answers[act]) for act, name, answer in found if act not in left_out]


def _label(act: Act) -> str:
    return {Act.DECLARE: "代填申报", Act.ACCEPT_FIRST: "登记初评意见"}.get(act, act.label)


def _conflicts(cycle: Cycle, rows: Any) -> dict[UUID, list[str]]:
    try:
        return queries.list_conflicts(cycle, rows)
    except Blocked:  # the book of the year is not there: then nothing stands in it
        return {}
