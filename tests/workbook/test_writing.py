import csv
import datetime as dt
import io
import itertools
import os
import shutil
import subprocess
from decimal import Decimal

import openpyxl
import pytest

from jifen.workbook import (
    CellKind,
    Column,
    ListOf,
    OutColumn,
    OutputRefused,
    OutSheet,
    SheetSpec,
    read,
    write_csv,
    write_xlsx,
)

COLUMNS = (
    OutColumn("day", "日期", "date"),
    OutColumn("name", "姓名"),
    OutColumn("number", "身份证号", width=22),
    OutColumn("points", "分值", "number"),
    OutColumn("times", "次数", "integer"),
)
SPEC = SheetSpec(
    "结果",
    (
        Column("day", "日期", CellKind.DATE),
        Column("name", "姓名", CellKind.TEXT),
        Column("number", "身份证号", CellKind.CODE),
        Column("points", "分值", CellKind.NUMBER),
        Column("times", "次数", CellKind.INTEGER),
    ),
)
ROWS = [
    (dt.date(2026, 3, 5), "李明", "11010119900307001X", Decimal("1.50"), 2),
    (None, "周预备", "110101199003070012", Decimal("-0.05"), None),
]
DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "'=1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x")',
    "{=1+1}",
    "http://example.invalid",
    "1e5",
    "007",
    "TRUE",
    "2026-03-05",
    "#REF!",
    "_x0041_",
    "110101199003070012",
]


def sheet(rows=ROWS, columns=COLUMNS, **options):
    return OutSheet("结果", columns, rows, **options)


def written(tmp_path, *sheets):
    path = tmp_path / "结果.xlsx"
    write_xlsx(path, sheets)
    return path


def texts_of(tmp_path, values):
    """Return the page openpyxl reads back for a column of texts."""
    path = written(tmp_path, sheet([(value,) for value in values], (OutColumn("name", "姓名"),)))
    return openpyxl.load_workbook(path)["结果"]


# ------------------------------------------------------------------ values


def test_what_is_written_is_read_again(tmp_path):
    table = read(written(tmp_path, sheet()), [SPEC]).tables["结果"]

    assert list(zip(*table.columns.values(), strict=True)) == ROWS


def test_what_is_written_as_csv_is_read_again(tmp_path):
    write_csv(tmp_path / "结果.csv", sheet())

    table = read(tmp_path / "结果.csv", [SPEC]).tables["结果"]

    assert list(zip(*table.columns.values(), strict=True)) == ROWS


def test_cells_have_native_types_and_formats(tmp_path):
    page = openpyxl.load_workbook(written(tmp_path, sheet()))["结果"]

    assert [(cell.value, cell.number_format) for cell in page[2]] == [
        (dt.datetime(2026, 3, 5), "yyyy-mm-dd"),
        ("李明", "@"),
        ("11010119900307001X", "@"),
        (1.5, "0.00"),
        (2, "0"),
    ]


