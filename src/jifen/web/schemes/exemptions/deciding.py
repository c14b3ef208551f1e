"""What may be done with an exemption now, and why not: one answer for the button and for the page behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from jifen.common.actor import Actor
from jifen.common.decision import Decision, allowed_if
from jifen.schemes.models import Exemption, ExemptionOpinion
from jifen.schemes.permissions import may_exempt, may_give_opinion
from jifen.schemes.queries import is_at_top
from jifen.schemes.states.acts import Act
from jifen.schemes.states.exemptions import (
    EXEMPTION,
    GRANTED,
    OPINION_OF,
    ExemptionState,
    ExemptionStep,
    after,
)

_S = ExemptionState
PAGES = {
    Act.FILL_EXEMPTION_FORM: "fill_exemption_form",
    Act.WITHDRAW_WISH: "withdraw_wish",
    Act.END_EXEMPTION: "end_exemption",
    Act.RENEW_EXEMPTION: "renew_exemption",
}
"""Act → the page it is done on; the word of a step has one page for all steps."""

_NEXT: dict[ExemptionState, tuple[Act, ...]] = {
    _S.WISH_EXPRESSED: (Act.FILL_EXEMPTION_FORM, Act.WITHDRAW_WISH),
    _S.FORM_FILLED: (Act.WITHDRAW_WISH,),
    _S.BRANCH_OPINION: (Act.WITHDRAW_WISH,),
    _S.COMMITTEE_OPINION: (Act.WITHDRAW_WISH,),
    _S.APPROVED: (Act.WITHDRAW_WISH, Act.END_EXEMPTION),
    _S.IN_FORCE: (Act.RENEW_EXEMPTION, Act.END_EXEMPTION, Act.WITHDRAW_WISH),
}
"""State → the acts that have a button beside the word that is asked."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way of an application: its name, and whether it is done, the next, or later."""

    label: str
    state: str


def list_steps(row: Exemption, said: list[ExemptionOpinion]) -> list[Step]:
    """Return the way of an application as a row; none for one that was ended or refused."""
    if row.state in (_S.ENDED, _S.REFUSED) or row.renews_id:
        return []
    names = ["本人提出", "填表", *(_name(row, step) for step in row.asked)]
    done = 1 + (row.state is not _S.WISH_EXPRESSED) + len(said)
    return [
        Step(label, "done" if number < done else "next" if number == done else "")
        for number, label in enumerate(names)
    ]


def _name(row: Exemption, step: ExemptionStep) -> str:
    last = after(row.asked, step) is None
    return f"{step.label}{'批准' if last else '签意见'}"


def opinion_label(row: Exemption) -> str:
    """Return what the button of the word that is asked says."""
    step = ExemptionStep(row.awaits)
    return f"{step.label}审批" if after(row.asked, step) is None else OPINION_OF[step].label


def decide(actor: Actor, act: Act, row: Exemption, today: date) -> Decision:
    """Say whether an actor may do an act with an exemption now."""
    answer = may_exempt(actor, act, row.place, person_id=str(row.person_id))
    if act is Act.RENEW_EXEMPTION:
        end = row.until_on
        said = f"到{end}期满，从{end.year}年{end.month}月1日起才办续办。"
        answer &= allowed_if(today >= end.replace(day=1), said)
    return answer


def decide_opinion(actor: Actor, row: Exemption) -> Decision:
    """Say whether an actor may enter the word that is asked."""
    step = ExemptionStep(row.awaits)
    return may_give_opinion(actor, step, row.place, person_id=str(row.person_id), at_top=is_at_top(actor))


def require(actor: Actor, act: Act, row: Exemption) -> None:
    """Refuse a page that is not this actor's, or not of this state. Raises `NotAllowed`, `NotNow`."""
    may_exempt(actor, act, row.place, person_id=str(row.person_id)).require()
    EXEMPTION.find(act, row.state)


def list_buttons(actor: Actor, row: Exemption, today: date) -> list[dict[str, Any]]:
    """Return the buttons of an exemption: label, decision, address."""
    found = []
    if row.awaits:
        address = reverse("give_opinion", args=[row.pk])
        found.append(
            {"label": opinion_label(row), "decision": decide_opinion(actor, row), "address": address}
        )
    for act in _NEXT.get(row.state, ()):
        address = reverse(PAGES[act], args=[row.pk])
        found.append({"label": act.label, "decision": decide(actor, act, row, today), "address": address})
    return found


def is_over(row: Exemption) -> bool:
    """Say whether nothing more is waited for."""
    return row.state in (*GRANTED, _S.REFUSED, _S.ENDED)
