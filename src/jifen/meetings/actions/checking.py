"""Asking members again after a meeting (S3-二-三-1d, AMB-57): drawn by a seed that is kept."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.audit.actions import Subject, record
from jifen.common.actor import Actor
from jifen.common.refusals import Blocked, Invalid, NotFound
from jifen.meetings.actions.saving import advance, require_open
from jifen.meetings.models import SpotCheck, SpotCheckLine
from jifen.meetings.permissions import may
from jifen.meetings.queries import get_meeting_for, get_spot_check_for, list_attendances
from jifen.meetings.states.acts import Act
from jifen.meetings.states.checks import (
    SPOT_CHECK,
    USUAL_MEMBERS,
    USUAL_SHARE,
    Answer,
    draw_sample,
    sample_size,
)
from jifen.meetings.states.meetings import MeetingState
from jifen.orgs.states.guards import say


@dataclass(frozen=True, slots=True)
class Said:
    """What a member who was asked said, on which day."""

    answer: Answer
    on: date
    remark: str = ""


def draw_spot_check(
    *,
    actor: Actor,
    at: datetime,
    meeting_id: UUID | str,
    checker: str,
    members: int = USUAL_MEMBERS,
    at_most: Fraction = USUAL_SHARE,
) -> SpotCheck:
    """Draw who is asked about a meeting whose record is confirmed, from all who should have come.

    `members` and `at_most` (a share of those) are the 办法's. Raises `NotFound`, `NotAllowed`, `Invalid`, `Blocked`.
    """
    with transaction.atomic():
        meeting = get_meeting_for(actor, meeting_id, lock=True)
        may(actor, Act.DRAW_SPOT_CHECK, meeting.place).require()
        if meeting.state is not MeetingState.CONFIRMED:
            raise Blocked(f"{meeting}的记录“{meeting.state.label}”；记录确认以后才抽查。")
        if SpotCheck.objects.filter(meeting=meeting).exists():
            raise Blocked(f"{meeting}已经抽取过核实对象，不能重抽。")
        if not checker.strip():
            raise Invalid(checker="请填写由谁核实。")
        due = {str(row.person_id): row for row in list_attendances(meeting) if row.eligible}
        if not due:
            raise Blocked(f"{meeting}没有应到的人，不用抽查。")
        seed = f"{secrets.randbelow(10**16):016}"
        check = SpotCheck.objects.create(
            meeting=meeting,
            seed=seed,
            due=len(due),
            drawn_at=at,
            checker=checker.strip(),
            state=SPOT_CHECK.find(Act.DRAW_SPOT_CHECK, None).target,
        )
        drawn = draw_sample(seed, list(due), sample_size(len(due), members, at_most))
        SpotCheckLine.objects.bulk_create(
            SpotCheckLine(check_of=check, attendance=due[key], number=number)
            for number, key in enumerate(drawn, 1)
        )
        detail = {"seed": seed, "due": len(due), "drawn": len(drawn)}
        _note(check, Act.DRAW_SPOT_CHECK, actor, at, detail)
        return check


def fill_spot_check(
    *, actor: Actor, at: datetime, check_id: UUID | str, version: int, said: Mapping[str, Said]
) -> SpotCheck:
    """Enter what those drawn said, by number in the draw; others stay. Raises `NotFound`, `NotAllowed`, `NotNow`.

    Raises `Invalid` for a day before the meeting or to come.
    """
    with transaction.atomic():
        check = get_spot_check_for(actor, check_id, lock=True)
        require_open(actor, Act.FILL_SPOT_CHECK, SPOT_CHECK, check, version)
        lines = {str(line.number): line for line in check.lines.select_related("attendance__person")}
        if set(said) - set(lines):
            raise NotFound
        held, today = check.meeting.held_on, timezone.localdate(at)
        faults = {
            f"on-{key}": f"{lines[key].attendance.person}：核实日期要在{say(held)}以后、今天以前。"
            for key, one in said.items()
            if not held <= one.on <= today
        }
        if faults:
            raise Invalid(**faults)
        for key, one in said.items():
            line = lines[key]
            line.answer, line.asked_on, line.remark = one.answer, one.on, one.remark.strip()[:200]
            line.save(update_fields=["answer", "asked_on", "remark"])
        advance(SPOT_CHECK, check, Act.FILL_SPOT_CHECK)
        _note(check, Act.FILL_SPOT_CHECK, actor, at, {"entered": len(said)})
        return check


def conclude_spot_check(
    *,
    actor: Actor,
    at: datetime,
    check_id: UUID | str,
    version: int,
    conclusion: str,
    follow_up: str = "",
) -> SpotCheck:
    """Close a spot check with its result; where somebody said otherwise, what is done about it.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Blocked`, `Invalid`.
    """
    with transaction.atomic():
        check = get_spot_check_for(actor, check_id, lock=True)
        require_open(actor, Act.CONCLUDE_SPOT_CHECK, SPOT_CHECK, check, version)
        lines = list(check.lines.select_related("attendance__person"))
        waiting = [str(line.attendance.person) for line in lines if not line.answer]
        if waiting:
            raise Blocked(f"{'、'.join(waiting)}的核实情况还没有填。")
        faults: dict[str, str] = {}
        if not conclusion.strip():
            faults["conclusion"] = "请写明结论。"
        if any(line.answer is Answer.DIFFERS for line in lines) and not follow_up.strip():
            faults["follow_up"] = "有与记录不符的，请写明怎么处理（退回更正、约谈等）。"
        if faults:
            raise Invalid(**faults)
        advance(
            SPOT_CHECK,
            check,
            Act.CONCLUDE_SPOT_CHECK,
            conclusion=conclusion.strip()[:200],
            follow_up=follow_up.strip()[:200],
        )
        _note(check, Act.CONCLUDE_SPOT_CHECK, actor, at, {})
        return check


def _note(check: SpotCheck, act: Act, actor: Actor, at: datetime, detail: dict[str, Any]) -> None:
    record(
        actor=actor,
        at=at,
        act=act,
        place=check.place,
        subject=Subject("spot_check", str(check.pk), str(check)),
        detail={"meeting": str(check.meeting.pk), "version": check.version, **detail},
    )
