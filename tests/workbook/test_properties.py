"""Whatever bytes arrive, nothing but a refusal or faults comes out; whatever is written, is read again."""

import datetime as dt
import io
import random
import tempfile
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jifen.workbook import (
    EXAMPLE_MARK,
    CellKind,
    Column,
    Limits,
    OutColumn,
    OutSheet,
    Reading,
    SheetSpec,
    WorkbookRefused,
    read,
    write_csv,
    write_xlsx,
)
from jifen.workbook.guard import guard, unguard
from tests.workbook.files import FACTS, LI_MING, PLAIN, SHEET_PART, parts, plain_rows, row, workbook, zipped

SPECS = [FACTS, PLAIN]
SMALL = Limits(max_unpacked_bytes=8 << 20, max_grid=100_000)


def outcome(data: bytes) -> Reading | WorkbookRefused:
    """Read the bytes; anything but a reading or a refusal is raised."""
    try:
        reading = read(data, SPECS, limits=SMALL)
    except WorkbookRefused as refused:
        return refused
    for table in reading.tables.values():
        assert {len(column) for column in table.columns.values()} <= {len(table.rows)}
    for fault in (*reading.faults, *reading.warnings):
        assert str(fault)
    return reading


# ------------------------------------------------------------------ malformed files


def merged_and_reckoned() -> bytes:
    """Return a file with a little of everything a mutation can turn into something worse."""

    def change(book):
        page = book["事实"]
        page["E3"] = "=1+1"
        page.merge_cells("F3:F4")
        book.create_sheet("隐藏").sheet_state = "hidden"

    return workbook([LI_MING, row(day="2026.3.6"), row(name="周预备")], change=change)


WORKBOOK = merged_and_reckoned()
PLAIN_WORKBOOK = zipped(parts(plain_rows(5)))
MARKUP = [b"<", b">", b'"', b"'", b"/", b"<row>", b"<c>", b"</row>", b"</sheetData>", b"<!--", b"]]>", b"&"]
MARKUP += [b' r="XFD1048576"', b" r='ZZ99999'", b' t="s"', b' t="e"', b"<v>NaN</v>", b"<v>1e999</v>", b"<f/>"]
MARKUP += [
    b"\x00",
    b"\xff",
    b"9999999999",
    b'<row r="900000"/>',
    b'<mergeCell ref="A1:B9"/>',
    b"<x:c",
    b"<is>",
]


def mutate(dice: random.Random, data: bytes) -> bytes:
    """Return the bytes with a few of them flipped, cut out, doubled, or with markup put in."""
    changed = bytearray(data)
    for _ in range(dice.randint(1, 4)):
        place = dice.randrange(len(changed) + 1)
        act = dice.randrange(5)
        if act == 0 and place < len(changed):
            changed[place] = dice.randrange(256)
        elif act == 1:
            del changed[place : place + dice.randint(1, 30)]
        elif act == 2:
            changed[place:place] = dice.choice(MARKUP)
        elif act == 3:
            changed[place:place] = changed[place : place + dice.randint(1, 60)]
        elif dice.random() < 0.1:
            del changed[place:]
    return bytes(changed)


