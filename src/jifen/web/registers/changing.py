"""Beginning a register, correcting what it is about, striking it or a line of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jifen.common.basis import Basis
from jifen.common.decision import allowed_if
from jifen.orgs.models import Organization
from jifen.orgs.queries import get_organization_for
from jifen.registers import actions, queries
from jifen.registers.actions import About
from jifen.registers.models import Occasion
from jifen.registers.permissions import may
from jifen.registers.states.acts import Act
from jifen.registers.states.due import name_of_quarter, report_due_on
from jifen.registers.states.kinds import FACT_LENGTH, FORM_OF, OccasionKind, Organiser, last_day_of
from jifen.registers.states.occasions import LINE, OCCASION
from jifen.rules.findings import SchemeRefused
from jifen.rules.sourcing import list_sourced
from jifen.schemes.queries import bound_of, find_version
from jifen.web.forms import CodeChoiceField, DayField, Form, OptionalBasisFields, attempt
from jifen.web.registers.lists import NO_BRANCH
from jifen.web.requests import Request

_WITH_ORGANISER = frozenset({OccasionKind.ACTIVITY, OccasionKind.COURSE, OccasionKind.STUDY})
_WITH_PLACE = frozenset(kind for kind in OccasionKind if FORM_OF[kind].held)
_HINTS = {
    OccasionKind.DUES: "一个月一份，下一步在一页上填全支部；金额可以不填，填了也不在任何名单上列出。",
    OccasionKind.FINDING: "写看到的事实：哪天、在哪里、怎么回事；不写评语。下一步选是谁。",
    OccasionKind.TASK: "写交办的是什么、到哪一天；下一步选交给谁、办得怎样。",
}
_EXAMPLES = {
    OccasionKind.THOUGHT_REPORT: "例如：第一季度思想汇报",
    OccasionKind.STUDY: "例如：集中学习党章",
    OccasionKind.NOTES: "例如：三月份学习笔记检查",
    OccasionKind.ESSAY: "例如：学习心得一篇",
    OccasionKind.EXAM: "例如：党章测试",
    OccasionKind.LABOUR: "例如：清理村道",
    OccasionKind.PATROL: "例如：夜间治安巡逻",
    OccasionKind.ACTIVITY: "例如：七一主题党日",
    OccasionKind.TASK: "例如：收齐医保缴费",
    OccasionKind.FINDING: f"至少 {FACT_LENGTH} 个字，例如：周一升旗时没有佩戴党徽",
}


class OccasionForm(OptionalBasisFields):
    """What a register is about; fields its kind does not ask for are left out."""

    kind = CodeChoiceField(OccasionKind, widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    on = DayField(label="日期")
    title = forms.CharField(label="名称", max_length=120)
    place = forms.CharField(label="地点", max_length=60, required=False)
    organiser = CodeChoiceField(Organiser, label="主办单位", blank="（不写）", required=False)

    fact_kind = forms.ChoiceField(label="办法里的哪一项", required=False, help_text="看不准的不选，由会议定")

    field_order = ("on", "title", "fact_kind", "place", "organiser")

    def __init__(
        self, kind: OccasionKind, branch: Organization, today: date, *args: Any, **options: Any
    ) -> None:
        """Take the kind, and the branch whose 办法 names what may be found."""
        super().__init__(*args, **options)
        self.fields["on"].label = FORM_OF[kind].on
        self.fields["title"].help_text = _EXAMPLES.get(kind, "")
        if kind is OccasionKind.DUES:
            self.fields["on"].help_text = "一般是当月最后一天；支部另有约定的填约定的那天"
            del self.fields["title"]
        if kind is OccasionKind.FINDING:
            self.fields["title"].label = "看到了什么"
            self.fields["basis_label"].help_text = "例如：检查记录、通报；有人看见的，下一步写是谁"
            offered, kept = _findings_of(branch, today), (options.get("initial") or {}).get("fact_kind", "")
            if kept and kept not in dict(offered):
                offered.append((kept, "原来选的（现在的办法没有）"))
            self.fields["fact_kind"].choices = offered  # type: ignore[attr-defined]
        else:
            del self.fields["fact_kind"]
        if kind not in _WITH_PLACE:
            del self.fields["place"]
        if kind not in _WITH_ORGANISER:
            del self.fields["organiser"]
        if kind is not OccasionKind.FINDING:
            for name in [name for name in self.fields if name.startswith("basis_")]:
                del self.fields[name]
        self.fields.pop("basis_file", None)

    def about(self) -> About:
        """Return what was typed."""
        data = self.cleaned_data
        return About(
            on=data["on"],
            title=data.get("title", ""),
            place=data.get("place", ""),
            organiser=data.get("organiser") or None,
            fact_kind=data.get("fact_kind", ""),
            basis=self._basis(),
        )

    def _basis(self) -> Basis | None:
        return self.basis_if_given() if "basis_label" in self.fields else None


class StrikeForm(Form):
    """Why a register or a line is put aside."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="作废原因", max_length=200, help_text="例如：登记重了、记错了人。原来的留着，标明作废"
    )


