"""Writing a person's row: only on top of the version that was read, and one version further."""

from __future__ import annotations

from jifen.orgs.errors import ChangedMeanwhile, DuplicateEntry
from jifen.orgs.models import Person


def save_person(person: Person, *fields: str) -> None:
    """Write fields of a person read and locked before; raise `ChangedMeanwhile` where somebody else was faster."""
    values = {name: getattr(person, name) for name in fields}
    same = Person.objects.filter(pk=person.pk, version=person.version)
    if not same.update(**values, version=person.version + 1):
        raise ChangedMeanwhile
    person.version += 1


def refuse_duplicate(person: Person) -> None:
    """Raise `DuplicateEntry` for a row that was merged into another: the other is worked on."""
    if person.same_as_id:
        raise DuplicateEntry(f"{person}的这份登记是重复的，已经合并；请在保留的那份登记上办理。")
