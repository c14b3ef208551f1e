"""Spreadsheet files made in memory: the sheet 事实 as a recorder fills it, whole or broken on purpose."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import openpyxl

from jifen.workbook import CellKind, Column, Reading, SheetSpec, WorkbookRefused, read

FACTS = SheetSpec(
    "事实",
    (
        Column("day", "日期", CellKind.DATE, required=True),
        Column("name", "姓名", CellKind.TEXT, required=True, aliases=("党员姓名",)),
        Column("number", "身份证号", CellKind.CODE, sensitive=True),
        Column("item", "项目", CellKind.CHOICE, choices=("参加会议", "志愿服务", "按时交纳党费")),
        Column("points", "分值", CellKind.NUMBER),
        Column("times", "次数", CellKind.INTEGER),
        Column("began", "开始时间", CellKind.TIME),
        Column("late", "是否迟到", CellKind.FLAG),
        Column("note", "备注", CellKind.TEXT),
    ),
)
HEADINGS = [column.heading for column in FACTS.columns]
LI_MING = [dt.date(2026, 3, 5), "李明", "11010119900307001X", "志愿服务", 1.5, 2, "8:30", "否", "清扫村道"]
PLAIN = SheetSpec("表", (Column("a", "甲", CellKind.TEXT, required=True), Column("b", "乙", CellKind.TEXT)))


def workbook(
    rows: Iterable[Sequence[Any]] = (LI_MING,),
    *,
    headings: Sequence[Any] = HEADINGS,
    sheet: str = "事实",
    above: Iterable[Sequence[Any]] = (),
    change: Callable[[openpyxl.Workbook], object] = lambda book: None,
) -> bytes:
    """Return an .xlsx file with one sheet; `change` has the last word on it."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = sheet
    for row in (*above, headings, *rows):
        page.append(list(row))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def row(**cells: Any) -> list[Any]:
    """Return 李明's row with some cells changed, by column key."""
    keys = [column.key for column in FACTS.columns]
    return [cells.get(key, value) for key, value in zip(keys, LI_MING, strict=True)]


def read_facts(data: bytes) -> Reading:
    return read(data, [FACTS])


def sentences(data: bytes, spec: SheetSpec = FACTS) -> list[str]:
    """Return the faults of a file as sentences."""
    return [str(fault) for fault in read(data, [spec]).faults]


def warnings(data: bytes, spec: SheetSpec = FACTS) -> list[str]:
    return [str(warning) for warning in read(data, [spec]).warnings]


def refusal(data: Any, spec: SheetSpec = FACTS, **options: Any) -> list[tuple[str, str]]:
    """Return (code, sentence) of each reason for which a file is refused; nothing if it is read."""
    try:
        read(data, [spec], **options)
    except WorkbookRefused as refused:
        return [(fault.code, str(fault)) for fault in refused.faults]
    return []


# ------------------------------------------------------------------ files no office program would write

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET_PART = "xl/worksheets/sheet1.xml"
TEXTS_PART = "xl/sharedStrings.xml"


def parts(cells: str, *, sheet: str = "表", state: str = "visible") -> dict[str, bytes]:
    """Return the parts of an .xlsx file with one sheet, whose `sheetData` is given as XML."""
    target = SHEET_PART.removeprefix("xl/")
    files = {
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{sheet}" sheetId="1" state="{state}" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="{target}"/></Relationships>',
        SHEET_PART: f'<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>',
    }
    return {name: xml.encode() for name, xml in files.items()}


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def texts(*values: str) -> bytes:
    """Return a table of shared texts."""
    items = "".join(f"<si><t>{value}</t></si>" for value in values)
    return f'<sst xmlns="{_MAIN}">{items}</sst>'.encode()


def inline(address: str, text: str) -> str:
    """Return the XML of a cell with a text."""
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def plain_rows(count: int) -> str:
    """Return the XML of the heading 甲 in A1 and of rows 2 to count + 1 below it."""
    below = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(2, count + 2))
    return f'<row r="1">{inline("A1", "甲")}</row>{below}'
