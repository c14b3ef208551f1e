"""Who came: one table filled by keyboard; who by agreement does not count among those who should come."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Blocked, NotFound, NotNow
from jifen.meetings import actions, queries
from jifen.meetings.permissions import may
from jifen.meetings.states.acts import Act
from jifen.meetings.states.meetings import MEETING, ExclusionGround, Ineligible, MeetingKind, Presence
from jifen.web.forms import CodeChoiceField, DayField, attempt
from jifen.web.meetings.versions import VersionForm, version_of
from jifen.web.requests import Request, require_ids

PREFIX, REASON = "presence-", "reason-"
CONSENTS = (BasisKind.REPLY, BasisKind.DOCUMENT, BasisKind.LETTER)


class ExcludeForm(VersionForm):
    """Why somebody does not count, the meeting that agreed, the superior's consent (REG-05)."""

    ground = CodeChoiceField(ExclusionGround, label="原因")
    agreement_on = DayField(label="党员大会同意的日期", help_text="就在这次会上同意的，填这次会议的日期")
    consent_kind = CodeChoiceField(BasisKind, CONSENTS, label="上级同意的方式")
    consent_label = forms.CharField(
        label="上级批复或文件的名称", max_length=120, help_text="例如：关于不计入应到会人数的批复"
    )
    consent_on = DayField(label="上级同意的日期", required=False)
    consent_document_no = forms.CharField(
        label="文号", max_length=60, required=False, help_text="日期、文号至少填一项"
    )


@login_required
@require_http_methods(["GET", "POST"])
def fill(request: Request, meeting_id: UUID) -> HttpResponse:
    """Show everybody on the list with the choices, and save all of them at once."""
    actor = request.actor
    meeting = queries.get_meeting_for(actor, meeting_id)
    may(actor, Act.FILL_ATTENDANCE, meeting.place).require()
    MEETING.find(Act.FILL_ATTENDANCE, meeting.state)
    rows = queries.list_attendances(meeting)
    chosen = _chosen(request)
    if "rest" in request.POST:
        known = {str(row.person_id): row.presence for row in rows if row.why_not is not Ineligible.EXCLUDED}
        chosen = {**{key: Presence.PRESENT for key, kept in known.items() if not kept}, **chosen}
    reasons: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            actions.fill_attendance(
                actor=actor,
                at=request.at,
                meeting_id=meeting.pk,
                version=version_of(request),
                presences={**chosen},
                reasons=_reasons(request, [str(row.person_id) for row in rows]),
            )
        except (Blocked, NotNow) as refusal:
            reasons = refusal.reasons
        else:
            waiting = len(queries.list_unfilled(queries.list_attendances(meeting)))
            messages.success(request, f"已保存；还有{waiting}人没有填。" if waiting else "已保存，都填好了。")
            return redirect("meeting", meeting.pk)
    freed, given = queries.list_freed(meeting), _reasons(request, [str(row.person_id) for row in rows])
    usual = tuple(one for one in Presence if one is not Presence.EXCUSED)
    context = {
        "meeting": meeting,
        "rows": [
            (
                row,
                chosen.get(str(row.person_id), row.presence),
                tuple(Presence) if row.person_id in freed else usual,
                given.get(str(row.person_id), row.reason),
            )
            for row in rows
        ],
        "reasons": reasons,
        "may_exclude": may(actor, Act.EXCLUDE_PERSON, meeting.place),
        "excludes": meeting.kind is MeetingKind.MEMBER_ASSEMBLY,
    }
    return render(request, "meetings/attendance.html", context)


def _chosen(request: Request) -> dict[str, Presence]:
    """Return what was ticked, by id of the person; raise `NotFound` for a form made up by hand."""
    sent = {
        key.removeprefix(PREFIX): str(value) for key, value in request.POST.items() if key.startswith(PREFIX)
    }
    require_ids(sent)
    try:
        return {key: Presence(value) for key, value in sent.items()}
    except ValueError:
        raise NotFound from None


def _reasons(request: Request, ids: Iterable[str]) -> dict[str, str]:
    """Return the reasons that were typed, by id of the person on the list."""
    return {key: request.POST[f"{REASON}{key}"] for key in ids if f"{REASON}{key}" in request.POST}


@login_required
@require_http_methods(["GET", "POST"])
def exclude(request: Request, attendance_id: UUID) -> HttpResponse:
    """Leave somebody out of those who should come."""
    actor = request.actor
    row = queries.get_attendance_for(actor, attendance_id)
    meeting = row.meeting
    may(actor, Act.EXCLUDE_PERSON, meeting.place).require()
    MEETING.find(Act.EXCLUDE_PERSON, meeting.state)
    form = ExcludeForm(meeting, request.POST or None)
    done = None
    if request.method == "POST":
        done = attempt(form, lambda: _exclude(request, row.person_id, meeting.pk, form))
    if done:
        messages.success(request, f"{row.person}不计入这次会议的应到；本人来了要恢复计入。")
        return redirect("meeting", meeting.pk)
    context = {
        "title": f"{row.person}不计入{meeting}的应到",
        "form": form,
        "meeting": meeting,
        "button": "不计入应到",
        "crumb": "不计入应到",
        "hint": "只有表里这几种情况，经党员大会同意、上级党组织批准，才可以不计入；党员的其他权利不变。",
    }
    return render(request, "meetings/form.html", context)


def _exclude(request: Request, person_id: UUID, meeting_id: UUID, form: ExcludeForm) -> object:
    data = form.cleaned_data
    return actions.exclude_person(
        actor=request.actor,
        at=request.at,
        meeting_id=meeting_id,
        version=data["version"],
        person_id=person_id,
        ground=data["ground"],
        agreement=Basis(BasisKind.MEETING, MeetingKind.MEMBER_ASSEMBLY.label, data["agreement_on"]),
        consent=Basis(
            data["consent_kind"], data["consent_label"], data["consent_on"], data["consent_document_no"]
        ),
    )


@login_required
@require_POST
def include(request: Request, attendance_id: UUID) -> HttpResponse:
    """Count somebody among those who should come after all."""
    row = queries.get_attendance_for(request.actor, attendance_id)
    actions.include_person(
        actor=request.actor,
        at=request.at,
        meeting_id=row.meeting_id,
        version=version_of(request),
        person_id=row.person_id,
    )
    messages.success(request, f"{row.person}恢复计入应到；请填他的到会情况。")
    return redirect("meeting", row.meeting_id)
