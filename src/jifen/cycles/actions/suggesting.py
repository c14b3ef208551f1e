"""What registers and attendance suggest comes into the period, or is passed over for a reason (ADR 20, ADR 31)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.common.actor import Actor
from jifen.common.refusals import Blocked, Invalid, NotNow
from jifen.cycles.actions.claims import Claim, Reading
from jifen.cycles.actions.saving import note, note_declaration, require_takes_facts
from jifen.cycles.models import AnsweredSuggestion, Cycle, Declaration
from jifen.cycles.permissions import may
from jifen.cycles.queries import Offered, get_cycle_for, list_conflicts, list_offers, procedure_of
from jifen.cycles.states.acts import Act
from jifen.cycles.states.declarations import DECLARATION, Channel, DeclarationState, Track
from jifen.registers.actions import mark_taken
from jifen.registers.queries import ORIGIN


@dataclass(frozen=True, slots=True)
class Answer:
    """What becomes of one suggestion: taken or passed over.

    `reason`: why it is passed over; of one that is taken, why it is not the same fact twice. `kind` is asked where the
    register does not tell which, `points` where the 办法 leaves them to the body; `track` is how heavy a loss is.
    """

    key: str
    taken: bool
    reason: str = ""
    kind: str = ""
    track: Track = Track.ROUTINE
    points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What was done: declarations made, suggestions passed over."""

    declared: list[Declaration]
    passed: int


def take_suggestions(
    *, actor: Actor, at: datetime, cycle_id: UUID | str, answers: Sequence[Answer]
) -> Answered:
    """Answer suggestions, one or many, all or none; what was answered before is left as it is.

    A gain is registered at once, where the 办法 asks for it endorsed first (S5-四-3b); a loss is proposed, so that
    notice and answer follow. The lines taken are frozen until the declaration is withdrawn or rejected.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `NoBook`, `Blocked`, `Invalid` with every fault by `name_key`.
    """
    with transaction.atomic():
        cycle = get_cycle_for(actor, cycle_id, lock=True)
        may(actor, Act.TAKE_SUGGESTIONS, cycle.place).require()
        require_takes_facts(cycle)
        if not answers:
            raise Blocked("一条也没有选，没有可保存的。")
        wanted = _wanted(cycle, at, answers)
        for offer, _ in wanted:
            may(actor, Act.TAKE_SUGGESTIONS, cycle.place, subject_id=str(offer.person.pk)).require()
        faults = {
            f"reason_{offer.key}": f"{offer}：不采用的要写明理由。"
            for offer, answer in wanted
            if not answer.taken and not answer.reason.strip()
        }
        made = _declare(actor, at, cycle, [one for one in wanted if one[1].taken], faults)
        if faults:
            raise Invalid(**faults)
        passed = [(offer, answer) for offer, answer in wanted if not answer.taken]
        AnsweredSuggestion.objects.bulk_create(
            [
                *(line for offer, _, row in made for line in _lines(cycle, offer, at, declaration=row)),
                *(line for offer, said in passed for line in _lines(cycle, offer, at, reason=said.reason)),
            ]
        )
        _freeze(actor, at, cycle, made)
        for offer, _, row in made:
            act = Act.PROPOSE_DEDUCTION if row.is_deduction else Act.TAKE_SUGGESTIONS
            told = {"origin": offer.suggestion.origin, "track": row.track.value if row.track else ""}
            note_declaration(row, act, actor=actor, at=at, detail=told)
        counts = {"taken": len(made), "passed": len(passed)}
        note(cycle, Act.TAKE_SUGGESTIONS, actor=actor, at=at, detail=counts)
        return Answered([row for _, _, row in made], len(passed))