def mutated_part(dice: random.Random, data: bytes) -> bytes:
    """Return the archive, sound, with one part mutated inside: past the archive, at the reader."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    # Mostly the sheet, which is where the reader can be led astray.
    name = SHEET_PART if dice.random() < 0.6 else dice.choice(sorted(files))
    return zipped(files | {name: mutate(dice, files[name])})


def run_mutations(count: int, seed: int) -> tuple[int, int]:
    dice = random.Random(seed)
    refused = read_through = 0
    for _ in range(count):
        data = dice.choice([WORKBOOK, PLAIN_WORKBOOK])
        broken = mutate(dice, data) if dice.random() < 0.4 else mutated_part(dice, data)
        if isinstance(outcome(broken), WorkbookRefused):
            refused += 1
        else:
            read_through += 1
    return refused, read_through


def test_four_hundred_mutated_workbooks_are_refused_or_read():
    refused, read_through = run_mutations(400, seed=20260305)

    assert min(refused, read_through) > 50


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
def test_ten_thousand_mutated_workbooks_are_refused_or_read(seed):
    refused, read_through = run_mutations(1_000, seed)

    assert min(refused, read_through) > 100


@given(st.binary(max_size=3_000), st.sampled_from([b"", b"PK\x03\x04", b"\xef\xbb\xbf", "甲,乙\n".encode()]))
def test_random_bytes_are_refused_or_read(data, beginning):
    outcome(beginning + data)


@given(st.text(max_size=2_000), st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]))
def test_random_text_is_refused_or_read(text, encoding):
    outcome(("甲,乙\n" + text).encode(encoding, "replace"))


CELLS = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(
            ["2026-13-01", "＝1", "1e400", "【示例】", "1.1E+17", "#REF!", "٣", "²", "½", "2026-02-30"]
        ),
    ),
    min_size=9,
    max_size=9,
)


@given(st.lists(CELLS, max_size=6))
def test_any_texts_in_the_cells_give_values_or_faults(rows):
    text = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in cells) for cells in rows)
    headings = ",".join(column.heading for column in FACTS.columns)

    outcome(f"{headings}\n{text}".encode("utf-8", "replace").replace(b"\0", b""))


# ------------------------------------------------------------------ round trips

RESULT = SheetSpec(
    "结果",
    (
        Column("name", "姓名", CellKind.TEXT),
        Column("number", "编号", CellKind.TEXT),
        Column("points", "分值", CellKind.NUMBER),
        Column("times", "次数", CellKind.INTEGER),
        Column("day", "日期", CellKind.DATE),
    ),
)
COLUMNS = (
    OutColumn("name", "姓名"),
    OutColumn("number", "编号"),
    OutColumn("points", "分值", "number"),
    OutColumn("times", "次数", "integer"),
    OutColumn("day", "日期", "date"),
)
WORDS = (
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40)
    .map(lambda text: text.strip().strip("\ufeff\u200b").strip())
    # A text that begins with the mark of an example is one.
    .filter(lambda text: text and not text.startswith(EXAMPLE_MARK) and not set(text) & set("\ufffe\uffff"))
)
ROWS = st.lists(
    st.tuples(
        WORDS,
        st.one_of(st.none(), st.from_regex(r"[0-9]{1,20}", fullmatch=True), st.sampled_from("=+-@＝＋－＠'")),
        st.one_of(
            st.none(), st.integers(-(10**12), 10**12).map(lambda hundredths: Decimal(hundredths) / 100)
        ),
        st.one_of(st.none(), st.integers(-(10**14), 10**14)),
        st.one_of(st.none(), st.dates(dt.date(1900, 3, 1), dt.date(2100, 12, 31))),
    ),
    max_size=5,
)


def round_trip(rows, name, write):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        write(path, OutSheet("结果", COLUMNS, rows, title="积分" if name.endswith("xlsx") else ""))
        reading = read(path, [RESULT])
    assert reading.faults == []
    return list(zip(*reading.tables["结果"].columns.values(), strict=True))


@given(ROWS)
def test_what_is_written_as_xlsx_is_read_again(rows):
    assert round_trip(rows, "结果.xlsx", lambda path, sheet: write_xlsx(path, [sheet])) == rows


@given(ROWS)
def test_what_is_written_as_csv_is_read_again(rows):
    assert round_trip(rows, "结果.csv", write_csv) == rows


@given(st.text(st.sampled_from("='＝+-@\t\r'0123456789x"), max_size=20))
def test_a_guarded_text_is_whole_again_and_never_begins_a_formula(text):
    assert unguard(guard(text)) == text
    assert guard(text)[:1] not in set("=+-@\t\r＝＋－＠")