def test_text_stays_text_whatever_it_begins_with(tmp_path):
    page = texts_of(tmp_path, DANGEROUS)

    cells = [row[0] for row in page.iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s"] * len(DANGEROUS)
    # openpyxl hands out escaped signs as they stand in the file.
    unescaped = [cell.value.replace("_x005F_", "_").replace("_x000D_", "\r") for cell in cells]
    assert unescaped == DANGEROUS


def test_text_read_back_is_the_text_written(tmp_path):
    spec = SheetSpec("结果", (Column("name", "姓名", CellKind.TEXT),))
    path = written(tmp_path, sheet([(value,) for value in DANGEROUS], (OutColumn("name", "姓名"),)))

    assert read(path, [spec]).tables["结果"].columns["name"] == [value.strip() for value in DANGEROUS]


def test_text_in_csv_is_guarded_against_reckoning(tmp_path):
    write_csv(tmp_path / "结果.csv", sheet([(value,) for value in DANGEROUS], (OutColumn("name", "姓名"),)))

    with (tmp_path / "结果.csv").open(encoding="utf-8-sig", newline="") as stream:
        cells = [row[0] for row in csv.reader(stream)][1:]
    guarded = {value for value, cell in zip(DANGEROUS, cells, strict=True) if cell == f"'{value}"}
    assert guarded == {value for value in DANGEROUS if value.lstrip("'")[0] in "=+-@\t\r＝＋－＠"} | {
        "110101199003070012"
    }
    spec = SheetSpec("结果", (Column("name", "姓名", CellKind.TEXT),))
    assert read(tmp_path / "结果.csv", [spec]).tables["结果"].columns["name"] == [
        value.strip() for value in DANGEROUS
    ]


def test_numbers_in_csv_show_their_decimals_and_lose_none(tmp_path):
    columns = (
        OutColumn("a", "甲", "number"),
        OutColumn("b", "乙", "number", decimals=None),
        OutColumn("c", "丙", "integer"),
    )
    rows = [(Decimal("1.5"), Decimal("1.5"), 3), (Decimal("0.125"), Decimal("1E+2"), None)]
    write_csv(tmp_path / "结果.csv", sheet(rows, columns))

    assert (tmp_path / "结果.csv").read_bytes().decode() == ("\ufeff甲,乙,丙\r\n1.50,1.5,3\r\n0.125,100,\r\n")


def test_signs_no_cell_can_hold_are_shown_as_such(tmp_path):
    values = ["李\x00明", "李\ud800明", "李\uffff明", "第一行\n第二行"]
    page = texts_of(tmp_path, values)
    write_csv(tmp_path / "结果.csv", sheet([(value,) for value in values], (OutColumn("name", "姓名"),)))

    expected = ["李�明", "李�明", "李�明", "第一行\n第二行"]
    assert [row[0].value for row in page.iter_rows(min_row=2)] == expected
    with (tmp_path / "结果.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [row[0] for row in csv.reader(stream)][1:] == expected


def test_a_text_column_takes_anything_as_text(tmp_path):
    page = texts_of(tmp_path, [7, Decimal("1.50"), dt.date(2026, 3, 5)])

    assert [row[0].value for row in page.iter_rows(min_row=2)] == ["7", "1.50", "2026-03-05"]


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("text", "长" * 32_768),
        ("number", "1"),
        ("number", 1.5),
        ("number", True),
        ("number", Decimal("NaN")),
        ("number", Decimal("1234567890.123456")),
        ("number", 10**15),
        ("integer", Decimal(1)),
        ("date", "2026-03-05"),
        ("date", dt.datetime(2026, 3, 5)),
    ],
)
def test_a_cell_that_would_be_written_as_something_else_is_an_error(tmp_path, kind, cell):
    bad = sheet([(cell,)], (OutColumn("a", "甲", kind),))
    for write, target in ((write_csv, bad), (write_xlsx, [bad])):
        with pytest.raises(ValueError, match="'结果' row 2 column 'a'"):
            write(tmp_path / "结果", target)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_dangerous_text_as_text(tmp_path):
    path = written(tmp_path, sheet([(value,) for value in DANGEROUS], (OutColumn("name", "姓名"),)))
    options = "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false"
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run(
        ["soffice", profile, *options, "--outdir", tmp_path, path],
        check=True,
        capture_output=True,
        timeout=120,
    )

    cells = [row[0] for row in csv.reader(io.StringIO((tmp_path / "结果.csv").read_text("utf-8")))]
    assert [cell.strip() for cell in cells[1:]] == [value.strip() for value in DANGEROUS]


# ------------------------------------------------------------------ the page


def test_a_sheet_has_title_notes_headings_rows_and_footer_in_this_order(tmp_path):
    page = openpyxl.load_workbook(
        written(tmp_path, sheet(title="积分公示", notes=("2026 年 3 月",), footer=("制表：孙记录员",)))
    )["结果"]

    assert [row[0].value for row in page.iter_rows()] == [
        "积分公示",
        "2026 年 3 月",
        "日期",
        dt.datetime(2026, 3, 5),
        None,
        "制表：孙记录员",
    ]
    assert sorted(str(area) for area in page.merged_cells.ranges) == ["A1:E1", "A2:E2", "A6:E6"]


