"""What this room keeps about one person, for his own file (trust J2)."""

from __future__ import annotations

from jifen.orgs.models import Person
from jifen.orgs.queries import list_aliases
from jifen.registers.models import RegisterLine

FILE_TABLES = {"registers.RegisterLine.person": "register_lines"}
"""Column that refers to a person → where its rows stand in his file."""


def list_lines_of(person: Person) -> list[RegisterLine]:
    """Return every line about a person, rows about his duplicates too, latest first."""
    rows = RegisterLine.objects.filter(person__in=list(list_aliases(person)))
    return list(rows.select_related("occasion__branch").order_by("-occasion__on", "occasion_id", "id"))
