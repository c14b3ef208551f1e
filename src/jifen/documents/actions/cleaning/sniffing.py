"""What a file is by its content. Neither its name nor what the browser says of it is asked."""

from __future__ import annotations

import io
import re
import zipfile

from jifen.documents.states.documents import DocumentKind
from jifen.documents.states.unfit import Unfit, unfit

_ZIP = b"PK\x03\x04"
_JPEG = b"\xff\xd8\xff"
_PNG = b"\x89PNG\r\n\x1a\n"
_PDF = b"%PDF-"

_SIGNATURES: tuple[tuple[int, bytes, Unfit, str], ...] = (
    (0, b"GIF8", Unfit.OTHER_IMAGE, "GIF"),
    (0, b"BM", Unfit.OTHER_IMAGE, "BMP"),
    (0, b"II*\x00", Unfit.OTHER_IMAGE, "TIFF"),
    (0, b"MM\x00*", Unfit.OTHER_IMAGE, "TIFF"),
    (8, b"WEBP", Unfit.OTHER_IMAGE, "WEBP"),
    (4, b"ftyphe", Unfit.OTHER_IMAGE, "HEIC"),
    (4, b"ftypmif1", Unfit.OTHER_IMAGE, "HEIC"),
    (4, b"ftypavif", Unfit.OTHER_IMAGE, "AVIF"),
    (0, b"8BPS", Unfit.OTHER_IMAGE, "PSD"),
    (0, b"\x00\x00\x01\x00", Unfit.OTHER_IMAGE, "ICO"),
    (0, b"\x00\x00\x00\x0cjP  ", Unfit.OTHER_IMAGE, "JPEG 2000"),
    (0, b"\xff\x4f\xff\x51", Unfit.OTHER_IMAGE, "JPEG 2000"),
    (4, b"ftyp", Unfit.MEDIA, ""),
    (0, b"ID3", Unfit.MEDIA, ""),
    (0, b"#!AMR", Unfit.MEDIA, ""),
    (0, b"OggS", Unfit.MEDIA, ""),
    (0, b"RIFF", Unfit.MEDIA, ""),
    (0, b"\x1aE\xdf\xa3", Unfit.MEDIA, ""),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Unfit.OLD_OFFICE, ""),
    (0, b"{\\rtf", Unfit.OFFICE, ""),
    (0, b"Rar!", Unfit.ARCHIVE, ""),
    (0, b"7z\xbc\xaf\x27\x1c", Unfit.ARCHIVE, ""),
    (0, b"\x1f\x8b", Unfit.ARCHIVE, ""),
    (0, b"BZh", Unfit.ARCHIVE, ""),
    (0, b"\xfd7zXZ", Unfit.ARCHIVE, ""),
    (0, b"\x28\xb5\x2f\xfd", Unfit.ARCHIVE, ""),
    (0, b"MSCF", Unfit.ARCHIVE, ""),
    (0, b"PK", Unfit.ARCHIVE, ""),
    (257, b"ustar", Unfit.ARCHIVE, ""),
    (0, b"MZ", Unfit.PROGRAM, ""),
    (0, b"\x7fELF", Unfit.PROGRAM, ""),
    (0, b"\xca\xfe\xba\xbe", Unfit.PROGRAM, ""),
    (0, b"\xcf\xfa\xed\xfe", Unfit.PROGRAM, ""),
    (0, b"#!", Unfit.PROGRAM, ""),
    (0, b"%!PS", Unfit.UNKNOWN, ""),
)
"""Where, what, why it is refused, its name. Earlier rows win."""

_SVG = re.compile(rb"<svg[\s>]", re.IGNORECASE)
_MARKUP = re.compile(rb"<(script|html|body|iframe|head|title|!doctype|\?xml|\?php|%)\b", re.IGNORECASE)
_FOREIGN = re.compile(
    rb"<script[\s>]|</script|<html[\s>]|<!doctype\s|<\?php\s|<iframe\s|<svg\s+xmlns|%PDF-1\.", re.IGNORECASE
)
_HEAD = 4_096


def sniff(content: bytes) -> DocumentKind:
    """Return what a file is; raise `NotAcceptable` for every kind that is not kept, and for two kinds in one."""
    if not content.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise unfit(Unfit.EMPTY)
    for signature, kind in ((_JPEG, DocumentKind.JPEG), (_PNG, DocumentKind.PNG), (_PDF, DocumentKind.PDF)):
        if content.startswith(signature):
            _refuse_passengers(content, kind)
            return kind
    if content.startswith(_ZIP):
        return _office(content)
    for start, signature, why, name in _SIGNATURES:
        if content.startswith(signature, start):
            raise unfit(why, name=name)
    return _text(content)


def _refuse_passengers(content: bytes, kind: DocumentKind) -> None:
    """Refuse an image or PDF that is an archive, a page or another PDF as well."""
    looked_at = content[:_HEAD] if kind is DocumentKind.PDF else content
    start = len(_PDF) if kind is DocumentKind.PDF else 0
    if _FOREIGN.search(looked_at, start) or zipfile.is_zipfile(io.BytesIO(content)):
        raise unfit(Unfit.POLYGLOT)


def _office(content: bytes) -> DocumentKind:
    """Tell a workbook from other archives by the names of its parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {name.replace("\\", "/").lower() for name in archive.namelist()[:5_000]}
    except Exception:  # zipfile raises many kinds on a damaged directory
        raise unfit(Unfit.ARCHIVE) from None
    if "xl/workbook.xml" in names:
        return DocumentKind.XLSX
    if any(name.endswith("vbaproject.bin") for name in names):
        raise unfit(Unfit.MACROS)
    if "ofd.xml" in names:
        raise unfit(Unfit.OFD)
    if "word/document.xml" in names or "ppt/presentation.xml" in names or "content.xml" in names:
        raise unfit(Unfit.OFFICE)
    raise unfit(Unfit.ARCHIVE)


def _text(content: bytes) -> DocumentKind:
    """Tell a table in plain text from pages, pictures and programs in plain text."""
    if _SVG.search(content):
        raise unfit(Unfit.SVG)
    if _MARKUP.search(content) or content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise unfit(Unfit.WEB_PAGE)
    if _PDF in content[:_HEAD] or _ZIP in content:
        raise unfit(Unfit.POLYGLOT)
    if b"\0" in content:
        raise unfit(Unfit.UNKNOWN)
    return DocumentKind.CSV