def test_a_sheet_is_ready_to_print(tmp_path):
    page = openpyxl.load_workbook(written(tmp_path, sheet(title="积分公示", landscape=True)))["结果"]

    assert page.page_setup.paperSize == 9
    assert page.page_setup.orientation == "landscape"
    assert page.sheet_properties.pageSetUpPr.fitToPage is True
    assert page.page_setup.fitToHeight == 0
    assert page.print_title_rows == "$2:$2"
    assert page.freeze_panes == "A3"
    assert page.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert page["B3"].font.name == "宋体"
    assert page.column_dimensions["C"].width == pytest.approx(22, abs=1)


def test_a_sheet_of_one_column_has_an_unmerged_title(tmp_path):
    path = written(tmp_path, sheet([("请逐行填写",)], (OutColumn("a", "说明", wrap=True),), title="填写说明"))
    page = openpyxl.load_workbook(path)["结果"]

    assert (page["A1"].value, list(page.merged_cells.ranges)) == ("填写说明", [])
    assert page["A3"].alignment.wrap_text is True


def test_required_headings_are_red(tmp_path):
    columns = (OutColumn("a", "甲", required=True), OutColumn("b", "乙"))
    page = openpyxl.load_workbook(written(tmp_path, sheet([], columns)))["结果"]

    assert page["A1"].font.color.rgb == "FFC00000"
    assert page["B1"].font.color is None or page["B1"].font.color.rgb != "FFC00000"


def test_whole_points_may_be_shown_without_decimals(tmp_path):
    columns = (OutColumn("a", "甲", "number", decimals=0), OutColumn("b", "乙", "number", decimals=None))
    page = openpyxl.load_workbook(written(tmp_path, sheet([(1, 2)], columns)))["结果"]

    assert (page["A2"].number_format, page["B2"].number_format) == ("0", "General")


def rules(path, name="结果"):
    """Return (range, formula) of each dropdown."""
    page = openpyxl.load_workbook(path)[name]
    return [(str(rule.sqref), rule.formula1) for rule in page.data_validations.dataValidation]


def test_a_short_dropdown_stands_in_its_rule(tmp_path):
    path = written(tmp_path, sheet(dropdowns={"name": ("李明", "周预备")}, spare_rows=10))

    assert rules(path) == [("B2:B13", '"李明,周预备"')]


def test_long_choices_and_choices_with_commas_go_to_a_hidden_sheet(tmp_path):
    many = tuple(f"第{number}项积分事项" for number in range(60))
    path = written(
        tmp_path,
        sheet(dropdowns={"name": many, "number": ("省,部", "市"), "points": many}),
    )

    assert rules(path) == [
        ("B2:B3", "'下拉选项'!$A$1:$A$60"),
        ("C2:C3", "'下拉选项'!$B$1:$B$2"),
        ("D2:D3", "'下拉选项'!$A$1:$A$60"),
    ]
    lists = openpyxl.load_workbook(path)["下拉选项"]
    assert lists.sheet_state == "hidden"
    assert [cell.value for cell in lists["B"][:2]] == ["省,部", "市"]
    assert read(path, [SPEC]).warnings == []


def test_a_dropdown_may_list_another_sheet(tmp_path):
    roster = OutSheet(
        "花名册", (OutColumn("no", "编号"), OutColumn("name", "姓名")), [("1", "李明"), ("2", "郑流动")]
    )
    empty = OutSheet("空名册", (OutColumn("name", "姓名"),), hidden=True)
    dropdowns = {"name": ListOf("花名册", "name"), "number": ListOf("空名册", "name")}
    path = written(tmp_path, sheet(dropdowns=dropdowns), roster, empty)

    assert rules(path) == [("B2:B3", "'花名册'!$B$2:$B$3"), ("C2:C3", "'空名册'!$A$2:$A$2")]
    assert openpyxl.load_workbook(path)["空名册"].sheet_state == "hidden"


def test_a_sheet_without_rows_has_no_dropdowns(tmp_path):
    assert rules(written(tmp_path, sheet([], dropdowns={"name": ("李明",)}))) == []


def test_a_note_appears_at_the_cell(tmp_path):
    columns = (OutColumn("a", "甲", note="写全名"), OutColumn("b", "乙", note="选一项"))
    path = written(tmp_path, sheet([("x", "y")], columns, dropdowns={"b": ("是", "否")}))

    found = openpyxl.load_workbook(path)["结果"].data_validations.dataValidation
    assert [(rule.prompt, rule.formula1) for rule in found] == [("写全名", None), ("选一项", '"是,否"')]


