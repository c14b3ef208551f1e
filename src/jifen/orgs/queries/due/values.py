"""One line of the to-do page, and what every question on it needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from jifen.orgs.states.due import DueKind


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do: what, for whom, where, by which day, what blocks it, and the thing whose page it is done on.

    `subject_id` is the person, letter, import or account; empty where the organisation itself is meant.
    """

    kind: DueKind
    what: str
    organization_id: UUID
    organization: str
    subject_id: UUID | None = None
    by: date | None = None
    blocked: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """Where one looks: a place of the tree and all below it, on a day."""

    path: str
    on: date

    def within(self, field: str) -> Q:
        """Return the condition that a path column lies in this part of the tree."""
        return Q(**{f"{field}__gte": self.path, f"{field}__lt": self.path + "~"})


def say_day(on: date) -> str:
    """Return a day as people write it."""
    return f"{on.year}年{on.month}月{on.day}日"


def shift_year(on: date, years: int) -> date:
    """Return the same day of another year; 29 February becomes the 28th where there is none."""
    try:
        return on.replace(year=on.year + years)
    except ValueError:
        return on.replace(year=on.year + years, day=28)
