"""Opening a paper in a process of its own: what a hostile file breaks is that process, never the site."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Set
from pathlib import Path
from threading import BoundedSemaphore

import jifen
from jifen.documents.errors import Busy, NotAcceptable
from jifen.documents.states.documents import Cleaned, DocumentKind
from jifen.documents.states.limits import LIMITS
from jifen.documents.states.unfit import Unfit, bytes_in_words, unfit

_slots = BoundedSemaphore(LIMITS.at_once)
_SOURCES = Path(jifen.__file__).parents[1]


def clean(content: bytes, kinds: Set[DocumentKind]) -> Cleaned:
    """Return a paper fit to be kept, if it is one of these kinds; raise `NotAcceptable` or `Busy`.

    Takes up to `LIMITS.wall_seconds`: call it before a transaction is opened.
    """
    if len(content) > LIMITS.most_bytes:
        size, most = bytes_in_words(len(content)), bytes_in_words(LIMITS.most_bytes)
        raise unfit(Unfit.TOO_LARGE, size=size, most=most)
    if not _slots.acquire(timeout=LIMITS.wait_seconds):
        raise Busy
    try:
        answer = _ask(content, kinds)
    finally:
        _slots.release()
    head, _, kept = answer.partition(b"\n")
    told = json.loads(head)
    if "refused" in told:
        raise NotAcceptable(told["refused"], *told["reasons"])
    width, height, pages = told["figures"]
    kind, notices = DocumentKind(told["kind"]), tuple(told["notices"])
    return Cleaned(kept, kind, told["source"], width, height, pages, notices)


def _ask(content: bytes, kinds: Set[DocumentKind]) -> bytes:
    """Return what the process answers; a process that breaks or takes too long is a refusal."""
    # Nothing of the environment that could hold a secret goes along.
    environment = {
        "PYTHONPATH": os.pathsep.join([str(_SOURCES), *filter(None, sys.path)]),
        "PYTHONUTF8": "1",
        **{name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ},
    }
    command = [sys.executable, "-m", "jifen.documents.actions.cleaning", ",".join(sorted(kinds))]
    try:
        run = subprocess.run(
            command,
            input=content,
            capture_output=True,
            timeout=LIMITS.wall_seconds,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise unfit(Unfit.TOO_HEAVY) from None
    if run.returncode != 0 or not run.stdout.startswith(b"{"):
        raise unfit(Unfit.TOO_HEAVY)
    return run.stdout
