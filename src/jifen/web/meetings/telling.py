"""Entering who was told of a meeting: office and leader by a form, the members in one table."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jifen.common.refusals import Invalid, NotFound, NotNow
from jifen.meetings import actions, queries
from jifen.meetings.actions import Told
from jifen.meetings.models import Delivery
from jifen.meetings.states.acts import Act
from jifen.meetings.states.convocations import Channel, Recipient
from jifen.web.forms import CodeChoiceField, DayField, Form, attempt
from jifen.web.meetings.convocations import open_convocation, page
from jifen.web.meetings.versions import VersionForm, version_of
from jifen.web.requests import Request, require_ids

PREFIX = "channel-"
_DAY = "told_on"


class ToldForm(VersionForm):
    """That one office or leader was told."""

    name = forms.CharField(label="接到通知的同志", max_length=60)
    channel = CodeChoiceField(Channel, label="方式")
    told_on = DayField(label="日期")
    receipt = forms.CharField(
        label="回执", max_length=120, required=False, help_text="例如：本人签收、回复到会"
    )


class DayForm(Form):
    """The day on which the members were told."""

    told_on = DayField(
        label="通知的日期", help_text="不是同一天通知的，分几次填：先填一天的，保存，再填另一天的"
    )


@login_required
@require_http_methods(["GET", "POST"])
def report(request: Request, convocation_id: UUID) -> HttpResponse:
    """Enter that the Party office was told."""
    return _tell_one(request, convocation_id, Act.REPORT_TO_OFFICE, Recipient.OFFICE)


@login_required
@require_http_methods(["GET", "POST"])
def leader(request: Request, convocation_id: UUID) -> HttpResponse:
    """Enter that the leader who keeps contact was told."""
    return _tell_one(request, convocation_id, Act.NOTIFY_LEADER, Recipient.LEADER)


@login_required
@require_http_methods(["GET", "POST"])
def members(request: Request, convocation_id: UUID) -> HttpResponse:
    """Show everybody who is to be told with the ways of telling, and save all of them at once."""
    row = open_convocation(request, convocation_id, Act.NOTE_DELIVERIES)
    today = timezone.localdate(request.at)
    people = queries.list_recipients(row)
    kept = {str(one.person_id): one for one in row.deliveries.filter(recipient=Recipient.MEMBERS)}
    form = DayForm(request.POST or None, initial={_DAY: min(today, row.planned_on)})
    chosen = _chosen(request)
    rest = request.POST.get("rest", "")
    if rest in set(Channel):
        open_ones = {str(one.pk) for one in people} - set(kept) - set(chosen)
        chosen |= dict.fromkeys(open_ones, Channel(rest))
    reasons: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        fresh = {
            key: Told(channel, form.cleaned_data[_DAY])
            for key, channel in chosen.items()
            if key not in kept or kept[key].channel is not channel
        }
        try:
            done = actions.notify_members(
                actor=request.actor,
                at=request.at,
                convocation_id=row.pk,
                version=version_of(request),
                told=fresh,
            )
        except Invalid as refusal:
            reasons = tuple(refusal.fields.values())
        except NotNow as refusal:
            reasons = refusal.reasons
        else:
            waiting = len(people) - done.deliveries.filter(recipient=Recipient.MEMBERS).count()
            messages.success(
                request, f"已保存；还有 {waiting} 人没有登记。" if waiting else "已保存，都登记了。"
            )
            return redirect("convocation", row.pk)
    context = {
        "convocation": row,
        "form": form,
        "rows": [(one, _now(str(one.pk), chosen, kept), kept.get(str(one.pk))) for one in people],
        "channels": tuple(Channel),
        "usual": (Channel.MESSAGE, Channel.PHONE, Channel.WRITTEN),
        "reasons": reasons,
        "crumb": "登记通知党员",
    }
    return render(request, "meetings/telling.html", context)


def _tell_one(request: Request, convocation_id: UUID, act: Act, recipient: Recipient) -> HttpResponse:
    row = open_convocation(request, convocation_id, act)
    before = row.deliveries.filter(recipient=recipient).first()
    today = min(timezone.localdate(request.at), row.planned_on)
    known = (
        {name: getattr(before, name) for name in ToldForm.base_fields if name != "version"} if before else {}
    )
    form = ToldForm(row, request.POST or None, initial={"told_on": today, "channel": Channel.PHONE, **known})
    verb = actions.report_to_office if recipient is Recipient.OFFICE else actions.notify_leader
    done = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done = attempt(
            form,
            lambda: verb(
                actor=request.actor,
                at=request.at,
                convocation_id=row.pk,
                version=data["version"],
                name=data["name"],
                told=Told(data["channel"], data["told_on"], data["receipt"]),
            ),
        )
    if done:
        messages.success(request, "已登记。")
        return redirect("convocation", row.pk)
    return page(request, row, form, act.label, "登记")


def _chosen(request: Request) -> dict[str, Channel]:
    """Return what was ticked, by id of the person; raise `NotFound` for a form made up by hand."""
    sent = {key.removeprefix(PREFIX): str(one) for key, one in request.POST.items() if key.startswith(PREFIX)}
    require_ids(sent)
    try:
        return {key: Channel(value) for key, value in sent.items()}
    except ValueError:
        raise NotFound from None


def _now(key: str, chosen: dict[str, Channel], kept: dict[str, Delivery]) -> Channel | None:
    return chosen.get(key) or (kept[key].channel if key in kept else None)
