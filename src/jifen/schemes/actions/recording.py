"""How acts of this room are written into the memory."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from jifen.audit.actions import Subject, record
from jifen.common.actor import Actor
from jifen.common.basis import Basis
from jifen.schemes.models import Enrolment, SchemeVersion
from jifen.schemes.states.acts import Act


def about(thing: SchemeVersion | Enrolment) -> Subject:
    """Return what a record says an act is about."""
    if isinstance(thing, Enrolment):
        return Subject("person", str(thing.person_id), str(thing.person))
    return Subject("schemeversion", str(thing.pk), str(thing))


def name(version: SchemeVersion | None) -> str:
    """Return the name a record keeps of a version; nothing for none."""
    return version.reference if version else ""


def note(
    actor: Actor, at: datetime, act: Act, version: SchemeVersion, basis: Basis | None = None, **detail: Any
) -> None:
    """Write an act on a version into the memory; details without content are left out."""
    record(
        actor=actor,
        at=at,
        act=act,
        place=version.place,
        subject=about(version),
        basis=basis,
        detail={"version": version.reference, **{key: value for key, value in detail.items() if value}},
    )
