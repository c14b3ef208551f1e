"""One declaration or deduction on its page: all that is known of it, its way, what was done with it and by whom."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jifen.common.refusals import Blocked
from jifen.cycles import queries
from jifen.cycles.models import Declaration
from jifen.cycles.permissions import may
from jifen.cycles.states.acts import Act
from jifen.cycles.states.declarations import DeclarationState
from jifen.engine.intake import Sheets
from jifen.rules.points import format_points
from jifen.web.cycles.acts import list_buttons, list_steps
from jifen.web.requests import Request

_SAID = {True: "是", False: "否", "true": "是", "false": "否", "yes": "是", "no": "否"}


@login_required
@require_safe
def show(request: Request, declaration_id: UUID) -> HttpResponse:
    """Show one declaration to whoever may see it: the desk, the superiors, the member himself."""
    row = queries.get_declaration_for(request.actor, declaration_id)
    procedure, today = queries.procedure_of(row.cycle), timezone.localdate(request.at)
    subject = str(row.person_id)
    may_look = may(request.actor, Act.LOOK_AT_CONFLICT, row.place, subject_id=subject)
    context = {
        "row": row,
        "cycle": row.cycle,
        "own": request.actor.is_person(subject),
        "may_view": may(request.actor, Act.VIEW_CYCLES, row.place),
        "may_look": may_look,
        "steps": list_steps(row, procedure),
        "buttons": list_buttons(request.actor, row, today),
        "said": list_said(queries.tables_in(row.cycle), row),
        "near": _near(row) if may_look else [],
        "deeds": queries.list_deeds(row),
        "later": queries.find_carried_to(row),
        "loss": format_points(abs(row.declared), trim=True),
        "is_told": row.state is DeclarationState.NOTIFIED,
        "over": row.answer_until is not None and today > row.answer_until,
    }
    return render(request, "cycles/declaration.html", context)


def list_said(sheets: Sheets, row: Declaration) -> list[tuple[str, str]]:
    """Return what was said of a fact beside its day and reason: heading and words, in the order of the 办法."""
    return [
        (asked.field.heading, _say(sheets, asked, row.fields[name]))
        for name, asked in sheets.facts.items()
        if row.fields.get(name) not in (None, "")
    ]


def _say(sheets: Sheets, asked: Any, value: Any) -> str:
    labels = {choice.code: choice.label for choice in sheets.choices(asked.field)}
    if not labels:
        return str(_SAID.get(value, value))
    return "、".join(labels.get(part, part) for part in str(value).split("、"))


def _near(row: Declaration) -> list[str]:
    try:
        return queries.list_conflicts(row.cycle, [row]).get(row.pk, [])
    except Blocked:  # the book of the year is not there: then nothing stands in it
        return []
