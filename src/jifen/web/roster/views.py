"""Imports of rosters: the list, the upload, one import with what it would do, and the acts on it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jifen.orgs import actions, queries
from jifen.orgs.models import RosterImport
from jifen.orgs.permissions import may
from jifen.orgs.states.acts import Act
from jifen.orgs.states.roster import ROSTER, RUNNING, LineKind, RosterState
from jifen.web.forms import Form, attempt
from jifen.web.paging import page_of
from jifen.web.requests import Request
from jifen.web.roster.showing import list_parts, page_of_part
from jifen.web.roster.tasks import go_on
from jifen.web.uploads import SheetField


class UploadForm(Form):
    """The workbook."""

    file = SheetField(
        label="名册文件", help_text="Excel（.xlsx）或 CSV 文件。上传后先核对，看过结果、确认以后才会写入。"
    )


@login_required
@require_safe
def index(request: Request, organization_id: UUID) -> HttpResponse:
    """Show the imports of an organisation, and the ways in and out."""
    actor = request.actor
    organization = queries.get_organization_for(actor, organization_id)
    context = {
        "organization": organization,
        "rosters": page_of(request, queries.list_rosters_for(actor, organization)),
        "may_import": may(actor, Act.IMPORT_ROSTER, organization.place),
        "may_export": may(actor, Act.EXPORT_ROSTER, organization.place),
    }
    return render(request, "roster/index.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: Request, organization_id: UUID) -> HttpResponse:
    """Take a workbook in and begin to check it."""
    actor = request.actor
    organization = queries.get_organization_for(actor, organization_id)
    may(actor, Act.IMPORT_ROSTER, organization.place).require()
    form = UploadForm(request.POST or None, request.FILES or None)
    roster = None
    if request.method == "POST":
        roster = attempt(
            form,
            lambda: actions.import_roster(
                actor=actor,
                at=request.at,
                organization_id=organization.pk,
                file_name=form.cleaned_data["file"].name,
                content=form.cleaned_data["file"].read(),
            ),
        )
    if roster:
        go_on(request, roster)
        return redirect("roster", roster.pk)
    return render(request, "roster/upload.html", {"form": form, "organization": organization})


@login_required
@require_safe
def show(request: Request, roster_id: UUID) -> HttpResponse:
    """Show how far an import is, what is wrong with it, what it would change."""
    roster = queries.get_roster_for(request.actor, roster_id)
    parts = list_parts(roster)
    keys = [part.key for part in parts]
    key = request.GET.get("part", "")
    key = key if key in keys else next(iter(keys), "")
    context = {
        **_standing(roster),
        "parts": parts,
        "part": key,
        "page": page_of_part(request, roster, key) if key else None,
    }
    return render(request, "roster/show.html", context)


@login_required
@require_safe
def progress(request: Request, roster_id: UUID) -> HttpResponse:
    """Answer the page that asks every two seconds; when the work is over the page is loaded anew."""
    roster = queries.get_roster_for(request.actor, roster_id)
    if not request.htmx:
        return redirect("roster", roster.pk)
    answer = render(request, "roster/progress.html", _standing(roster))
    if roster.state not in RUNNING:
        answer["HX-Refresh"] = "true"
    return answer


@login_required
@require_POST
def recheck(request: Request, roster_id: UUID) -> HttpResponse:
    """Check the same rows again."""
    return _act(request, roster_id, actions.recheck_roster)


@login_required
@require_POST
def apply(request: Request, roster_id: UUID) -> HttpResponse:
    """Confirm an import."""
    return _act(request, roster_id, actions.apply_roster)


@login_required
@require_POST
def undo(request: Request, roster_id: UUID) -> HttpResponse:
    """Take an import back."""
    return _act(request, roster_id, actions.undo_roster)


@login_required
@require_POST
def discard(request: Request, roster_id: UUID) -> HttpResponse:
    """Give an import up."""
    roster = actions.discard_roster(actor=request.actor, at=request.at, roster_id=roster_id)
    return redirect("roster", roster.pk)


def _act(request: Request, roster_id: UUID, act: Callable[..., RosterImport]) -> HttpResponse:
    """Begin an act, go on with it, and show how far it is."""
    roster = act(actor=request.actor, at=request.at, roster_id=roster_id)
    go_on(request, roster)
    return redirect("roster", roster.pk)


def _standing(roster: RosterImport) -> dict[str, object]:
    """Return what the page says of an import's state and the acts that start from it."""
    changing = roster.counts.get(LineKind.NEW.value, 0) + roster.counts.get(LineKind.CHANGED.value, 0)
    acts = {str(move.act): move.label for move in ROSTER.list_from(roster.state)}
    if roster.state is RosterState.READY and not changing:
        acts.pop(Act.APPLY_ROSTER)
    return {
        "roster": roster,
        "organization": roster.organization,
        "running": roster.state in RUNNING,
        "acts": acts,
        "changing": changing,
        "unchanged": roster.counts.get(LineKind.UNCHANGED.value, 0),
        "percent": roster.done * 100 // roster.rows if roster.rows else 0,
    }
