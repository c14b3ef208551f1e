"""What rooms above rest on: the paper of a motion that passed in a confirmed meeting."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from jifen.common.actor import Actor
from jifen.common.basis import Basis, BasisKind
from jifen.meetings.errors import NoResolution
from jifen.meetings.models import Meeting, Motion
from jifen.meetings.permissions import may
from jifen.meetings.queries.meetings import get_motion_for
from jifen.meetings.states.acts import Act
from jifen.meetings.states.meetings import MeetingKind, MeetingState
from jifen.meetings.states.motions import MotionKind, MotionResult
from jifen.orgs.models import Organization


@dataclass(frozen=True, slots=True)
class Resolution:
    """A passed motion to choose in a form: its id, what is shown, and the paper that is kept."""

    motion_id: UUID
    label: str
    basis: Basis


def basis_of(meeting: Meeting, reference: str = "") -> Basis:
    """Return a meeting as the paper an act rests on; `reference` is the id of the motion."""
    return Basis(BasisKind.MEETING, meeting.kind.label, meeting.held_on, meeting.document_no, reference)


def require_resolution(
    actor: Actor,
    motion_id: UUID | str,
    *,
    organization_id: UUID | str,
    kinds: Collection[MotionKind],
    bodies: Collection[MeetingKind] | None = None,
    subject_id: UUID | str | None = None,
) -> Basis:
    """Return the paper of a motion of one of these kinds that passed in a confirmed meeting of the organisation.

    `bodies` asks for certain kinds of meetings, `subject_id` for a motion on this person. Raises `NotFound` where the
    actor does not see the motion, else `NoResolution` (a `Blocked`) with everything that speaks against it.
    """
    motion = get_motion_for(actor, motion_id)
    meeting = motion.meeting
    said = []
    if str(meeting.organization_id) != str(organization_id):
        said.append(f"{motion.meeting}是{meeting.organization}的会议，不能作为别的组织办事的依据。")
    if motion.kind not in kinds:
        wanted = "、".join(f"“{kind.label}”" for kind in MotionKind if kind in kinds)
        said.append(f"“{motion.wording}”是“{motion.kind.label}”，这里要的是{wanted}的议题。")
    if bodies is not None and meeting.kind not in bodies:
        wanted = "、".join(kind.label for kind in MeetingKind if kind in bodies)
        said.append(f"“{motion.wording}”是{meeting.kind.label}讨论的，这里要{wanted}的决定。")
    if subject_id is not None and str(motion.subject_id) != str(subject_id):
        said.append(f"“{motion.wording}”说的不是这位同志，请选择涉及他的议题。")
    if meeting.state is not MeetingState.CONFIRMED:
        said.append(f"{meeting}的记录现在是“{meeting.state.label}”；请先确认会议记录，再以它为依据。")
    elif motion.result != MotionResult.PASSED:
        said.append(f"“{motion.wording}”在{meeting}没有通过，不能作为依据。")
    if said:
        raise NoResolution(*said)
    return basis_of(meeting, str(motion.pk))


def list_resolutions_for(
    actor: Actor,
    organization: Organization,
    kinds: Collection[MotionKind],
    *,
    bodies: Collection[MeetingKind] | None = None,
    subject_id: UUID | str | None = None,
) -> list[Resolution]:
    """Return the passed motions of these kinds that `require_resolution` would take here, newest first.

    Raises `NotAllowed`.
    """
    may(actor, Act.VIEW_MEETINGS, organization.place).require()
    wanted: dict[str, Any] = {"kind__in": list(kinds), "result": MotionResult.PASSED}
    if bodies is not None:
        wanted["meeting__kind__in"] = list(bodies)
    if subject_id is not None:
        wanted["subject"] = subject_id
    rows = Motion.objects.filter(
        meeting__organization=organization, meeting__state=MeetingState.CONFIRMED, **wanted
    )
    rows = rows.select_related("meeting").order_by("-meeting__held_on", "number", "pk")
    return [
        Resolution(row.pk, f"{row.meeting}：{row.wording}", basis_of(row.meeting, str(row.pk)))
        for row in rows
    ]
