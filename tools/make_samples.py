"""Makes the sample workbooks in `samples/`: invented people and facts, the same bytes every time.

`python tools/make_samples.py` writes them; a test compares what stands there with what would be written.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jifen.engine.intake import Sheets
from jifen.rules import shelf
from jifen.rules.compiling import compile_scheme
from jifen.rules.reading import load_scheme
from jifen.workbook import OutColumn, OutSheet, SheetSpec, write_xlsx
from jifen.workbook.columns import CellKind
from jifen.workbook.layout import Cell
from sample_village import FRAIL, PROBATIONARY, everybody, village_facts

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
VILLAGE = "village-branch"
BRANCH = "清溪村党支部"


def village_sheets() -> list[OutSheet]:
    """The sheets of the village's workbook, laid out as the template is."""
    bound = load_scheme(shelf.read(VILLAGE), VILLAGE)
    sheets = Sheets(bound, compile_scheme(bound))
    facts, members, changes, *_ = sheets.to_fill()
    title = f"{BRANCH}　2026 年 6 月至 2027 年 5 月"
    return [
        _sheet(facts, _fact_rows(facts, sheets), f"{title}　事实"),
        _sheet(members, _member_rows(members), f"{title}　党员"),
        _sheet(changes, _change_rows(changes), f"{title}　变动"),
    ]


def _fact_rows(spec: SheetSpec, sheets: Sheets) -> list[Sequence[Cell]]:
    facts = village_facts()
    numbers = {fact.key: str(place) for place, fact in enumerate(facts, start=1) if fact.key}
    return [
        _row(
            spec,
            {
                "id": str(place),
                "name": fact.name,
                "kind": sheets.menu.titles[fact.kind],
                "occurred_on": fact.day,
                "excuse": fact.excuse or None,
                "act": fact.act or None,
                "decided_value": fact.value,
                "decided_by": fact.decider or None,
                "documents": fact.document or None,
                "evidence": fact.evidence or None,
                "reason": fact.reason,
                "reverses": numbers[fact.reverses] if fact.reverses else None,
            },
        )
        for place, fact in enumerate(facts, start=1)
    ]


def _member_rows(spec: SheetSpec) -> list[Sequence[Cell]]:
    rows = []
    for place, name in enumerate(everybody(), start=1):
        frail = name in FRAIL and FRAIL[name] is None
        cells: dict[str, Cell] = {
            "number": str(place),
            "name": name,
            "branch": BRANCH,
            "status": "预备党员" if name in PROBATIONARY else "正式党员",
            "health": "体弱" if frail else "健康",
        }
        rows.append(_row(spec, cells))
    return rows


def _change_rows(spec: SheetSpec) -> list[Sequence[Cell]]:
    return [
        _row(
            spec, {"name": name, "day": day, "field": "健康状况", "value": "体弱", "reason": "住院手术后休养"}
        )
        for name, day in FRAIL.items()
        if day is not None
    ]


def _row(spec: SheetSpec, cells: dict[str, Cell]) -> Sequence[Cell]:
    return [cells.get(column.key) for column in spec.columns]


def _sheet(spec: SheetSpec, rows: list[Sequence[Cell]], title: str) -> OutSheet:
    kinds = {CellKind.NUMBER: "number", CellKind.DATE: "date"}
    columns = tuple(
        OutColumn(c.key, c.heading, kinds.get(c.kind, "text"), c.width, None, required=c.required)  # type: ignore[arg-type]
        for c in spec.columns
    )
    dropdowns = {c.key: c.choices for c in spec.columns if c.choices}
    return OutSheet(spec.name, columns, rows, title, landscape=True, dropdowns=dropdowns, spare_rows=500)


def make(folder: Path) -> list[Path]:
    """Write every sample into a folder; return the files."""
    path = folder / f"{VILLAGE}-2026.xlsx"
    write_xlsx(path, village_sheets())
    return [path]


if __name__ == "__main__":
    SAMPLES.mkdir(exist_ok=True)
    for made in make(SAMPLES):
        print(made)
