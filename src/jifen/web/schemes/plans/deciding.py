"""What may be done with a plan now, and why not: one answer for the button and for the page behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from jifen.common.actor import Actor
from jifen.common.decision import Decision, allowed_if
from jifen.schemes.models import TaskPlan
from jifen.schemes.permissions import may_plan
from jifen.schemes.states.acts import Act
from jifen.schemes.states.plans import PLAN, UNDER_WAY, PlanState

_S = PlanState
_OF_ONE = {
    Act.SAVE_PLAN: "save_plan",
    Act.OFFER_PLANS: "offer_plan",
    Act.RETURN_PLAN: "return_plan",
    Act.CHANGE_PLAN: "change_plan",
    Act.WITHDRAW_PLAN: "withdraw_plan",
}
_OF_MANY = {Act.ACCEPT_PLANS: "accept_plans", Act.SHOW_PLANS: "show_plans"}
_NEXT = {
    _S.DRAFTED: (Act.SAVE_PLAN, Act.OFFER_PLANS, Act.WITHDRAW_PLAN),
    _S.RETURNED: (Act.SAVE_PLAN, Act.OFFER_PLANS, Act.WITHDRAW_PLAN),
    _S.OFFERED: (Act.ACCEPT_PLANS, Act.RETURN_PLAN),
    _S.ACCEPTED: (Act.SHOW_PLANS, Act.CHANGE_PLAN),
    _S.SHOWN: (Act.CHANGE_PLAN,),
}
"""State → the acts that have a button, the one that brings the plan on first."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way of a plan: its name, and whether it is done, the next, or later."""

    label: str
    state: str


def list_steps(plan: TaskPlan) -> list[Step]:
    """Return the way of a plan as a row; none for one that is over."""
    order = [_S.DRAFTED, _S.OFFERED, _S.ACCEPTED, _S.SHOWN]
    state = _S.DRAFTED if plan.state is _S.RETURNED else plan.state
    if state not in order:
        return []
    place = order.index(state)
    names = ("起草", "提诺", "审诺", "亮诺")
    return [
        Step(label, "done" if number <= place else "next" if number == place + 1 else "")
        for number, label in enumerate(names)
    ]


def decide(actor: Actor, act: Act, plan: TaskPlan) -> Decision:
    """Say whether an actor may do an act with a plan: by his office, and with no other plan of it at work."""
    answer = may_plan(actor, act, plan.place, person_id=str(plan.enrolment.person_id))
    if act is Act.CHANGE_PLAN:
        other = plan.enrolment.plans.filter(state__in=UNDER_WAY).first()
        said = f"{other}还在办理（{other.state.label}），请接着办它。" if other else "x"
        answer &= allowed_if(other is None, said)
    return answer


def require(actor: Actor, act: Act, plan: TaskPlan) -> None:
    """Refuse a page that is not this actor's, or not of this state. Raises `NotAllowed`, `NotNow`."""
    may_plan(actor, act, plan.place, person_id=str(plan.enrolment.person_id)).require()
    PLAN.find(act, plan.state)


def list_buttons(actor: Actor, plan: TaskPlan) -> list[dict[str, Any]]:
    """Return the buttons of a plan: label, decision, address, and whether it is pressed at once."""
    return [
        {
            "label": act.label,
            "decision": decide(actor, act, plan),
            "address": _address(act, plan),
            "by_post": act is Act.OFFER_PLANS,
        }
        for act in _NEXT.get(plan.state, ())
    ]


def _address(act: Act, plan: TaskPlan) -> str:
    if act in _OF_ONE:
        return reverse(_OF_ONE[act], args=[plan.pk])
    address = reverse(_OF_MANY[act], args=[plan.enrolment.branch_id])
    return f"{address}?year={plan.enrolment.year}&plan={plan.pk}"
