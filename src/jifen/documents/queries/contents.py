"""Where contents lie, and whether they are still what they were: outside the web root, named by fingerprint alone."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from jifen.documents.errors import ContentChanged, ContentMissing
from jifen.documents.states.documents import ContentState

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
_CHUNK = 1 << 20


def path_of(sha256: str) -> Path:
    """Return where a content lies: `ab/cd/abcd…` below the documents folder; `ValueError` for no fingerprint."""
    if not _FINGERPRINT.fullmatch(sha256):
        raise ValueError("not a fingerprint")
    return _root() / sha256[:2] / sha256[2:4] / sha256


def incoming_folder() -> Path:
    """Return where files stand while they are written."""
    return _root() / "incoming"


def read_content(sha256: str) -> bytes:
    """Return a content; raise `ContentMissing`, or `ContentChanged` where the file is not what was put in."""
    try:
        content = path_of(sha256).read_bytes()
    except OSError:
        raise ContentMissing from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ContentChanged
    return content


def check_content(sha256: str) -> ContentState:
    """Return how a file is found, reading it piece by piece."""
    found = hashlib.sha256()
    try:
        with path_of(sha256).open("rb") as file:
            while piece := file.read(_CHUNK):
                found.update(piece)
    except OSError:
        return ContentState.MISSING
    return ContentState.SOUND if found.hexdigest() == sha256 else ContentState.CHANGED


def list_files() -> Iterator[Path]:
    """Yield every file below the documents folder."""
    yield from (path for path in _root().rglob("*") if path.is_file())


def _root() -> Path:
    return Path(settings.JIFEN_DOCUMENTS)
