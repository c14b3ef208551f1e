"""What the body decided, entered from its confirmed meeting (REG-02, AMB-50): the decided sheet is made and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.common.actor import Actor
from jifen.common.basis import Basis, Decider
from jifen.common.plainsheet import plain_of
from jifen.common.refusals import Blocked, NotFound
from jifen.cycles.actions.carrying import put_off
from jifen.cycles.actions.releasing import let_go
from jifen.cycles.actions.saving import note, note_declaration, open_cycle_for, save_cycle, save_declaration
from jifen.cycles.models import Cycle, Declaration
from jifen.cycles.queries import list_conflicts, list_declarations_of, procedure_of, weigh_all
from jifen.cycles.queries.sheets import build_sheet
from jifen.cycles.states.acts import Act
from jifen.cycles.states.cycles import CycleState
from jifen.cycles.states.declarations import OVER, RIPE, DeclarationState, Track
from jifen.cycles.states.procedure import Procedure
from jifen.ledger.queries import Weighed
from jifen.meetings.errors import NoResolution
from jifen.meetings.queries import require_resolution
from jifen.meetings.states.meetings import MeetingKind
from jifen.meetings.states.motions import MotionKind
from jifen.orgs.states.guards import say

_S = DeclarationState
_MEETINGS = {
    "member_assembly": MeetingKind.MEMBER_ASSEMBLY,
    "branch_committee": MeetingKind.BRANCH_COMMITTEE,
    "general_branch": MeetingKind.GENERAL_BRANCH_COMMITTEE,
    "points_group": MeetingKind.POINTS_GROUP_MEETING,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the body decided about one fact; a reason where it is turned down."""

    accepted: bool
    reason: str = ""


def evaluate(
    *,
    actor: Actor,
    at: datetime,
    cycle_id: UUID | str,
    version: int,
    motion_id: UUID | str,
    verdicts: Mapping[str, Verdict] | None = None,
    contested: Mapping[str, UUID | str] | None = None,
    deviation: str = "",
) -> Cycle:
    """Enter the decision on a period: the first opinion holds unless a verdict (by declaration) says otherwise.

    `contested`: person → motion on him alone, for whoever was voted on separately (AMB-50), every grave deduction too.
    What is unclear and got no verdict, and a deduction whose time to answer was not over at the meeting, goes on in the
    next period. `deviation`: why the meeting was not on the day of the 办法.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Blocked` with everything at once.
    """
    verdicts, contested = verdicts or {}, contested or {}
    with transaction.atomic():
        cycle = open_cycle_for(actor, cycle_id, Act.EVALUATE, version)
        procedure, said = procedure_of(cycle), []
        if procedure.gives_opinion and cycle.state is CycleState.REGISTERED:
            said.append("还没有完成初评，请先登记初评意见。")
        basis = _resolve(actor, cycle, procedure, motion_id, None, said)
        own = {
            str(person): _resolve(actor, cycle, procedure, motion, person, said)
            for person, motion in contested.items()
        }
        said += _day_faults(cycle, basis, deviation)
        rows = [row for row in list_declarations_of(cycle) if row.state not in OVER]
        if unknown := set(verdicts) - {str(row.pk) for row in rows}:
            raise NotFound(f"有 {len(unknown)} 项评定意见对不上本期的申报，请回到本期的页面重新填写。")
        accepted, rejected, carried = [], [], []
        for row in rows:
            row.cycle = cycle
            verdict = verdicts.get(str(row.pk)) or _usual(row)
            if not _ripe_on(row, basis.on if basis else None):
                if str(row.pk) in verdicts:
                    said.append(f"{row}开会时申辩时间没有满，不能在这次会上决定，将转入下期。")
                carried.append(row)
            elif verdict is None:
                carried.append(row)
            elif verdict.accepted:
                accepted.append(row)
                if row.track is Track.GRAVE and str(row.person_id) not in own:
                    said.append(f"{row}是重大扣分，要有涉及他本人的单独议题，请选择那次表决。")
            else:
                rejected.append((row, verdict.reason.strip() or row.opinion))
                if not rejected[-1][1]:
                    said.append(f"{row}：评定不通过要写明理由。")
        conflicts = list_conflicts(cycle, accepted)
        said += [f"{row}：{one}；请先“核对重复”。" for row in accepted for one in conflicts.get(row.pk, [])]
        weighed = weigh_all(cycle, accepted, timezone.localdate(at))
        said += [
            _wrong_sign(row, one) for row, one in zip(accepted, weighed, strict=True) if _differs(row, one)
        ]
        if said or basis is None:
            raise Blocked(*dict.fromkeys(said))
        for row, one in zip(accepted, weighed, strict=True):
            paper, verdict = own.get(str(row.person_id)) or basis, verdicts.get(str(row.pk))
            reason = verdict.reason.strip() if verdict else ""
            save_declaration(
                row,
                Act.ACCEPT,
                points=one.points,
                item=one.item,
                title=one.title,
                decision=paper,
                verdict=reason,
            )
            note_declaration(row, Act.ACCEPT, actor=actor, at=at, detail={"points": one.points})
        for row, reason in rejected:
            save_declaration(row, Act.REJECT, verdict=reason, decision=own.get(str(row.person_id)) or basis)
            let_go(row, actor=actor, at=at, again=False)
            note_declaration(row, Act.REJECT, actor=actor, at=at)
        put_off(carried)
        for row in carried:
            note_declaration(row, Act.CARRY_OVER, actor=actor, at=at)
        sheet = plain_of(build_sheet(cycle, accepted, timezone.localdate(at)))
        save_cycle(cycle, Act.EVALUATE, decision=basis, deviation=deviation.strip(), sheet=sheet)
        counts = {"accepted": len(accepted), "rejected": len(rejected), "carried": len(carried)}
        note(
            cycle,
            Act.EVALUATE,
            actor=actor,
            at=at,
            basis=basis,
            decider=Decider(basis.label, basis=basis),
            detail=counts,
        )
        return cycle


