"""What a meeting comes to: the turnout, how each vote ends, what still stands in the way of confirming it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jifen.meetings.models import Attendance, Meeting, Minutes, Motion
from jifen.meetings.queries.eligible import list_differences
from jifen.meetings.states.meetings import BODY_OF, GIVES_REASON, Ineligible, MeetingState
from jifen.meetings.states.minutes import list_missing
from jifen.meetings.states.motions import MotionResult, Quorum
from jifen.meetings.states.tally import UNCOUNTED, Turnout, list_faults, result_of
from jifen.orgs.states.guards import say

NAMED = 5


@dataclass(frozen=True, slots=True)
class Outlook:
    """A motion, how its vote ends as things stand, and what is wrong with the count."""

    motion: Motion
    result: MotionResult | None
    faults: tuple[str, ...]


def list_attendances(meeting: Meeting) -> list[Attendance]:
    """Return the list of a meeting: those who should come first, then by pinyin."""
    return list(meeting.attendances.select_related("person").prefetch_related("exclusions"))


def turnout_of(rows: Sequence[Attendance]) -> Turnout:
    """Return how many with a vote should come and how many were there."""
    eligible = [row for row in rows if row.eligible]
    return Turnout(len(eligible), sum(row.came for row in eligible))


def list_outlooks(meeting: Meeting, rows: Sequence[Attendance]) -> list[Outlook]:
    """Return the motions in their order; confirmed, a motion has the result it was confirmed with.

    While somebody's attendance is not filled in, a vote has no result, and no fault but that it is not counted.
    """
    turnout, waiting = turnout_of(rows), list_unfilled(rows)
    found = []
    for motion in meeting.motions.select_related("subject"):
        votes, rule, secret = motion.votes, motion.rule, motion.secret
        if meeting.state is not MeetingState.RECORDED:
            found.append(Outlook(motion, motion.result or None, ()))
        elif waiting:
            found.append(Outlook(motion, None, () if votes.counted else (UNCOUNTED,)))
        else:
            faults = tuple(list_faults(votes, turnout, rule, secret=secret))
            found.append(Outlook(motion, result_of(votes, turnout, rule, secret=secret), faults))
    return found


def list_unfilled(rows: Sequence[Attendance]) -> list[str]:
    """Name the people of a list whose attendance is not filled in."""
    return [str(row.person) for row in rows if not row.presence and row.why_not is not Ineligible.EXCLUDED]


def list_blockers(
    meeting: Meeting, rows: Sequence[Attendance], outlooks: Sequence[Outlook], today: date
) -> list[str]:
    """Return everything that must be entered or mended before a meeting may be confirmed, as whole sentences."""
    said = []
    if meeting.held_on > today:
        said.append(f"会议日期{say(meeting.held_on)}还没有到，开过以后才能确认。")
    if not meeting.document_no:
        said += _list_gaps(meeting, rows)
    said += _list_attendance_blockers(meeting, rows)
    said += [
        f"第{outlook.motion.number}项“{_short(outlook.motion.wording)}”：{fault}。"
        for outlook in outlooks
        for fault in outlook.faults
    ]
    return said


def _list_gaps(meeting: Meeting, rows: Sequence[Attendance]) -> list[str]:
    """Say what minutes without a number on paper still lack: they must be complete here."""
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is None:
        return [
            "还没有填会议记录编号；请点“修改会议信息”，写明记录在哪一本哪一页，或者纪要的文号。"
            "没有纸质记录的，点“填写会议内容”，把会议内容和决定写全。"
        ]
    said = []
    missing = list_missing(minutes.began_at, minutes.ended_at, minutes.statements, minutes.resolutions)
    if missing:
        said.append(f"会议内容还缺{'、'.join(missing)}；请点“填写会议内容”补齐，或者填纸质记录的编号。")
    if silent := [str(row.person) for row in rows if row.presence in GIVES_REASON and not row.reason]:
        said.append(f"{_names(silent)}请假、缺席的原因没有写；请点“填写到会情况”补上。")
    return said


def _list_attendance_blockers(meeting: Meeting, rows: Sequence[Attendance]) -> list[str]:
    said = []
    if different := list_differences(meeting, rows):
        said.append(
            f"名册上{say(meeting.held_on)}的情况和这张名单不一样：{_names(different)}；"
            "请打开“填写到会情况”保存一次，名单会按名册更新。"
        )
    if waiting := list_unfilled(rows):
        said.append(f"还有{len(waiting)}人没有填到会情况：{_names(waiting)}；请点“填写到会情况”补填。")
        return said
    turnout = turnout_of(rows)
    if BODY_OF[meeting.kind].needs_half and not turnout.reaches(Quorum.AT_LEAST_HALF):
        said.append(
            f"{meeting.kind.label}要有半数以上委员到会才能召开（《中国共产党支部工作条例（试行）》）："
            f"应到{turnout.eligible}人、实到{turnout.present}人；请核对到会情况，确实不够的，作废这份记录。"
        )
    return said


def _names(names: Sequence[str]) -> str:
    return "、".join(names[:NAMED]) + (f"等{len(names)}人" if len(names) > NAMED else "")


def _short(wording: str) -> str:
    return wording if len(wording) <= 20 else f"{wording[:20]}…"