@login_required
@require_http_methods(["GET", "POST"])
def begin(request: Request, organization_id: UUID) -> HttpResponse:
    """Begin a register of one kind."""
    actor = request.actor
    branch = get_organization_for(actor, organization_id)
    may(actor, Act.BEGIN_OCCASION, branch.place).require()
    allowed_if(branch.is_branch, f"{branch}{NO_BRANCH}").require()
    kind = _kind_of(request)
    today = timezone.localdate(request.at)
    known = {"kind": kind.value, **_usual(branch, kind, today)}
    form = OccasionForm(kind, branch, today, request.POST or None, initial=known)
    made = None
    if request.method == "POST":
        made = attempt(
            form,
            lambda: actions.begin_occasion(
                actor=actor, at=request.at, branch_id=branch.pk, kind=kind, about=form.about()
            ),
        )
    if made:
        messages.success(request, f"已建好“{made}”，接着填每个人的情况。")
        return redirect("fill_occasion", made.pk)
    context = {
        "title": f"登记{kind.label}",
        "form": form,
        "organization": branch,
        "hint": _HINTS.get(kind, ""),
        "button": "下一步",
    }
    return render(request, "registers/form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: Request, occasion_id: UUID) -> HttpResponse:
    """Correct what a register is about."""
    occasion = _open(request, occasion_id, Act.EDIT_OCCASION)
    known: dict[str, Any] = {
        "kind": occasion.kind.value,
        "version": occasion.version,
        "on": occasion.on,
        "title": occasion.title,
        "place": occasion.place_name,
        "organiser": occasion.organiser,
        "fact_kind": occasion.fact_kind,
    }
    if occasion.basis:
        known |= {f"basis_{name}": getattr(occasion.basis, name) for name in ("label", "on", "document_no")}
        known["basis_kind"] = occasion.basis.kind.value
    form = OccasionForm(
        occasion.kind, occasion.branch, timezone.localdate(request.at), request.POST or None, initial=known
    )
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.edit_occasion(
                actor=request.actor,
                at=request.at,
                occasion_id=occasion.pk,
                version=form.cleaned_data["version"] or 0,
                about=form.about(),
            ),
        )
    if done:
        messages.success(request, "已保存。")
        return redirect("occasion", occasion.pk)
    context = {"title": f"修改{occasion}", "form": form, "occasion": occasion, "button": "保存"}
    return render(request, "registers/form.html", context | {"crumb": "修改登记信息"})


@login_required
@require_http_methods(["GET", "POST"])
def strike(request: Request, occasion_id: UUID) -> HttpResponse:
    """Put a register aside with all its lines."""
    occasion = _open(request, occasion_id, Act.STRIKE_OCCASION)
    form = StrikeForm(request.POST or None, initial={"version": occasion.version})
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.strike_occasion(
                actor=request.actor, at=request.at, occasion_id=occasion.pk, **form.cleaned_data
            ),
        )
    if done:
        messages.success(request, f"“{occasion}”已经作废，原来的登记留着备查。")
        return redirect("occasion", occasion.pk)
    context = {"title": f"作废{occasion}", "form": form, "occasion": occasion, "button": "作废"}
    return render(request, "registers/form.html", context | {"crumb": "作废"})


@login_required
@require_http_methods(["GET", "POST"])
def strike_line(request: Request, line_id: UUID) -> HttpResponse:
    """Strike one line."""
    line = queries.get_line_for(request.actor, line_id)
    occasion = line.occasion
    may(request.actor, Act.STRIKE_LINE, occasion.place).require()
    LINE.find(Act.STRIKE_LINE, line.state)
    form = StrikeForm(request.POST or None, initial={"version": occasion.version})
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.strike_line(
                actor=request.actor, at=request.at, line_id=line.pk, **form.cleaned_data
            ),
        )
    if done:
        messages.success(request, f"{line.person}的登记已经作废；要改登的，再填一次。")
        return redirect("occasion", occasion.pk)
    title = f"作废{line.person}的登记（{line}）"
    context = {"title": title, "form": form, "occasion": occasion, "button": "作废", "crumb": "作废一条"}
    return render(request, "registers/form.html", context)


def _open(request: Request, occasion_id: UUID, act: Act) -> Occasion:
    occasion = queries.get_occasion_for(request.actor, occasion_id)
    may(request.actor, act, occasion.place).require()
    OCCASION.find(act, occasion.state)
    return occasion


def _kind_of(request: Request) -> OccasionKind:
    code = request.POST.get("kind") or request.GET.get("kind", "")
    return OccasionKind(code) if code in set(OccasionKind) else OccasionKind.DUES


def _findings_of(branch: Organization, today: date) -> list[tuple[str, str]]:
    """Return what the 办法 that holds today says may be found."""
    version = find_version(branch, today)
    try:
        facts = list_sourced(bound_of(version).scheme, date.min, date.max) if version else ()
    except SchemeRefused:
        facts = ()
    return [("", "不选"), *((fact.kind, fact.title) for fact in facts if fact.register == "findings")]


def _usual(branch: Organization, kind: OccasionKind, today: date) -> dict[str, Any]:
    """Return what is offered: the month of dues that was not begun, the quarter of reports, else today."""
    if kind is OccasionKind.DUES:
        before = today.replace(day=1) - timedelta(days=1)
        return {"on": before if queries.find_dues(branch, before) is None else last_day_of(today)}
    if kind is OccasionKind.THOUGHT_REPORT:
        due = report_due_on(today)
        return {"on": due, "title": name_of_quarter(due)}
    return {"on": today}
