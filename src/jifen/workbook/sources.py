"""Opening a file: what it is by its content, and its rows sheet by sheet."""

from __future__ import annotations

import io
import itertools
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import python_calamine

from jifen.workbook.archive import DAMAGED, SAVE_AGAIN
from jifen.workbook.columns import SheetSpec
from jifen.workbook.delimited import records
from jifen.workbook.faults import Fault, refuse
from jifen.workbook.findings import Raw
from jifen.workbook.grid import Grid
from jifen.workbook.limits import MEGABYTE, Limits
from jifen.workbook.survey import survey

Rows = Iterator[Sequence[Raw]]
File = str | os.PathLike[str] | bytes
_T = TypeVar("_T")

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_XLSX = "请另存为 .xlsx 后重新提交"


@dataclass
class Source:
    """One readable sheet. `name` is None for CSV, whose rows may differ in width (`ragged`).

    `open` gives the rows from the first one on, and how many columns left of their first cell are empty.
    `refusal` says why the sheet must not be opened.
    """

    name: str | None
    open: Callable[[], tuple[Rows, int]]
    visible: bool = True
    grid: Grid = field(default_factory=Grid)
    refusal: Fault | None = None
    ragged: bool = False


def open_sources(file: File, specs: Sequence[SheetSpec], limits: Limits) -> list[Source]:
    """Return the sheets of a file that passed all checks that need no reader, else `WorkbookRefused`."""
    data, extension = _content(file, limits)
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise refuse("empty-file", "文件是空的", "请检查是否选错了文件，或保存时出了问题")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise refuse("encrypted", "文件加了密码，无法读取", f"请取消密码，{_XLSX[1:]}")
        raise refuse("old-format", "这是旧版 .xls 表格，不能读取", f"请用 Excel 或 WPS 打开，{_XLSX[1:]}")
    if data.startswith(_ZIP):
        if extension not in ("", ".xlsx"):
            message = f"文件名以 {extension} 结尾，内容却不是这种格式"
            raise refuse("wrong-extension", message, f"请用 Excel 或 WPS 打开，{_XLSX[1:]}")
        return _worksheets(data, specs, limits)
    if extension not in ("", ".csv"):
        message = f"文件名以 {extension} 结尾，内容却不是 .xlsx 表格"
        raise refuse("wrong-extension", message, f"请用 Excel 或 WPS 打开，{_XLSX[1:]}")
    rows = records(data, specs, limits)
    return [Source(None, lambda: (rows, 0), ragged=True)]


def _content(file: File, limits: Limits) -> tuple[bytes, str]:
    """Return the bytes of a file and its extension; too large a file is refused before it is read."""
    if isinstance(file, bytes):
        data, extension = file, ""
    else:
        path = Path(file)
        extension = path.suffix.lower()
        try:
            with path.open("rb") as stream:
                data = stream.read(limits.max_file_bytes + 1)
        except FileNotFoundError:
            raise refuse("no-such-file", f"找不到文件“{path.name}”", "请检查文件名和所在的文件夹") from None
        except (OSError, ValueError):
            raise refuse("unreadable-file", f"打不开“{path.name}”", "请关闭正在使用它的程序后再试") from None
    if len(data) > limits.max_file_bytes:
        most = limits.max_file_bytes // MEGABYTE
        remedy = "请删去图片等不需要的内容，或分成几个文件提交"
        raise refuse("file-too-large", f"文件超过 {most} MB 的上限", remedy)
    return data, extension


def _worksheets(data: bytes, specs: Sequence[SheetSpec], limits: Limits) -> list[Source]:
    surveyed = survey(data, limits, max(spec.max_rows for spec in specs))
    book = _guarded(lambda: python_calamine.load_workbook(io.BytesIO(data)))

    def opener(name: str) -> Callable[[], tuple[Rows, int]]:
        def open_sheet() -> tuple[Rows, int]:
            sheet = _guarded(lambda: book.get_sheet_by_name(name))
            # It begins with the first row of the sheet, but with the first column that holds anything.
            return _guarded_rows(iter(sheet.iter_rows())), sheet.start[1] if sheet.start else 0

        return open_sheet

    return [Source(s.name, opener(s.name), s.visible, s.grid, s.refusal) for s in surveyed]


def _guarded(act: Callable[[], _T]) -> _T:
    """Call the reader; whatever it raises means a damaged file."""
    try:
        return act()
    except Exception:
        raise refuse("damaged-file", DAMAGED, SAVE_AGAIN) from None
    except BaseException as error:
        # A panic inside the reader arrives outside `Exception`, as do interrupts, which must pass.
        if type(error).__name__ != "PanicException":
            raise
        raise refuse("damaged-file", DAMAGED, SAVE_AGAIN) from None


def _guarded_rows(rows: Rows) -> Rows:
    while block := _guarded(lambda: list(itertools.islice(rows, 1_024))):
        yield from block