def _wanted(cycle: Cycle, at: datetime, answers: Sequence[Answer]) -> list[tuple[Offered, Answer]]:
    """Return what is still to be answered; raise `NotNow` where a suggestion is there no more."""
    offers = {one.key: one for one in list_offers(cycle, timezone.localdate(at)).open}
    rows = AnsweredSuggestion.objects.filter(cycle=cycle).order_by().values_list("origin_id", "gain")
    done = {f"{origin_id}-{'gain' if gain else 'loss'}" for origin_id, gain in rows}
    left = {answer.key: answer for answer in answers if answer.key not in done}
    if gone := set(left) - set(offers):
        raise NotNow(f"有 {len(gone)} 条建议的登记刚刚改过或者作废了，这次没有保存；请重新打开这一页再办。")
    return [(offer, left[key]) for key, offer in offers.items() if key in left]


def _declare(
    actor: Actor,
    at: datetime,
    cycle: Cycle,
    taken: Sequence[tuple[Offered, Answer]],
    faults: dict[str, str],
) -> list[tuple[Offered, Answer, Declaration]]:
    """Save what can be declared; add what cannot to the faults, after which all is taken back."""
    reading, made = Reading(actor, at, cycle), []
    gain = Act.DECLARE if procedure_of(cycle).endorses else Act.TAKE_SUGGESTIONS
    for offer, answer in taken:
        one = offer.suggestion
        kind = answer.kind or one.kind
        if kind not in one.candidates:
            faults[f"kind_{offer.key}"] = f"{offer}：请选是办法的哪一项。"
            continue
        fields, asked = dict(one.fields), offer.asked.get(kind)
        if asked is not None:
            if answer.points is None or not asked.fits(answer.points):
                faults[f"points_{offer.key}"] = f"{offer}：请填拟定的分（{asked}），由会议评定。"
                continue
            fields["decided_value"] = f"{answer.points.normalize():f}"
        entry = gain if one.gain else Act.PROPOSE_DEDUCTION
        row, said = reading.read(
            Claim(one.person_id, kind, one.day, f"{one.reason}（{one.basis}）", fields),
            channel=Channel.REGISTER,
            state=DeclarationState(DECLARATION.find(entry, None).target),
            track=None if one.gain else answer.track,
        )
        faults.update(_at(offer, said))
        if row is not None:
            row.looked_at = answer.reason.strip() if offer.near else ""
            made.append((offer, answer, row))
    for (offer, _, _), said in zip(made, reading.weigh([row for *_, row in made]), strict=True):
        faults.update(_at(offer, said))
    rows = [row for *_, row in made]
    Declaration.objects.bulk_create(rows)
    near = list_conflicts(cycle, rows)
    for offer, _, row in made:
        if beside := near.get(row.pk):
            faults[f"reason_{offer.key}"] = (
                f"{offer}：{'；'.join(beside)}；确实不是重复的，请写明为什么不是重复。"
            )
    return made


def _at(offer: Offered, said: Mapping[str, str]) -> dict[str, str]:
    """Return faults of a claim at the place where its suggestion is answered."""
    return {f"answer_{offer.key}": f"{offer}：{''.join(said.values())}"} if said else {}


def _lines(
    cycle: Cycle, offer: Offered, at: datetime, *, declaration: Declaration | None = None, reason: str = ""
) -> list[AnsweredSuggestion]:
    """Return an answer for every row that was told together."""
    one = offer.suggestion
    return [
        AnsweredSuggestion(
            cycle=cycle, person=offer.person, declaration=declaration, origin=one.origin, origin_id=origin_id,
            gain=one.gain, occurred_on=one.day, said=one.reason[:200], reason=reason.strip(), answered_at=at,
        )
        for origin_id in (one.origin_id, *one.others)
    ]  # fmt: skip


def _freeze(
    actor: Actor, at: datetime, cycle: Cycle, made: Sequence[tuple[Offered, Answer, Declaration]]
) -> None:
    kept = [one.suggestion for one, _, _ in made if one.suggestion.origin == ORIGIN]
    ids = {line for one in kept for line in (one.origin_id, *one.others)}
    if ids:
        mark_taken(actor=actor, at=at, line_ids=ids, taken_by=f"{cycle.said}积分")
