"""Reads of the memory."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from jifen.audit.models import Record, Segment
from jifen.audit.permissions import may_inspect
from jifen.common.actor import Actor
from jifen.common.permissions import Place


def list_records_for(
    actor: Actor, place: Place | None, *, kind: str = "", words: str = "", since: datetime | None = None
) -> QuerySet[Record]:
    """Return the records of an organisation and all below it, newest first; raise `NotAllowed`.

    `words` finds an act, an actor or a subject by a part of the name. Without a place: all records (auditor).
    """
    may_inspect(actor, place).require()
    found = Record.objects.order_by("-number")
    if place is not None:
        found = found.filter(path__gte=place.path, path__lt=place.path + "~")
    if kind:
        found = found.filter(kind=kind)
    if since:
        found = found.filter(at__gte=since)
    if words:
        found = found.filter(
            Q(label__icontains=words) | Q(actor_name__icontains=words) | Q(subject_label__icontains=words)
        )
    return found


def list_readings_of(subject_id: str) -> QuerySet[Record]:
    """Return who opened sensitive fields of a person, newest first: the person is shown it."""
    return Record.objects.filter(subject_id=subject_id, kind="READ").order_by("-number")


def list_accesses_of(user_id: str) -> QuerySet[Record]:
    """Return sign-ins of an account and what others did to it, newest first: its holder is shown it."""
    own = Q(subject_id=user_id) | Q(user_id=user_id, subject_id="")
    return Record.objects.filter(own, kind="ACCESS").order_by("-number")


def get_last_segment() -> Segment | None:
    """Return the segment exported last."""
    return Segment.objects.order_by("-last_number").first()
