"""What this room keeps about one person, for his own file (trust J2)."""

from __future__ import annotations

from jifen.ledger.models import Entry
from jifen.orgs.models import Person
from jifen.orgs.queries import list_aliases

FILE_TABLES = {"ledger.Entry.person": "entries"}
"""Column that refers to a person → where its rows stand in his file."""


def list_entries_about(person: Person) -> list[Entry]:
    """Return every entry about a person whose file is being shown, in all books, newest first."""
    rows = Entry.objects.filter(person_id__in=list(list_aliases(person)))
    return list(rows.select_related("book__branch", "text").order_by("-occurred_on", "-pk"))
