"""The meetings of an organisation and of those below it."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jifen.common.decision import allowed_if
from jifen.common.refusals import NotAllowed
from jifen.meetings import queries
from jifen.meetings.permissions import may
from jifen.meetings.states.acts import Act
from jifen.meetings.states.convocations import AHEAD
from jifen.meetings.states.meetings import MeetingKind, MeetingState, kinds_in
from jifen.orgs.models import Organization
from jifen.orgs.queries import get_organization_for
from jifen.web.paging import page_of
from jifen.web.requests import Request

MOST_AHEAD = 20
"""A superior with more below sees the soonest."""


@login_required
@require_safe
def own(request: Request) -> HttpResponse:
    """Show the meetings of the organisation in whose office one is."""
    hat = request.actor.hat
    if hat is None or not hat.organization_id:
        raise NotAllowed("您现在的身份不在党组织里，没有会议记录可看。")
    return _show(request, get_organization_for(request.actor, hat.organization_id))


@login_required
@require_safe
def index(request: Request, organization_id: UUID) -> HttpResponse:
    """Show the meetings of one organisation."""
    return _show(request, get_organization_for(request.actor, organization_id))


def _show(request: Request, organization: Organization) -> HttpResponse:
    rows = queries.list_meetings_for(request.actor, organization)
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    if kind in set(MeetingKind):
        rows = rows.filter(kind=kind)
    if state in set(MeetingState):
        rows = rows.filter(state=state)
    holds = bool(kinds_in(organization.kind))
    ahead = queries.list_convocations_for(request.actor, organization).filter(state__in=AHEAD)
    context = {
        "organization": organization,
        "meetings": page_of(request, rows),
        "convocations": list(ahead.order_by("planned_on", "pk")[:MOST_AHEAD]),
        "kinds": tuple(MeetingKind),
        "states": tuple(MeetingState),
        "kind": kind,
        "state": state,
        "may_record": may(request.actor, Act.RECORD_MEETING, organization.place)
        & allowed_if(holds, f"{organization.kind.label}不登记会议，请到下面的党组织办理。"),
    }
    return render(request, "meetings/index.html", context)
