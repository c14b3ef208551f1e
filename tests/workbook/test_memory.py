"""How much memory a refused file takes, measured in a process of its own."""

import io
import json
import random
import subprocess
import sys
import zipfile

import pytest

from tests.workbook.files import SHEET_PART, TEXTS_PART, inline, parts, plain_rows, texts, zipped

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads the peak from /proc")

MOST = 300
"""MB; the interpreter with the room loaded takes about 60 of them."""

PROGRAM = """
import json, sys
from jifen.workbook import CellKind, Column, SheetSpec, WorkbookRefused, read
try:
    read(sys.argv[1], [SheetSpec("表", (Column("a", "甲", CellKind.TEXT, required=True),))])
    codes = []
except WorkbookRefused as refused:
    codes = [fault.code for fault in refused.faults]
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([codes, int(peak.split()[1]) // 1024]))
"""


def measured(tmp_path, data, name="表.xlsx"):
    """Return (codes of the refusal, peak memory in MB)."""
    path = tmp_path / name
    path.write_bytes(data)
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(path)],
        check=True,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "1"},
    )
    codes, peak = json.loads(run.stdout)
    return codes, peak


def streamed(name, pieces):
    """Return an archive with one great part, made piece by piece."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for other, content in parts("").items():
            if other != name:
                archive.writestr(other, content)
        with archive.open(name, "w", force_zip64=True) as part:
            for piece in pieces:
                part.write(piece)
    return stream.getvalue()


def million_rows():
    begin, end = parts("")[SHEET_PART].split(b"</sheetData>")
    yield begin + f'<row r="1">{inline("A1", "甲")}</row>'.encode()
    for start in range(2, 1_000_001, 1_000):
        rows = (
            f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c><c r="B{n}"><v>{n}</v></c></row>'
            for n in range(start, start + 1_000)
        )
        yield "".join(rows).encode()
    yield b"</sheetData>" + end


def zeros(megabytes):
    for _ in range(megabytes):
        yield bytes(1 << 20)


def half_noise(megabytes):
    """Yield what packs by less than the ratio that gives a bomb away."""
    dice = random.Random(7)
    for _ in range(megabytes):
        yield dice.randbytes(1 << 15) + b" " * ((1 << 20) - (1 << 15))


def far_cell(address):
    return zipped(parts(plain_rows(1) + f'<row r="2"><c r="{address}"><v>1</v></c></row>'))


def text_bomb():
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 20_001))
    return zipped(parts(rows) | {TEXTS_PART: texts("x" * 30_000)})


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("表.xlsx", lambda: streamed(SHEET_PART, million_rows()), "too-many-rows"),
        ("表.xlsx", lambda: streamed("xl/media/a.png", zeros(100)), "suspicious-ratio"),
        ("表.xlsx", lambda: streamed("xl/media/a.png", half_noise(600)), "too-large-unpacked"),
        ("表.xlsx", lambda: streamed("xl/media/a.png", half_noise(100)), "too-large-part"),
        ("表.xlsx", lambda: zipped({f"{n}": b"" for n in range(100_000)}), "too-many-parts"),
        ("表.xlsx", lambda: far_cell("XFD1048576"), "too-many-columns"),
        ("表.xlsx", lambda: far_cell("J1048576"), "too-far-apart"),
        ("表.xlsx", text_bomb, "too-much-text"),
        ("表.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(30 << 20), "old-format"),
        ("表.csv", lambda: random.Random(7).randbytes(30 << 20), "unknown-content"),
        ("表.csv", lambda: ("甲\n" + "李明\n" * 1_000_000).encode(), "too-many-rows"),
        ("表.csv", lambda: b"\n" * (30 << 20), "empty-file"),
        ("表.csv", lambda: "甲\n".encode() + b"," * (30 << 20), "line-too-long"),
        ("表.csv", lambda: bytes(41 << 20), "file-too-large"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." not in value else "",
)
def test_a_refused_file_takes_little_memory(tmp_path, record_property, name, make, code):
    codes, peak = measured(tmp_path, make(), name)

    record_property("peak_mb", peak)
    assert codes == [code]
    assert peak <= MOST, f"{peak} MB"
