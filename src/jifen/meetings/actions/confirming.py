"""The last word on a record: confirmed it is what others rest on; cancelled it is kept and counts for nothing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.common.actor import Actor
from jifen.common.basis import Basis, BasisKind, Decider
from jifen.common.refusals import Blocked, Invalid
from jifen.meetings.actions.saving import note, open_meeting, save_meeting
from jifen.meetings.models import Meeting
from jifen.meetings.permissions import may_confirm
from jifen.meetings.queries import list_attendances, list_blockers, list_outlooks, turnout_of
from jifen.meetings.states.acts import Act
from jifen.meetings.states.minutes import ELECTRONIC, number_of
from jifen.meetings.states.motions import MotionResult
from jifen.orgs.models import Organization


def confirm_meeting(*, actor: Actor, at: datetime, meeting_id: UUID | str, version: int) -> Meeting:
    """Confirm a record with the results of its votes; nothing of it changes afterwards.

    The body decides, the actor transcribes: nobody confirms a vote that concerns himself. Raises `NotFound`,
    `NotAllowed`, `NotNow`, or `Blocked` with everything that must be entered or mended first.
    """
    with transaction.atomic():
        meeting = open_meeting(actor, meeting_id, Act.CONFIRM_MEETING, version)
        rows = list_attendances(meeting)
        outlooks = list_outlooks(meeting, rows)
        subjects = [str(one.motion.subject_id) for one in outlooks if one.motion.subject_id]
        may_confirm(actor, meeting.place, subjects).require()
        blockers = list_blockers(meeting, rows, outlooks, timezone.localdate(at))
        if blockers:
            raise Blocked(*blockers)
        for outlook in outlooks:
            outlook.motion.result = outlook.result or ""
            outlook.motion.save(update_fields=["result"])
        numbered = {} if meeting.document_no else {"document_no": _number(meeting)}
        save_meeting(meeting, Act.CONFIRM_MEETING, confirmed_at=at, **numbered)
        turnout = turnout_of(rows)
        basis = Basis(BasisKind.MEETING, meeting.kind.label, meeting.held_on, meeting.document_no)
        note(
            meeting,
            Act.CONFIRM_MEETING,
            actor=actor,
            at=at,
            decider=Decider(f"{meeting.organization}{meeting.kind.label}", basis=basis),
            detail={
                "eligible": turnout.eligible,
                "present": turnout.present,
                "motions": len(outlooks),
                "passed": sum(one.result is MotionResult.PASSED for one in outlooks),
            },
        )
        return meeting


def _number(meeting: Meeting) -> str:
    """Return the next number of minutes written here: two confirmed at once wait for each other."""
    Organization.objects.select_for_update(no_key=True).get(pk=meeting.organization_id)
    year = meeting.held_on.year
    earlier = Meeting.objects.filter(
        organization=meeting.organization_id, document_no__startswith=f"{ELECTRONIC}〔{year}〕"
    )
    return number_of(year, earlier.count() + 1)


def cancel_meeting(
    *, actor: Actor, at: datetime, meeting_id: UUID | str, version: int, reason: str
) -> Meeting:
    """Put a record aside that was entered by mistake or of a meeting that was not held; it is kept, with the reason.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`.
    """
    with transaction.atomic():
        meeting = open_meeting(actor, meeting_id, Act.CANCEL_MEETING, version)
        if not reason.strip():
            raise Invalid(reason="请写明作废的原因（登记重了、会议没有开成等）。")
        save_meeting(meeting, Act.CANCEL_MEETING, cancel_reason=reason.strip())
        note(meeting, Act.CANCEL_MEETING, actor=actor, at=at)
        return meeting
