"""How fast 100,000 rows of 8 columns are read and written, against the bare libraries, in one run.

    PYTHONPATH=src python -m benchmarks.workbook [ROWS] [REPEATS]

Ratios are of processor time, the least of the repeats: other work on the machine moves them little. The bare
reader is python-calamine's `to_python` and a plain conversion of each column; the bare writer is XlsxWriter in
constant_memory with one format per column. Memory is the peak of a process of its own.
"""

import datetime as dt
import json
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import python_calamine
import xlsxwriter

from jifen.workbook import (
    CellKind,
    Column,
    Limits,
    OutColumn,
    OutSheet,
    SheetSpec,
    read,
    write_csv,
    write_xlsx,
)
from jifen.workbook.survey import survey

LEVELS = ("省级", "市级", "县级", "乡级")
FACTS = SheetSpec(
    "事实",
    (
        Column("day", "日期", CellKind.DATE, required=True),
        Column("name", "姓名", CellKind.TEXT, required=True),
        Column("number", "编号", CellKind.CODE),
        Column("item", "项目", CellKind.TEXT),
        Column("quantity", "数量", CellKind.NUMBER),
        Column("level", "级别", CellKind.CHOICE, choices=LEVELS),
        Column("note", "说明", CellKind.TEXT),
        Column("points", "分值", CellKind.NUMBER),
    ),
)
COLUMNS = (
    OutColumn("day", "日期", "date"),
    OutColumn("name", "姓名"),
    OutColumn("number", "编号", width=22),
    OutColumn("item", "项目"),
    OutColumn("quantity", "数量", "number", decimals=1),
    OutColumn("level", "级别"),
    OutColumn("note", "说明", width=30),
    OutColumn("points", "分值", "number"),
)
FORMATS = ("yyyy-mm-dd", "@", "@", "@", "0.0", "@", "@", "0.00")


def rows(count: int) -> list[tuple]:
    dice = random.Random(1)
    first = dt.date(2026, 1, 1)
    return [
        (
            first + dt.timedelta(days=dice.randrange(365)),
            f"党员{number % 3_000}",
            f"11010119900307{number % 3_000:04d}",
            f"base.duty.{number % 40}",
            Decimal(dice.randrange(1, 60)) / 2,
            dice.choice(LEVELS),
            f"说明第{number}条",
            Decimal(dice.randrange(-300, 300)) / 100,
        )
        for number in range(count)
    ]


