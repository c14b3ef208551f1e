"""Meetings, as far as an actor sees them."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from jifen.common.actor import Actor, ActorKind
from jifen.common.permissions import Reach
from jifen.common.refusals import NotFound
from jifen.meetings.models import Attendance, Meeting, Motion
from jifen.meetings.permissions import RULES, may
from jifen.meetings.states.acts import Act
from jifen.meetings.states.meetings import WAITING_DAYS, MeetingState
from jifen.orgs.models import Organization


def get_meeting_for(actor: Actor, meeting_id: UUID | str, *, lock: bool = False) -> Meeting:
    """Return one meeting; raise `NotFound` where there is none or the actor does not see it."""
    rows = Meeting.objects.select_related("organization")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=meeting_id).first()
    if found is None or not may(actor, Act.VIEW_MEETINGS, found.place):
        raise NotFound
    return found


def get_motion_for(actor: Actor, motion_id: UUID | str) -> Motion:
    """Return one motion with its meeting; raise `NotFound` where there is none or the actor does not see it."""
    found = Motion.objects.select_related("meeting__organization", "subject").filter(pk=motion_id).first()
    if found is None or not may(actor, Act.VIEW_MEETINGS, found.meeting.place):
        raise NotFound
    return found


def get_attendance_for(actor: Actor, attendance_id: UUID | str) -> Attendance:
    """Return one line of a list with its meeting; raise `NotFound` where there is none or the actor does not see it."""
    rows = Attendance.objects.select_related("meeting__organization", "person")
    found = rows.filter(pk=attendance_id).first()
    if found is None or not may(actor, Act.VIEW_MEETINGS, found.meeting.place):
        raise NotFound
    return found


def list_meetings_for(actor: Actor, organization: Organization) -> QuerySet[Meeting]:
    """Return the meetings of an organisation and of all the actor sees below it, newest first; raise `NotAllowed`."""
    may(actor, Act.VIEW_MEETINGS, organization.place).require()
    reach = RULES[Act.VIEW_MEETINGS].roles.get(actor.role)
    below = Q(organization__path__gte=organization.path, organization__path__lt=organization.path + "~")
    if actor.kind is not ActorKind.INSTALLER and reach is Reach.OWN and not organization.is_branch:
        below = Q(organization=organization)
    return Meeting.objects.filter(below).select_related("organization")


def list_waiting_for(actor: Actor, on: date) -> QuerySet[Meeting]:
    """Return the meetings the actor's present office should have confirmed: held seven days ago or longer."""
    hat = actor.hat
    if hat is None or actor.role not in RULES[Act.CONFIRM_MEETING].roles:
        return Meeting.objects.none()
    group = Q(organization__kind="GROUP", organization__depth=len(hat.path) // 4 + 1)
    tree = Q(organization__path__gte=hat.path, organization__path__lt=hat.path + "~")
    own = Q(organization=hat.organization_id) | (group & tree)
    waiting = Meeting.objects.filter(
        own, state=MeetingState.RECORDED, held_on__lte=on - timedelta(days=WAITING_DAYS)
    )
    return waiting.select_related("organization").order_by("held_on", "pk")
