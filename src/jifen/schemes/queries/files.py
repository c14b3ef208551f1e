"""What this room keeps about one person, for his own file (trust J2)."""

from __future__ import annotations

from jifen.orgs.models import Person
from jifen.orgs.queries import list_aliases
from jifen.schemes.models import Enrolment

FILE_TABLES = {"schemes.Enrolment.person": "enrolments"}
"""Column that refers to a person → where its rows stand in his file."""


def list_enrolments_about(person: Person) -> list[Enrolment]:
    """Return every enrolment of a person whose file is being shown, newest year first."""
    rows = Enrolment.objects.filter(person_id__in=list(list_aliases(person)))
    return list(rows.select_related("branch", "scheme_version__scheme").order_by("-year"))
