"""One line of the to-do page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jifen.cycles.states.due import DueKind


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do: what, where, by which day, and the period, fact or branch whose page it is done on."""

    kind: DueKind
    what: str
    organization: str
    subject_id: UUID
    by: date | None = None
    late: bool = False