def test_equal_input_gives_equal_bytes(tmp_path):
    first = written(tmp_path, sheet()).read_bytes()

    assert written(tmp_path, sheet()).read_bytes() == first


# ------------------------------------------------------------------ whole or not at all


def failing_rows(after):
    yield from itertools.repeat(ROWS[0], after)
    raise RuntimeError("the rows end here")


@pytest.mark.parametrize("after", [0, 1, 5_000])
@pytest.mark.parametrize("write", [write_csv, lambda path, one: write_xlsx(path, [sheet(), one])])
def test_a_failure_among_the_rows_leaves_the_old_file_and_nothing_else(tmp_path, write, after):
    path = tmp_path / "结果"
    path.write_text("老的结果", "utf-8")

    with pytest.raises(RuntimeError, match="the rows end here"):
        write(path, OutSheet("明细", COLUMNS, failing_rows(after)))

    assert [file.name for file in tmp_path.iterdir()] == ["结果"]
    assert path.read_text("utf-8") == "老的结果"


def test_the_file_appears_only_when_complete(tmp_path):
    seen = []

    def watching():
        for row in ROWS:
            seen.append((tmp_path / "结果.xlsx").exists())
            yield row

    written(tmp_path, sheet(watching()))

    assert seen == [False, False]
    assert [file.name for file in tmp_path.iterdir()] == ["结果.xlsx"]


def test_the_old_file_is_replaced(tmp_path):
    (tmp_path / "结果.csv").write_text("老的结果", "utf-8")

    write_csv(tmp_path / "结果.csv", sheet([]))

    assert (tmp_path / "结果.csv").read_text("utf-8-sig") == "日期,姓名,身份证号,分值,次数\n"


@pytest.mark.parametrize("write", [write_csv, lambda path, one: write_xlsx(path, [one])])
def test_a_missing_folder_is_refused(tmp_path, write):
    with pytest.raises(OutputRefused) as refused:
        write(tmp_path / "三月" / "结果.xlsx", sheet())

    assert [str(fault) for fault in refused.value.faults] == [
        "文件夹“三月”不存在。请先建好文件夹，或换一个位置保存。"
    ]


def test_a_target_that_cannot_be_replaced_is_refused(tmp_path):
    (tmp_path / "结果.xlsx").mkdir()

    with pytest.raises(OutputRefused) as refused:
        write_xlsx(tmp_path / "结果.xlsx", [sheet()])

    assert [str(fault) for fault in refused.value.faults] == [
        "写不进“结果.xlsx”。请关闭正在打开它的程序，或换一个文件名、换一个文件夹。"
    ]
    assert [file.name for file in tmp_path.iterdir()] == ["结果.xlsx"]


def test_a_full_disk_is_refused(tmp_path, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputRefused) as refused:
        write_xlsx(tmp_path / "结果.xlsx", [sheet()])

    assert [str(fault) for fault in refused.value.faults] == [
        "保存“结果.xlsx”时出错。请检查磁盘是否还有空间，再试一次。"
    ]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", "长" * 32, "a/b", "[x]", "'x"])
def test_a_bad_sheet_name_is_an_error(name):
    with pytest.raises(ValueError, match="no spreadsheet program takes the sheet name"):
        OutSheet(name, COLUMNS)


def test_bad_columns_and_dropdowns_are_errors(tmp_path):
    with pytest.raises(ValueError, match="columns missing or used twice"):
        OutSheet("结果", ())
    with pytest.raises(ValueError, match="columns missing or used twice"):
        OutSheet("结果", (COLUMNS[0], COLUMNS[0]))
    with pytest.raises(ValueError, match="dropdowns for no column"):
        OutSheet("结果", COLUMNS, dropdowns={"x": ("a",)})
    with pytest.raises(ValueError, match="a workbook needs a sheet that can be seen"):
        write_xlsx(tmp_path / "结果.xlsx", [sheet(hidden=True)])
    with pytest.raises(ValueError, match="argument 2 is longer"):
        write_xlsx(tmp_path / "结果.xlsx", [sheet([(None,)])])
