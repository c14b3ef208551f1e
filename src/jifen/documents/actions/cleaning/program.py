"""What the process that opens a paper does: bytes to bytes, in one function."""

from __future__ import annotations

import hashlib
from collections.abc import Set

from jifen.documents.actions.cleaning.sniffing import sniff
from jifen.documents.states.documents import IMAGES, Cleaned, DocumentKind
from jifen.documents.states.limits import Limits
from jifen.documents.states.unfit import Unfit, bytes_in_words, unfit


def clean_here(content: bytes, kinds: Set[DocumentKind], limits: Limits) -> Cleaned:
    """Return a paper fit to be kept, opened in this very process; raise `NotAcceptable`.

    `kinds` are those the form asks for. Call `clean` instead, which takes a process of its own.
    """
    if len(content) > limits.most_bytes:
        raise _too_large(content, limits.most_bytes)
    kind = sniff(content)
    if kind not in kinds:
        if kind is DocumentKind.CSV:
            raise unfit(Unfit.UNKNOWN)
        wanted = "、".join(one.label for one in DocumentKind if one in kinds)
        raise unfit(Unfit.WRONG_KIND, kind=kind.label, wanted=wanted)
    if len(content) > limits.bytes_of(kind):
        raise _too_large(content, limits.bytes_of(kind))
    source = hashlib.sha256(content).hexdigest()
    # Each reader is loaded only where it is needed: the process lives for one paper.
    if kind in IMAGES:
        from jifen.documents.actions.cleaning.images import clean_image

        return clean_image(content, kind, limits, source)
    if kind is DocumentKind.PDF:
        from jifen.documents.actions.cleaning.portable import clean_pdf

        return clean_pdf(content, limits, source)
    from jifen.documents.actions.cleaning.workbooks import check_csv, check_xlsx

    return check_xlsx(content, limits, source) if kind is DocumentKind.XLSX else check_csv(content, source)


def _too_large(content: bytes, most: int) -> Exception:
    return unfit(Unfit.TOO_LARGE, size=bytes_in_words(len(content)), most=bytes_in_words(most))