def write_bare(path: Path, data: list[tuple]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": folder})
        page = book.add_worksheet("事实")
        formats = [book.add_format({"num_format": name, "border": 1}) for name in FORMATS]
        for place, column in enumerate(COLUMNS):
            page.write_string(0, place, column.heading)
        for number, cells in enumerate(data, start=1):
            for place, cell in enumerate(cells):
                if isinstance(cell, str):
                    page.write_string(number, place, cell, formats[place])
                elif isinstance(cell, Decimal):
                    page.write_number(number, place, float(cell), formats[place])
                else:
                    page.write_datetime(number, place, cell, formats[place])
        book.close()


def write_shared(path: Path, data: list[tuple]) -> None:
    """Write the file as an office program does: with a table of shared texts."""
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("事实")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    page.write_row(0, 0, [column.heading for column in COLUMNS])
    for number, cells in enumerate(data, start=1):
        page.write_datetime(number, 0, cells[0], day)
        for place in (1, 2, 3, 5, 6):
            page.write_string(number, place, cells[place])
        for place in (4, 7):
            page.write_number(number, place, float(cells[place]))
    book.close()


def read_bare(path: Path) -> list[list]:
    table = python_calamine.load_workbook(path).get_sheet_by_name("事实").to_python()
    days, names, numbers, items, quantities, levels, notes, points = zip(*table[1:], strict=True)
    return [
        list(days),
        [text.strip() or None for text in names],
        [text.strip() or None for text in numbers],
        [text.strip() or None for text in items],
        [Decimal(repr(number)) for number in quantities],
        [text.strip() if text.strip() in LEVELS else None for text in levels],
        [text.strip() or None for text in notes],
        [Decimal(repr(number)) for number in points],
    ]


def least(repeats: int, *acts: Callable[[], object]) -> list[float]:
    """Return the least processor time of each act, the acts taken in turn."""
    best = [float("inf")] * len(acts)
    for _ in range(repeats):
        for place, act in enumerate(acts):
            begin = time.process_time()
            act()
            best[place] = min(best[place], time.process_time() - begin)
    return best


PEAK = """
import json, sys
from benchmarks.workbook import FACTS
from jifen.workbook import WorkbookRefused, read
try:
    read(sys.argv[1], [FACTS])
    outcome = "read"
except WorkbookRefused as refused:
    outcome = refused.faults[0].code
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([outcome, int(peak.split()[1]) // 1024]))
"""


def peak(path: Path) -> tuple[str, int]:
    begin = time.perf_counter()
    run = subprocess.run([sys.executable, "-c", PEAK, str(path)], check=True, capture_output=True, text=True)
    outcome, megabytes = json.loads(run.stdout)
    return f"{outcome}, {time.perf_counter() - begin:.1f} s with start-up", megabytes


def bombs(folder: Path, good: Path) -> dict[str, Path]:
    """Return files that must be refused, made from a good one."""

    def changed(name: str, part: str, pieces: list[bytes]) -> Path:
        path = folder / f"{name}.xlsx"
        with (
            zipfile.ZipFile(good) as old,
            zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
        ):
            for other in old.namelist():
                if other != part:
                    new.writestr(other, old.read(other))
            with new.open(part, "w", force_zip64=True) as stream:
                for piece in pieces:
                    stream.write(piece)
        return path

    sheet = "xl/worksheets/sheet1.xml"
    million = [b"<worksheet><sheetData>"]
    million += [
        b'<row r="%d"><c r="A%d"><v>%d</v></c><c r="B%d"><v>1</v></c></row>' % ((n,) * 4)
        for n in range(1, 1_000_001)
    ]
    million += [b"</sheetData></worksheet>"]
    noise = folder / "noise.xlsx"
    noise.write_bytes(b"PK\x03\x04" + random.Random(7).randbytes(30 << 20))
    return {
        "1,000,000 rows": changed("rows", sheet, million),
        "zip bomb, 500 MB of zeros": changed("zeros", "xl/media/a.png", [bytes(1 << 20)] * 500),
        "30 MB of random bytes": noise,
    }


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    data = rows(count)
    sheet = OutSheet("事实", COLUMNS, data)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, bare, shared, text = (folder / n for n in ("a.xlsx", "b.xlsx", "c.xlsx", "d.csv"))
        write, write_plain, write_text = least(
            max(repeats // 2, 1),
            lambda: write_xlsx(ours, [sheet]),
            lambda: write_bare(bare, data),
            lambda: write_csv(text, sheet),
        )
        write_shared(shared, data)
        results = {}
        for label, path in (("shared texts", shared), ("inline texts", ours)):
            content = path.read_bytes()
            results[label] = least(
                repeats,
                lambda path=path: read(path, [FACTS]),
                lambda path=path: read_bare(path),
                lambda content=content: survey(content, Limits(), 200_000),
            )
        (read_text,) = least(repeats, lambda: read(text, [FACTS]))
        print(f"{count} rows x {len(COLUMNS)} columns, least of {repeats} (processor seconds)")
        for label, (reader, plain, check) in results.items():
            ratio = f"bare {plain:6.2f}  ratio {reader / plain:5.2f}"
            print(f"read xlsx, {label:13} {reader:6.2f}  {ratio}  pre-check {check:5.2f}")
        print(f"read csv                 {read_text:6.2f}")
        print(
            f"write xlsx               {write:6.2f}  bare {write_plain:6.2f}  ratio {write / write_plain:5.2f}"
        )
        print(f"write csv                {write_text:6.2f}")
        print(f"peak memory, this file   {peak(shared)}")
        for label, path in bombs(folder, shared).items():
            print(f"peak memory, {label}: {peak(path)}")


if __name__ == "__main__":
    main()
