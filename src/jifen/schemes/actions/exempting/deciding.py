"""The words of those above, each in its turn: an opinion, and from the last one the decision (S5-三-一-5d–e)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.common.actor import Actor
from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Invalid, NotNow
from jifen.meetings.queries import require_resolution
from jifen.meetings.states.motions import MotionKind
from jifen.schemes.actions.exempting.asking import LONGEST, refuse_day
from jifen.schemes.actions.exempting.rows import note_exemption, refuse_changed, save, take_effect
from jifen.schemes.models import Exemption, ExemptionOpinion
from jifen.schemes.permissions import may_give_opinion
from jifen.schemes.queries import get_exemption_for, is_at_top, list_opinions, year_of
from jifen.schemes.states.acts import Act
from jifen.schemes.states.exemptions import EXEMPTION, OPINION_OF, ExemptionState, ExemptionStep, after


def give_opinion(
    *,
    actor: Actor,
    at: datetime,
    exemption_id: UUID | str,
    seen: int,
    agrees: bool,
    words: str = "",
    basis: Basis | None = None,
    motion_id: UUID | str | None = None,
) -> Exemption:
    """Enter the word of the step that is asked now; that of the last step is the decision.

    Approved, he stays out from the day of the decision, in the list of the year too; what he has stays (AMB-39).
    Refused, he goes on taking part, and `words` tell him why. `motion_id`: the motion of a meeting of the branch
    confirmed here; else `basis`. Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`, `Blocked`.
    """
    with transaction.atomic():
        row = get_exemption_for(actor, exemption_id, lock=True)
        step = asked_of(row)
        may_give_opinion(
            actor, step, row.place, person_id=str(row.person_id), at_top=is_at_top(actor)
        ).require()
        following = after(row.asked, step)
        act = act_of(step, last=following is None, agrees=agrees)
        move = EXEMPTION.find(act, row.state)
        refuse_changed(row, seen)
        if motion_id is not None:
            kinds = [MotionKind.APPROVE_EXEMPTION]
            basis = require_resolution(
                actor, motion_id, organization_id=row.branch_id, kinds=kinds, subject_id=row.person_id
            )
        paper, on = _refuse_faults(row, step, agrees, words, basis, timezone.localdate(at))
        ExemptionOpinion.objects.create(
            exemption=row, step=step, agrees=agrees, words=words.strip(), basis=paper
        )
        row.state, row.awaits = ExemptionState(move.target), following or ""
        if row.state is ExemptionState.APPROVED:
            row.from_on = first_day(row, on)
            take_effect(row, paper)
        save(row, "state", "awaits", "from_on")
        note_exemption(
            actor, at, act, row, paper, step=step.value, from_on=row.from_on and row.from_on.isoformat()
        )
        return row


def asked_of(row: Exemption) -> ExemptionStep:
    """Return whose word is asked now; raise `NotNow` where nobody's is."""
    if not row.awaits:
        raise NotNow(f"{row}现在是“{row.state.label}”，没有在等谁签意见。")
    return ExemptionStep(row.awaits)


def act_of(step: ExemptionStep, *, last: bool, agrees: bool) -> Act:
    """Return what the word of a step is: an opinion, or from the last one the decision."""
    if last:
        return Act.APPROVE_EXEMPTION if agrees else Act.REFUSE_EXEMPTION
    return OPINION_OF[step]


def first_day(row: Exemption, decided_on: date) -> date:
    """Return from which day an approval holds: the day of the decision, at the earliest the first of the year."""
    if decided_on > row.until_on:
        raise Invalid(
            basis_on=f"批准日期{decided_on}已经过了{row.year}年度（到{row.until_on}），请按新的年度提出。"
        )
    return max(decided_on, year_of(row.scheme_version, row.until_on).start)


def _refuse_faults(
    row: Exemption, step: ExemptionStep, agrees: bool, words: str, basis: Basis | None, today: date
) -> tuple[Basis, date]:
    """Return the paper and its day; raise what is missing in it."""
    faults: dict[str, str] = {}
    if not agrees and not words.strip():
        faults["words"] = "不同意的，请写明为什么：要告诉本人。"
    if len(words.strip()) > LONGEST:
        faults["words"] = f"意见最多 {LONGEST} 个字，现在有 {len(words.strip())} 个字。"
    if basis is None:
        faults["basis_label"] = "请选会上通过的议题，或者填写会议、批复的名称和日期。"
    elif step is ExemptionStep.BRANCH and basis.kind is not BasisKind.MEETING:
        faults["basis_kind"] = "支部意见由支委会（不设支委会的由党员大会）研究：依据请选“会议”。"
    if faults or basis is None:
        raise Invalid(**faults)
    said = list_opinions(row)
    before = said[-1].basis.on if said else row.form.on if row.form else None
    return basis, refuse_day(basis.on, before, "上一步", today)
