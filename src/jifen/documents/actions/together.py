"""A paper and the act that rests on it stand or fall together, in the database and on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, datetime

from django.db import DatabaseError, IntegrityError, transaction

from jifen.documents.actions.storing import erase
from jifen.documents.models import Blob, Document
from jifen.documents.queries import path_of
from jifen.documents.states.documents import DocumentKind, DocumentState

_made: ContextVar[list[str] | None] = ContextVar("files written in this transaction", default=None)


@contextmanager
def together() -> Iterator[list[str]]:
    """Open a transaction; if it is refused, files written inside are taken away again, unless somebody else needs them.

    May be nested. A crash in between leaves a file without an owner, which `verify_documents` names.
    """
    above = _made.get()
    made: list[str] = []
    token = _made.set(made)
    try:
        with transaction.atomic():
            yield made
    except BaseException:
        for sha256 in made:
            with suppress(DatabaseError):
                drop_unclaimed(sha256)
        raise
    else:
        if above is not None:
            above += made
    finally:
        _made.reset(token)


def drop_unclaimed(sha256: str) -> bool:
    """Take away the file that no kept paper points to; say whether it is gone.

    A race: somebody may be keeping the same bytes at this moment. Both write or lock the row of the fingerprint first,
    so one waits for the other; a row written here only to hold the place is rolled back.
    """
    try:
        with transaction.atomic():
            held = Blob.objects.select_for_update().filter(pk=sha256).exists()
            if not held:
                _hold(sha256)
            if Document.objects.filter(blob_id=sha256, state=DocumentState.KEPT).exists():
                return False
            gone = erase(path_of(sha256))
            if not held:
                transaction.set_rollback(True)
            return gone
    except IntegrityError:
        return False


def _hold(sha256: str) -> None:
    Blob.objects.create(
        sha256=sha256, kind=DocumentKind.CSV, size=1, entered_at=datetime(2000, 1, 1, tzinfo=UTC)
    )
