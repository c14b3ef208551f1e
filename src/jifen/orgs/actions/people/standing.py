"""Moving a person's standing, and correcting a move that was entered wrongly."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Basis, Decider
from jifen.common.refusals import Invalid
from jifen.common.transitions import Transition
from jifen.orgs.actions.people.ending import end_all
from jifen.orgs.actions.people.saving import refuse_duplicate, save_person
from jifen.orgs.actions.recording import about
from jifen.orgs.errors import Unconfirmed
from jifen.orgs.models import Discipline, Membership, Person, StandingEvent
from jifen.orgs.permissions import may_act_on
from jifen.orgs.queries import build_case, find_endings, get_person_for
from jifen.orgs.states.acts import Act
from jifen.orgs.states.guards import say, weigh
from jifen.orgs.states.history import list_effective
from jifen.orgs.states.people import STANDING, LeavingKind, Measure, Standing
from jifen.orgs.states.standing import CONSEQUENCES, Consequence
from jifen.orgs.states.transfers import MembershipEnd, MembershipStart

SHORTEST_REASON = 4


def move_standing(
    *,
    actor: Actor,
    at: datetime,
    person_id: UUID | str,
    act: Act,
    on: date,
    basis: Basis,
    decider: Decider | None = None,
    until: date | None = None,
    leaving: LeavingKind | None = None,
    reason: str = "",
    confirmed: bool = False,
) -> Person:
    """Move a person to another standing by a row of `STANDING`; what ends with it ends in the same transaction.

    `on` is the day of the decision. Raises `NotFound`, `NotAllowed`, `NotNow` for an act the standing does not allow,
    `Invalid` with what the rules forbid, `Unconfirmed` where practice speaks against it and no `reason` was given and
    `confirmed`.
    """
    with transaction.atomic():
        person = get_person_for(actor, person_id, lock=True)
        may_act_on(actor, act, person.place, subject_id=str(person.pk)).require()
        refuse_duplicate(person)
        row = STANDING.find(act, person.standing)
        target = Standing(row.target)
        case = build_case(
            person,
            act,
            target,
            on=on,
            today=timezone.localdate(at),
            basis=basis,
            until=until,
            leaving=leaving,
            reason=reason,
        )
        weighing = weigh(case)
        if weighing.faults:
            raise Invalid(**weighing.faults)
        if weighing.doubts and not (confirmed and len(reason.strip()) >= SHORTEST_REASON):
            raise Unconfirmed(*weighing.doubts)
        event = _write_event(
            person,
            row,
            on=on,
            at=at,
            basis=basis,
            decider=decider,
            until=until,
            leaving=leaving,
            reason=reason,
        )
        ended = _follow(person, event)
        record(
            actor=actor,
            at=at,
            act=act,
            place=person.place,
            subject=about(person),
            basis=basis,
            decider=decider,
            detail={
                "from": event.source,
                "to": event.target,
                "on": on.isoformat(),
                "doubts": len(weighing.doubts),
                "ended": ended,
                "version": person.version,
            },
        )
        return person


def _write_event(
    person: Person,
    row: Transition,
    *,
    on: date,
    at: datetime,
    basis: Basis,
    decider: Decider | None,
    until: date | None,
    leaving: LeavingKind | None,
    reason: str,
) -> StandingEvent:
    return StandingEvent.objects.create(
        person=person,
        act=row.act,
        source=person.standing,
        target=row.target,
        on=on,
        until=until if row.act is Act.EXTEND_PROBATION else None,
        leaving=leaving if leaving and row.act is Act.LEAVE else "",
        branch=person.branch,
        basis=basis,
        decider=decider.label if decider else "",
        reason=reason.strip(),
        entered_at=at,
    )


def _follow(person: Person, event: StandingEvent) -> dict[str, int]:
    """Write what follows from a move: dates of the person, what ends, the measure of an expulsion."""
    person.standing = event.target
    if event.act is Act.ADMIT:
        person.joined_on, person.converted_on = event.on, None
    if event.act is Act.CONVERT:
        person.converted_on = event.on
    if event.act is Act.EXPEL:
        Discipline.objects.create(
            person=person,
            measure=Measure.EXPULSION,
            approved_on=event.on,
            matter=event.reason[:120],
            basis=event.basis,
        )
    ended: dict[str, int] = {}
    if what := CONSEQUENCES.get(event.target):
        ended = end_all(
            person,
            find_endings(person, what),
            on=event.on,
            end=MembershipEnd.STANDING,
            reason=event.act.label,
            basis=event.basis,
        )
    save_person(person, "standing", "joined_on", "converted_on", "group")
    return ended


def correct_standing(
    *,
    actor: Actor,
    at: datetime,
    person_id: UUID | str,
    event_id: UUID | str,
    target: Standing,
    on: date,
    basis: Basis,
    reason: str,
    decider: Decider | None = None,
) -> Person:
    """Correct a move that was entered wrongly: a new row strikes it out and says what is right; nothing is rewritten.

    Of the last move both day and standing may be corrected, of an earlier one the day alone. Corrected back onto the
    roster, the membership goes on; offices, ties and the account are entered anew where they are still right. Exempt
    from `STANDING`: a mistake has no state of its own. Raises `NotFound`, `NotAllowed`, `Invalid`.
    """
    with transaction.atomic():
        person = get_person_for(actor, person_id, lock=True)
        may_act_on(actor, Act.CORRECT_STANDING, person.place, subject_id=str(person.pk)).require()
        refuse_duplicate(person)
        rows = list_effective(person.standing_events.all())
        wrong = next((row for row in rows if str(row.pk) == str(event_id)), None)
        _refuse_correction(person, rows, wrong, target, on, reason, timezone.localdate(at))
        assert wrong is not None
        StandingEvent.objects.create(
            person=person,
            act=Act.CORRECT_STANDING,
            source=wrong.source,
            target=target,
            on=on,
            leaving=wrong.leaving if target is wrong.target else "",
            branch=person.branch,
            basis=basis,
            decider=decider.label if decider else "",
            reason=reason.strip(),
            corrects=wrong,
            entered_at=at,
        )
        restored = _set_right(person, wrong, target, on, last=wrong is rows[-1])
        record(
            actor=actor,
            at=at,
            act=Act.CORRECT_STANDING,
            place=person.place,
            subject=about(person),
            basis=basis,
            decider=decider,
            detail={
                "wrong": wrong.act.value,
                "from": wrong.target,
                "to": target,
                "on": on.isoformat(),
                "restored": restored,
                "version": person.version,
            },
        )
        return person


def _refuse_correction(
    person: Person,
    rows: list[StandingEvent],
    wrong: StandingEvent | None,
    target: Standing,
    on: date,
    reason: str,
    today: date,
) -> None:
    """Raise what speaks against a correction, all at once."""
    faults: dict[str, str] = {}
    if len(reason.strip()) < SHORTEST_REASON:
        faults["reason"] = "请写明错在哪里、为什么更正。"
    if on > today:
        faults["on"] = f"日期{say(on)}还没有到，请核对。"
    if wrong is None:
        faults["event"] = "要更正的这一条已经更正过，请刷新页面看看。"
        raise Invalid(**faults)
    place = rows.index(wrong)
    before = rows[place - 1] if place else None
    after = rows[place + 1] if place + 1 < len(rows) else None
    if before and on < before.on:
        faults["on"] = f"日期{say(on)}早于前一次变动的{say(before.on)}，请核对。"
    if after and on > after.on:
        faults["on"] = f"日期{say(on)}晚于后一次变动的{say(after.on)}，请核对。"
    if after and target is not wrong.target:
        faults["target"] = "后面还有别的变动，这一条只能更正日期；类别错了的，请从最后一条往前更正。"
    elif target in CONSEQUENCES and target is not wrong.target:
        faults["target"] = f"“{target.label}”不能用更正登记，请先更正回原来的类别，再正式办理。"
    if wrong.act is Act.EXPEL and target is not wrong.target:
        faults["target"] = "开除党籍的登记连着处分，不能在这里更正；请上级党委核对处分文件。"
    if faults:
        raise Invalid(**faults)


def _set_right(person: Person, wrong: StandingEvent, target: Standing, on: date, *, last: bool) -> int:
    """Bring the person's row in line with the corrected history; return how many memberships go on."""
    same = target is wrong.target
    if wrong.act is Act.ADMIT or (wrong.target is Standing.PROBATIONARY and person.joined_on == wrong.on):
        person.joined_on = on if same else None
    if wrong.act is Act.CONVERT or (wrong.target is Standing.FORMAL and person.converted_on == wrong.on):
        person.converted_on = on if same else None
    restored = 0
    if last:
        person.standing = target
        was_ended = Consequence.MEMBERSHIP in CONSEQUENCES.get(wrong.target, frozenset())
        if was_ended and not same:
            restored = _go_on(person)
    save_person(person, "standing", "joined_on", "converted_on")
    return restored


def _go_on(person: Person) -> int:
    """Open the membership again from the day after it ended: the ended row stays as it was."""
    ended = person.memberships.filter(end=MembershipEnd.STANDING).order_by("-to_on", "-from_on", "id").first()
    if ended is None or ended.to_on is None or person.memberships.filter(to_on__isnull=True).exists():
        return 0
    Membership.objects.create(
        person=person,
        branch=ended.branch,
        from_on=ended.to_on + timedelta(days=1),
        start=MembershipStart.RESTORED,
    )
    return 1
