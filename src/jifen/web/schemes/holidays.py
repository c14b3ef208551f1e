"""The holiday table: which years are known, and entering one."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jifen.common.basis import Basis, BasisKind
from jifen.schemes import actions, queries
from jifen.schemes.permissions import may
from jifen.schemes.states.acts import Act
from jifen.web.forms import DayField, Form, attempt
from jifen.web.requests import Request


class HolidayForm(Form):
    """The arrangement of a year, as the State Council announced it."""

    text = forms.CharField(
        label="放假安排",
        strip=False,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 12}),
        help_text="每行一天：日期,放假或上班,名称。例如 2027-10-01,放假,国庆节；可以从表格里整列复制",
    )
    notice = forms.CharField(label="通知名称", max_length=120, help_text="国务院办公厅关于节假日安排的通知")
    document_no = forms.CharField(label="文号", max_length=60, required=False)
    on = DayField(label="发文日期", required=False)


@login_required
@require_http_methods(["GET", "POST"])
def index(request: Request) -> HttpResponse:
    """Show the years that are known; take one in."""
    may(request.actor, Act.IMPORT_HOLIDAYS, None).require()
    form = HolidayForm(request.POST or None)
    year = None
    if request.method == "POST":
        year = attempt(
            form,
            lambda: actions.import_holidays(
                actor=request.actor,
                at=request.at,
                text=form.cleaned_data["text"].replace("\t", ",").replace("，", ","),
                basis=Basis(
                    BasisKind.DOCUMENT,
                    form.cleaned_data["notice"],
                    form.cleaned_data["on"],
                    form.cleaned_data["document_no"],
                ),
            ),
        )
    if year:
        messages.success(request, f"已导入{year}年的放假安排。")
        return redirect("holidays")
    table = queries.get_holiday_table()
    this_year = timezone.localdate(request.at).year
    context = {
        "form": form,
        "last": max(table.years),
        "entered": queries.list_entered_years(),
        "missing": [one for one in (this_year, this_year + 1) if not table.covers(one)],
    }
    return render(request, "schemes/holidays.html", context)
