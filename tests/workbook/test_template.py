import dataclasses
import datetime as dt

import openpyxl
import pytest

from jifen.workbook import CellKind, Column, ListOf, OutColumn, OutSheet, SheetSpec, read, template
from tests.workbook.files import FACTS

EXAMPLE = {
    "day": dt.date(2026, 3, 5),
    "name": "李明",
    "item": "志愿服务",
    "points": 2,
    "began": "8:30",
    "late": "否",
}
GUIDE = OutSheet("填写说明", (OutColumn("text", "说明", width=80, wrap=True),), [("红色标题必须填写。",)])


@pytest.fixture
def filled(tmp_path):
    """The template for 事实, opened."""
    path = tmp_path / "模板.xlsx"
    template(
        path,
        [FACTS],
        guide=GUIDE,
        titles={"事实": "党员积分事实登记表"},
        notes={"事实": ("一行填一件事。",)},
        examples={"事实": [EXAMPLE]},
        spare_rows=100,
    )
    return path


def test_the_template_shows_guide_title_note_headings_and_example(filled):
    book = openpyxl.load_workbook(filled)

    assert book.sheetnames == ["填写说明", "事实"]
    assert [row[0].value for row in book["事实"].iter_rows()] == [
        "党员积分事实登记表",
        "一行填一件事。",
        "日期",
        dt.datetime(2026, 3, 5),
    ]
    assert book["事实"]["B4"].value == "【示例】李明"
    assert book["事实"]["B4"].font.italic is True


def test_choices_and_flags_have_dropdowns(filled):
    rules = openpyxl.load_workbook(filled)["事实"].data_validations.dataValidation

    assert [(str(rule.sqref), rule.formula1) for rule in rules] == [
        ("D4:D104", '"参加会议,志愿服务,按时交纳党费"'),
        ("H4:H104", '"是,否"'),
    ]


def test_columns_to_fill_have_the_format_of_their_kind(filled):
    page = openpyxl.load_workbook(filled)["事实"]
    formats = {letter: page.column_dimensions[letter].number_format for letter in "ACEF"}

    assert formats == {"A": "yyyy-mm-dd", "C": "@", "E": "General", "F": "0"}


def test_the_template_is_read_as_an_empty_table(filled):
    reading = read(filled, [FACTS])

    assert (reading.faults, reading.tables["事实"].rows, reading.unread) == ([], [], ["填写说明"])
    assert [str(warning) for warning in reading.warnings] == [
        "工作表“事实”第 3 行：标题行下面只有示例行，没有数据。请在下面逐行填写。"
    ]


def test_a_sheet_that_may_be_left_out_may_be_left_as_it_was(filled):
    reading = read(filled, [dataclasses.replace(FACTS, required=False)])

    assert (reading.faults, reading.tables["事实"].rows, reading.warnings) == ([], [], [])


def test_a_filled_template_is_read_without_its_example(filled):
    book = openpyxl.load_workbook(filled)
    book["事实"].append([dt.date(2026, 3, 6), "周预备"])
    book.save(filled)

    reading = read(filled, [FACTS])

    assert (reading.faults, reading.tables["事实"].columns["name"]) == ([], ["周预备"])


def test_dropdowns_may_be_added_from_lists(tmp_path):
    people = OutSheet("下拉选项-人员", (OutColumn("name", "姓名"),), [("李明",), ("郑流动",)], hidden=True)
    path = tmp_path / "模板.xlsx"
    template(
        path,
        [FACTS],
        lists=[people],
        examples={"事实": [EXAMPLE]},
        dropdowns={"事实": {"name": ListOf("下拉选项-人员", "name")}},
        spare_rows=0,
    )

    rules = openpyxl.load_workbook(path)["事实"].data_validations.dataValidation
    assert (str(rules[0].sqref), rules[0].formula1) == ("B2", "'下拉选项-人员'!$A$2:$A$3")
    assert "hidden-sheet" not in [warning.code for warning in read(path, [FACTS]).warnings]


def test_a_wide_table_is_printed_across(tmp_path):
    wide = SheetSpec("表", tuple(Column(f"c{n}", f"第{n}列", CellKind.TEXT) for n in range(10)))
    template(tmp_path / "模板.xlsx", [wide])

    page = openpyxl.load_workbook(tmp_path / "模板.xlsx")["表"]
    assert page.page_setup.orientation == "landscape"


def test_an_example_that_cannot_be_marked_is_an_error(tmp_path):
    with pytest.raises(ValueError, match="an example row needs a text or a code"):
        template(tmp_path / "模板.xlsx", [FACTS], examples={"事实": [{"points": 2}]})


def test_headings_too_low_to_be_found_are_an_error(tmp_path):
    with pytest.raises(ValueError, match="too low to be found"):
        template(tmp_path / "模板.xlsx", [FACTS], notes={"事实": ("说明",) * 10})


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ((), "has no columns"),
        ((Column("a", "甲", CellKind.TEXT), Column("a", "乙", CellKind.TEXT)), "used twice: a"),
        (
            (Column("a", "甲", CellKind.TEXT), Column("b", "乙", CellKind.TEXT, aliases=("甲：",))),
            "used twice: 甲",
        ),
    ],
)
def test_a_sheet_described_ambiguously_is_an_error(columns, message):
    with pytest.raises(ValueError, match=message):
        SheetSpec("表", columns)


def test_a_column_described_badly_is_an_error():
    with pytest.raises(ValueError, match="both must be given"):
        Column("a", " * ", CellKind.TEXT)
    with pytest.raises(ValueError, match="CHOICE needs them"):
        Column("a", "甲", CellKind.CHOICE)
    with pytest.raises(ValueError, match="CHOICE needs them"):
        Column("a", "甲", CellKind.TEXT, choices=("x",))
