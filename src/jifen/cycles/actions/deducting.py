"""A deduction on its way to the body: proposed, told, heard (trust §6.1; ADR 31)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.common.actor import Actor, ActorKind
from jifen.common.refusals import Blocked, Invalid
from jifen.cycles.actions.claims import Claim, read_claims
from jifen.cycles.actions.releasing import let_go
from jifen.cycles.actions.saving import (
    note_declaration,
    open_declaration,
    require_takes_facts,
    save_declaration,
)
from jifen.cycles.errors import AnswerTimeRuns
from jifen.cycles.models import Declaration
from jifen.cycles.permissions import may
from jifen.cycles.queries import find_answer_day, get_cycle_for
from jifen.cycles.states.acts import Act
from jifen.cycles.states.declarations import (
    CLOCK_WAITS,
    DECLARATION,
    Channel,
    DeclarationState,
    Hearing,
    Track,
)
from jifen.orgs.states.guards import say

LONGEST_ANSWER = 10_000
"""Characters; it is kept uncut, so a longer one is refused and attached on paper."""


def propose_deduction(
    *, actor: Actor, at: datetime, cycle_id: UUID | str, claim: Claim, track: Track
) -> Declaration:
    """Propose that somebody loses points: the fact, its day, the reason; the track can never go down afterwards.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `NoBook`, `Invalid`.
    """
    with transaction.atomic():
        cycle = get_cycle_for(actor, cycle_id, lock=True)
        may(actor, Act.PROPOSE_DEDUCTION, cycle.place, subject_id=str(claim.person_id)).require()
        require_takes_facts(cycle)
        state = DeclarationState(DECLARATION.find(Act.PROPOSE_DEDUCTION, None).target)
        rows = read_claims(actor, at, cycle, [claim], channel=Channel.DESK, state=state, track=track)
        if not rows:  # the same form once more
            return Declaration.objects.select_related("cycle__branch", "person").get(pk=str(claim.key))
        (row,) = rows
        row.save(force_insert=True)
        note_declaration(row, Act.PROPOSE_DEDUCTION, actor=actor, at=at, detail={"track": track.value})
        return row


def give_notice(
    *, actor: Actor, at: datetime, declaration_id: UUID | str, version: int, on: date, way: str
) -> Declaration:
    """Enter that the member was told, on which day and how; from the next working day on his days to answer run.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`, `Blocked` where nobody entered the working days of the year.
    """
    with transaction.atomic():
        row = open_declaration(actor, declaration_id, Act.GIVE_NOTICE, version)
        today, faults = timezone.localdate(at), {}
        if on > today:
            faults["on"] = f"{say(on)}还没有到，请填实际告知的日期。"
        elif on < timezone.localdate(row.entered_at):
            faults["on"] = (
                f"{say(on)}早于提出扣分的日期（{say(timezone.localdate(row.entered_at))}），请核对。"
            )
        if not way.strip():
            faults["way"] = "请写明怎样告知，例如：当面送达、电话、微信并有回复。"
        if faults:
            raise Invalid(**faults)
        until = find_answer_day(row.cycle, on)
        if until is None:
            raise Blocked(
                f"还没有导入 {on.year} 年（年底告知的，下一年）的放假安排，算不出申辩到哪天；请先导入。"
            )
        save_declaration(row, Act.GIVE_NOTICE, noticed_on=on, notice_way=way.strip(), answer_until=until)
        note_declaration(row, Act.GIVE_NOTICE, actor=actor, at=at, detail={"until": until.isoformat()})
        return row


def record_answer(
    *,
    actor: Actor,
    at: datetime,
    declaration_id: UUID | str,
    version: int,
    on: date,
    answer: str,
    present: str = "",
) -> Declaration:
    """Keep what the member said, uncut; he writes it himself or the desk word for word.

    `present`: the two people who were there, where it is grave. Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`.
    """
    with transaction.atomic():
        row = open_declaration(actor, declaration_id, Act.RECORD_ANSWER, version)
        faults = _faults(row, at, on, present)
        if not answer.strip():
            faults["answer"] = "请写下本人的申辩；本人不申辩的，用“登记放弃申辩”。"
        elif len(answer) > LONGEST_ANSWER:
            faults["answer"] = f"有 {len(answer)} 字，最多 {LONGEST_ANSWER} 字；请写要点，全文附纸质材料。"
        if faults:
            raise Invalid(**faults)
        _hear(row, Act.RECORD_ANSWER, Hearing.ANSWERED, on, present, actor=actor, at=at, answer=answer)
        return row


def record_waiver(
    *, actor: Actor, at: datetime, declaration_id: UUID | str, version: int, on: date, present: str = ""
) -> Declaration:
    """Enter that the member signed that he does not want to answer. Raises as `record_answer`."""
    with transaction.atomic():
        row = open_declaration(actor, declaration_id, Act.RECORD_WAIVER, version)
        faults = _faults(row, at, on, present)
        if faults:
            raise Invalid(**faults)
        _hear(row, Act.RECORD_WAIVER, Hearing.WAIVED, on, present, actor=actor, at=at)
        return row


def end_answer_time(
    *, actor: Actor, at: datetime, declaration_id: UUID | str, version: int, present: str = ""
) -> Declaration:
    """Enter that the days to answer are over and nothing came: the desk the day after, the clock a week later.

    Raises as `record_answer`, and `AnswerTimeRuns`.
    """
    with transaction.atomic():
        row = open_declaration(actor, declaration_id, Act.END_ANSWER_TIME, version)
        assert row.answer_until is not None  # the table of moves: it was given with the notice
        waits = CLOCK_WAITS if actor.kind is ActorKind.CLOCK else timedelta()
        if timezone.localdate(at) <= row.answer_until + waits:
            raise AnswerTimeRuns(
                f"申辩时间到{say(row.answer_until)}止，还没有满；本人可以先申辩，或者签字放弃。"
            )
        after = row.answer_until + timedelta(days=1)
        faults = _faults(row, at, after, present)
        if faults:
            raise Invalid(**faults)
        _hear(row, Act.END_ANSWER_TIME, Hearing.TIME_OVER, after, present, actor=actor, at=at)
        return row


def withdraw_deduction(
    *, actor: Actor, at: datetime, declaration_id: UUID | str, version: int, reason: str
) -> Declaration:
    """Drop a deduction before it comes before its body. Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`."""
    with transaction.atomic():
        row = open_declaration(actor, declaration_id, Act.WITHDRAW_DEDUCTION, version)
        if not reason.strip():
            raise Invalid(reason="请写明为什么不再扣分。")
        save_declaration(row, Act.WITHDRAW_DEDUCTION, returned=reason.strip())
        let_go(row, actor=actor, at=at, again=True)
        note_declaration(row, Act.WITHDRAW_DEDUCTION, actor=actor, at=at)
        return row


def _faults(row: Declaration, at: datetime, on: date, present: str) -> dict[str, str]:
    assert row.noticed_on is not None  # the table of moves: he was told
    faults = {}
    if on > timezone.localdate(at):
        faults["on"] = f"{say(on)}还没有到，请核对日期。"
    elif on < row.noticed_on:
        faults["on"] = f"{say(on)}早于告知本人的日期（{say(row.noticed_on)}），请核对。"
    if row.track is Track.GRAVE and len(present.replace("，", "、").strip("、 ").split("、")) < 2:
        faults["present"] = "重大扣分要有两名同志在场，请写两个人的姓名，用“、”隔开。"
    return faults


def _hear(
    row: Declaration,
    act: Act,
    heard: Hearing,
    on: date,
    present: str,
    *,
    actor: Actor,
    at: datetime,
    **more: Any,
) -> None:
    save_declaration(row, act, heard=heard, heard_on=on, present=present.strip(), **more)
    note_declaration(row, act, actor=actor, at=at, detail={"heard_on": on.isoformat()})
