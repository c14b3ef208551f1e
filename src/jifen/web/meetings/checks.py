"""Spot checks after a meeting: drawing, entering what was said, the result."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jifen.common.decision import allowed_if
from jifen.common.refusals import Invalid, NotFound, NotNow
from jifen.meetings import actions, queries
from jifen.meetings.actions import Said
from jifen.meetings.models import Meeting, SpotCheckLine
from jifen.meetings.permissions import may
from jifen.meetings.states.acts import Act
from jifen.meetings.states.checks import SPOT_CHECK, USUAL_MEMBERS, USUAL_SHARE, Answer, SpotCheckState
from jifen.rules.findings import SchemeRefused
from jifen.schemes.queries import bound_of, find_version
from jifen.web.forms import DayField, Form, attempt
from jifen.web.meetings.versions import VersionForm, version_of
from jifen.web.requests import Request


class DrawForm(Form):
    """Who is going to ask."""

    checker = forms.CharField(label="核实人", max_length=60, help_text="由谁打电话核实")


class AskedForm(Form):
    """The day on which those drawn were asked."""

    asked_on = DayField(label="核实日期")


class ConcludeForm(VersionForm):
    """The result."""

    conclusion = forms.CharField(label="结论", max_length=200, help_text="例如：抽查 3 人，都与记录相符")
    follow_up = forms.CharField(
        label="后续处理", max_length=200, required=False, help_text="有与记录不符的，写明怎么处理"
    )


@login_required
@require_http_methods(["GET", "POST"])
def draw(request: Request, meeting_id: UUID) -> HttpResponse:
    """Draw who is asked about a meeting."""
    meeting = queries.get_meeting_for(request.actor, meeting_id)
    may(request.actor, Act.DRAW_SPOT_CHECK, meeting.place).require()
    members, share = size_of(meeting)
    form = DrawForm(request.POST or None, initial={"checker": getattr(request.user, "display_name", "")})
    made = None
    if request.method == "POST":
        made = attempt(
            form,
            lambda: actions.draw_spot_check(
                actor=request.actor,
                at=request.at,
                meeting_id=meeting.pk,
                members=members,
                at_most=share,
                **form.cleaned_data,
            ),
        )
    if made:
        messages.success(request, f"已抽取 {made.lines.count()} 人；核实以后把情况填上。")
        return redirect("spot_check", made.pk)
    share_said = f"{share.numerator * 100 // share.denominator}%"
    return render(request, "meetings/form.html", {
        "title": f"抽查核实{meeting}",
        "form": form,
        "meeting": meeting,
        "button": "抽取",
        "crumb": "抽查核实",
        "hint": f"从应到会的党员里随机抽 {members} 人，不超过应到的 {share_said}（不足一人的按一人）。"
        "抽取用的随机数留着，谁都可以照着再算一遍；只能抽一次。",
    })  # fmt: skip


@login_required
@require_safe
def show(request: Request, check_id: UUID) -> HttpResponse:
    """Show a spot check: who was drawn, what was said, the result."""
    check = queries.get_spot_check_for(request.actor, check_id)
    lines = list(check.lines.select_related("attendance__person"))
    asked = allowed_if(all(line.answer for line in lines), "还有人的核实情况没有填")
    context = {
        "check": check,
        "meeting": check.meeting,
        "lines": lines,
        "open": check.state is SpotCheckState.DRAWN,
        "may_fill": may(request.actor, Act.FILL_SPOT_CHECK, check.place),
        "may_conclude": may(request.actor, Act.CONCLUDE_SPOT_CHECK, check.place) & asked,
    }
    return render(request, "meetings/spot_check.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def fill(request: Request, check_id: UUID) -> HttpResponse:
    """Enter what those drawn said."""
    check = queries.get_spot_check_for(request.actor, check_id)
    may(request.actor, Act.FILL_SPOT_CHECK, check.place).require()
    SPOT_CHECK.find(Act.FILL_SPOT_CHECK, check.state)
    form = AskedForm(request.POST or None, initial={"asked_on": timezone.localdate(request.at)})
    lines = list(check.lines.select_related("attendance__person"))
    reasons: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            actions.fill_spot_check(
                actor=request.actor,
                at=request.at,
                check_id=check.pk,
                version=version_of(request),
                said=_said(request, lines, form.cleaned_data["asked_on"]),
            )
        except Invalid as refusal:
            reasons = tuple(refusal.fields.values())
        except NotNow as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, "已保存。")
            return redirect("spot_check", check.pk)
    context = {
        "check": check,
        "meeting": check.meeting,
        "lines": lines,
        "form": form,
        "answers": tuple(Answer),
        "reasons": reasons,
    }
    return render(request, "meetings/spot_check_fill.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def conclude(request: Request, check_id: UUID) -> HttpResponse:
    """Close a spot check with its result."""
    check = queries.get_spot_check_for(request.actor, check_id)
    may(request.actor, Act.CONCLUDE_SPOT_CHECK, check.place).require()
    SPOT_CHECK.find(Act.CONCLUDE_SPOT_CHECK, check.state)
    form = ConcludeForm(check, request.POST or None)
    done = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.conclude_spot_check(
                actor=request.actor, at=request.at, check_id=check.pk, **form.cleaned_data
            ),
        )
    if done:
        messages.success(request, "已办结。")
        return redirect("spot_check", check.pk)
    return render(request, "meetings/form.html", {
        "title": f"办结{check}", "form": form, "meeting": check.meeting, "button": "办结", "crumb": "办结抽查",
    })  # fmt: skip


def size_of(meeting: Meeting) -> tuple[int, Fraction]:
    """Return how many are drawn and which share at most: as the 办法 of the day says, else as usual (AMB-57)."""
    version = find_version(meeting.organization, meeting.held_on)
    try:
        cycle = bound_of(version).scheme.cycle if version else None
    except SchemeRefused:
        cycle = None
    if cycle is None or cycle.spot_check is None:
        return USUAL_MEMBERS, USUAL_SHARE
    return cycle.spot_check.members, Fraction(cycle.spot_check.at_most)


def _said(request: Request, lines: list[SpotCheckLine], on: date) -> dict[str, Said]:
    """Return what was ticked, by number in the draw; raise `NotFound` for a form made up by hand."""
    found = {}
    for line in lines:
        if value := request.POST.get(f"answer-{line.number}", ""):
            if value not in set(Answer):
                raise NotFound
            found[str(line.number)] = Said(
                Answer(value), on, request.POST.get(f"remark-{line.number}", "")[:200]
            )
    return found
