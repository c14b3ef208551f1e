"""One meeting on the screen, and its sheet of minutes on paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jifen.common.decision import allowed_if
from jifen.meetings import queries
from jifen.meetings.models import Convocation, Meeting, Minutes
from jifen.meetings.permissions import may, may_confirm
from jifen.meetings.states.acts import Act
from jifen.meetings.states.meetings import Ineligible, MeetingState, Presence
from jifen.orgs.permissions import may as may_in_orgs
from jifen.orgs.states.acts import Act as OrgsAct
from jifen.web.requests import Request

ACTS = (
    Act.EDIT_MEETING,
    Act.FILL_ATTENDANCE,
    Act.INCLUDE_PERSON,
    Act.WRITE_MINUTES,
    Act.PUT_MOTION,
    Act.EDIT_MOTION,
    Act.REMOVE_MOTION,
    Act.CANCEL_MEETING,
)


@login_required
@require_safe
def show(request: Request, meeting_id: UUID) -> HttpResponse:
    """Show a meeting: what it was, who came, what was put to the vote, what must be done before it is confirmed."""
    actor = request.actor
    meeting = queries.get_meeting_for(actor, meeting_id)
    context = _read(meeting)
    still_open = meeting.state is MeetingState.RECORDED
    blockers = (
        queries.list_blockers(meeting, context["rows"], context["outlooks"], timezone.localdate(request.at))
        if still_open
        else []
    )
    subjects = [str(one.motion.subject_id) for one in context["outlooks"] if one.motion.subject_id]
    context |= {
        "open": still_open,
        "blockers": blockers,
        "may_confirm": may_confirm(actor, meeting.place, subjects)
        & allowed_if(not blockers, f"还有 {len(blockers)} 处要先办好，列在下面"),
        "convocation": Convocation.objects.filter(meeting=meeting).first(),
        "spot_check": queries.find_spot_check(meeting),
        "may_draw": may(actor, Act.DRAW_SPOT_CHECK, meeting.place),
        "may_see_people": may_in_orgs(actor, OrgsAct.VIEW_PEOPLE, meeting.place),
        **{f"may_{act.value.lower()}": may(actor, act, meeting.place) for act in ACTS},
    }
    return render(request, "meetings/show.html", context)


@login_required
@require_safe
def print_minutes(request: Request, meeting_id: UUID) -> HttpResponse:
    """Show the sheet of minutes for printing, whatever the state: what is not confirmed says so."""
    return render(request, "meetings/minutes.html", _read(queries.get_meeting_for(request.actor, meeting_id)))


def _read(meeting: Meeting) -> dict[str, Any]:
    """Return what both pages show of a meeting."""
    rows = queries.list_attendances(meeting)
    turnout = queries.turnout_of(rows)
    said = [
        (presence.label, [row for row in rows if row.presence is presence and row.eligible])
        for presence in Presence
    ]
    return {
        "meeting": meeting,
        "minutes": Minutes.objects.filter(meeting=meeting).first(),
        "rows": rows,
        "turnout": turnout,
        "unfilled": len(queries.list_unfilled(rows)),
        "half": 0 < turnout.eligible == turnout.present * 2,
        "outlooks": queries.list_outlooks(meeting, rows),
        "by_presence": [(label, people) for label, people in said if people],
        "guests": [row for row in rows if not row.eligible and row.came],
        "excluded": [row for row in rows if row.why_not is Ineligible.EXCLUDED],
    }
