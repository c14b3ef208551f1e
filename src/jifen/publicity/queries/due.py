"""What is due in this room for an office: its own branch's notices and objections, in one short question each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jifen.common.actor import Actor
from jifen.publicity.models import Objection, PublicNotice
from jifen.publicity.permissions import RULES
from jifen.publicity.queries.notices import is_over
from jifen.publicity.states.acts import Act
from jifen.publicity.states.due import KIND_OF, OBJECTION_KIND_OF, DueKind
from jifen.publicity.states.notices import NoticeState
from jifen.publicity.states.objections import ObjectionState

_MOST = 20


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do: what, where, the notice or objection whose page it is done on, by which day."""

    kind: DueKind
    what: str
    organization: str
    subject_id: UUID
    by: date | None = None
    late: bool = False


def list_due(actor: Actor, on: date) -> Iterator[Due]:
    """Yield the next step of every notice and objection of one's own branch that waits for one on a day."""
    if actor.hat is None or not actor.hat.organization_id or actor.role not in RULES[Act.SHOW_NOTICE].roles:
        return
    branch_id = UUID(actor.hat.organization_id)
    rows = PublicNotice.objects.filter(branch=branch_id)
    rows = rows.exclude(state__in=(NoticeState.ANNOUNCED, NoticeState.WITHDRAWN)).select_related("branch")
    for row in rows.order_by("drafted_at", "pk")[:_MOST]:
        if row.state is NoticeState.ON_SHOW and not is_over(row, on):
            continue
        yield Due(KIND_OF[row.state], str(row), str(row.branch), row.pk)
    yield from _list_objections(branch_id, on)


def _list_objections(branch_id: UUID, on: date) -> Iterator[Due]:
    """Yield the next step of every objection, the earliest to be answered first, and by when it is due."""
    rows = Objection.objects.filter(notice__branch=branch_id).select_related("notice__branch")
    rows = rows.exclude(state__in=(ObjectionState.NOT_ADMITTED, ObjectionState.CLOSED))
    for row in rows.order_by("answer_by", "number", "pk")[:_MOST]:
        by = row.due_on
        late = by is not None and on > by
        yield Due(
            OBJECTION_KIND_OF[row.state], f"{row.notice}的{row}", str(row.notice.branch), row.pk, by, late
        )
