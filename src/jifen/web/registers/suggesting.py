"""What a month of registers would suggest: to look at; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jifen.common.decision import allowed_if
from jifen.common.suggestion import PassedOver, Suggestion
from jifen.orgs.models import Person
from jifen.orgs.queries import get_organization_for
from jifen.registers import queries
from jifen.registers.permissions import may
from jifen.registers.states.acts import Act
from jifen.registers.states.kinds import last_day_of
from jifen.rules.findings import SchemeRefused
from jifen.rules.sourcing import list_sourced
from jifen.schemes.models import SchemeVersion
from jifen.schemes.queries import bound_of, find_version
from jifen.web.registers.lists import MONTH, NO_BRANCH
from jifen.web.requests import Request

NO_SCHEME = "这个月没有施行的积分办法，没有可以对照的；办法施行以后再看。"
UNREADABLE = "这个月施行的办法读不懂，没有可以对照的；请打开办法的页面看哪里要改。"


@login_required
@require_safe
def show(request: Request, organization_id: UUID) -> HttpResponse:
    """Show what the registers and the attendance of a month would suggest, and what not and why."""
    branch = get_organization_for(request.actor, organization_id)
    may(request.actor, Act.VIEW_REGISTERS, branch.place).require()
    allowed_if(branch.is_branch, f"{branch}{NO_BRANCH}").require()
    first = _month_of(request)
    last = last_day_of(first)
    version = find_version(branch, last)
    found, said = queries.Proposals((), ()), "" if version else NO_SCHEME
    titles: Mapping[str, str] = {}
    if version is not None:
        try:
            found, titles = queries.propose(branch, version, first, last), _titles_of(version, first, last)
        except SchemeRefused:
            said = UNREADABLE
    names = _names_of([*found.suggestions, *found.passed_over])
    context = {
        "organization": branch,
        "month": f"{first:%Y-%m}",
        "first": first,
        "version": version,
        "said": said,
        "suggestions": [
            (
                names[one.person_id],
                one,
                titles.get(one.kind, ""),
                "、".join(titles[kind] for kind in one.candidates),
            )
            for one in found.suggestions
        ],
        "passed_over": [(names[one.person_id], one) for one in found.passed_over],
    }
    return render(request, "registers/suggestions.html", context)


def _month_of(request: Request) -> date:
    """Return the first day of the month asked for; of the last month that is over where none is."""
    asked = MONTH.fullmatch(request.GET.get("month", ""))
    if asked:
        return date(max(int(asked[1]), 1), int(asked[2]), 1)
    today = timezone.localdate(request.at)
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def _titles_of(version: SchemeVersion, first: date, last: date) -> dict[str, str]:
    return {fact.kind: fact.title for fact in list_sourced(bound_of(version).scheme, first, last)}


def _names_of(found: Iterable[Suggestion | PassedOver]) -> dict[str, Person]:
    return {str(one.pk): one for one in Person.objects.filter(pk__in={one.person_id for one in found})}
