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
    """Where one looks, on a day: a branch and its groups (`ids`, its own first), or a place and all below (`path`)."""

    path: str
    on: date
    ids: tuple[UUID, ...] = ()

    def within(self, field: str) -> Q:
        """Return the condition that a reference to an organisation lies here; `pk` is the organisation itself.

        A branch is named by its ids, so that its page costs the same however many branches stand beside it; where only
        a branch can stand, by its own: groups hold nobody.
        """
        if self.ids:
            only = field.endswith("branch")
            return Q(**({field: self.ids[0]} if only else {f"{field}__in": self.ids}))
        path = "path" if field == "pk" else f"{field}__path"
        return Q(**{f"{path}__gte": self.path, f"{path}__lt": self.path + "~"})


def say_day(on: date) -> str:
    """Return a day as people write it."""
    return f"{on.year}年{on.month}月{on.day}日"


def shift_year(on: date, years: int) -> date:
    """Return the same day of another year; 29 February becomes the 28th where there is none."""
    try:
        return on.replace(year=on.year + years)
    except ValueError:
        return on.replace(year=on.year + years, day=28)
