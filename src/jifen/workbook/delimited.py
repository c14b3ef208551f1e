"""CSV files: encoding, delimiter, records. Everything doubtful is refused with the line it stands in."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import itertools
from collections.abc import Iterator, Sequence

from jifen.workbook.columns import SheetSpec
from jifen.workbook.faults import Fault, WorkbookRefused, refuse
from jifen.workbook.guard import unguard
from jifen.workbook.headings import count_headings
from jifen.workbook.limits import Limits

DELIMITERS = (",", ";", "\t")
_MOST_RECORDS = 1_048_576
_SNIFFED = 4_096
_TRIED = 1 << 18
_SAVE_AS = "请用 Excel 或 WPS 打开原来的文件，另存为 .xlsx 或“CSV UTF-8”后重新提交"
_CONTROL = bytes(code for code in range(32) if code not in (9, 10, 12, 13, 27))


def records(data: bytes, specs: Sequence[SheetSpec], limits: Limits) -> Iterator[list[str]]:
    """Yield the records of a CSV file, blank ones too, so that their order is the row number Excel shows.

    Raises `WorkbookRefused`, before the first record where the file as a whole is at fault, else on the way.
    """
    _refuse_binary(data)
    stretches = list(_stretches(data, limits))
    encoding = _encoding(data, stretches)
    delimiter = _delimiter(data, encoding, specs, limits)
    return _parsed(data, encoding, delimiter, limits)


def _refuse_binary(data: bytes) -> None:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise refuse("utf-16", "文件的文字编码是 UTF-16（“Unicode 文本”）", _SAVE_AS)
    head = data[:_SNIFFED]
    strange = len(head) - len(head.translate(None, _CONTROL))
    if strange > max(len(head) // 50, 2):
        raise refuse("unknown-content", "文件内容不是表格", "请提交 .xlsx 或 .csv 表格文件")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"{\\rtf", b"%PDF")):
        raise refuse("unknown-content", "文件内容是网页或别的文档，不是表格", _SAVE_AS)
    place = data.find(b"\0")
    if place >= 0:
        raise _at_line(data, place, "nul-character", "这一行含有空字符，文件可能已经损坏")


def _stretches(data: bytes, limits: Limits) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of runs of whole lines of at most the longest line's size."""
    start = 0
    while len(data) - start > limits.max_line_bytes:
        window = (start, start + limits.max_line_bytes)
        end = max(data.rfind(b"\n", *window), data.rfind(b"\r", *window)) + 1
        if end <= start:
            most = limits.max_line_bytes // 1024
            raise _at_line(data, start, "line-too-long", f"这一行超过 {most} KB，不像是正常的表格")
        yield start, end
        start = end
    yield start, len(data)


def _encoding(data: bytes, stretches: list[tuple[int, int]]) -> str:
    """Return the encoding in which all of the file can be read: UTF-8, else GB18030."""
    broken = _first_undecodable(data, stretches, "utf-8")
    if broken is None:
        return "utf-8-sig"
    if data.startswith(codecs.BOM_UTF8) or _mostly_utf8(data, broken):
        message = "这一行的文字编码不是 UTF-8，而文件其余部分是"
        raise _at_line(data, broken, "wrong-encoding", message)
    broken = _first_undecodable(data, stretches, "gb18030")
    if broken is not None:
        message = "这一行的文字编码既不是 UTF-8，也不是 GB18030"
        raise _at_line(data, broken, "wrong-encoding", message)
    return "gb18030"


def _first_undecodable(data: bytes, stretches: list[tuple[int, int]], encoding: str) -> int | None:
    """Return the place of the first byte that does not decode; stretches end with a line, so cut no sign."""
    for start, end in stretches:
        try:
            data[start:end].decode(encoding)
        except UnicodeDecodeError as error:
            return start + error.start
    return None


def _mostly_utf8(data: bytes, broken: int) -> bool:
    """Say whether a file is UTF-8 but for a few signs.

    Nearly any bytes decode as GB18030, so without this a single damaged sign would turn all into gibberish.
    """
    around = data[max(broken - (1 << 16), 0) : broken + (1 << 16)].decode("utf-8", "replace")
    wrong = around.count("\ufffd")
    right = sum(sign > "\x7f" for sign in around) - wrong
    return right > 10 * wrong


def _delimiter(data: bytes, encoding: str, specs: Sequence[SheetSpec], limits: Limits) -> str:
    """Return the delimiter under which most headings are recognised, else the one giving most columns."""

    def merit(delimiter: str) -> tuple[int, int]:
        lines = io.TextIOWrapper(io.BytesIO(data[:_TRIED]), encoding, "replace", newline="")
        rows: list[list[str]] = []
        with contextlib.suppress(csv.Error):
            rows.extend(itertools.islice(csv.reader(lines, delimiter=delimiter), limits.header_rows))
        headings = max((count_headings(spec, row) for spec in specs for row in rows), default=0)
        # Where a heading is known it decides alone: the other signs may well stand inside the texts.
        return headings, 0 if headings else max(map(len, rows), default=0)

    return max(DELIMITERS, key=merit)


def _parsed(data: bytes, encoding: str, delimiter: str, limits: Limits) -> Iterator[list[str]]:
    guarded = b"'" in data
    lines = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    row = 0
    try:
        for row, record in enumerate(reader, start=1):
            if row > _MOST_RECORDS or len(record) > limits.max_columns:
                break
            yield [unguard(cell) for cell in record] if guarded else record
        else:
            return
    except csv.Error:
        message = "从这一行起，英文双引号不成对，后面的内容分不清格子"
        remedy = "请把内容里的英文双引号改成中文引号，或补上缺少的一个"
        raise WorkbookRefused([Fault("unbalanced-quotes", message, remedy, row=row + 1)]) from None
    if row > _MOST_RECORDS:
        message = f"文件超过 {_MOST_RECORDS} 行（空行也算）"
        raise refuse("too-many-rows", message, "请删去空行，或分成几个文件提交")
    message, remedy = f"这一行超过 {limits.max_columns} 列", "请检查是否少了换行，或删去多余的分隔符"
    raise WorkbookRefused([Fault("too-many-columns", message, remedy, row=row)])


def _at_line(data: bytes, place: int, code: str, message: str) -> WorkbookRefused:
    line = data.count(b"\n", 0, place) + 1
    return WorkbookRefused([Fault(code, message, _SAVE_AS, row=line)])
