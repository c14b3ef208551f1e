"""The pre-check of an .xlsx file: what sheets it has, and whether a reader may open them."""

from __future__ import annotations

import xml.parsers.expat as expat
from array import array
from dataclasses import dataclass

from jifen.workbook import grid, notation
from jifen.workbook.archive import DAMAGED, SAVE_AGAIN, Archive, Part
from jifen.workbook.faults import Fault, refuse
from jifen.workbook.grid import Grid
from jifen.workbook.limits import MEGABYTE, Limits
from jifen.workbook.shared_texts import text_lengths

_BOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_TEXTS = "xl/sharedstrings.xml"
_LEAST_PER_CELL = 25
_MOST_SHEETS = 255


@dataclass
class SheetSurvey:
    """One sheet of the workbook as found by the pre-check; `refusal` says why it must not be opened."""

    name: str
    visible: bool
    grid: Grid
    refusal: Fault | None = None


def survey(data: bytes, limits: Limits, most_rows: int) -> list[SheetSurvey]:
    """Check the bytes of an .xlsx file before a reader opens them; return its worksheets in workbook order.

    `most_rows` is the largest number of rows of data any sheet may have. Raises `WorkbookRefused` for what
    concerns the file; what concerns one sheet stands in its `refusal`: a sheet nobody reads harms nobody.
    """
    archive = Archive(data, limits)
    _check_kind(archive)
    grids: dict[str, Grid] = {}
    lengths = array("L")
    for name, part in archive.parts.items():
        if name == _TEXTS:
            _check_part_size(part, limits)
            lengths = text_lengths(archive.stream(part))
        elif (found := grid.scan(archive.stream(part))) is not None:
            grids[name] = found
        else:
            _check_part_size(part, limits)
    sheets = [
        (SheetSurvey(name, visible, grids[part]), archive.parts[part])
        for name, visible, part in _worksheets(archive)
        if part in grids
    ]
    for sheet, part in sheets:
        sheet.refusal = _refusal(archive, part, sheet, lengths, limits, most_rows)
    return [sheet for sheet, _ in sheets]


def _check_kind(archive: Archive) -> None:
    names = archive.parts
    if any(name.endswith("vbaproject.bin") for name in names):
        raise refuse("has-macros", "文件里带有宏，为安全起见不读取", "请另存为不带宏的 .xlsx 后重新提交")
    if _BOOK in names and _RELATIONS in names and not {"xl/workbook.bin", "content.xml"} & set(names):
        return
    if "content.xml" in names or "xl/workbook.bin" in names:
        raise refuse("wrong-format", "这种表格格式（.ods、.xlsb）不能读取", SAVE_AGAIN)
    raise refuse("not-a-workbook", "这是压缩包或别的文档，不是 .xlsx 表格", "请提交 .xlsx 或 .csv 表格文件")


def _check_part_size(part: Part, limits: Limits) -> None:
    if part.unpacked > limits.max_part_bytes:
        most = limits.max_part_bytes // MEGABYTE
        message = f"文件里有一个部件解开后有 {part.unpacked // MEGABYTE} MB，超过 {most} MB 的上限"
        raise refuse("too-large-part", message, "请删去图片等不需要的内容后重新提交")


def _worksheets(archive: Archive) -> list[tuple[str, bool, str]]:
    """Return name, visibility and part of each sheet, found the way the reader finds them."""
    parts: dict[str, str] = {}
    for tag, attributes in _elements(archive.content(_RELATIONS)):
        if tag == "Relationship":
            target = attributes.get("Target", "").replace("\\", "/").lower()
            parts[attributes.get("Id", "")] = target[1:] if target.startswith("/xl/") else f"xl/{target}"
    sheets = [attributes for tag, attributes in _elements(archive.content(_BOOK)) if tag == "sheet"]
    names = [attributes.get("name", "") for attributes in sheets]
    if not names or len(names) > _MOST_SHEETS or len(set(names)) < len(names):
        raise refuse("damaged-file", DAMAGED, SAVE_AGAIN)
    return [
        (name, attributes.get("state", "visible") == "visible", parts.get(attributes.get("id", ""), ""))
        for name, attributes in zip(names, sheets, strict=True)
    ]


def _elements(xml: bytes) -> list[tuple[str, dict[str, str]]]:
    """Return every element as (name, attributes), both without their namespaces."""
    elements: list[tuple[str, dict[str, str]]] = []

    def begin(tag: str, attributes: dict[str, str]) -> None:
        elements.append((_local(tag), {_local(key): value for key, value in attributes.items()}))

    parser = expat.ParserCreate(namespace_separator="|")
    parser.StartElementHandler = begin
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError, ValueError):
        raise refuse("damaged-file", DAMAGED, SAVE_AGAIN) from None
    return elements


def _local(name: str) -> str:
    return name.rpartition("|")[2]


def _refusal(
    archive: Archive, part: Part, sheet: SheetSurvey, lengths: array[int], limits: Limits, most_rows: int
) -> Fault | None:
    """Say why the reader must not open this sheet, if so."""
    found = sheet.grid
    rows = most_rows + limits.header_rows
    cells = found.cells
    outside = limits.max_grid < notation.BOX or limits.max_columns < 26 or not found.usual
    if outside or found.rows > rows or cells > limits.max_cells:
        extent = grid.measure(archive.stream(part), rows)
        cells = extent.cells
        if extent.filled_rows > rows:
            message = f"数据超过 {most_rows} 行，一次最多读 {most_rows} 行"
            return Fault("too-many-rows", message, "请分成几个文件提交", sheet.name)
        if extent.width > limits.max_columns:
            message = f"有内容的格子超过 {limits.max_columns} 列"
            return Fault("too-many-columns", message, "请删去表格右边多余的内容", sheet.name)
        if extent.height * extent.width > limits.max_grid:
            message = f"内容散布得太开，最后一个有内容的格子在第 {extent.height} 行"
            return Fault("too-far-apart", message, "请删去远离表格的零散内容", sheet.name)
    if cells > limits.max_cells:
        message = f"有内容的格子超过 {limits.max_cells} 个"
        return Fault("too-many-cells", message, "请分成几个文件提交", sheet.name)
    inline = part.unpacked - _LEAST_PER_CELL * (found.cells + found.rows)
    shared = max(lengths, default=0) * cells
    if shared > limits.max_text_bytes:
        shared = grid.written_out(archive.stream(part), lengths)
    if max(inline, shared) > limits.max_text_bytes:
        most = limits.max_text_bytes // MEGABYTE
        message = f"文字太多，全部写出来超过 {most} MB"
        return Fault("too-much-text", message, "请缩短重复的长文字，或分成几个文件提交", sheet.name)
    return None
