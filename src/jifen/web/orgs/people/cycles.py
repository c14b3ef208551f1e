"""What the periods say of somebody, in sentences for his own file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from jifen.common.actor import Actor
from jifen.cycles.models import AnsweredSuggestion, Declaration, Reconciliation
from jifen.cycles.permissions import may
from jifen.cycles.queries import (
    get_periods_of,
    list_members_of,
    list_open_cycles_of,
    list_own_declarations,
)
from jifen.cycles.states.acts import Act
from jifen.cycles.states.declarations import OVER, DeclarationState
from jifen.orgs.models import Person
from jifen.orgs.states.guards import say
from jifen.rules.points import format_points
from jifen.web.orgs.people.words import Line, Section


def list_period_sections(actor: Actor, person: Person) -> list[Section]:
    """Return what was declared for somebody, the periods he declared nothing in, what registers suggested of him."""
    kept = get_periods_of(person)
    declared = tuple(Line(_say(row), row, address=_address(actor, row)) for row in kept.declarations)
    silent = tuple(Line(f"{row.cycle}：未申报，{row.reason}。", row) for row in kept.not_declared)
    suggested = tuple(Line(_say_answered(row), row) for row in kept.suggestions)
    compared = tuple(Line(_say_compared(row), row) for row in kept.reconciliations)
    return [
        Section("declarations", "申报和扣分", declared),
        Section("not_declared", "未申报", silent),
        Section("suggestions", "台账建议", suggested),
        Section("reconciliations", "手册核对", compared),
    ]


def _say_compared(row: Reconciliation) -> str:
    told = "；".join(said for said in (row.difference, row.finding) if said)
    return f"{row.cycle}：{say(row.checked_on)}核对手册，{row.outcome.label}{f'：{told}' if told else ''}。"


def _say_answered(row: AnsweredSuggestion) -> str:
    done = f"没有采用，{row.reason}" if row.reason else "已采用"
    return f"{row.cycle}：台账建议{'加分' if row.gain else '扣分'}，{row.said}；{done}。"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One declaration on its way, for the member's own page: a sentence, whether he is asked for something."""

    said: str
    address: str
    state: str
    asks: bool


def tell_periods(person: Person) -> dict[str, Any]:
    """Return for somebody's own page the periods he can declare in now, and what of his is on its way."""
    periods = [
        one for one in list_open_cycles_of(person) if any(who.pk == person.pk for who in list_members_of(one))
    ]
    rows = [row for row in list_own_declarations(person) if row.state not in OVER]
    waiting = sorted(map(_wait, rows), key=lambda one: not one.asks)
    return {"periods": periods, "waiting": waiting}


def _wait(row: Declaration) -> Waiting:
    points = format_points(row.declared if row.points is None else row.points, trim=True)
    said = f"{say(row.occurred_on)}{row.title}，{points}分"
    asks = row.state in (DeclarationState.RETURNED, DeclarationState.NOTIFIED)
    if row.state is DeclarationState.RETURNED:
        said += f"。退回了，请补正：{row.returned}"
    elif row.answer_until and asks:
        said += f"。还没有决定，您可以申辩到{say(row.answer_until)}"
    return Waiting(said, reverse("declaration", args=[row.pk]), row.state.label, asks)


def _address(actor: Actor, row: Declaration) -> str:
    seen = may(actor, Act.VIEW_DECLARATION, row.place, subject_id=str(row.person_id))
    return reverse("declaration", args=[row.pk]) if seen else ""


def _say(row: Declaration) -> str:
    points = row.declared if row.points is None else row.points
    said = f"{row.cycle}：{say(row.occurred_on)}{row.title}，{format_points(points, trim=True)}分"
    parts = [said, f"事由：{row.reason}" if row.reason else "", row.channel.label]
    if row.author_name:
        parts.append(f"经办人{row.author_name}")
    if row.returned:
        parts.append(f"退回、撤回的原因：{row.returned}")
    if row.endorsed_on:
        parts.append(
            f"{row.endorser}{say(row.endorsed_on)}签注：{row.done.label if row.done else ''}{row.quality}"
        )
    if row.opinion:
        parts.append(f"初评意见：{row.opinion}")
    if row.verdict:
        parts.append(f"评定意见：{row.verdict}")
    if row.noticed_on:
        parts.append(f"{say(row.noticed_on)}告知（{row.notice_way}）")
    if row.heard:
        parts.append(f"{row.heard.label}{f'：{row.answer}' if row.answer else ''}")
    if row.present:
        parts.append(f"在场的人：{row.present}")
    if row.looked_at:
        parts.append(f"不是重复：{row.looked_at}")
    return f"{'；'.join(part for part in parts if part)}（{row.state.label}）。"