def _resolve(
    actor: Actor,
    cycle: Cycle,
    procedure: Procedure,
    motion_id: UUID | str,
    person_id: str | None,
    said: list[str],
) -> Basis | None:
    """Return the paper of a resolution, None with the reasons noted where it is none."""
    kind = _MEETINGS.get(procedure.decider)
    try:
        return require_resolution(
            actor,
            motion_id,
            organization_id=cycle.branch_id,
            kinds={MotionKind.CONFIRM_PERIOD},
            bodies={kind} if kind else None,
            subject_id=person_id,
        )
    except NoResolution as refused:
        said += refused.reasons
        return None


def _day_faults(cycle: Cycle, basis: Basis | None, deviation: str) -> list[str]:
    if basis is None or basis.on is None:
        return []
    if basis.on <= cycle.starts_on:
        return [f"{say(basis.on)}的会议在这一期开始以前（{say(cycle.starts_on)}），不能评定这一期。"]
    if cycle.meeting_on is not None and basis.on != cycle.meeting_on and not deviation.strip():
        return [
            f"办法规定{say(cycle.meeting_on)}开会，这次会议是{say(basis.on)}；请写明没有按规定日期开会的原因。"
        ]
    return []


def _usual(row: Declaration) -> Verdict | None:
    """Return what holds where the body said nothing of its own: a gain on the list, or the first opinion."""
    if row.state is _S.PRELIMINARY_ACCEPTED or (row.state in RIPE and not row.is_deduction):
        return Verdict(True)
    return Verdict(False) if row.state is _S.PRELIMINARY_REJECTED else None


def _ripe_on(row: Declaration, meeting: date | None) -> bool:
    """Say whether a body could decide a row on the day it met: a gain always, a deduction once he was heard."""
    if not row.is_deduction or meeting is None:
        return not row.is_deduction or bool(row.heard)
    return row.heard_on is not None and row.heard_on <= meeting


def _differs(row: Declaration, weighed: Weighed) -> bool:
    return (weighed.points < 0) is not row.is_deduction


def _wrong_sign(row: Declaration, weighed: Weighed) -> str:
    if row.is_deduction:
        return f"{row}照现在的账不扣分（{weighed.said or weighed.title}），请评定不通过或者撤回。"
    return f"{row}照现在的账是扣分，不能当作申报评定；请按扣分的程序办理。"
