"""One's own file, in plain words: on the screen for oneself, on paper for those who never sign in (trust J2)."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jifen.ledger.queries import list_books_of
from jifen.meetings.queries import get_meetings_of
from jifen.orgs import queries
from jifen.orgs.models import Person
from jifen.orgs.permissions import may
from jifen.orgs.states.acts import Act
from jifen.schemes.queries import list_to_plan
from jifen.web.orgs.people.accounts import list_account_sections
from jifen.web.orgs.people.cycles import list_period_sections, tell_periods
from jifen.web.orgs.people.meetings import list_meeting_sections
from jifen.web.orgs.people.notices import notice_section, reviewed_section
from jifen.web.orgs.people.registers import register_section
from jifen.web.orgs.people.show import list_facts
from jifen.web.orgs.people.words import list_sections
from jifen.web.orgs.people.years import (
    enrolment_section,
    exemption_section,
    list_plan_lines,
    plan_section,
    tell_exemptions,
)
from jifen.web.papers.owners import papers_of
from jifen.web.requests import Request

READINGS_ON_PAPER = 8


@login_required
@require_safe
def own(request: Request) -> HttpResponse:
    """Show one's own file."""
    if not request.actor.person_id:
        return render(request, "orgs/file_none.html")
    person = queries.get_person_for(request.actor, request.actor.person_id)
    return _show(request, person, own=True)


@login_required
@require_safe
def show(request: Request, person_id: UUID) -> HttpResponse:
    """Show the same file to whoever prints it for the person."""
    person = queries.get_person_for(request.actor, person_id)
    may(request.actor, Act.VIEW_FILE, person.place, subject_id=str(person.pk)).require()
    return _show(request, person, own=request.actor.is_person(str(person.pk)))


def _show(request: Request, person: Person, *, own: bool) -> HttpResponse:
    file = queries.get_file_for(request.actor, person, timezone.localdate(request.at))
    told = list_sections(file)
    readings = told.pop("readings", None)
    sections = [
        *told.values(),
        *list_meeting_sections(get_meetings_of(person)),
        register_section(person),
        notice_section(person),
        *list_period_sections(request.actor, person),
        reviewed_section(person),
        enrolment_section(person),
        plan_section(person),
        exemption_section(person),
        *list_account_sections(person),
        *([readings] if readings else []),
    ]
    context = {
        "person": person,
        "file": file,
        "own": own,
        "sections": [section for section in sections if section.lines],
        "on_paper": READINGS_ON_PAPER,
        "papers": papers_of(request.actor, person),
        **(tell_exemptions(person, timezone.localdate(request.at)) if own else {}),
        **(tell_periods(person) if own else {}),
        "books": list_books_of(request.actor, person),
        "plans": list_plan_lines(person),
        "to_plan": list_to_plan(person) if own else [],
        **list_facts(person, file),
    }
    return render(request, "orgs/file.html", context)
