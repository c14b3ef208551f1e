"""One seal on paper, and finding a seal by the sixteen characters somebody reads from a sheet."""

from __future__ import annotations

import base64
from io import BytesIO
from typing import Any
from uuid import UUID

import qrcode
from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from qrcode.image.svg import SvgPathImage

from jifen.filing.permissions import may as may_in_filing
from jifen.filing.states.acts import Act as FilingAct
from jifen.ledger import queries
from jifen.ledger.permissions import may
from jifen.ledger.states.acts import Act
from jifen.web.forms import Form
from jifen.web.ledger.books import get_own_organization
from jifen.web.requests import Request

NO_CODE = "“{said}”不是封号。封号是十六个字符，四个一组，例如 7K3M-9QXA-41TB-ZC0H；没有字母 I、L、O、U。"


class FindForm(Form):
    """The sixteen characters."""

    code = forms.CharField(
        label="封号",
        max_length=40,
        help_text="表格下面的十六个字符；大小写、横线、空格不论",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


@login_required
@require_safe
def show(request: Request, seal_id: UUID) -> HttpResponse:
    """Show a seal as it is printed: the sixteen characters large, what it covers, the same as a code to scan."""
    seal = queries.get_seal_for(request.actor, seal_id)
    address = reverse("export_book", args=[seal.book.pk])
    context = {
        "seal": seal,
        "book": seal.book,
        "image": draw_code(seal.code),
        "may_export": may(request.actor, Act.EXPORT_BOOK, seal.book.branch.place),
        "may_file": may_in_filing(request.actor, FilingAct.PREPARE_PACKAGE, seal.book.branch.place),
        "export_address": f"{address}?seal={seal.number}",
    }
    return render(request, "ledger/seal.html", context)


@login_required
@require_safe
def find(request: Request) -> HttpResponse:
    """Say which book and period a code seals, and whether that book holds now."""
    may(request.actor, Act.VIEW_BOOK, get_own_organization(request).place).require()
    form = FindForm(request.GET or None)
    found = _find(request, form) if request.GET and form.is_valid() else {}
    return render(request, "ledger/find_seal.html", {"form": form, **found})


def _find(request: Request, form: FindForm) -> dict[str, Any]:
    said = form.cleaned_data["code"]
    try:
        seal = queries.find_seal_by_code(request.actor, said)
        kept = None if seal else queries.find_kept_by_code(request.actor, said)
    except ValueError:
        form.add_error("code", NO_CODE.format(said=said))
        return {}
    alarms = [str(alarm) for alarm in queries.verify_with_kept(seal.book)] if seal else []
    return {"asked": True, "seal": seal, "kept": kept, "alarms": alarms}


def draw_code(text: str) -> str:
    """Return a text as a code to scan, as the address of an image."""
    drawn = BytesIO()
    qrcode.make(text, image_factory=SvgPathImage).save(drawn)
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.getvalue()).decode()}"
