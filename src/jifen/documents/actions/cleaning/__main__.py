"""The process that opens one paper: it may take so much memory and time, and write no file."""

from __future__ import annotations

import json
import sys
import warnings

from jifen.documents.actions.cleaning.program import clean_here
from jifen.documents.errors import NotAcceptable
from jifen.documents.states.documents import DocumentKind
from jifen.documents.states.limits import LIMITS
from jifen.documents.states.unfit import Unfit


def confine() -> None:
    """Bound this process, where the system can (Windows cannot: there the parent's clock alone ends it)."""
    try:
        import resource
    except ImportError:
        return
    bounds = {
        resource.RLIMIT_DATA: LIMITS.memory_bytes,
        resource.RLIMIT_CPU: LIMITS.cpu_seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 64,
    }
    for which, most in bounds.items():
        resource.setrlimit(which, (most, most))


def main() -> None:
    """Read a paper, write the answer: a line of JSON, then the content to keep."""
    confine()
    warnings.simplefilter("ignore")
    kinds = frozenset(map(DocumentKind, sys.argv[1].split(",")))
    kept = b""
    answer: dict[str, object]
    try:
        cleaned = clean_here(sys.stdin.buffer.read(), kinds, LIMITS)
    except NotAcceptable as refusal:
        answer = {"refused": refusal.code, "reasons": refusal.reasons}
    except (MemoryError, RecursionError):
        answer = {"refused": Unfit.TOO_HEAVY.value, "reasons": [Unfit.TOO_HEAVY.label]}
    else:
        kept = cleaned.content
        answer = {
            "kind": cleaned.kind.value,
            "source": cleaned.source_sha256,
            "figures": [cleaned.width, cleaned.height, cleaned.pages],
            "notices": cleaned.notices,
        }
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + kept)


if __name__ == "__main__":
    main()
