"""Entering a meeting, correcting what it was, confirming it, putting a record aside."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jifen.meetings import actions, queries
from jifen.meetings.models import Meeting, Minutes
from jifen.meetings.permissions import may, may_confirm
from jifen.meetings.states.acts import Act
from jifen.meetings.states.meetings import MEETING, MeetingKind, kinds_in
from jifen.orgs.models import Organization
from jifen.orgs.queries import get_organization_for, list_office_lines
from jifen.orgs.states.roles import Role
from jifen.web.forms import CodeChoiceField, DayField, Form, attempt
from jifen.web.meetings.versions import VersionForm, clock_field
from jifen.web.requests import Request


class MeetingFields(Form):
    """What a meeting was, as its minutes say."""

    kind = CodeChoiceField(MeetingKind, label="会议")
    held_on = DayField(label="开会日期", help_text="应到名单按这一天的名册和任职自动列出")
    place = forms.CharField(label="地点", max_length=60)
    chair = forms.CharField(label="主持人", max_length=60)
    keeper = forms.CharField(label="记录人", max_length=60)
    agenda = forms.CharField(
        label="主要内容", max_length=300, required=False, help_text="一句话；要表决的事另外逐项登记"
    )
    document_no = forms.CharField(
        label="会议记录编号",
        max_length=60,
        required=False,
        help_text="例如：2026年会议记录本第6页，或者会议纪要的文号。确认以前要填上",
    )


class EditForm(VersionForm, MeetingFields):
    """A meeting that was entered."""


class MinutesForm(VersionForm):
    """What was said and resolved."""

    began_at = clock_field("开始时间")
    ended_at = clock_field("结束时间")
    guests = forms.CharField(
        label="列席的人", max_length=200, required=False, help_text="不在名单里的人，例如联系点领导"
    )
    statements = forms.CharField(
        label="会议内容",
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="议了哪些事，谁发了言，有什么意见",
    )
    resolutions = forms.CharField(
        label="会议决定", required=False, widget=forms.Textarea(attrs={"rows": 5}), help_text="逐条写"
    )


class ConfirmForm(VersionForm):
    """The last word on a record."""


class CancelForm(VersionForm):
    """Putting a record aside."""

    reason = forms.CharField(
        label="作废原因", max_length=200, help_text="例如：登记重了、会议没有开成。记录留着，标明作废"
    )


@login_required
@require_http_methods(["GET", "POST"])
def write(request: Request, meeting_id: UUID) -> HttpResponse:
    """Write what was said and resolved."""
    meeting = _open(request, meeting_id, Act.WRITE_MINUTES)
    before = Minutes.objects.filter(meeting=meeting).first()
    names = [name for name in MinutesForm.base_fields if name != "version"]
    known = {name: getattr(before, name) for name in names} if before else {}
    form = MinutesForm(meeting, request.POST or None, initial=known)
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.write_minutes(
                actor=request.actor, at=request.at, meeting_id=meeting.pk, **form.cleaned_data
            ),
        )
    if done:
        messages.success(request, "已保存；确认以前还可以接着写。")
        return redirect("meeting", meeting.pk)
    return _form_page(request, f"填写{meeting}的内容", form, meeting, "保存", "填写会议内容")


def _limit(form: MeetingFields, kinds: Iterable[MeetingKind]) -> None:
    form.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]


def propose_people(request: Request, organization: Organization, today: date) -> dict[str, str]:
    """Return where one met last, who usually presides and who usually writes."""
    last = queries.list_meetings_for(request.actor, organization).filter(organization=organization).first()
    current, _ = list_office_lines(request.actor, organization, today)
    held = {line.appointment.role: str(line.appointment.person) for line in reversed(current)}
    return {
        "place": last.place_name if last else "",
        "chair": held.get(Role.SECRETARY, "") or held.get(Role.GROUP_LEADER, ""),
        "keeper": held.get(Role.RECORDER, ""),
    }


@login_required
@require_http_methods(["GET", "POST"])
def record(request: Request, organization_id: UUID) -> HttpResponse:
    """Enter a meeting."""
    actor = request.actor
    organization = get_organization_for(actor, organization_id)
    may(actor, Act.RECORD_MEETING, organization.place).require()
    today = timezone.localdate(request.at)
    form = MeetingFields(request.POST or None, initial=propose_people(request, organization, today))
    _limit(form, kinds_in(organization.kind))
    made = None
    if request.method == "POST":
        made = attempt(
            form,
            lambda: actions.record_meeting(
                actor=actor, at=request.at, organization_id=organization.pk, **form.cleaned_data
            ),
        )
    if made:
        messages.success(request, f"已登记{made}，名单已经列好；接着填写到会情况，登记议题。")
        return redirect("meeting", made.pk)
    return render(request, "meetings/form.html", {
        "title": f"登记{organization}的会议", "form": form, "organization": organization, "button": "登记",
    })  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: Request, meeting_id: UUID) -> HttpResponse:
    """Correct what a meeting was; its list follows."""
    actor = request.actor
    meeting = _open(request, meeting_id, Act.EDIT_MEETING)
    known = {name: getattr(meeting, name) for name in MeetingFields.base_fields if name != "place"}
    form = EditForm(meeting, request.POST or None, initial={**known, "place": meeting.place_name})
    _limit(form, kinds_in(meeting.organization.kind))
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.edit_meeting(
                actor=actor, at=request.at, meeting_id=meeting.pk, **form.cleaned_data
            ),
        )
    if done:
        messages.success(request, "已保存，名单按开会那一天的名册核对过。")
        return redirect("meeting", meeting.pk)
    return _form_page(request, f"修改{meeting}的信息", form, meeting, "保存", "修改会议信息")


@login_required
@require_http_methods(["GET", "POST"])
def confirm(request: Request, meeting_id: UUID) -> HttpResponse:
    """Show what is going to be confirmed, and confirm it."""
    actor = request.actor
    meeting = _open(request, meeting_id, Act.CONFIRM_MEETING)
    rows = queries.list_attendances(meeting)
    outlooks = queries.list_outlooks(meeting, rows)
    may_confirm(
        actor, meeting.place, [str(one.motion.subject_id) for one in outlooks if one.motion.subject_id]
    ).require()
    form = ConfirmForm(meeting, request.POST or None)
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.confirm_meeting(
                actor=actor, at=request.at, meeting_id=meeting.pk, **form.cleaned_data
            ),
        )
    if done:
        messages.success(request, f"{meeting}的记录已确认，可以作为依据了。")
        return redirect("meeting", meeting.pk)
    context = {
        "title": f"确认{meeting}的记录",
        "form": form,
        "meeting": meeting,
        "turnout": queries.turnout_of(rows),
        "outlooks": outlooks,
        "blockers": queries.list_blockers(meeting, rows, outlooks, timezone.localdate(request.at)),
    }
    return render(request, "meetings/confirm.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def cancel(request: Request, meeting_id: UUID) -> HttpResponse:
    """Put a record aside, with the reason."""
    meeting = _open(request, meeting_id, Act.CANCEL_MEETING)
    form = CancelForm(meeting, request.POST or None)
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.cancel_meeting(
                actor=request.actor, at=request.at, meeting_id=meeting.pk, **form.cleaned_data
            ),
        )
    if done:
        messages.success(request, "已作废；记录留着，不作依据。")
        return redirect("meeting", meeting.pk)
    return _form_page(request, f"作废{meeting}的记录", form, meeting, "作废", "作废")


def _open(request: Request, meeting_id: UUID, act: Act) -> Meeting:
    """Return a meeting on which an act may be done now; raise what speaks against it."""
    meeting = queries.get_meeting_for(request.actor, meeting_id)
    may(request.actor, act, meeting.place).require()
    MEETING.find(act, meeting.state)
    return meeting


def _form_page(
    request: Request, title: str, form: forms.Form, meeting: Meeting, button: str, crumb: str
) -> HttpResponse:
    context = {"title": title, "form": form, "meeting": meeting, "button": button, "crumb": crumb}
    return render(request, "meetings/form.html", context)
