"""Lists of people: on the screen, found by typing, and on paper."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jifen.common.decision import allowed_if
from jifen.common.refusals import NotAllowed
from jifen.orgs import queries
from jifen.orgs.models import Organization, Person
from jifen.orgs.permissions import may
from jifen.orgs.states.acts import Act
from jifen.orgs.states.identity import holds_a_number
from jifen.orgs.states.people import Standing
from jifen.web.orgs.people.forms import ROSTER_ORDER
from jifen.web.paging import page_of
from jifen.web.requests import Request

EVERYBODY = "EVERYBODY"
ON_PAPER = 500


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: Request) -> HttpResponse:
    """Show the people of the organisation in whose office one is."""
    hat = request.actor.hat
    if hat is None or not hat.organization_id:
        raise NotAllowed("您现在的身份不在党组织里，没有名册可看。")
    return people(request, UUID(hat.organization_id))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: Request, organization_id: UUID) -> HttpResponse:
    """Show the people of an organisation and below; a whole number is looked for without standing in the address."""
    organization = queries.get_organization_for(request.actor, organization_id)
    may(request.actor, Act.VIEW_PEOPLE, organization.place).require()
    asked = request.POST if request.method == "POST" else request.GET
    words, standing = asked.get("words", "").strip(), asked.get("standing", "")
    by_number = request.method == "POST" and holds_a_number(words)
    if request.method == "POST" and not by_number:
        given = {key: value for key, value in (("words", words), ("standing", standing)) if value}
        return redirect(f"{request.path}?{urlencode(given)}" if given else request.path)
    if request.method != "POST" and holds_a_number(words):
        words = ""
    found = _find(request, organization, words, standing)
    page = page_of(request, found)
    context = {
        "organization": organization,
        "superiors": _visible_superiors(request, organization),
        "page": page,
        "rows": _with_marks(request, organization, list(page)),
        "words": "" if by_number else words,
        "by_number": by_number,
        "standing": standing,
        "standings": _choices(),
        **_acts(request, organization, standing),
    }
    return render(request, "orgs/people.html", context)


@login_required
@require_safe
def paper(request: Request, organization_id: UUID) -> HttpResponse:
    """Show the list as it is printed on A4."""
    organization = queries.get_organization_for(request.actor, organization_id)
    found = _find(request, organization, request.GET.get("words", ""), request.GET.get("standing", ""))
    total = found.count()
    context = {
        "organization": organization,
        "rows": _with_marks(request, organization, list(found[:ON_PAPER])),
        "total": total,
        "left_out": max(total - ON_PAPER, 0),
        "today": timezone.localdate(request.at),
    }
    return render(request, "orgs/people_print.html", context)


def _find(request: Request, organization: Organization, words: str, standing: str) -> QuerySet[Person]:
    wanted = next((known for known in Standing if known.value == standing), None)
    return queries.list_people_for(
        request.actor, organization, words=words, standing=wanted, everybody=standing == EVERYBODY
    )


def _with_marks(request: Request, organization: Organization, rows: list[Person]) -> list[tuple[Person, Any]]:
    on = timezone.localdate(request.at)
    marks = queries.list_marks(request.actor, organization, rows, on)
    return [(person, marks[person.pk]) for person in rows]


def _choices() -> list[tuple[str, str]]:
    gone = [standing for standing in Standing if standing not in ROSTER_ORDER]
    return [
        ("", "在册的"),
        *((standing.value, standing.label) for standing in ROSTER_ORDER),
        (EVERYBODY, "所有人，含已经离开的"),
        *((standing.value, standing.label) for standing in gone),
    ]


def _visible_superiors(request: Request, organization: Organization) -> list[Organization]:
    above = [*queries.list_superiors(organization), organization]
    return [row for row in above if may(request.actor, Act.VIEW_ORGANIZATION, row.place)]


def _acts(request: Request, organization: Organization, standing: str) -> dict[str, Any]:
    place = organization.place
    query = f"?{urlencode({'standing': standing})}" if standing else ""
    in_branch = allowed_if(organization.is_branch, "人员登记在党支部，请先打开所在支部的名册。")
    return {
        "may_enter": may(request.actor, Act.ENTER_PERSON, place) & in_branch,
        "may_import": may(request.actor, Act.IMPORT_ROSTER, place),
        "print_address": reverse("print_people", args=[organization.pk]) + query,
        "everybody": EVERYBODY,
    }
