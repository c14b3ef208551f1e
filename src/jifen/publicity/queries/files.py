"""What this room keeps about one person, for his own file (trust J2)."""

from __future__ import annotations

from jifen.orgs.models import Person
from jifen.orgs.queries import list_aliases
from jifen.publicity.models import NoticeLine

FILE_TABLES = {
    "publicity.NoticeLine.person": "notices",
    "publicity.Objection.reviewer": "reviewed_objections",
}
"""Column that refers to a person → where its rows stand in his file."""


def list_notices_about(person: Person) -> list[NoticeLine]:
    """Return every line of a notice about a person, rows about his duplicates too, latest first."""
    rows = NoticeLine.objects.filter(person__in=list(list_aliases(person)))
    return list(rows.select_related("notice__branch").order_by("-notice__drafted_at", "pk"))
