"""What a meeting is going to hear and to vote on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from jifen.meetings import actions, queries
from jifen.meetings.models import Convocation
from jifen.meetings.states.acts import Act
from jifen.meetings.states.meetings import MeetingKind
from jifen.meetings.states.motions import MotionKind, kinds_before
from jifen.publicity.permissions import may
from jifen.publicity.queries import list_to_report
from jifen.publicity.states.acts import Act as NoticeAct
from jifen.web.forms import CodeChoiceField, attempt
from jifen.web.meetings.convocations import open_convocation, page
from jifen.web.meetings.versions import VersionForm, version_of
from jifen.web.orgs.choosing import People, PersonField, people_for
from jifen.web.requests import Request


class ItemForm(VersionForm):
    """One thing on the agenda."""

    wording = forms.CharField(label="议程", max_length=300, help_text="例如：评定二月份积分")
    kind = CodeChoiceField(MotionKind, label="表决", blank="（不表决）", required=False)
    subject = PersonField(
        label="涉及的同志", required=False, help_text="推选、接收、转正等要写明是谁，一人一项"
    )

    def __init__(self, row: Convocation, people: People, *args: Any, **options: Any) -> None:
        """Take the notice and the people to choose from."""
        super().__init__(row, *args, **options)
        kinds = [(kind.value, kind.label) for kind in kinds_before(row.kind)]
        self.fields["kind"].choices = [("", "（不表决）"), *kinds]  # type: ignore[attr-defined]
        self.fields["subject"].choices = [("", "（不涉及个人）"), *people.choices]  # type: ignore[attr-defined]


@login_required
@require_http_methods(["GET", "POST"])
def put(request: Request, convocation_id: UUID) -> HttpResponse:
    """Put something on the agenda."""
    row = open_convocation(request, convocation_id, Act.PUT_ON_AGENDA)
    people = people_for(request, row.organization, himself=True)
    form = ItemForm(row, people, request.POST or None)
    if waiting := _to_report(request, row):
        form.fields["wording"].help_text = f"等着向大会报告的：{'、'.join(waiting)}"
    made = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = attempt(
            form,
            lambda: actions.put_on_agenda(
                actor=request.actor,
                at=request.at,
                convocation_id=row.pk,
                version=data["version"],
                wording=data["wording"],
                kind=data["kind"] or None,
                subject_id=data["subject"] or None,
            ),
        )
    if made:
        messages.success(request, f"已列入议程第{made.number}项。")
        return redirect("convocation", row.pk)
    return page(request, row, form, "列入议程", "列入", people=people)


@login_required
@require_POST
def remove(request: Request, item_id: UUID) -> HttpResponse:
    """Take something off the agenda."""
    item = queries.get_agenda_item_for(request.actor, item_id)
    wording = item.wording
    row = actions.take_off_agenda(
        actor=request.actor, at=request.at, item_id=item.pk, version=version_of(request)
    )
    messages.success(request, f"已移出“{wording}”，后面的依次提前。")
    return redirect("convocation", row.pk)


def _to_report(request: Request, row: Convocation) -> list[str]:
    """Return the decided objections the next assembly hears of, in words; nothing for another meeting."""
    if row.kind is not MeetingKind.MEMBER_ASSEMBLY or not may(
        request.actor, NoticeAct.VIEW_NOTICES, row.organization.place
    ):
        return []
    return [f"{one.notice}的{one}（{one.last_outcome}）" for one in list_to_report(row.organization)]
