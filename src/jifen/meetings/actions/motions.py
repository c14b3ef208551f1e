"""What was put to the vote, with its count as the minutes say it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from jifen.common.actor import Actor
from jifen.common.refusals import Invalid, NotFound
from jifen.meetings.actions.saving import note, open_meeting, save_meeting
from jifen.meetings.models import Meeting, Motion
from jifen.meetings.queries import get_motion_for
from jifen.meetings.states.acts import Act
from jifen.meetings.states.motions import MOTION_RULES, MotionKind
from jifen.meetings.states.tally import Votes
from jifen.orgs.models import Person
from jifen.orgs.queries import get_person_for

NOT_COUNTED = Votes()


def put_motion(
    *,
    actor: Actor,
    at: datetime,
    meeting_id: UUID | str,
    version: int,
    kind: MotionKind,
    wording: str,
    subject_id: UUID | str | None = None,
    secret: bool = False,
    votes: Votes = NOT_COUNTED,
) -> Motion:
    """Enter a motion as the next of its meeting; the count may follow later.

    A count that cannot be true is kept, shown, and stops the confirmation: what the minutes say is mended on paper
    first. Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`.
    """
    with transaction.atomic():
        meeting = open_meeting(actor, meeting_id, Act.PUT_MOTION, version)
        motion = Motion(meeting=meeting, number=meeting.motions.count() + 1)
        _write(motion, actor, kind, wording, subject_id, secret, votes)
        motion.save(force_insert=True)
        save_meeting(meeting, Act.PUT_MOTION)
        note(meeting, Act.PUT_MOTION, actor=actor, at=at, detail=_tell(motion))
        return motion


def edit_motion(
    *,
    actor: Actor,
    at: datetime,
    motion_id: UUID | str,
    version: int,
    kind: MotionKind,
    wording: str,
    subject_id: UUID | str | None = None,
    secret: bool = False,
    votes: Votes = NOT_COUNTED,
) -> Motion:
    """Correct a motion or fill in its count; `version` is the meeting's. Raises as `put_motion` does."""
    with transaction.atomic():
        motion = get_motion_for(actor, motion_id)
        meeting = open_meeting(actor, motion.meeting_id, Act.EDIT_MOTION, version)
        _write(motion, actor, kind, wording, subject_id, secret, votes)
        motion.save()
        save_meeting(meeting, Act.EDIT_MOTION)
        note(meeting, Act.EDIT_MOTION, actor=actor, at=at, detail=_tell(motion))
        return motion


def remove_motion(*, actor: Actor, at: datetime, motion_id: UUID | str, version: int) -> Meeting:
    """Take a motion out of a recorded meeting; those after it move up. Raises `NotFound`, `NotAllowed`, `NotNow`."""
    with transaction.atomic():
        motion = get_motion_for(actor, motion_id)
        meeting = open_meeting(actor, motion.meeting_id, Act.REMOVE_MOTION, version)
        told = _tell(motion)
        if not Motion.objects.filter(pk=motion.pk).delete()[0]:
            raise NotFound
        for later in meeting.motions.filter(number__gt=motion.number):
            later.number -= 1
            later.save(update_fields=["number"])
        save_meeting(meeting, Act.REMOVE_MOTION)
        note(meeting, Act.REMOVE_MOTION, actor=actor, at=at, detail=told)
        return meeting


def _tell(motion: Motion) -> dict[str, str | int]:
    return {"motion": str(motion.pk), "number": motion.number, "motion_kind": motion.kind.value}


def _write(
    motion: Motion,
    actor: Actor,
    kind: MotionKind,
    wording: str,
    subject_id: UUID | str | None,
    secret: bool,
    votes: Votes,
) -> None:
    """Set the fields of a motion; raise `Invalid` with everything that is wrong with them."""
    rule, meeting, faults = MOTION_RULES[kind], motion.meeting, {}
    if meeting.kind not in rule.bodies:
        faults["kind"] = f"“{kind.label}”不由{meeting.kind.label}表决，请重新选择。"
    if not wording.strip():
        faults["wording"] = "请写明议题，照会议记录上的写法。"
    same = motion.subject if str(motion.subject_id) == str(subject_id) else None
    subject = same or (get_person_for(actor, subject_id) if subject_id else None)
    if subject is None and rule.subject:
        faults["subject"] = f"“{kind.label}”要写明是哪位同志，一人一项，分别表决（{rule.clause}）。"
    elif subject and not same and not _is_here(meeting, subject):
        faults["subject"] = f"{subject}不在{meeting.organization}，请重新选择。"
    numbers = (votes.ayes, votes.noes, votes.abstentions)
    if any(number is not None for number in numbers) and not votes.counted:
        faults["ayes"] = "赞成、不赞成、弃权三项要一起填，没有的填 0。"
    ballots = {"issued": votes.issued, "returned": votes.returned}
    all_numbers = {"ayes": votes.ayes, "noes": votes.noes, "abstentions": votes.abstentions, **ballots}
    for name, number in {**all_numbers, "written_ayes": votes.written_ayes}.items():
        if number is not None and not 0 <= number < 100_000:
            faults[name] = f"票数{number}不对，请填 0 以上的整数。"
    if faults:
        raise Invalid(**faults)
    motion.kind, motion.wording, motion.subject = kind, wording.strip(), subject
    motion.secret = secret or rule.secret
    motion.ayes, motion.noes, motion.abstentions = numbers
    motion.written_ayes = votes.written_ayes
    motion.issued = votes.issued if motion.secret else None
    motion.returned = votes.returned if motion.secret else None


def _is_here(meeting: Meeting, person: Person) -> bool:
    """Say whether a person belongs to the organisation of a meeting, or to what stands below it."""
    within = meeting.place.within or meeting.place.path
    return person.branch is not None and person.branch.path.startswith(within)
