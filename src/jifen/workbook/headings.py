"""Finding the row of headings and what stands in each column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jifen.workbook.columns import Column, SheetSpec, headings_of, plain_heading
from jifen.workbook.faults import Fault, listing, shorten
from jifen.workbook.findings import Raw, nearest, shown


@dataclass(frozen=True)
class Header:
    """The row of headings of one sheet.

    `place` counts from 0; `positions` tells where each known column
    stands (a column that is missing has none); `headings` are the known headings as they stand in the file;
    `width` is the number of columns up to the last heading; `unheaded` the positions before it without one.
    """

    place: int
    positions: dict[str, int]
    headings: dict[str, str]
    width: int
    unheaded: tuple[int, ...] = ()


def find_header(spec: SheetSpec, rows: Sequence[Sequence[Raw]]) -> Header | None:
    """Return the first row with every required heading, else the row with most; None if none has any."""
    known = _known(spec)
    best, most = None, 0
    required = {column.key for column in spec.columns if column.required}
    for place, row in enumerate(rows):
        found = {known[name].key for name in map(_plain, row) if name in known}
        if required and required <= found:
            best = place
            break
        if len(found) > most:
            best, most = place, len(found)
    return None if best is None else _read(known, best, rows[best])


def has_required(spec: SheetSpec, header: Header | None) -> bool:
    """Say whether a row of headings was found and holds every required one."""
    return header is not None and all(c.key in header.positions for c in spec.columns if c.required)


def count_headings(spec: SheetSpec, row: Sequence[Raw]) -> int:
    """Return how many columns of the sheet a row names."""
    known = _known(spec)
    return len({known[name].key for name in map(_plain, row) if name in known})


def heading_faults(
    spec: SheetSpec, header: Header, row: Sequence[Raw], sheet: str | None, number: int
) -> list[Fault]:
    """Return what is wrong with the headings: duplicated, unknown, missing. `number`: the Excel row."""
    known = _known(spec)
    faults: list[Fault] = []
    seen: set[str] = set()
    missing = [c for c in spec.columns if c.required and c.key not in header.positions]
    for cell in row:
        name, typed = _plain(cell), shorten(shown(cell))
        column = known.get(name)
        if column is not None and column.key in seen:
            message, remedy = "这一列出现了两次", "请删去或改名其中一列"
            faults.append(Fault("duplicate-column", message, remedy, sheet, number, typed))
        elif column is not None:
            seen.add(column.key)
        elif name and not spec.allow_unknown:
            free = [c for c in spec.columns if c.key not in header.positions]
            remedy = _remedy(spec, name, free)
            faults.append(Fault("unknown-column", "不认识这一列", remedy, sheet, number, typed))
    for column in missing:
        remedy = f"请在标题行加上“{column.heading}”这一列，并逐行填写"
        faults.append(Fault("missing-column", f"缺少“{column.heading}”这一列", remedy, sheet, number))
    return faults


def _remedy(spec: SheetSpec, name: str, free: list[Column]) -> str:
    """Say which free column was probably meant, and which are understood."""
    names = {plain_heading(heading): column.heading for column in free for heading in headings_of(column)}
    close = nearest(name, names)
    hint = f"是不是“{names[close]}”？" if close else ""
    understood = listing(column.heading for column in spec.columns)
    return f"{hint}能认识的列有：{understood}。请改正标题，或删去这一列"


def _read(known: dict[str, Column], place: int, row: Sequence[Raw]) -> Header:
    names = [_plain(cell) for cell in row]
    positions: dict[str, int] = {}
    headings: dict[str, str] = {}
    for position, name in enumerate(names):
        column = known.get(name)
        if column is not None and column.key not in positions:
            positions[column.key] = position
            headings[column.key] = shorten(shown(row[position]))
    width = max((position + 1 for position, name in enumerate(names) if name), default=0)
    unheaded = tuple(position for position, name in enumerate(names[:width]) if not name)
    return Header(place, positions, headings, width, unheaded)


def _known(spec: SheetSpec) -> dict[str, Column]:
    return {plain_heading(heading): column for column in spec.columns for heading in headings_of(column)}


def _plain(cell: Raw) -> str:
    return plain_heading(shown(cell)) if cell != "" else ""
