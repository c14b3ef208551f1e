"""The segments of a JPEG file: what tells of place, time and device is left out, the picture stays byte for byte."""

from __future__ import annotations

from jifen.documents.states.unfit import Unfit, unfit

_START, _SCAN, _END = 0xD8, 0xDA, 0xD9
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_JFIF, _ADOBE, _COMMENT = 0xE0, 0xEE, 0xFE
_TOLD = frozenset(range(0xE1, 0xF0)) - {_ADOBE} | {_COMMENT}


def strip_segments(content: bytes) -> bytes:
    """Return the file without EXIF, profiles and comments, cut off at its end; raise `NotAcceptable` if it has none.

    For images inside a PDF, which are not drawn anew.
    """
    if content[:2] != b"\xff\xd8":
        raise unfit(Unfit.PDF_DAMAGED)
    kept = bytearray(content[:2])
    at = 2
    while True:
        while content[at : at + 2] == b"\xff\xff":
            at += 1
        if len(content) < at + 2 or content[at] != 0xFF:
            raise unfit(Unfit.PDF_DAMAGED)
        marker = content[at + 1]
        if marker == _END:
            return bytes(kept) + b"\xff\xd9"
        if marker in _ALONE:
            kept += content[at : at + 2]
            at += 2
            continue
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        if length < 2 or at + 2 + length > len(content):
            raise unfit(Unfit.PDF_DAMAGED)
        if marker not in _TOLD and not (marker == _JFIF and length > 18):
            kept += content[at : at + 2 + length]
        at += 2 + length
        if marker == _SCAN:
            end = _end_of_scan(content, at)
            kept += content[at:end]
            at = end


def _end_of_scan(content: bytes, at: int) -> int:
    """Return where the compressed picture stops: at the next marker that is no restart and no stuffed byte."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise unfit(Unfit.PDF_DAMAGED)
        if content[at + 1] != 0 and not 0xD0 <= content[at + 1] <= 0xD7 and content[at + 1] != 0xFF:
            return at
        at += 1 if content[at + 1] == 0xFF else 2
