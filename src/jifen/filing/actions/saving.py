"""What every act of this room does first and last: fetch, ask, find the move; one version further, record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from jifen.audit.actions import Subject, record
from jifen.common.actor import Actor
from jifen.filing.errors import ChangedMeanwhile
from jifen.filing.models import Package
from jifen.filing.permissions import may
from jifen.filing.queries import get_package_for
from jifen.filing.states.acts import Act
from jifen.filing.states.packages import PACKAGE


def open_package(actor: Actor, package_id: UUID | str, act: Act, version: int) -> Package:
    """Return a package, locked, on which an act may be done now, as it was when the page was opened."""
    package = get_package_for(actor, package_id, lock=True)
    may(actor, act, package.place, sender_id=package.sender_id).require()
    PACKAGE.find(act, package.state)
    if package.version != version:
        raise ChangedMeanwhile
    return package


def save_package(package: Package, act: Act, **values: Any) -> None:
    """Write fields with the state the act leads to; raise `ChangedMeanwhile` where one was faster."""
    move = PACKAGE.find(act, package.state)
    same = Package.objects.filter(pk=package.pk, version=package.version, state=package.state)
    if not same.update(**values, state=move.target, version=package.version + 1):
        raise ChangedMeanwhile
    for name, value in values.items():
        setattr(package, name, value)
    package.state, package.version = move.target, package.version + 1


def note(
    package: Package, act: Act, *, actor: Actor, at: datetime, detail: Mapping[str, Any] | None = None
) -> None:
    """Write an act on a package into the memory; its figures stay out of it."""
    record(
        actor=actor,
        at=at,
        act=act,
        place=package.place,
        subject=Subject("package", str(package.pk), str(package)),
        basis=package.basis,
        detail={
            "period": package.period,
            "number": package.number,
            "addressee": str(package.addressee_id),
            "digest": package.digest,
            **(detail or {}),
        },
    )
