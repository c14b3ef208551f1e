"""Finding the row of headings and the sheet."""

from jifen.workbook import CellKind, Column, SheetSpec, read
from tests.workbook.files import (
    FACTS,
    HEADINGS,
    LI_MING,
    PLAIN,
    parts,
    plain_rows,
    read_facts,
    sentences,
    warnings,
    workbook,
    zipped,
)


def test_a_missing_column_is_named():
    data = workbook([["李明", 1]], headings=["姓名", "分值"])

    assert sentences(data) == [
        "工作表“事实”第 1 行：缺少“日期”这一列。请在标题行加上“日期”这一列，并逐行填写。"
    ]


def test_every_missing_column_is_named_and_the_others_are_still_checked():
    data = workbook([["多", "李明"]], headings=["分值", "名字"])

    assert [(fault.row, fault.code) for fault in read_facts(data).faults] == [
        (1, "unknown-column"),
        (1, "missing-column"),
        (1, "missing-column"),
        (2, "not-a-number"),
    ]


def test_an_unknown_column_is_answered_with_the_nearest_and_all_others():
    data = workbook([[*LI_MING, "县里"]], headings=[*HEADINGS[:-1], "备主", "来源"])

    assert sentences(data) == [
        "工作表“事实”第 1 行“备主”列：不认识这一列。是不是“备注”？"
        "能认识的列有：“日期”“姓名”“身份证号”“项目”“分值”“次数”“开始时间”“是否迟到”“备注”。"
        "请改正标题，或删去这一列。",
        "工作表“事实”第 1 行“来源”列：不认识这一列。"
        "能认识的列有：“日期”“姓名”“身份证号”“项目”“分值”“次数”“开始时间”“是否迟到”“备注”。"
        "请改正标题，或删去这一列。",
    ]


def test_unknown_columns_may_be_allowed():
    spec = SheetSpec("表", PLAIN.columns, allow_unknown=True)

    data = workbook([["李明", "县里", None, "多"]], headings=["甲", "来源"], sheet="表")

    assert sentences(data, spec) == []


def test_a_duplicated_heading_is_named():
    data = workbook([[*LI_MING, "赵书记"]], headings=[*HEADINGS, "党员姓名"])

    assert sentences(data) == ["工作表“事实”第 1 行“党员姓名”列：这一列出现了两次。请删去或改名其中一列。"]


def test_a_value_under_no_heading_is_named_once_a_column():
    data = workbook(
        [["李明", "x", None, "乱"], ["赵书记", "y", None, "填"]], headings=["甲", None, "乙"], sheet="表"
    )

    assert sentences(data, PLAIN) == [
        "工作表“表”第 2 行：值“x”填在没有标题的一列里（B 列）。请给这一列加上标题，或删去其中的内容。",
        "工作表“表”第 2 行：值“乱”填在没有标题的一列里（D 列）。请给这一列加上标题，或删去其中的内容。",
    ]


def test_a_sheet_without_headings_is_named():
    assert sentences(workbook([["李明"]], headings=["赵书记"], sheet="表"), PLAIN) == [
        "工作表“表”：前 10 行里没有找到标题行。标题行应当有：“甲”。请补上标题行。"
    ]


def test_headings_below_the_tenth_row_are_not_found():
    data = workbook(above=[["标题"]] * 10)

    assert [fault.code for fault in read_facts(data).faults] == ["no-header"]


def test_an_empty_sheet_is_named_with_any_columns():
    spec = SheetSpec("表", (Column("a", "甲", CellKind.TEXT), Column("b", "乙", CellKind.TEXT)))

    assert sentences(zipped(parts("")), spec) == [
        "工作表“表”：这张工作表是空的。请在第一行填上标题（“甲”“乙”），下面逐行填写。"
    ]


def test_headings_without_rows_are_a_warning():
    assert warnings(workbook([])) == ["工作表“事实”第 1 行：标题行下面没有数据。请检查是否选错了文件。"]


# ------------------------------------------------------------------ sheets


def test_a_sheet_is_known_by_its_alias():
    spec = SheetSpec("表", PLAIN.columns, aliases=("花名册",))

    assert read(workbook([["李明", "x"]], headings=["甲", "乙"], sheet=" 花名册"), [spec]).tables[
        "表"
    ].rows == [2]


def test_a_sheet_under_another_name_is_found_by_its_headings():
    def add(book):
        book.create_sheet("说明", 0)["A1"] = "请逐行填写"

    data = workbook(sheet="Sheet1", change=add)
    reading = read_facts(data)

    assert (reading.tables["事实"].sheet, reading.unread) == ("Sheet1", ["说明"])
    assert warnings(data) == [
        "工作表“Sheet1”：没有名为“事实”的工作表，把这一张当作它来读。请把工作表改名为“事实”。"
    ]


def test_the_only_sheet_is_read_even_if_its_headings_are_wrong():
    data = workbook([["李明"]], headings=["姓名"], sheet="Sheet1")

    assert sentences(data) == [
        "工作表“Sheet1”第 1 行：缺少“日期”这一列。请在标题行加上“日期”这一列，并逐行填写。"
    ]


def test_a_missing_sheet_is_named_with_those_there_are():
    def add(book):
        book.create_sheet("说明")

    data = workbook([["x"]], headings=["别的"], sheet="汇总", change=add)

    assert sentences(data) == [
        "缺少工作表“事实”。文件里的工作表有：“汇总”“说明”。请改正工作表的名称，或补上这张表。"
    ]


def test_an_optional_sheet_may_be_missing():
    spec = SheetSpec("名册", PLAIN.columns, required=False)

    reading = read(workbook(), [FACTS, spec])

    assert (sorted(reading.tables), reading.faults) == (["事实"], [])


def test_two_sheets_are_read_from_one_file():
    def add(book):
        page = book.create_sheet("表")
        page.append(["甲"])
        page.append(["李明"])

    reading = read(workbook(change=add), [FACTS, PLAIN])

    assert (reading.tables["事实"].rows, reading.tables["表"].columns["a"]) == ([2], ["李明"])


def test_a_hidden_sheet_is_not_read():
    def hide(book):
        book["事实"].sheet_state = "hidden"
        book.create_sheet("说明")

    data = workbook(change=hide)
    reading = read_facts(data)

    assert reading.tables == {}
    assert [str(fault) for fault in reading.faults] == [
        "工作表“事实”是隐藏的，没有读取。请取消隐藏后重新提交。"
    ]
    assert [str(warning) for warning in reading.warnings] == [
        "工作表“事实”：这张工作表是隐藏的，没有读取。如果需要读取，请取消隐藏后重新提交。"
    ]


def test_a_very_hidden_sheet_is_not_read():
    data = zipped(parts(plain_rows(1), state="veryHidden"))

    assert read(data, [PLAIN]).tables == {}
