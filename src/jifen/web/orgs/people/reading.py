"""Opening sealed fields for a purpose; the answer is shown once and stored nowhere."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jifen.orgs import actions, queries
from jifen.orgs.permissions import may
from jifen.orgs.states.acts import Act
from jifen.orgs.states.purposes import SealedPart
from jifen.web.forms import attempt
from jifen.web.orgs.people.forms import RevealForm
from jifen.web.requests import Request


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reveal(request: Request, person_id: UUID) -> HttpResponse:
    """Ask what for; then show what was asked for."""
    actor = request.actor
    person = queries.get_person_for(actor, person_id)
    may(actor, Act.REVEAL, person.place, subject_id=str(person.pk)).require()
    own = actor.is_person(str(person.pk))
    form = RevealForm(request.POST or None, person=person, own=own)
    shown = None
    if request.method == "POST":
        shown = attempt(
            form,
            lambda: actions.reveal(
                actor=actor,
                at=request.at,
                person_id=person.pk,
                parts=[SealedPart(part) for part in form.cleaned_data["parts"]],
                purpose=form.cleaned_data["purpose"],
                words=form.cleaned_data.get("words", ""),
            ),
        )
    back = reverse("my") if own else reverse("person", args=[person.pk])
    context = {"person": person, "own": own, "form": form, "back": back, "shown": shown and shown.items()}
    return render(request, "orgs/reveal.html", context)
