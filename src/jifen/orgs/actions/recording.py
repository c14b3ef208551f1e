"""How acts of this room are written into the memory."""

from __future__ import annotations

from jifen.audit.actions import Subject
from jifen.orgs.models import Organization, Person, User


def about(thing: Person | Organization | User) -> Subject:
    """Return what a record says an act is about."""
    return Subject(type(thing).__name__.lower(), str(thing.pk), str(thing))
