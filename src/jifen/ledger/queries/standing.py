"""Which facts stand in the books of a branch already: for rooms above, so that nothing is declared twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from jifen.ledger.models import Entry
from jifen.ledger.queries.deriving import kind_of
from jifen.orgs.models import Organization


def list_standing_kinds(
    branch: Organization, people: Collection[UUID], days: Collection[date]
) -> dict[tuple[str, date, str], list[int]]:
    """Return the numbers of the lines of these people on these days, by person, day and kind; no reversed ones."""
    found: dict[tuple[str, date, str], list[int]] = defaultdict(list)
    rows = Entry.objects.filter(
        book__branch=branch,
        person__in=people,
        occurred_on__in=days,
        reverses__isnull=True,
        reversed_by__isnull=True,
    )
    for row in rows.order_by("book", "sequence"):
        found[str(row.person_id), row.occurred_on, kind_of(row)].append(row.sequence)
    return dict(found)
