"""Which books there are, and opening one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jifen.common.decision import allowed_if
from jifen.common.refusals import Blocked, NotAllowed
from jifen.ledger import queries
from jifen.ledger.actions import open_book
from jifen.ledger.permissions import may
from jifen.ledger.states.acts import Act
from jifen.ledger.states.chain import short_code
from jifen.orgs.models import Organization
from jifen.orgs.permissions import may as may_in_orgs
from jifen.orgs.queries import get_organization_for, list_superiors
from jifen.orgs.states.acts import Act as OrganizationAct
from jifen.web.forms import DayField, OptionalBasisFields
from jifen.web.paging import page_of
from jifen.web.papers.keeping import attempt_with_paper
from jifen.web.papers.owners import owner_of
from jifen.web.requests import Request

if TYPE_CHECKING:
    from jifen.ledger.models import Book

NO_BRANCH = "积分账按党支部建，一个党支部一个年度一本；请先打开要建账的党支部。"


class OpenForm(OptionalBasisFields):
    """The points year of a new book."""

    year = forms.CharField(label="积分年度", max_length=20, help_text="办法里怎样叫就怎样写，例如 2026")
    starts_on = DayField(label="第一天")
    ends_on = DayField(label="最后一天")
    field_order = ("year", "starts_on", "ends_on")


def get_own_organization(request: Request) -> Organization:
    """Return the organisation of the office one is in; raise `NotAllowed` outside of any."""
    hat = request.actor.hat
    if hat is None or not hat.organization_id:
        raise NotAllowed("您现在的身份不在党组织里，没有积分账可看。")
    return get_organization_for(request.actor, UUID(hat.organization_id))


@login_required
@require_safe
def own(request: Request) -> HttpResponse:
    """Show the books of the organisation in whose office one is."""
    return _index(request, get_own_organization(request))


@login_required
@require_safe
def index(request: Request, organization_id: UUID) -> HttpResponse:
    """Show the books of a branch, or of the branches below."""
    return _index(request, get_organization_for(request.actor, organization_id))


def _index(request: Request, organization: Organization) -> HttpResponse:
    actor = request.actor
    may(actor, Act.VIEW_BOOK, organization.place).require()
    page = page_of(request, queries.list_books_in(actor, organization))
    context = {
        "organization": organization,
        "superiors": [
            above
            for above in list_superiors(organization)
            if may_in_orgs(actor, OrganizationAct.VIEW_ORGANIZATION, above.place)
        ],
        "page": page,
        "rows": [(book, short_code(book.seal_hash) if book.seal_hash else "") for book in page],
        "may_open": may(actor, Act.OPEN_BOOK, organization.place)
        & allowed_if(organization.is_branch, NO_BRANCH),
        "may_import": may(actor, Act.IMPORT_BOOK, organization.place),
    }
    return render(request, "ledger/books.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def open_(request: Request, organization_id: UUID) -> HttpResponse:
    """Open the book of a branch for a points year; the one that comes next is proposed."""
    actor = request.actor
    branch = get_organization_for(actor, organization_id)
    may(actor, Act.OPEN_BOOK, branch.place).require()
    if not branch.is_branch:
        raise Blocked(NO_BRANCH)
    last = queries.list_books_for(actor, branch).order_by("-starts_on").first()
    form = OpenForm(
        request.POST or None,
        request.FILES or None,
        initial=propose(last, timezone.localdate(request.at)),
    )
    made = None
    if request.method == "POST":
        made = attempt_with_paper(
            request,
            form,
            owner_of(branch),
            lambda: open_book(
                actor=actor,
                at=request.at,
                branch_id=branch.pk,
                year=form.cleaned_data["year"],
                starts_on=form.cleaned_data["starts_on"],
                ends_on=form.cleaned_data["ends_on"],
                basis=form.basis_if_given(),
            ),
        )
    if made:
        messages.success(request, f"已建账：{made}。")
        return redirect("book", made.pk)
    return render(request, "ledger/open.html", {"branch": branch, "form": form, "last": last})


def propose(last: Book | None, today: date) -> dict[str, str | date]:
    """Return the year after the last book; the calendar year where there is no book yet."""
    if last is None:
        return {
            "year": str(today.year),
            "starts_on": date(today.year, 1, 1),
            "ends_on": date(today.year, 12, 31),
        }
    first = last.ends_on + timedelta(days=1)
    following = date(first.year + 1, first.month, 1) + timedelta(days=first.day - 1)
    name = str(int(last.year) + 1) if last.year.isascii() and last.year.isdigit() else str(first.year)
    return {"year": name, "starts_on": first, "ends_on": following - timedelta(days=1)}
