"""A deduction on its pages: proposed, told to the member, answered or waived, dropped (trust §6.1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jifen.common.refusals import NotNow
from jifen.cycles import actions, queries
from jifen.cycles.models import Declaration
from jifen.cycles.permissions import may
from jifen.cycles.states.acts import Act
from jifen.cycles.states.cycles import TAKES_FACTS
from jifen.web.cycles.acts import require
from jifen.web.cycles.hearing_forms import (
    AnswerForm,
    DeductForm,
    HeardForm,
    NoticeForm,
    VersionForm,
    WaiverForm,
    WhyForm,
)
from jifen.web.forms import attempt
from jifen.web.requests import Request
from jifen.web.templatetags.words import day


@login_required
@require_http_methods(["GET", "POST"])
def propose(request: Request, cycle_id: UUID) -> HttpResponse:
    """Propose that somebody loses points."""
    cycle = queries.get_cycle_for(request.actor, cycle_id)
    may(request.actor, Act.PROPOSE_DEDUCTION, cycle.place).require()
    if cycle.state not in TAKES_FACTS:
        raise NotNow(f"{cycle}“{cycle.state.label}”，不再提出扣分；以后的事报到下一期，发生日期照写。")
    others = [one for one in queries.list_members_of(cycle) if not request.actor.is_person(str(one.pk))]
    initial = {"key": uuid4().hex, "occurred_on": min(timezone.localdate(request.at), cycle.ends_on)}
    people = {person.pk: str(person) for person in others}
    form = DeductForm(queries.tables_in(cycle), people, request.POST or None, initial=initial)
    done: Declaration | None = None
    if request.method == "POST":
        done = attempt(
            form,
            lambda: actions.propose_deduction(
                actor=request.actor, at=request.at, cycle_id=cycle.pk, claim=form.claims()[0],
                track=form.cleaned_data["track"],
            ),
        )  # fmt: skip
    if done:
        messages.success(request, "已提出，还没有扣；下一步告知本人，听取申辩，再由会议决定。")
        return redirect("declaration", done.pk)
    hint = "提出不等于扣分：先告知本人，给申辩的时间，再由会议决定。扣几分照办法算，这里不填。"
    context = {"cycle": cycle, "title": Act.PROPOSE_DEDUCTION.label, "hint": hint, "form": form}
    return render(request, "cycles/form.html", {**context, "button": Act.PROPOSE_DEDUCTION.label})


@login_required
@require_http_methods(["GET", "POST"])
def tell(request: Request, declaration_id: UUID) -> HttpResponse:
    """Enter that the member was told."""
    row = queries.get_declaration_for(request.actor, declaration_id)
    today = timezone.localdate(request.at)
    days = queries.procedure_of(row.cycle).answer_days
    until = queries.find_answer_day(row.cycle, today)
    hint = f"申辩时间 {days} 个工作日，从告知的下一个工作日算起" + (
        f"：今天告知的，到{day(until)}止。" if until else "。"
    )
    form = NoticeForm(row, request.POST or None, initial={"on": today})
    return act_on(request, row, Act.GIVE_NOTICE, form, actions.give_notice, hint, "已登记告知本人。")


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: Request, declaration_id: UUID) -> HttpResponse:
    """Keep what the member said, typed by himself or word for word by the desk."""
    row = queries.get_declaration_for(request.actor, declaration_id)
    form = AnswerForm(row, request.POST or None, initial={"on": timezone.localdate(request.at)})
    own = request.actor.is_person(str(row.person_id))
    if own:
        form.fields["answer"].label = "我的申辩"
        form.fields["answer"].help_text = "当时是什么情况、谁能证明、您认为该怎么办"
    hint = "您的话原样保存，不能再改；会议看了再决定。" if own else "照本人的原话代录；保存以后不能再改。"
    title = "写下我的申辩" if own else Act.RECORD_ANSWER.label
    said = "申辩已经保存，原话不改。"
    return act_on(request, row, Act.RECORD_ANSWER, form, actions.record_answer, hint, said, title)


@login_required
@require_http_methods(["GET", "POST"])
def waive(request: Request, declaration_id: UUID) -> HttpResponse:
    """Enter that the member signed that he does not answer."""
    row = queries.get_declaration_for(request.actor, declaration_id)
    form = WaiverForm(row, request.POST or None, initial={"on": timezone.localdate(request.at)})
    hint = "本人在书面材料上签字放弃的才登记；没有签字的，等申辩时间满。签字的材料由支部保存。"
    said = "已登记本人放弃申辩。"
    return act_on(request, row, Act.RECORD_WAIVER, form, actions.record_waiver, hint, said)


@login_required
@require_http_methods(["GET", "POST"])
def end(request: Request, declaration_id: UUID) -> HttpResponse:
    """Enter that the days to answer are over."""
    row = queries.get_declaration_for(request.actor, declaration_id)
    form = HeardForm(row, request.POST or None)
    hint = f"申辩到{day(row.answer_until)}止，这一天过了才能登记。期满没有申辩不等于承认。"
    said = "已登记申辩期满。"
    return act_on(request, row, Act.END_ANSWER_TIME, form, actions.end_answer_time, hint, said)


@login_required
@require_http_methods(["GET", "POST"])
def drop(request: Request, declaration_id: UUID) -> HttpResponse:
    """Drop a deduction before the body decides."""
    row = queries.get_declaration_for(request.actor, declaration_id)
    form = WhyForm(row, "例如：核实以后当天请了假", request.POST or None)
    hint = "撤回以后不再扣，也不再提交会议；本人看得到撤回的原因。"
    said = "已撤回，不再扣分。"
    return act_on(request, row, Act.WITHDRAW_DEDUCTION, form, actions.withdraw_deduction, hint, said)


def act_on(
    request: Request,
    row: Declaration,
    act: Act,
    form: VersionForm | Any,
    action: Callable[..., Any],
    hint: str,
    said: str,
    title: str = "",
    told: Callable[[], dict[str, Any]] | None = None,
) -> HttpResponse:
    """Show the form of an act on one declaration, and do it; whoever may not, or not now, is refused.

    `told` returns what the act takes where that is not what the form asks for.
    """
    require(request.actor, act, row)
    if request.method == "POST" and attempt(
        form,
        lambda: action(
            actor=request.actor,
            at=request.at,
            declaration_id=row.pk,
            **(told() if told else form.cleaned_data),
        ),
    ):
        messages.success(request, said)
        return redirect("declaration", row.pk)
    context = {
        "row": row,
        "cycle": row.cycle,
        "may_view": may(request.actor, Act.VIEW_CYCLES, row.place),
        "title": title or act.label,
        "hint": hint,
        "form": form,
        "button": title or act.label,
    }
    return render(request, "cycles/declaration_form.html", context)
