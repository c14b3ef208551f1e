"""What was put to the vote: entering, correcting, taking out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from jifen.meetings import actions, queries
from jifen.meetings.models import Meeting, Motion
from jifen.meetings.permissions import may
from jifen.meetings.states.acts import Act
from jifen.meetings.states.meetings import MEETING
from jifen.meetings.states.motions import MotionKind, kinds_before
from jifen.meetings.states.tally import Votes
from jifen.web.forms import CodeChoiceField, attempt
from jifen.web.meetings.versions import VersionForm, version_of
from jifen.web.orgs.choosing import People, PersonField, people_for
from jifen.web.requests import Request

MOST_VOTES = 99_999


def _count(label: str, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=MOST_VOTES, help_text=help_text
    )


class MotionForm(VersionForm):
    """A motion with its count, as the minutes say."""

    kind = CodeChoiceField(MotionKind, label="议题种类")
    wording = forms.CharField(label="议题", max_length=300, help_text="照会议记录上的写法")
    subject = PersonField(
        label="涉及的同志", required=False, help_text="接收、转正、推选等要写明是谁，一人一项"
    )
    ayes = _count("赞成")
    noes = _count("不赞成")
    abstentions = _count("弃权", "三项一起填，没有的填 0；只数有表决权的同志")
    secret = forms.BooleanField(
        label="无记名投票", required=False, help_text="接收预备党员、预备党员转正一定是无记名投票"
    )
    issued = _count("发出票数", "无记名投票才填")
    returned = _count("收回票数")
    written_ayes = _count("书面赞成", "没有到会的正式党员会前交来的书面意见；只在接收、转正时计入")

    def __init__(self, meeting: Meeting, people: People, *args: Any, **options: Any) -> None:
        """Take the meeting and the people to choose from."""
        super().__init__(meeting, *args, **options)
        kinds = kinds_before(meeting.kind)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        choices = [("", "（不涉及个人）"), *people.choices]
        self.fields["subject"].choices = choices  # type: ignore[attr-defined]

    def fields_of_motion(self) -> dict[str, Any]:
        """Return what the room asks for."""
        data = self.cleaned_data
        names = ("ayes", "noes", "abstentions", "issued", "returned")
        return {
            "version": data["version"],
            "kind": data["kind"],
            "wording": data["wording"],
            "subject_id": data["subject"] or None,
            "secret": data["secret"],
            "votes": Votes(**{name: data[name] for name in names}, written_ayes=data["written_ayes"] or 0),
        }


@login_required
@require_http_methods(["GET", "POST"])
def put(request: Request, meeting_id: UUID) -> HttpResponse:
    """Enter a motion."""
    meeting = queries.get_meeting_for(request.actor, meeting_id)
    people = _open(request, meeting, Act.PUT_MOTION)
    form = MotionForm(meeting, people, request.POST or None)
    made = None
    if request.method == "POST":
        made = attempt(
            form,
            lambda: actions.put_motion(
                actor=request.actor, at=request.at, meeting_id=meeting.pk, **form.fields_of_motion()
            ),
        )
    if made:
        messages.success(request, f"已登记第{made.number}项议题。")
        return redirect("meeting", meeting.pk)
    return _page(request, f"登记{meeting}的议题", form, meeting, people)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: Request, motion_id: UUID) -> HttpResponse:
    """Correct a motion, or fill in its count."""
    motion = queries.get_motion_for(request.actor, motion_id)
    people = _open(request, motion.meeting, Act.EDIT_MOTION, motion)
    names = (name for name in MotionForm.base_fields if name not in ("version", "subject"))
    known = {name: getattr(motion, name) for name in names}
    known |= {"subject": str(motion.subject_id or ""), "written_ayes": motion.written_ayes or None}
    form = MotionForm(motion.meeting, people, request.POST or None, initial=known)
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.edit_motion(
                actor=request.actor, at=request.at, motion_id=motion.pk, **form.fields_of_motion()
            ),
        )
    if done:
        messages.success(request, f"第{done.number}项议题已保存。")
        return redirect("meeting", motion.meeting_id)
    return _page(request, f"修改{motion.meeting}第{motion.number}项议题", form, motion.meeting, people)


@login_required
@require_POST
def remove(request: Request, motion_id: UUID) -> HttpResponse:
    """Take a motion out."""
    motion = queries.get_motion_for(request.actor, motion_id)
    meeting = actions.remove_motion(
        actor=request.actor, at=request.at, motion_id=motion.pk, version=version_of(request)
    )
    messages.success(request, f"已删去“{motion.wording}”，后面的议题依次提前。")
    return redirect("meeting", meeting.pk)


def _open(request: Request, meeting: Meeting, act: Act, motion: Motion | None = None) -> People:
    """Return whom a motion may concern; raise what speaks against the act."""
    may(request.actor, act, meeting.place).require()
    MEETING.find(act, meeting.state)
    people = people_for(request, meeting.organization, himself=True)
    subject = motion.subject if motion else None
    if subject and str(subject.pk) not in dict(people.choices):
        people.choices.append((str(subject.pk), str(subject)))
    return people


def _page(request: Request, title: str, form: MotionForm, meeting: Meeting, people: People) -> HttpResponse:
    context = {
        "title": title,
        "form": form,
        "meeting": meeting,
        "people": people,
        "button": "保存",
        "crumb": "议题",
    }
    return render(request, "meetings/form.html", context)
