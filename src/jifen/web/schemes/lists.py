"""The 办法 of an organisation: its own with their versions, those that hold from above, beginning a new one."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jifen.orgs.models import Organization
from jifen.orgs.queries import get_organization_for
from jifen.orgs.states.organizations import OrganizationKind
from jifen.rules import shelf
from jifen.rules.findings import SchemeRefused
from jifen.rules.yamltext import decode
from jifen.schemes import actions, queries
from jifen.schemes.permissions import may, may_start
from jifen.schemes.states.acts import Act
from jifen.web.forms import Form, attempt
from jifen.web.requests import Request

SHELF = {
    "village-branch": "村党支部：基础分、激励分",
    "school-branch": "学校党支部：四大类，学期",
    "township-branch-sample": "村党支部分层积分：三十二项样例",
    "township-branch": "村党支部分层积分：分值留空",
    "county-declared-sample": "农村党员申报积分：十二小项样例",
    "county-declared": "农村党员申报积分：分值留空",
    "bureau-branch": "机关党支部：基础、任务、奖励",
}
"""The model schemes in words; one without words is called by its name."""


class SchemeFileField(forms.FileField):
    """A scheme file; its text is what comes out."""

    def __init__(self, **options: Any) -> None:
        """Take text files."""
        super().__init__(
            widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.txt"}),
            error_messages={"empty": "这个文件是空的，请检查是否选错了文件。"},
            **options,
        )

    def clean(self, data: Any, initial: Any = None) -> str:
        """Return the text; every fault of its form at its line."""
        file = super().clean(data, initial)
        if not file:
            return ""
        try:
            return decode(file.read(), file.name)
        except SchemeRefused as refused:
            raise forms.ValidationError([str(finding) for finding in refused.findings]) from refused


class StartForm(Form):
    """Where a new 办法 comes from."""

    library = forms.ChoiceField(label="照样本办法起草", required=False)
    version = forms.ChoiceField(
        label="照已有的办法起草",
        required=False,
        help_text="选上级的办法时，新办法建立在它上面，只写本组织补充的内容",
    )
    file = SchemeFileField(
        label="上传办法文件", required=False, help_text="从本系统下载的，或者照样本用记事本写的"
    )
    code = forms.CharField(
        label="办法代号", max_length=80, required=False, help_text="不填的用文件里写的代号；记账时按代号引用"
    )

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one source."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = [name for name in ("library", "version", "file") if data.get(name)]
        if len(chosen) != 1 and not self.errors:
            raise forms.ValidationError("请在样本办法、已有的办法、上传文件三样里选一样。")
        return data


@login_required
@require_safe
def own(request: Request) -> HttpResponse:
    """Lead to the 办法 of the organisation one acts in."""
    hat = request.actor.hat
    if hat is None or not hat.organization_id:
        return redirect("organizations")
    return redirect("schemes", UUID(hat.organization_id))


@login_required
@require_safe
def index(request: Request, organization_id: UUID) -> HttpResponse:
    """Show what holds here today, the organisation's own 办法 and those from above."""
    actor, today = request.actor, timezone.localdate(request.at)
    organization = get_organization_for(actor, organization_id)
    schemes = queries.list_schemes_for(actor, organization)
    holding = queries.find_version(organization, today)
    context = {
        "organization": organization,
        "holding": holding,
        "rows": [(scheme, queries.list_versions_for(actor, scheme)) for scheme in schemes],
        "same_title": [title for title, count in Counter(one.title for one in schemes).items() if count > 1],
        "uppers": queries.list_upper_versions(organization, today),
        "may_start": _may_start(request, organization),
        "may_see_enrolments": may(actor, Act.VIEW_ENROLMENTS, organization.place),
        "may_see_plans": may(actor, Act.VIEW_PLANS, organization.place)
        and holding is not None
        and queries.find_allotment(holding) is not None,
    }
    return render(request, "schemes/index.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def start(request: Request, organization_id: UUID) -> HttpResponse:
    """Begin a 办法."""
    actor = request.actor
    organization = get_organization_for(actor, organization_id)
    _may_start(request, organization).require()
    form = StartForm(request.POST or None, request.FILES or None)
    names = [(name, SHELF.get(name, name)) for name in shelf.names()]
    form.fields["library"].choices = [("", "（不用样本）"), *sorted(names, key=_place)]  # type: ignore[attr-defined]
    form.fields["version"].choices = [("", "（不照已有的办法）"), *_known(request, organization)]  # type: ignore[attr-defined]
    made = None
    if request.method == "POST":
        made = attempt(
            form,
            lambda: actions.start_scheme(
                actor=actor,
                at=request.at,
                organization_id=organization.pk,
                library=form.cleaned_data["library"],
                text=form.cleaned_data["file"],
                version_id=form.cleaned_data["version"] or None,
                code=form.cleaned_data["code"],
            ),
        )
    if made:
        messages.success(request, f"已起草{made}，改好以后检查定稿。")
        return redirect("scheme_version", made.pk)
    return render(request, "schemes/start.html", {"form": form, "organization": organization})


def _may_start(request: Request, organization: Organization) -> Any:
    group = organization.kind is OrganizationKind.GROUP
    return may_start(request.actor, organization.place, has_schemes=not group)


def _known(request: Request, organization: Organization) -> list[tuple[str, str]]:
    """Return the versions to begin with: those that hold above, and the organisation's own."""
    today = timezone.localdate(request.at)
    uppers = queries.list_upper_versions(organization, today)
    own = [
        version
        for scheme in queries.list_schemes_for(request.actor, organization)
        for version in queries.list_versions_for(request.actor, scheme)
    ]
    found = [(str(one.pk), f"{one.scheme.organization}：{one}") for one in uppers]
    return found + [(str(one.pk), f"本组织：{one}（{one.state.label}）") for one in own]


def _place(pair: tuple[str, str]) -> tuple[int, str]:
    names = list(SHELF)
    return (names.index(pair[0]) if pair[0] in names else len(names), pair[0])
