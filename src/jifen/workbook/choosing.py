"""Which sheet of the file answers to which expected sheet."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from jifen.workbook.columns import SheetSpec, plain_heading
from jifen.workbook.faults import Fault, WorkbookRefused, listing
from jifen.workbook.findings import Raw
from jifen.workbook.headings import Header, count_headings, find_header, has_required
from jifen.workbook.marks import HIDDEN_LISTS
from jifen.workbook.sources import Source
from jifen.workbook.tables import Noted


class SheetRows:
    """One sheet of the file, opened when its rows are first looked at."""

    def __init__(self, source: Source, header_rows: int) -> None:
        self.source = source
        self._header_rows = header_rows

    @cached_property
    def _opened(self) -> tuple[Iterator[Sequence[Raw]], int]:
        return self.source.open()

    @cached_property
    def head(self) -> list[Sequence[Raw]]:
        """The first rows, among which the headings are looked for."""
        return list(itertools.islice(self._opened[0], self._header_rows))

    @property
    def shift(self) -> int:
        """How many columns left of the first cell are empty."""
        return self._opened[1]

    def header(self, spec: SheetSpec) -> Header | None:
        """Return the row of headings, if there is one."""
        return find_header(spec, self.head)

    def rows_below(self, header: Header) -> Iterator[Sequence[Raw]]:
        """Yield the rows below the headings, once."""
        return itertools.chain(self.head[header.place + 1 :], self._opened[0])


def choose(
    specs: Sequence[SheetSpec], sheets: Sequence[SheetRows], noted: Noted
) -> list[tuple[SheetSpec, SheetRows]]:
    """Return the sheet for each expected one that has one, in the order of the specs.

    By name, else by the required headings, else the only one left. What is missing or hidden is noted.
    Raises `WorkbookRefused` if a sheet that would be read must not be opened.
    """
    if len(sheets) == 1 and sheets[0].source.name is None:
        return _choose_table(specs, sheets[0], noted)
    for sheet in sheets:
        if not sheet.source.visible and not (sheet.source.name or "").startswith(HIDDEN_LISTS):
            remedy = "如果需要读取，请取消隐藏后重新提交"
            noted.warn(Fault("hidden-sheet", "这张工作表是隐藏的，没有读取", remedy, sheet.source.name))
    visible = [sheet for sheet in sheets if sheet.source.visible]
    chosen: dict[str, SheetRows] = {}
    for spec in specs:
        named = _named(spec, visible)
        if named is not None:
            chosen[spec.name] = named
    _refuse_unopenable(chosen.values())
    hidden = [sheet for sheet in sheets if not sheet.source.visible]
    missing = [spec for spec in specs if spec.name not in chosen and any(c.required for c in spec.columns)]
    for spec in missing:
        if _named(spec, hidden) is not None:
            continue
        left = [sheet for sheet in visible if sheet not in chosen.values()]
        found = _by_headings(spec, left, sole=len(missing) == 1)
        if found is not None:
            chosen[spec.name] = found
            message = f"没有名为“{spec.name}”的工作表，把这一张当作它来读"
            noted.warn(Fault("sheet-renamed", message, f"请把工作表改名为“{spec.name}”", found.source.name))
    for spec in specs:
        if spec.required and spec.name not in chosen:
            noted.fault(_missing(spec, sheets))
    return [(spec, chosen[spec.name]) for spec in specs if spec.name in chosen]


def _choose_table(
    specs: Sequence[SheetSpec], sheet: SheetRows, noted: Noted
) -> list[tuple[SheetSpec, SheetRows]]:
    """Take the only table of a CSV file for the expected sheet it fits best."""

    def fit(spec: SheetSpec) -> tuple[bool, int]:
        most = max((count_headings(spec, row) for row in sheet.head), default=0)
        return has_required(spec, sheet.header(spec)), most

    best = max(specs, key=fit)
    for spec in specs:
        if spec.required and spec is not best:
            message = f"缺少“{spec.name}”这张表；CSV 文件只能装一张表"
            noted.fault(Fault("missing-sheet", message, "请改用 .xlsx，把几张表放在一个文件里"))
    return [(best, sheet)]


def _named(spec: SheetSpec, sheets: Sequence[SheetRows]) -> SheetRows | None:
    names = {plain_heading(name) for name in (spec.name, *spec.aliases)}
    return next((sheet for sheet in sheets if plain_heading(sheet.source.name or "") in names), None)


def _by_headings(spec: SheetSpec, left: Sequence[SheetRows], *, sole: bool) -> SheetRows | None:
    """Return a sheet under another name with the required headings; failing that the last one there is."""
    if not left:
        return None
    _refuse_unopenable(left)
    fitting = (sheet for sheet in left if has_required(spec, sheet.header(spec)))
    only = left[0] if sole and spec.required and len(left) == 1 else None
    return next(fitting, only)


def _refuse_unopenable(sheets: Iterable[SheetRows]) -> None:
    refusals = [sheet.source.refusal for sheet in sheets if sheet.source.refusal is not None]
    if refusals:
        raise WorkbookRefused(refusals)


def _missing(spec: SheetSpec, sheets: Sequence[SheetRows]) -> Fault:
    hidden = _named(spec, [sheet for sheet in sheets if not sheet.source.visible])
    if hidden is not None:
        return Fault("missing-sheet", f"工作表“{spec.name}”是隐藏的，没有读取", "请取消隐藏后重新提交")
    names = listing(sheet.source.name or "" for sheet in sheets if sheet.source.visible)
    remedy = f"文件里的工作表有：{names}。请改正工作表的名称，或补上这张表"
    return Fault("missing-sheet", f"缺少工作表“{spec.name}”", remedy)
