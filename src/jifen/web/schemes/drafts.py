"""Working on a draft: its whole text or a file, single values, the next version, the check that closes it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from jifen.common.refusals import Blocked
from jifen.rules.editing import HOLE, Value, list_values
from jifen.schemes import actions, queries
from jifen.schemes.states.acts import Act
from jifen.web.forms import Form, attempt
from jifen.web.requests import Request
from jifen.web.schemes.deciding import require
from jifen.web.schemes.lists import SchemeFileField
from jifen.web.schemes.versions import page_of

_FILE = {"class": "form-control yaml", "rows": 30, "wrap": "off", "spellcheck": "false"}


class TextForm(Form):
    """The whole text; a file that is chosen takes its place."""

    text = forms.CharField(label="办法文本", strip=False, required=False, widget=forms.Textarea(attrs=_FILE))
    file = SchemeFileField(
        label="或者上传改好的文件", required=False, help_text="选了文件，就用文件代替上面的文本"
    )
    clauses = forms.CharField(
        label="条文",
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={**_FILE, "rows": 10}),
        help_text="每行一条：编号: 内容。办法页上每一项旁边会显示它依据的条文",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ValuesForm(Form):
    """One field for each value of the file."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, values: list[Value], *args: Any, **options: Any) -> None:
        """Take the values as they are written."""
        super().__init__(*args, **options)
        self.values = sorted(values, key=lambda value: value.path[0] != "parts")
        for value in self.values:
            is_open = value.written == HOLE
            where = "，".join((*value.place, value.what))
            attrs = {"class": "form-control short", "aria-label": where} | (
                {"placeholder": "没有定"} if is_open else {}
            )
            self.fields[value.key] = forms.CharField(
                label=value.what,
                max_length=40,
                initial="" if is_open else value.written,
                required=not is_open,
                widget=forms.TextInput(attrs=attrs),
            )

    def rows(self) -> list[tuple[Value, forms.BoundField]]:
        """Return the values with their fields: what gives points first, then the procedure."""
        return [(value, self[value.key]) for value in self.values]

    def wanted(self) -> dict[str, str]:
        """Return what was typed, by key; a value left open stays open."""
        return {value.key: self.cleaned_data[value.key] or value.written for value in self.values}


@login_required
@require_http_methods(["GET", "POST"])
def text(request: Request, version_id: UUID) -> HttpResponse:
    """Change the whole text."""
    version = queries.get_version_for(request.actor, version_id)
    require(request.actor, Act.SAVE_DRAFT, version)
    known = {"text": version.text, "clauses": version.clauses, "seen": version.version}
    form = TextForm(request.POST or None, request.FILES or None, initial=known)
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.save_draft(
                actor=request.actor,
                at=request.at,
                version_id=version.pk,
                text=form.cleaned_data["file"] or form.cleaned_data["text"],
                clauses=form.cleaned_data["clauses"],
                seen=form.cleaned_data["seen"],
            ),
        )
    if done:
        messages.success(request, "已保存。下面列出检查结果。")
        return redirect("scheme_version", done.pk)
    return render(request, "schemes/text.html", {"form": form, "version": version})


@login_required
@require_http_methods(["GET", "POST"])
def values(request: Request, version_id: UUID) -> HttpResponse:
    """Change single values."""
    version = queries.get_version_for(request.actor, version_id)
    require(request.actor, Act.CHANGE_VALUES, version)
    found = list_values(version.text, queries.read_of(version))
    form = ValuesForm(found, request.POST or None, initial={"seen": version.version})
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.change_values(
                actor=request.actor,
                at=request.at,
                version_id=version.pk,
                values=form.wanted(),
                seen=form.cleaned_data["seen"],
            ),
        )
    if done:
        messages.success(request, f"已改好{done}的分值；其他内容一个字没有动。")
        return redirect("scheme_version", done.pk)
    context = {"form": form, "version": version, "clauses": queries.clauses_of(version)}
    return render(request, "schemes/values.html", context)


@login_required
@require_POST
def begin_next(request: Request, version_id: UUID) -> HttpResponse:
    """Begin the next version."""
    version = queries.get_version_for(request.actor, version_id)
    try:
        made = actions.start_version(actor=request.actor, at=request.at, version_id=version.pk)
    except Blocked as refusal:
        return render(request, "schemes/version.html", page_of(request, version, refusal.reasons))
    messages.success(request, f"已照第{version.number}版起草{made}。")
    return redirect("scheme_version", made.pk)


@login_required
@require_POST
def check(request: Request, version_id: UUID) -> HttpResponse:
    """Close a draft, or say everything that keeps it open."""
    version = queries.get_version_for(request.actor, version_id)
    try:
        actions.validate_version(
            actor=request.actor, at=request.at, version_id=version.pk, seen=version.version
        )
    except Blocked as refusal:
        return render(request, "schemes/version.html", page_of(request, version, refusal.reasons))
    messages.success(request, f"{version}检查通过，可以提交表决。")
    return redirect("scheme_version", version.pk)
