"""Announcing a meeting: the plan, its page and its sheet, and the day itself: held, put off or called off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jifen.common.decision import allowed_if
from jifen.meetings import actions, queries
from jifen.meetings.models import Convocation
from jifen.meetings.permissions import may
from jifen.meetings.states.acts import Act
from jifen.meetings.states.convocations import AHEAD, CONVOCATION, ConvocationState, Recipient
from jifen.meetings.states.meetings import MeetingKind, MeetingState, kinds_in
from jifen.orgs.queries import get_organization_for
from jifen.web.forms import CodeChoiceField, DayField, Form, attempt
from jifen.web.meetings.leads import lead_times_of, say_telling
from jifen.web.meetings.recording import propose_people
from jifen.web.meetings.versions import VersionForm, clock_field
from jifen.web.requests import Request

ACTS = (
    Act.EDIT_PLAN,
    Act.REPORT_TO_OFFICE,
    Act.NOTIFY_LEADER,
    Act.NOTIFY_MEMBERS,
    Act.PUT_ON_AGENDA,
    Act.HOLD_MEETING,
    Act.ADJOURN_MEETING,
    Act.CALL_OFF_MEETING,
)


class WhenForm(VersionForm):
    """Day, hour and place of a meeting."""

    planned_on = DayField(label="开会日期")
    starts_at = clock_field("时间", required=True)
    place = forms.CharField(label="地点", max_length=60)


class PlanForm(Form):
    """A meeting that is going to be held."""

    kind = CodeChoiceField(MeetingKind, label="会议")
    planned_on = DayField(label="开会日期", help_text="要通知的人按这一天的名册和任职自动列出")
    starts_at = clock_field("时间", required=True)
    place = forms.CharField(label="地点", max_length=60)


class HoldForm(VersionForm):
    """What the minutes say at the top."""

    chair = forms.CharField(label="主持人", max_length=60)
    keeper = forms.CharField(label="记录人", max_length=60)
    document_no = forms.CharField(
        label="会议记录编号",
        max_length=60,
        required=False,
        help_text="例如：2026年会议记录本第6页。确认记录以前要填上",
    )


class AdjournForm(WhenForm):
    """The new day, and why."""

    reason = forms.CharField(label="延期的原因", max_length=200, help_text="例如：到会不足半数")


class CallOffForm(VersionForm):
    """Why it does not take place."""

    reason = forms.CharField(label="取消的原因", max_length=200)


@login_required
@require_http_methods(["GET", "POST"])
def plan(request: Request, organization_id: UUID) -> HttpResponse:
    """Plan a meeting."""
    actor = request.actor
    organization = get_organization_for(actor, organization_id)
    may(actor, Act.PLAN_MEETING, organization.place).require()
    place = propose_people(request, organization, timezone.localdate(request.at))["place"]
    form = PlanForm(request.POST or None, initial={"place": place})
    choices = [(kind.value, kind.label) for kind in kinds_in(organization.kind)]
    form.fields["kind"].choices = choices  # type: ignore[attr-defined]
    made = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        lead = lead_times_of(organization, data["kind"], data["planned_on"])
        made = attempt(
            form,
            lambda: actions.plan_meeting(
                actor=actor, at=request.at, organization_id=organization.pk, lead=lead, **data
            ),
        )
    if made:
        messages.success(request, f"已拟定{made}；接着列议程，登记通知。")
        return redirect("convocation", made.pk)
    return render(request, "meetings/form.html", {
        "title": f"拟定{organization}的会议", "form": form, "organization": organization, "button": "拟定",
    })  # fmt: skip


@login_required
@require_safe
def show(request: Request, convocation_id: UUID) -> HttpResponse:
    """Show a notice: who is told by when and was, the agenda, what can be done now."""
    actor = request.actor
    row = queries.get_convocation_for(actor, convocation_id)
    context = _read(request, row)
    ahead = row.state in AHEAD
    today = timezone.localdate(request.at)
    early = allowed_if(row.planned_on <= today, "开会的日子还没有到")
    told = allowed_if(not context["deliveries"], "已经通知了人；要改日期、地点，请登记延期")
    vain = row.state is ConvocationState.HELD and row.meeting and row.meeting.state is MeetingState.RECORDED
    answers = {f"may_{act.value.lower()}": may(actor, act, row.place) for act in ACTS}
    answers["may_hold_meeting"] &= early
    answers["may_edit_plan"] &= told
    context |= {"ahead": ahead, "vain": vain, **answers}
    return render(request, "meetings/convocation.html", context)


@login_required
@require_safe
def print_sheet(request: Request, convocation_id: UUID) -> HttpResponse:
    """Show the sheet of a notice (会议预告登记) for printing."""
    row = queries.get_convocation_for(request.actor, convocation_id)
    return render(request, "meetings/convocation_print.html", _read(request, row))


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: Request, convocation_id: UUID) -> HttpResponse:
    """Correct day, hour or place while nobody was told."""
    row = open_convocation(request, convocation_id, Act.EDIT_PLAN)
    form = WhenForm(row, request.POST or None, initial=_when(row))
    return _answer(request, row, form, actions.edit_plan, "修改会议安排", "保存", "已保存。")


@login_required
@require_http_methods(["GET", "POST"])
def hold(request: Request, convocation_id: UUID) -> HttpResponse:
    """Enter that the meeting was held; its record is made."""
    row = open_convocation(request, convocation_id, Act.HOLD_MEETING)
    proposed = propose_people(request, row.organization, timezone.localdate(request.at))
    form = HoldForm(row, request.POST or None, initial=proposed)
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.hold_meeting(
                actor=request.actor, at=request.at, convocation_id=row.pk, **form.cleaned_data
            ),
        )
    if done and done.meeting:
        messages.success(request, "会议记录已经建好，名单、议题都带过来了；接着填写到会情况和表决结果。")
        return redirect("meeting", done.meeting.pk)
    return page(request, row, form, "登记已召开", "登记")


@login_required
@require_http_methods(["GET", "POST"])
def adjourn(request: Request, convocation_id: UUID) -> HttpResponse:
    """Put a meeting off; everybody is told again."""
    row = open_convocation(request, convocation_id, Act.ADJOURN_MEETING)
    form = AdjournForm(row, request.POST or None, initial={**_when(row), "planned_on": None})
    said = "已登记延期；议程都带过来了，请按新的日期重新通知。"
    return _answer(request, row, form, actions.adjourn_meeting, "登记延期", "登记延期", said)


@login_required
@require_http_methods(["GET", "POST"])
def call_off(request: Request, convocation_id: UUID) -> HttpResponse:
    """Enter that it does not take place."""
    row = open_convocation(request, convocation_id, Act.CALL_OFF_MEETING)
    form = CallOffForm(row, request.POST or None)
    return _answer(request, row, form, actions.call_off_meeting, "取消会议", "取消这次会议", "已登记取消。")


def open_convocation(request: Request, convocation_id: UUID, act: Act) -> Convocation:
    """Return a notice on which an act may be done now; raise what speaks against it."""
    row = queries.get_convocation_for(request.actor, convocation_id)
    may(request.actor, act, row.place).require()
    CONVOCATION.find(act, row.state)
    return row


def page(
    request: Request, row: Convocation, form: forms.Form, title: str, button: str, **more: Any
) -> HttpResponse:
    """Show a form on a notice."""
    context = {"title": f"{row}：{title}", "convocation": row, "form": form, "crumb": title, "button": button}
    return render(request, "meetings/convocation_form.html", {**context, **more})


def _answer(
    request: Request, row: Convocation, form: forms.Form, act: Any, title: str, button: str, said: str
) -> HttpResponse:
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: act(actor=request.actor, at=request.at, convocation_id=row.pk, **form.cleaned_data),
        )
    if done:
        messages.success(request, said)
        return redirect("convocation", done.pk)
    return page(request, row, form, title, button)


def _when(row: Convocation) -> dict[str, Any]:
    return {"planned_on": row.planned_on, "starts_at": row.starts_at, "place": row.place_name}


def _read(request: Request, row: Convocation) -> dict[str, Any]:
    """Return what page and sheet show of a notice."""
    today = timezone.localdate(request.at)
    deliveries = list(row.deliveries.select_related("person"))
    recipients = queries.list_recipients(row)
    by_person = {one.person_id: one for one in deliveries if one.recipient is Recipient.MEMBERS}
    tellings = queries.list_tellings(row, deliveries, recipients)
    return {
        "convocation": row,
        "agenda": list(row.agenda.select_related("subject")),
        "deliveries": deliveries,
        "others": [one for one in deliveries if one.recipient is not Recipient.MEMBERS],
        "members": [(person, by_person.get(person.pk)) for person in recipients],
        "tellings": [say_telling(row, one, today) for one in tellings],
        "replaced_by": Convocation.objects.filter(replaces=row).first(),
    }
