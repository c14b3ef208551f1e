"""What is due in this room for an office: its own branch's packages to send, and what was sent to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jifen.common.actor import Actor
from jifen.filing.models import Package
from jifen.filing.permissions import RULES
from jifen.filing.queries.packages import find_last_day
from jifen.filing.states.due import ACT_OF, ANSWERED, KIND_OF, OWN, DueKind
from jifen.schemes.queries import get_holiday_table

_MOST = 40


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do: what, where, by which day, and the package whose page it is done on."""

    kind: DueKind
    what: str
    organization: str
    subject_id: UUID
    by: date | None = None
    late: bool = False


def list_due(actor: Actor, on: date) -> Iterator[Due]:
    """Yield what lies with the actor's present office on a day: to be sent by its branch, or to be answered by it.

    What he himself sent in another of his offices is answered by somebody else, and does not stand here.
    """
    hat = actor.hat
    kinds = {kind for kind, act in ACT_OF.items() if actor.role in RULES[act].roles}
    if hat is None or not hat.organization_id or not kinds:
        return
    rows = Package.objects.select_related("organization").defer("sheet")
    if kinds & {DueKind.CORRECT_PACKAGE, DueKind.SEND_PACKAGE}:
        rows = rows.filter(organization=UUID(hat.organization_id), state__in=OWN)
    else:
        rows = rows.filter(addressee=UUID(hat.organization_id), state__in=ANSWERED)
        if actor.person_id:
            rows = rows.exclude(sender_id=actor.person_id)
    found = list(rows.order_by("period", "organization__path", "prepared_at", "pk")[:_MOST])
    holidays = get_holiday_table() if any(row.due_on for row in found) else None
    for row in found:
        kind = KIND_OF[row.state]
        by = row.due_on if row.state in OWN else None
        last = find_last_day(by, holidays)
        yield Due(kind, str(row), str(row.organization), row.pk, by, last is not None and on > last)
