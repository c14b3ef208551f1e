"""Workbooks for imports: kept as they are, after the guards of `jifen.workbook` and a look at every part."""

from __future__ import annotations

import csv
import re

from jifen.documents.states.documents import Cleaned, DocumentKind
from jifen.documents.states.limits import Limits
from jifen.documents.states.unfit import Unfit, unfit
from jifen.workbook.archive import Archive, Part
from jifen.workbook.faults import WorkbookRefused, sentences
from jifen.workbook.limits import Limits as WorkbookLimits
from jifen.workbook.survey import survey

_MACROS = re.compile(r"vbaproject|macrosheets/|activex/")
_HIDDEN = re.compile(
    r"embeddings/|ctrlprops/|customui|connections\.xml|querytables/|oleobject|model/|webextensions/"
)
_USUAL = re.compile(
    r"[^/.][^:]*\.(xml|rels|vml|png|jpe?g|gif|bmp|emf|wmf|tiff?)|xl/printersettings/[^/]*\.bin|_rels/\.rels"
)
_LINKED = re.compile(rb"<(\w+:)?(ddeLink|oleLink)\b")
_LOOKED_AT = 1 << 20
_LONG_LINE = re.compile(rb"[^\r\n]{1048577}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def check_xlsx(content: bytes, limits: Limits, source: str) -> Cleaned:
    """Return a workbook as it is; raise `NotAcceptable` for macros, anything embedded, bombs and lies."""
    bounds = WorkbookLimits(max_file_bytes=limits.workbook_bytes)
    try:
        archive = Archive(content, bounds)
        for name, part in archive.parts.items():
            if _MACROS.search(name):
                raise unfit(Unfit.MACROS)
            if _HIDDEN.search(name) or ".." in name or not _USUAL.fullmatch(name):
                raise unfit(Unfit.HIDDEN_PARTS)
            if name.startswith("xl/externallinks/"):
                _refuse_links(archive, part, bounds)
        if "[content_types].xml" in archive.parts and b"macroEnabled" in archive.content(
            "[content_types].xml"
        ):
            raise unfit(Unfit.MACROS)
        survey(content, bounds, limits.workbook_rows)
    except WorkbookRefused as refused:
        raise unfit(Unfit.WORKBOOK, said="".join(sentences(refused.faults))) from None
    return Cleaned(content, DocumentKind.XLSX, source)


def _refuse_links(archive: Archive, part: Part, bounds: WorkbookLimits) -> None:
    """Refuse links that start a program; links to another workbook are ordinary."""
    if part.unpacked > bounds.max_part_bytes or _LINKED.search(b"".join(archive.stream(part))):
        raise unfit(Unfit.HIDDEN_PARTS)


def check_csv(content: bytes, source: str) -> Cleaned:
    """Return a table in plain text as it is; raise `NotAcceptable` for text that is no table."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError:
            raise unfit(Unfit.UNKNOWN) from None
    if _CONTROL.search(text) or _LONG_LINE.search(content):
        raise unfit(Unfit.NO_TABLE)
    lines = [line for line in text[:_LOOKED_AT].splitlines() if line.strip()][:200]
    delimiter = max(",\t;", key=lines[0].count) if lines else ","
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        raise unfit(Unfit.NO_TABLE) from None
    width = len(rows[0]) if rows else 0
    if len(rows) < 2 or width < 2 or sum(len(row) == width for row in rows) * 5 < len(rows) * 4:
        raise unfit(Unfit.NO_TABLE)
    return Cleaned(content, DocumentKind.CSV, source)
