"""Dividing a branch into its groups, everybody on one page."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jifen.common.refusals import Blocked
from jifen.orgs import actions, queries
from jifen.orgs.permissions import may
from jifen.orgs.states.acts import Act
from jifen.web.requests import Request, require_ids

PREFIX = "group-"


@login_required
@require_http_methods(["GET", "POST"])
def assign(request: Request, organization_id: UUID) -> HttpResponse:
    """Show every member of a branch with his group, and save all of them at once."""
    actor = request.actor
    branch = queries.get_organization_for(actor, organization_id)
    may(actor, Act.ASSIGN_GROUP, branch.place).require()
    wanted = {
        key.removeprefix(PREFIX): str(value) for key, value in request.POST.items() if key.startswith(PREFIX)
    }
    require_ids([*wanted, *filter(None, wanted.values())])
    reasons: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            count = actions.assign_groups(actor=actor, at=request.at, branch_id=branch.pk, groups=wanted)
        except Blocked as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, f"已保存，{count} 名同志换了党小组。" if count else "没有变化。")
            return redirect("assign_groups", branch.pk)
    people = queries.list_people_for(actor, branch)
    context = {
        "branch": branch,
        "groups": queries.list_children_for(actor, branch).filter(state="ACTIVE"),
        "rows": [(person, wanted.get(str(person.pk), str(person.group_id or ""))) for person in people],
        "reasons": reasons,
    }
    return render(request, "orgs/groups.html", context)
