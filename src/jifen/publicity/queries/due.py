"""What is due in this room for an office: its own branch's notices, in one short question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jifen.common.actor import Actor
from jifen.publicity.models import PublicNotice
from jifen.publicity.permissions import RULES
from jifen.publicity.queries.notices import is_over
from jifen.publicity.states.acts import Act
from jifen.publicity.states.due import KIND_OF, DueKind
from jifen.publicity.states.notices import NoticeState

_MOST = 20


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do: what, where, and the notice whose page it is done on."""

    kind: DueKind
    what: str
    organization: str
    subject_id: UUID


def list_due(actor: Actor, on: date) -> Iterator[Due]:
    """Yield the next step of every notice of one's own branch that waits for one on a day."""
    if actor.hat is None or not actor.hat.organization_id or actor.role not in RULES[Act.SHOW_NOTICE].roles:
        return
    rows = PublicNotice.objects.filter(branch=UUID(actor.hat.organization_id))
    rows = rows.exclude(state__in=(NoticeState.ANNOUNCED, NoticeState.WITHDRAWN)).select_related("branch")
    for row in rows.order_by("drafted_at", "pk")[:_MOST]:
        if row.state is NoticeState.ON_SHOW and not is_over(row, on):
            continue
        yield Due(KIND_OF[row.state], str(row), str(row.branch), row.pk)
