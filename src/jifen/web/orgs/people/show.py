"""One person: what is known, what happened, what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jifen.common.actor import Actor
from jifen.common.decision import Decision, allowed_if
from jifen.ledger.queries import list_books_of
from jifen.orgs import queries
from jifen.orgs.models import Person
from jifen.orgs.permissions import may, may_act_on
from jifen.orgs.states.acts import Act
from jifen.orgs.states.codes import EDUCATIONS, ETHNICITIES
from jifen.orgs.states.people import STANDING, Standing
from jifen.orgs.states.standing import CONSEQUENCES, wording
from jifen.rules.period import age_on
from jifen.web.orgs.people.words import list_sections
from jifen.web.papers.owners import papers_of
from jifen.web.requests import Request

WRITES = ("edit", "circumstance", "discipline", "bond", "correct", "household")


@dataclass(frozen=True, slots=True)
class Button:
    """One act: its words, whether it may be done, where; `seldom`: it ends something, and is folded away."""

    label: str
    decision: Decision
    address: str
    seldom: bool = False


@login_required
@require_safe
def show(request: Request, person_id: UUID) -> HttpResponse:
    """Show one person."""
    actor, today = request.actor, timezone.localdate(request.at)
    person = queries.get_person_for(actor, person_id)
    if actor.is_person(str(person.pk)) and not may(actor, Act.VIEW_PERSON, person.place):
        return redirect("my")
    file = queries.get_file_for(actor, person, today)
    kept = queries.resolve(person) if person.same_as_id else None
    rights, moves = list_rights(actor, person), list_moves(actor, person)
    context = {
        "person": person,
        "file": file,
        "kept": kept,
        "works_here": any(rights[name] for name in WRITES) or any(move.decision for move in moves),
        "may_undo": may_act_on(actor, Act.UNDO_MERGE, person.place, subject_id=str(person.pk)),
        "sections": list_sections(file),
        "may": rights,
        "moves": [move for move in moves if not move.seldom],
        "seldom": [move for move in moves if move.seldom],
        "papers": papers_of(actor, person),
        "books": list_books_of(actor, person),
        **list_facts(person, file),
    }
    return render(request, "orgs/person.html", context)


def list_facts(person: Person, file: queries.PersonFile) -> dict[str, object]:
    """Return what is reckoned or looked up for the facts of a person."""
    return {
        "age": age_on(person.birth_on, file.on) if person.birth_on else None,
        "ethnicity": ETHNICITIES.get(person.ethnicity, ""),
        "education": EDUCATIONS.get(person.education, ""),
        "vote": _say_vote(file),
    }


def list_rights(actor: Actor, person: Person) -> dict[str, Decision]:
    """Return whether the acts of the page may be done, by a short name."""
    place, pk = person.place, str(person.pk)
    live = allowed_if(person.same_as_id is None, "这份登记是重复的，已经合并；请在保留的那份登记上办理。")
    on_him = {
        "circumstance": Act.RECORD_CIRCUMSTANCE,
        "end_circumstance": Act.END_CIRCUMSTANCE,
        "discipline": Act.RECORD_DISCIPLINE,
        "bond": Act.RECORD_BOND,
        "end_bond": Act.END_BOND,
        "correct": Act.CORRECT_STANDING,
    }
    rights = {name: live & may_act_on(actor, act, place, subject_id=pk) for name, act in on_him.items()}
    rights["edit"] = live & may(actor, Act.EDIT_PERSON, place)
    rights["household"] = live & may(actor, Act.CHANGE_HOUSEHOLD, place)
    rights["reveal"] = may(actor, Act.REVEAL, place, subject_id=pk)
    rights["file"] = may(actor, Act.VIEW_FILE, place, subject_id=pk)
    return rights


def list_moves(actor: Actor, person: Person) -> list[Button]:
    """Return the moves that the standing allows; one grey button where none may be done."""
    if person.same_as_id:
        return []
    found = []
    for row in STANDING.list_from(person.standing):
        act = Act(row.act)
        address = reverse("move_standing", args=[person.pk, slug_of(act)])
        decision = may_act_on(actor, act, person.place, subject_id=str(person.pk))
        found.append(Button(wording(act), decision, address, row.target in CONSEQUENCES))
    if found and not any(button.decision for button in found):
        return [Button("办理人员类别变动", found[0].decision, "")]
    return found


def slug_of(act: Act) -> str:
    """Return how an address names an act."""
    return act.value.lower().replace("_", "-")


def _say_vote(file: queries.PersonFile) -> str:
    if file.status.has_vote:
        return "有"
    if file.status.standing is Standing.FORMAL:
        return "没有（留党察看期间）" if file.disciplines is not None else "没有"
    return f"没有（{file.person.standing.label}）"
