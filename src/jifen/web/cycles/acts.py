"""What may be done with one declaration now, and why not: one answer for the button and for the page behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from jifen.common.actor import Actor
from jifen.common.decision import Decision, allowed_if
from jifen.cycles.models import Declaration
from jifen.cycles.permissions import may
from jifen.cycles.states.acts import Act
from jifen.cycles.states.cycles import TAKES_FACTS
from jifen.cycles.states.declarations import DECLARATION, OVER, DeclarationState
from jifen.cycles.states.procedure import Procedure
from jifen.web.templatetags.words import day

_S = DeclarationState
PAGES = {
    Act.RESUBMIT_DECLARATION: "resubmit_declaration",
    Act.RETURN_DECLARATION: "return_declaration",
    Act.WITHDRAW_DECLARATION: "withdraw_declaration",
    Act.GIVE_NOTICE: "give_notice",
    Act.RECORD_ANSWER: "record_answer",
    Act.RECORD_WAIVER: "record_waiver",
    Act.END_ANSWER_TIME: "end_answer_time",
    Act.WITHDRAW_DEDUCTION: "withdraw_deduction",
}
"""Act → the page it is done on, in the order of the buttons."""
_WHILE_TAKEN = (Act.RESUBMIT_DECLARATION, Act.RETURN_DECLARATION)
"""Done only while the period takes facts."""
_OPINIONS = frozenset({_S.PRELIMINARY_ACCEPTED, _S.PRELIMINARY_REJECTED, _S.UNCLEAR})
_GAIN: tuple[tuple[str, frozenset[DeclarationState]], ...] = (
    ("申报", frozenset({_S.SUBMITTED})),
    ("签注", frozenset({_S.ENDORSED})),
    ("登记", frozenset({_S.REGISTERED})),
    ("初评", _OPINIONS),
    ("评定", frozenset({_S.ACCEPTED})),
    ("入账", frozenset({_S.POSTED})),
)
_LOSS: tuple[tuple[str, frozenset[DeclarationState]], ...] = (
    ("提出", frozenset({_S.PROPOSED})),
    ("告知本人", frozenset({_S.NOTIFIED})),
    ("听取申辩", frozenset({_S.HEARD})),
    *_GAIN[3:],
)
"""The way of a gain and of a deduction: step → states in which it is the last one done."""
_OWN_WORDS = {Act.RECORD_ANSWER: "写下我的申辩"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way: its name, and whether it is done, the next one, or later."""

    label: str
    state: str


def list_steps(row: Declaration, procedure: Procedure) -> list[Step]:
    """Return the way of a declaration under its 办法 as a row; none for one that goes no further."""
    if row.state in OVER - {_S.POSTED}:
        return []
    passed_over = {
        *(() if procedure.endorses else ("签注",)),
        *(() if procedure.gives_opinion else ("初评",)),
    }
    way = [one for one in (_LOSS if row.is_deduction else _GAIN) if one[0] not in passed_over]
    done = next((number for number, (_, states) in enumerate(way, 1) if row.state in states), 0)
    return [
        Step(label, "done" if number < done else "next" if number == done else "")
        for number, (label, _) in enumerate(way)
    ]


def decide(actor: Actor, act: Act, row: Declaration, today: date) -> Decision:
    """Say whether an actor may do an act with a declaration now."""
    answer = may(actor, act, row.place, subject_id=str(row.person_id))
    if act is Act.END_ANSWER_TIME and row.answer_until is not None:
        said = f"申辩到{day(row.answer_until)}止，这一天过了才能登记期满；本人可以先申辩，或者签字放弃。"
        answer &= allowed_if(today > row.answer_until, said)
    if act in _WHILE_TAKEN:
        said = f"{row.cycle}“{row.cycle.state.label}”，申报已经不再退回、补正。"
        answer &= allowed_if(row.cycle.state in TAKES_FACTS, said)
    return answer


def require(actor: Actor, act: Act, row: Declaration) -> None:
    """Refuse a page that is not this actor's, or not of this state. Raises `NotAllowed`, `NotNow`."""
    may(actor, act, row.place, subject_id=str(row.person_id)).require()
    DECLARATION.find(act, row.state)


def list_buttons(actor: Actor, row: Declaration, today: date) -> list[dict[str, Any]]:
    """Return what can be done with a declaration now: label, decision, address.

    The member himself sees only what is his to do: the desk's work is not offered to him in grey.
    """
    himself = actor.is_person(str(row.person_id))
    found = []
    for act, name in PAGES.items():
        if not any(move.act is act and move.source is row.state for move in DECLARATION.rows):
            continue
        answer = decide(actor, act, row, today)
        if answer or not himself or may(actor, Act.VIEW_CYCLES, row.place):
            label = _OWN_WORDS.get(act, act.label) if himself else act.label
            found.append({"label": label, "decision": answer, "address": reverse(name, args=[row.pk])})
    return found
