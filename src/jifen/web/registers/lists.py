"""The registers of a branch, and what stands in one."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jifen.common.decision import ALLOWED, Decision, allowed_if
from jifen.common.refusals import NotAllowed
from jifen.orgs.models import Organization
from jifen.orgs.queries import get_organization_for
from jifen.registers import actions, queries
from jifen.registers.models import Occasion
from jifen.registers.permissions import may
from jifen.registers.states.acts import Act
from jifen.registers.states.kinds import OccasionKind, Said, last_day_of
from jifen.registers.states.occasions import LineState, OccasionState
from jifen.web.paging import page_of
from jifen.web.requests import Request

MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.A)
NO_BRANCH = "不是党支部：组织生活由各支部登记，请打开支部的页面。"
STRUCK = "这份登记已经作废，只供查阅。"


@login_required
@require_safe
def own(request: Request) -> HttpResponse:
    """Show the registers of the branch in whose office one is."""
    hat = request.actor.hat
    if hat is None or not hat.organization_id:
        raise NotAllowed("您现在的身份不在党组织里，没有组织生活登记可看。")
    return _index(request, get_organization_for(request.actor, hat.organization_id))


@login_required
@require_safe
def index(request: Request, organization_id: UUID) -> HttpResponse:
    """Show the registers of one branch."""
    return _index(request, get_organization_for(request.actor, organization_id))


@login_required
@require_safe
def show(request: Request, occasion_id: UUID) -> HttpResponse:
    """Show one register: what is said of whom; amounts of dues and notes stand on no list."""
    occasion = queries.get_occasion_for(request.actor, occasion_id)
    lines = queries.list_lines(occasion)
    standing = [line for line in lines if line.state is not LineState.STRUCK]
    named = {line.person_id for line in standing}
    people = queries.list_people_of(occasion)
    remarks = queries.list_remarks(people, occasion.on)
    context = {
        "occasion": occasion,
        "form": occasion.form,
        "lines": [(line, remarks.get(line.person_id, "")) for line in standing],
        "struck": [line for line in lines if line.state is LineState.STRUCK],
        "waiting": [(one, remarks.get(one.pk, "")) for one in people if one.pk not in named],
        "counts": count_outcomes(occasion, [line.outcome for line in standing]),
        "numbered": bool(occasion.form.number) and occasion.kind is not OccasionKind.DUES,
        "noted": any(line.note for line in standing),
        **rights_on(request, occasion),
    }
    return render(request, "registers/show.html", context)


@login_required
@require_POST
def notes(request: Request, occasion_id: UUID) -> HttpResponse:
    """Show the notes of a register; that they were read is recorded."""
    rows = actions.read_notes(actor=request.actor, at=request.at, occasion_id=occasion_id)
    occasion = queries.get_occasion_for(request.actor, occasion_id)
    return render(request, "registers/notes.html", {"occasion": occasion, "rows": rows})


def count_outcomes(occasion: Occasion, outcomes: list[Said]) -> list[tuple[Said, int]]:
    """Return how many there are of each, those there are none of left out."""
    return [(one, outcomes.count(one)) for one in occasion.form.outcomes if one in outcomes]


def rights_on(request: Request, occasion: Occasion) -> dict[str, Decision]:
    """Return what the buttons of a register ask for."""
    stands = allowed_if(occasion.state is not OccasionState.STRUCK, STRUCK)
    taken = [line for line in queries.list_lines(occasion) if line.state is LineState.TAKEN]
    free = ALLOWED
    if taken:
        said = f"已经有{len(taken)}人的登记被积分采用：要改的，先在那里退回。"
        free = allowed_if(False, said)
    place = occasion.place
    return {
        "may_fill": may(request.actor, Act.FILL_OCCASION, place) & stands,
        "may_edit": may(request.actor, Act.EDIT_OCCASION, place) & stands & free,
        "may_strike": may(request.actor, Act.STRIKE_OCCASION, place) & stands & free,
        "may_strike_line": may(request.actor, Act.STRIKE_LINE, place) & stands,
        "may_read": may(request.actor, Act.READ_NOTES, place),
    }


def _index(request: Request, branch: Organization) -> HttpResponse:
    rows: QuerySet[Occasion] = queries.list_occasions_for(request.actor, branch)
    kind, month = request.GET.get("kind", ""), request.GET.get("month", "")
    if kind in set(OccasionKind):
        rows = rows.filter(kind=kind)
    if found := MONTH.fullmatch(month):
        first = date(int(found[1]), int(found[2]), 1)
        rows = rows.filter(on__gte=first, on__lte=last_day_of(first))
    today = timezone.localdate(request.at)
    context: dict[str, Any] = {
        "organization": branch,
        "occasions": page_of(request, rows),
        "kinds": tuple(OccasionKind),
        "kind": kind,
        "month": month if found else "",
        "filtered": bool(kind or month),
        "today": today,
        "may_begin": may(request.actor, Act.BEGIN_OCCASION, branch.place)
        & allowed_if(branch.is_branch, f"{branch}{NO_BRANCH}"),
    }
    return render(request, "registers/index.html", context)
