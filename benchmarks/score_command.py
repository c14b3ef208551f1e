"""`jifen score` on a workbook of 100,000 facts, against reading and writing the same cells alone, in one run.

    PYTHONPATH=src python -m benchmarks.score_command [ROWS] [ROUNDS]

The bare reader is `workbook.read` on the input; the bare writer is `workbook.write_xlsx` on the very cells of the
result, held ready. Times are of the processor. Other work on the machine makes even those longer, so the three
are taken in turn, and what counts is the middle one of the ratios.
"""

import contextlib
import dataclasses
import gc
import io
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from jifen.cli.main import main as jifen
from jifen.cli.scoring import score_year
from jifen.cli.screen import Steps
from jifen.engine.intake import Sheets
from jifen.reports.workbook import result_pages
from jifen.rules import shelf
from jifen.rules.compiling import compile_scheme
from jifen.rules.reading import load_scheme
from jifen.workbook import CellKind, OutColumn, OutSheet, SheetSpec, read, write_xlsx

SCHEME = "village-branch"
EACH = 100
"""Facts of one member."""
MOST = 1.5
"""What the ratio may be at most."""
KINDS: tuple[tuple[str, dict[str, object]], ...] = (
    ("meeting_absent", {}),
    ("meeting_late", {}),
    ("dues_late", {}),
    ("labour_missed", {}),
    ("policy_neglected", {"decided_by": "支部委员会"}),
    ("good_deed", {"decided_by": "书记", "evidence": "邻居"}),
    ("help", {"decided_by": "书记", "evidence": "受助户"}),
    ("proposal", {"decided_by": "书记", "evidence": "例会记录"}),
    ("patrol_year", {"decided_by": "支部委员会", "decided_value": Decimal("3.5")}),
    ("breach", {"decided_by": "支部委员会", "act": "一件事"}),
)


def write_input(path: Path, rows: int, sheets: Sheets) -> None:
    """Write the facts and the roster of invented branches of thirty."""
    facts, members, *_ = sheets.to_fill()
    write_xlsx(
        path, [_sheet(facts, _facts(rows, facts, sheets)), _sheet(members, _members(rows // EACH, members))]
    )


def _facts(rows: int, spec: SheetSpec, sheets: Sheets) -> Iterator[list[object]]:
    draw = random.Random(20260601)
    for row in range(rows):
        kind, more = KINDS[row % len(KINDS)]
        cells: dict[str, object] = {
            "id": str(row + 1),
            "number": str(row // EACH + 1),
            "name": f"党员{row // EACH + 1}",
            "kind": sheets.menu.titles[kind],
            "occurred_on": date(2026, 6, 1) + timedelta(days=draw.randrange(365)),
            "reason": f"事由{row}",
        } | more
        yield [cells.get(column.key) for column in spec.columns]


def _members(count: int, spec: SheetSpec) -> Iterator[list[object]]:
    for place in range(count):
        cells = {
            "number": str(place + 1),
            "name": f"党员{place + 1}",
            "branch": f"支部{place // 30 + 1}",
            "status": "正式党员",
            "health": "健康",
        }
        yield [cells.get(column.key) for column in spec.columns]


def _sheet(spec: SheetSpec, rows: Iterator[list[object]]) -> OutSheet:
    kinds = {CellKind.NUMBER: "number", CellKind.DATE: "date"}
    columns = tuple(
        OutColumn(c.key, c.heading, kinds.get(c.kind, "text"), c.width, None) for c in spec.columns
    )
    return OutSheet(spec.name, columns, rows)


def seconds(act: Callable[[], object]) -> float:
    """Seconds of the processor."""
    start = time.process_time()
    act()
    return time.process_time() - start


def measure(rows: int, rounds: int) -> None:
    """Print the times of every round and the middle one of the ratios."""
    bound = load_scheme(shelf.read(SCHEME), SCHEME)
    sheets = Sheets(bound, compile_scheme(bound))
    found = []
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stderr(io.StringIO()):
        source, target = Path(folder) / "facts.xlsx", Path(folder) / "result.xlsx"
        write_input(source, rows, sheets)
        result = score_year(SCHEME, source, None, 2026, None, Steps(None, 0))
        pages = [dataclasses.replace(page, rows=list(page.rows)) for page in result_pages(result)]
        del result
        words = ["score", "--scheme", SCHEME, "--facts", str(source), "--year", "2026", "--out", str(target)]
        cells = sum(len(page.rows) * len(page.columns) for page in pages)  # type: ignore[arg-type]
        print(f"{rows:,} facts, {cells:,} cells written")
        # What is held ready for the writer must not be looked over again and again while the command runs.
        gc.collect()
        gc.freeze()
        for _ in range(rounds):
            reading = seconds(lambda: read(source, sheets.for_facts()))
            writing = seconds(lambda: write_xlsx(target, pages))
            scoring = seconds(lambda: jifen(words, standalone_mode=False))
            found.append(scoring / (reading + writing))
            alone = f"reader alone {reading:.2f} s, writer alone {writing:.2f} s"
            print(f"{alone}, jifen score {scoring:.2f} s: {found[-1]:.2f}")
    ratio = statistics.median(found)
    print(f"ratio {ratio:.2f} (at most {MOST}): {'holds' if ratio <= MOST else 'MISSED'}")


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    measure(*numbers, *(100_000, 3)[len(numbers) :])
