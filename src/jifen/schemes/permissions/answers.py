"""Questions the table alone does not answer: what is rule above is seen below; who approves where nobody is above."""

from __future__ import annotations

from jifen.common.actor import Actor, ActorKind
from jifen.common.decision import ALLOWED, Decision, allowed_if
from jifen.common.permissions import Place
from jifen.schemes.permissions.table import RULES
from jifen.schemes.states.acts import Act
from jifen.schemes.states.exemptions import OPINION_OF, ExemptionStep

_HIS_OWN = frozenset({Act.VIEW_EXEMPTIONS, Act.READ_EXEMPTION_FORM, Act.EXPRESS_WISH, Act.WITHDRAW_WISH})
"""What somebody does about his own exemption; everything else is for others."""

_DECIDED_BY_OTHERS = frozenset({Act.RETURN_PLAN, Act.ACCEPT_PLANS})


def may(actor: Actor, act: Act, place: Place | None) -> Decision:
    """Answer from the table alone; the installation itself may do everything."""
    if actor.kind is ActorKind.INSTALLER:
        return ALLOWED
    return RULES[act].may(actor, place)


def may_plan(actor: Actor, act: Act, place: Place | None, *, person_id: str) -> Decision:
    """Answer for the plan of a member: himself drafts and offers; nobody decides on his own."""
    if actor.kind is ActorKind.INSTALLER:
        return ALLOWED
    answer = RULES[act].may(actor, place, subject_id=person_id)
    if act not in _DECIDED_BY_OTHERS:
        return answer
    return answer & allowed_if(
        not actor.is_person(person_id),
        f"“{act.label}”不能由本人办理，请由本支部其他有权的同志或上级党委办理。",
    )


def may_see(actor: Actor, place: Place, *, passed: bool) -> Decision:
    """Answer for the 办法 of an organisation; what has `passed` there is rule for everybody below, who sees it."""
    below = actor.hat is not None and actor.hat.path.startswith(place.path)
    return ALLOWED if passed and below else may(actor, Act.VIEW_SCHEMES, place)


def may_start(actor: Actor, place: Place, *, has_schemes: bool) -> Decision:
    """Answer for a new 办法; `has_schemes`: the kind of organisation can have its own (a group cannot)."""
    own = allowed_if(has_schemes, "党小组没有自己的积分办法，执行所在支部的办法。")
    return may(actor, Act.START_SCHEME, place) & own


def may_approve(actor: Actor, place: Place, *, has_superior: bool) -> Decision:
    """Answer for entering an approval; a branch that runs alone enters it from the superior's paper."""
    answer = may(actor, Act.APPROVE_VERSION, place)
    return answer if has_superior else answer | may(actor, Act.ADOPT_VERSION, place)


def may_exempt(actor: Actor, act: Act, place: Place, *, person_id: str) -> Decision:
    """Answer for an act on somebody's exemption: he himself has his wish and reads what is written, and no more."""
    if actor.kind is ActorKind.INSTALLER:
        return ALLOWED
    said = f"“{act.label}”不能由本人办理，请由本支部其他有权的同志或上级党委办理。"
    himself = allowed_if(act in _HIS_OWN or not actor.is_person(person_id), said)
    return RULES[act].may(actor, place, subject_id=person_id) & himself


def may_give_opinion(
    actor: Actor, step: ExemptionStep, place: Place, *, person_id: str, at_top: bool
) -> Decision:
    """Answer for entering the word of a step. `at_top`: nobody is above the actor's office in this installation; then
    he enters from the paper what those above decided."""
    answer = may_exempt(actor, OPINION_OF[step], place, person_id=person_id)
    if at_top and not actor.is_person(person_id):
        for own in (ExemptionStep.BRANCH, ExemptionStep.COMMITTEE):
            answer |= may(actor, OPINION_OF[own], place)
    return answer
