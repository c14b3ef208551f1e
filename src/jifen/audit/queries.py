"""Reads of the memory."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import F, Max, Min, Q, QuerySet, Value
from django.db.models.functions import Concat

from jifen.audit.models import Record, Segment
from jifen.audit.permissions import may_inspect
from jifen.common.actor import Actor
from jifen.common.permissions import Place


def list_records_for(
    actor: Actor,
    place: Place | None,
    *,
    placed_at: datetime | None = None,
    also: Collection[str] = (),
    wide: bool = False,
    kind: str = "",
    words: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
) -> QuerySet[Record]:
    """Return the records of an organisation and all below it, newest first; raise `NotAllowed`.

    A path that was left may be given to another organisation: `placed_at` is since when it has been this one's, `also`
    the ids of organisations whose records are wanted wherever they stood. `wide`: the place holds most of all records.
    `words` finds an act, an actor or a subject by a part of the name; every row of the span is read for it, so give
    `since`. Without a place: all records (auditor).
    """
    may_inspect(actor, place).require()
    found = Record.objects.order_by("-number")
    if place is not None:
        # Of a large tree the newest rows are near the end of the table: an index on the path would sort all of them.
        column = "path" if not wide else "place"
        below = Q(**{f"{column}__gte": place.path, f"{column}__lt": place.path + "~"})
        if placed_at is not None:
            below &= Q(at__gte=placed_at)
        found = found.annotate(place=Concat("path", Value(""))) if wide else found
        found = found.filter(below | Q(organization_id__in=also) if also else below)
    if kind:
        found = found.filter(kind=kind)
    if since or until:
        found = found.filter(_within(since, until))
    if words:
        found = found.filter(
            Q(label__icontains=words) | Q(actor_name__icontains=words) | Q(subject_label__icontains=words)
        )
    return found


def _within(since: datetime | None, until: datetime | None) -> Q:
    """Return the condition of a span; the numbers that stand in it bound the reading, which goes by number."""
    span = Q(**({"at__gte": since} if since else {}), **({"at__lt": until} if until else {}))
    numbers = Record.objects.filter(span).aggregate(first=Min("number"), last=Max("number"))
    if numbers["first"] is None:
        return Q(number__lt=0)
    return span & Q(number__range=(numbers["first"], numbers["last"]))


def list_acts_in(organization_id: str, acts: Collection[str]) -> QuerySet[Record]:
    """Return the records of some acts (`room.CODE`) in one organisation, newest first, for its own pages."""
    return Record.objects.filter(organization_id=organization_id, act__in=acts).order_by("-number")


def list_readings_of(*subject_ids: str) -> QuerySet[Record]:
    """Return who opened sensitive fields of a person, newest first: the person is shown it."""
    return Record.objects.filter(subject_id__in=subject_ids, kind="READ").order_by("-number")


def list_records_about(subject_id: str, *, kind: str) -> QuerySet[Record]:
    """Return the records of one kind about a thing, newest first: for pages that say where it went."""
    return Record.objects.filter(subject_id=subject_id, kind=kind).order_by("-number")


def has_read_since(user_id: str, subject_id: str, act: str, book: str, since: datetime) -> bool:
    """Say whether an account read a person's statement of a book (`detail`) since an instant already."""
    mine = Record.objects.filter(subject_id=subject_id, user_id=user_id, act=act, at__gte=since)
    return any(row.detail.get("book") == book for row in mine)


def count_readings_by(user_id: str, since: datetime) -> int:
    """Return how often an account opened sensitive fields of others since an instant.

    Statements of account are not counted: the recorder prints them for everybody who has no account.
    """
    mine = Record.objects.filter(user_id=user_id, kind="READ", at__gte=since).exclude(
        act__startswith="ledger."
    )
    return mine.exclude(subject_id=F("person_id")).count()


def get_last_writing_on(subject_id: str) -> Record | None:
    """Return the act done last on a thing, so that a form opened before can say who was faster."""
    return Record.objects.filter(subject_id=subject_id, kind="WRITE").order_by("-number").first()


def get_last_detail_on(subject_id: str) -> tuple[datetime, dict[str, Any]] | None:
    """Return when something was done last with a thing, and what was told of it."""
    rows = Record.objects.filter(subject_id=subject_id, kind="WRITE").order_by("-number")
    return rows.values_list("at", "detail").first()


def list_accesses_of(user_id: str) -> QuerySet[Record]:
    """Return sign-ins of an account and what others did to it, newest first: its holder is shown it."""
    own = Q(subject_id=user_id) | Q(user_id=user_id, subject_id="")
    return Record.objects.filter(own, kind="ACCESS").order_by("-number")


def get_last_segment() -> Segment | None:
    """Return the segment exported last."""
    return Segment.objects.order_by("-last_number").first()


def list_segments() -> QuerySet[Segment]:
    """Return the segments that were exported, newest first."""
    return Segment.objects.order_by("-last_number")
