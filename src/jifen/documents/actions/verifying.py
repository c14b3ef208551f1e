"""Whether every kept content is still on the disk as it was, and what lies there that nobody owns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.documents.actions.storing import erase
from jifen.documents.actions.together import drop_unclaimed
from jifen.documents.models import Blob, Document
from jifen.documents.permissions import may
from jifen.documents.queries import check_content, incoming_folder, list_files, path_of
from jifen.documents.states.acts import Act
from jifen.documents.states.documents import ContentState, DocumentState

UNFINISHED = timedelta(days=1)
"""How old a file without an owner must be before it is taken away: younger ones may just be being written."""


@dataclass(frozen=True, slots=True)
class Verification:
    """How many contents were compared; fingerprints of the missing and the changed; files nobody owns."""

    checked: int
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    left_over: tuple[str, ...]

    def __bool__(self) -> bool:
        """Say whether everything kept is there and sound."""
        return not self.missing and not self.changed


def verify_documents(*, actor: Actor, at: datetime) -> Verification:
    """Compare every kept content with its fingerprint; raise `NotAllowed`.

    Reads the whole folder before it opens a transaction: writers are not kept waiting.
    """
    may(actor, Act.VERIFY, None).require()
    kept = Blob.objects.filter(documents__state=DocumentState.KEPT).distinct()
    found: dict[ContentState, list[str]] = {state: [] for state in ContentState}
    for sha256 in kept.values_list("sha256", flat=True).iterator():
        found[check_content(sha256)].append(sha256)
    known = {sha256 for list_ in found.values() for sha256 in list_}
    left_over = sorted(
        path.name for path in list_files() if path.name not in known or path != path_of(path.name)
    )
    verification = Verification(
        len(known), tuple(found[ContentState.MISSING]), tuple(found[ContentState.CHANGED]), tuple(left_over)
    )
    with transaction.atomic():
        record(
            actor=actor,
            at=at,
            act=Act.VERIFY,
            detail={
                "checked": verification.checked,
                "missing": list(verification.missing),
                "changed": list(verification.changed),
                "left_over": len(verification.left_over),
            },
        )
    return verification


def clear_left_over(*, actor: Actor, at: datetime) -> int:
    """Take away files that no kept paper points to and that are older than a day; return how many. `NotAllowed`."""
    may(actor, Act.CLEAR, None).require()
    cleared = 0
    for path in list(list_files()):
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) > at - UNFINISHED:
            continue
        if path.parent == incoming_folder():
            cleared += erase(path)
        elif not Document.objects.filter(blob_id=path.name, state=DocumentState.KEPT).exists():
            cleared += drop_unclaimed(path.name) if path == path_of(path.name) else 0
    with transaction.atomic():
        record(actor=actor, at=at, act=Act.CLEAR, detail={"files": cleared})
    return cleared
