"""The workbook to fill: headings, formats, dropdowns and hints made from the description of the sheets."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from jifen.workbook.columns import CellKind, Column, SheetSpec
from jifen.workbook.layout import Cell, ColumnKind, ListOf, OutColumn, OutSheet
from jifen.workbook.limits import Limits
from jifen.workbook.marks import EXAMPLE_MARK
from jifen.workbook.writing import write_xlsx

_KINDS: dict[CellKind, ColumnKind] = {
    CellKind.NUMBER: "number",
    CellKind.INTEGER: "integer",
    CellKind.DATE: "date",
}
_YES_NO = ("是", "否")


def template(
    path: str | os.PathLike[str],
    specs: Sequence[SheetSpec],
    *,
    guide: OutSheet | None = None,
    lists: Sequence[OutSheet] = (),
    titles: Mapping[str, str] | None = None,
    notes: Mapping[str, tuple[str, ...]] | None = None,
    examples: Mapping[str, Sequence[Mapping[str, Cell]]] | None = None,
    dropdowns: Mapping[str, Mapping[str, tuple[str, ...] | ListOf]] | None = None,
    spare_rows: int = 5_000,
) -> None:
    """Write the workbook to fill for these sheets.

    `guide` is the sheet of instructions, put first; `lists` further sheets, e.g. hidden ones that `ListOf`
    refers to. By the sheet's name: `titles` and `notes` above the headings, `examples` as column key → cell,
    `dropdowns` by column key beside those of CHOICE and FLAG columns. An example row is marked, so that
    `read` passes it over if it is left in. Dropdowns reach over `spare_rows` rows. Raises as `write_xlsx`.
    """
    sheets = [] if guide is None else [guide]
    for spec in specs:
        rows = tuple(_example(spec, example) for example in (examples or {}).get(spec.name, ()))
        sheet = OutSheet(
            name=spec.name,
            columns=tuple(_column(column) for column in spec.columns),
            title=(titles or {}).get(spec.name, ""),
            notes=(notes or {}).get(spec.name, ()),
            examples=rows,
            dropdowns=_choices(spec) | dict((dropdowns or {}).get(spec.name, {})),
            spare_rows=spare_rows,
            landscape=sum(column.width for column in spec.columns) > 90,
        )
        if sheet.heading_row > Limits().header_rows:
            raise ValueError(f"sheet {spec.name!r}: the headings would stand too low to be found again")
        sheets.append(sheet)
    write_xlsx(path, [*sheets, *lists])


def _column(column: Column) -> OutColumn:
    kind = _KINDS.get(column.kind, "text")
    return OutColumn(
        column.key, column.heading, kind, column.width, None, required=column.required, note=column.note
    )


def _choices(spec: SheetSpec) -> dict[str, tuple[str, ...] | ListOf]:
    choices: dict[str, tuple[str, ...] | ListOf] = {}
    for column in spec.columns:
        if column.kind is CellKind.FLAG:
            choices[column.key] = _YES_NO
        elif column.choices:
            choices[column.key] = column.choices
    return choices


def _example(spec: SheetSpec, example: Mapping[str, Cell]) -> list[Cell]:
    """Return the cells of an example row, the first text or code marked; `ValueError` if it has none."""
    cells = [example.get(column.key) for column in spec.columns]
    for place, column in enumerate(spec.columns):
        if column.kind in (CellKind.TEXT, CellKind.CODE) and cells[place] is not None:
            cells[place] = f"{EXAMPLE_MARK}{cells[place]}"
            return cells
    raise ValueError(f"sheet {spec.name!r}: an example row needs a text or a code to carry its mark")
