"""The one verb of this room is `record`; beside it, old records leave as a sealed file."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import transaction

from jifen.audit.errors import NothingToExport, SegmentNotVerified
from jifen.audit.models import Record, Segment
from jifen.audit.permissions import may_export, may_inspect
from jifen.audit.queries import get_last_segment
from jifen.audit.states import Act, RecordKind
from jifen.common.actor import Actor
from jifen.common.basis import Basis, Decider
from jifen.common.labelled import LabelledEnum
from jifen.common.permissions import Place

_BLOCK = 500


@dataclass(frozen=True, slots=True)
class Subject:
    """What an act is about: the kind of thing, its opaque id, and what people call it."""

    kind: str
    id: str
    label: str


def record(
    *,
    actor: Actor,
    at: datetime,
    act: LabelledEnum,
    place: Place | None = None,
    subject: Subject | None = None,
    basis: Basis | None = None,
    decider: Decider | None = None,
    kind: RecordKind = RecordKind.WRITE,
    detail: Mapping[str, Any] | None = None,
) -> Record:
    """Write one act down, in the transaction of the act (`RuntimeError` outside one).

    `act` is a member of the acting room's own `Act`: its code goes in as `room.CODE`. `detail` holds codes, counts and
    days, never personal texts.
    """
    row = _row(actor, at, act, place, subject, basis, decider, kind, detail)
    row.save(force_insert=True)
    return row


def record_each(
    *,
    actor: Actor,
    at: datetime,
    act: LabelledEnum,
    subjects: Iterable[tuple[Place | None, Subject]],
    kind: RecordKind = RecordKind.WRITE,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write one act down for each of many subjects, as `record` does for one, a block at a time."""
    source = iter(subjects)
    while block := list(itertools.islice(source, _BLOCK)):
        Record.objects.bulk_create(
            _row(actor, at, act, place, subject, None, None, kind, detail) for place, subject in block
        )


def _row(
    actor: Actor,
    at: datetime,
    act: LabelledEnum,
    place: Place | None,
    subject: Subject | None,
    basis: Basis | None,
    decider: Decider | None,
    kind: RecordKind,
    detail: Mapping[str, Any] | None,
) -> Record:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a record belongs into the transaction of its act")
    room = type(act).__module__.split(".")[1]
    row = Record(
        at=at,
        kind=kind,
        act=f"{room}.{act.value}",
        label=act.label,
        actor_kind=actor.kind,
        user_id=actor.user_id,
        person_id=actor.person_id,
        actor_name=actor.name,
        hat=actor.hat.label if actor.hat else "",
        decider=decider.label if decider else "",
        organization_id=place.organization_id if place else "",
        path=place.path if place else "",
        organization_name=place.name if place else "",
        subject_kind=subject.kind if subject else "",
        subject_id=subject.id if subject else "",
        subject_label=subject.label if subject else "",
        basis=basis or (decider.basis if decider else None),
        detail=dict(detail or {}),
    )
    row.digest = digest(row)
    return row


def digest(row: Record) -> str:
    """Return the fingerprint of what a record says; its number is given by the database and not part of it."""
    return hashlib.sha256(_line(row, number=False)).hexdigest()


def export_segment(*, actor: Actor, at: datetime, before: datetime, file: Path) -> Segment:
    """Export all records older than an instant to a new file, read it back, seal the segment, delete the records.

    The seal is a chain over the lines, beginning with the seal of the segment before: a file that is missing or was
    changed shows. Raises `NotAllowed`, `NothingToExport`, or `SegmentNotVerified` (then nothing is deleted).
    """
    with transaction.atomic():
        may_export(actor).require()
        rows = list(Record.objects.filter(at__lt=before).order_by("number"))
        # A younger record may have a smaller number than an older one: only an unbroken beginning leaves.
        first_kept = (
            Record.objects.filter(at__gte=before).order_by("number").values_list("number", flat=True).first()
        )
        rows = [row for row in rows if first_kept is None or row.number < first_kept]
        if not rows:
            raise NothingToExport
        last = get_last_segment()
        previous = last.seal if last else ""
        with file.open("xb") as written:
            written.writelines(_line(row) + b"\n" for row in rows)
        seal = seal_lines(file.read_bytes().splitlines(), previous)
        if seal != seal_lines((_line(row) for row in rows), previous):
            raise SegmentNotVerified("读回的内容对不上")
        segment = Segment.objects.create(
            first_number=rows[0].number,
            last_number=rows[-1].number,
            rows=len(rows),
            previous=previous,
            seal=seal,
            exported_at=at,
        )
        Record.objects.filter(number__lte=segment.last_number).delete()
        record(
            actor=actor,
            at=at,
            act=Act.EXPORT,
            kind=RecordKind.EXPORT,
            detail={"first": segment.first_number, "last": segment.last_number, "seal": seal},
        )
        return segment


def export_segment_into(*, actor: Actor, at: datetime, before: datetime, folder: Path) -> Segment:
    """Export as `export_segment` does, into a file of the folder that is named after the segment (`segment_name`)."""
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / f"new-{uuid4().hex}.jsonl"
    try:
        with transaction.atomic():
            segment = export_segment(actor=actor, at=at, before=before, file=new)
            # Inside the transaction: records are never gone from the table before the file has its name.
            new.rename(folder / segment_name(segment))
            return segment
    finally:
        new.unlink(missing_ok=True)


def segment_name(segment: Segment) -> str:
    """Return the name of the file that keeps a segment."""
    return f"records-{segment.first_number}-{segment.last_number}.jsonl"


def begin_inspection(*, actor: Actor, at: datetime, place: Place | None = None) -> Record:
    """Write down that somebody looks into the memory of organisations not his own. Raises `NotAllowed`."""
    with transaction.atomic():
        may_inspect(actor, place).require()
        return record(actor=actor, at=at, act=Act.INSPECT, place=place, kind=RecordKind.READ)


def seal_lines(lines: Iterable[bytes], previous: str) -> str:
    """Return the seal of a segment: SHA-256 chained over its lines, from the seal before."""
    head = previous.encode()
    for line in lines:
        head = hashlib.sha256(head + line).hexdigest().encode()
    return head.decode()


def _line(row: Record, *, number: bool = True) -> bytes:
    """Return a record in canonical JSON."""
    plain: dict[str, Any] = {
        field.attname: getattr(row, field.attname)
        for field in Record._meta.concrete_fields
        if field.name != "number"
    }
    plain["at"] = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    plain["basis"] = row.basis.to_json() if row.basis else None
    plain = {key: str(value) if isinstance(value, LabelledEnum) else value for key, value in plain.items()}
    if number:
        plain["number"] = row.number
    else:
        plain.pop("digest")
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
