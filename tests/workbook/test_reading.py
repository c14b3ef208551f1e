import datetime as dt
from decimal import Decimal

from jifen.workbook import CellKind, Column, Limits, Reading, SheetSpec, read
from tests.workbook.files import (
    FACTS,
    LI_MING,
    PLAIN,
    TEXTS_PART,
    inline,
    parts,
    read_facts,
    row,
    sentences,
    texts,
    warnings,
    workbook,
    zipped,
)

AT_ROW_2 = "工作表“事实”第 2 行"


def only(**cells):
    """Return the only fault of a file with one row."""
    (fault,) = sentences(workbook([row(**cells)]))
    return fault


def test_a_filled_sheet_is_read_column_by_column():
    table = read_facts(workbook([LI_MING, row(name="周预备", day="2026年3月6日", late="√")])).tables["事实"]

    assert table.sheet == "事实"
    assert table.rows == [2, 3]
    assert table.columns == {
        "day": [dt.date(2026, 3, 5), dt.date(2026, 3, 6)],
        "name": ["李明", "周预备"],
        "number": ["11010119900307001X", "11010119900307001X"],
        "item": ["志愿服务", "志愿服务"],
        "points": [Decimal("1.5"), Decimal("1.5")],
        "times": [2, 2],
        "began": [dt.time(8, 30), dt.time(8, 30)],
        "late": [False, True],
        "note": ["清扫村道", "清扫村道"],
    }


def test_a_good_file_has_no_faults_and_no_warnings():
    reading = read_facts(workbook())

    assert (reading.faults, reading.warnings, reading.unread) == ([], [], [])


def test_a_title_above_the_headings_is_passed_over():
    table = read_facts(workbook(above=[["党员积分事实登记表"], ["填表人：孙记录员"]])).tables["事实"]

    assert table.rows == [4]


def test_headings_are_known_whatever_their_blanks_width_and_marks():
    headings = [
        "日 期",
        "党员姓名*",
        "身份证号",
        "项\n目：",
        "分值",
        "次数",
        "开始时间",
        "是否迟到",
        "＊备注",
    ]

    reading = read_facts(workbook(headings=headings))

    assert reading.faults == []
    assert reading.tables["事实"].headings["name"] == "党员姓名*"


def test_empty_columns_and_rows_before_the_table_do_not_shift_it():
    def move(book):
        book["事实"].insert_cols(1, 2)
        book["事实"].insert_rows(1, 3)
        book["事实"]["C5"] = "昨天"

    assert sentences(workbook(change=move)) == [
        "工作表“事实”第 5 行“日期”列：值“昨天”不是有效日期。请填成 2026-03-01 这样的格式。"
    ]


def test_blank_rows_are_left_out_and_keep_the_row_numbers_true():
    table = read_facts(workbook([LI_MING, [], ["　", ""], row(name="吴积极分子"), [], []])).tables["事实"]

    assert (table.rows, table.columns["name"]) == ([2, 5], ["李明", "吴积极分子"])


def test_optional_columns_may_be_missing():
    reading = read_facts(workbook([[dt.date(2026, 3, 5), "李明"]], headings=["日期", "姓名"]))

    assert reading.faults == []
    assert reading.tables["事实"].columns["points"] == [None]


def test_dates_of_the_1904_system_are_converted():
    def count_from_1904(book):
        book.epoch = dt.datetime(1904, 1, 1)

    table = read_facts(workbook(change=count_from_1904)).tables["事实"]

    assert table.columns["day"] == [dt.date(2026, 3, 5)]


def test_an_example_row_is_passed_over_with_a_warning():
    data = workbook([row(name="【示例】赵书记", day="不填"), LI_MING])

    assert read_facts(data).tables["事实"].columns["name"] == ["李明"]
    assert sentences(data) == []
    assert warnings(data) == ["工作表“事实”第 2 行：这是示例行，没有计入。填写完可以删去这一行。"]


def test_true_and_one_are_not_taken_for_each_other():
    spec = SheetSpec("表", (Column("a", "甲", CellKind.TEXT), Column("b", "乙", CellKind.NUMBER)))
    data = workbook([[True, True], [1, 1], [True, 1]], headings=["甲", "乙"], sheet="表")

    reading = read(data, [spec])

    assert reading.tables["表"].columns == {"a": ["TRUE", "1", "TRUE"], "b": [None, 1, 1]}
    assert [str(fault) for fault in reading.faults] == [
        "工作表“表”第 2 行“乙”列：值“TRUE”是文字，这里应当是数字。"
        "请只填数字，例如 2 或 1.5，不要带“分”“次”“%”等字样。"
    ]


# ------------------------------------------------------------------ cells


def test_a_bad_date_is_named():
    assert only(day="2026-13-01") == (
        f"{AT_ROW_2}“日期”列：值“2026-13-01”不是有效日期。请填成 2026-03-01 这样的格式。"
    )


def test_a_month_without_a_day_is_named():
    assert (
        only(day="2026-03")
        == f"{AT_ROW_2}“日期”列：值“2026-03”只有年月，缺少日。请填成 2026-03-01 这样的格式。"
    )


def test_a_year_of_two_digits_is_named():
    assert only(day="26-3-5") == (
        f"{AT_ROW_2}“日期”列：值“26-3-5”的年份只有两位，分不清是哪一年。请填成 2026-03-01 这样的格式。"
    )


def test_a_date_without_a_year_is_named():
    assert only(day="3月5日") == f"{AT_ROW_2}“日期”列：值“3月5日”缺少年份。请填成 2026-03-01 这样的格式。"


def test_a_date_with_the_year_last_is_named():
    assert only(day="3/5/2026") == (
        f"{AT_ROW_2}“日期”列：值“3/5/2026”的年月日顺序不清楚。请填成 2026-03-01 这样的格式。"
    )


def test_a_date_with_a_time_is_named():
    assert only(day=dt.datetime(2026, 3, 5, 8, 30)) == (
        f"{AT_ROW_2}“日期”列：值“2026-03-05 08:30:00”带有钟点，这里只要日期。请填成 2026-03-01 这样的格式。"
    )


def test_a_date_that_arrived_as_a_serial_number_is_named():
    assert only(day=46086) == (
        f"{AT_ROW_2}“日期”列：值“46086”是没有日期格式的数字。"
        "请把这一列的单元格格式改成“日期”，或填成 2026-03-01 这样的文字。"
    )


def test_a_text_in_a_number_cell_is_named():
    assert only(points="加五分") == (
        f"{AT_ROW_2}“分值”列：值“加五分”是文字，这里应当是数字。"
        "请只填数字，例如 2 或 1.5，不要带“分”“次”“%”等字样。"
    )


def test_a_date_in_a_number_cell_is_named():
    assert only(points=dt.date(2026, 3, 5)) == (
        f"{AT_ROW_2}“分值”列：值“2026-03-05”是日期或时间，这里应当是数字。"
        "请把这一格的格式改成“常规”，再重新填数字。"
    )


def test_a_number_beyond_exact_reckoning_is_named():
    assert only(points=10**16) == (
        f"{AT_ROW_2}“分值”列：值“10000000000000000”太大，超出了能精确计算的范围。请检查是否填错了格子。"
    )


def test_a_fraction_in_a_whole_number_cell_is_named():
    assert only(times=1.5) == f"{AT_ROW_2}“次数”列：值“1.5”不是整数。请填整数，例如 3。"


def test_a_bad_time_is_named():
    assert only(began="25:00") == (
        f"{AT_ROW_2}“开始时间”列：值“25:00”不是有效钟点。请填成 8:30 或 14:00 这样的格式。"
    )


def test_an_unclear_flag_is_named():
    assert only(late="不清楚") == (
        f"{AT_ROW_2}“是否迟到”列：值“不清楚”看不出是“是”还是“否”。请填“是”或“否”。"
    )


def test_a_wrong_choice_is_named_with_the_nearest():
    assert only(item="志愿活动") == (
        f"{AT_ROW_2}“项目”列：值“志愿活动”不在可以填的范围内。"
        "是不是“志愿服务”？可以填：“参加会议”“志愿服务”“按时交纳党费”。"
    )


def test_a_missing_required_value_is_named():
    assert only(name=None) == f"{AT_ROW_2}“姓名”列：没有填写。这一列必须填写，请补上。"


def test_an_id_number_that_arrived_as_a_number_is_refused_and_masked():
    assert only(number=110101199003070012) == (
        f"{AT_ROW_2}“身份证号”列：值“11**************00”是按数字存的，第 15 位以后的数字已经丢失。"
        "请把这一列的单元格格式设为“文本”，再重新填写完整的号码。"
    )


def test_an_id_number_that_ends_in_zeros_is_doubted():
    data = workbook([row(number="110101199003070000")])

    assert read_facts(data).tables["事实"].columns["number"] == ["110101199003070000"]
    assert warnings(data) == [
        f"{AT_ROW_2}“身份证号”列：值“11**************00”以 000 结尾，可能是按数字保存时丢了后三位。"
        "请核对这个号码。"
    ]


def test_a_code_that_became_a_date_is_named():
    spec = SheetSpec("表", (Column("a", "编码", CellKind.CODE),))

    assert sentences(workbook([[dt.date(2026, 3, 1)]], headings=["编码"], sheet="表"), spec) == [
        "工作表“表”第 2 行“编码”列：值“2026-03-01”被表格软件变成了日期。"
        "请把这一列的单元格格式设为“文本”，再重新填写。"
    ]


def test_a_control_character_is_named():
    cells = f'<row r="1">{inline("A1", "甲")}</row><row r="2">{inline("A2", "李_x0000_明")}</row>'

    assert sentences(zipped(parts(cells)), PLAIN) == [
        "工作表“表”第 2 行“甲”列：值“李\x00明”含有看不见的控制字符。请删去这一格，手工重新填写。"
    ]


def test_all_faults_are_reported_in_the_order_of_the_file():
    data = workbook([row(points="多", day="昨天"), row(name=None), row(day="前天")])

    assert [(fault.row, fault.column, fault.code) for fault in read_facts(data).faults] == [
        (2, "日期", "bad-date"),
        (2, "分值", "not-a-number"),
        (3, "姓名", "missing-value"),
        (4, "日期", "bad-date"),
    ]


def test_a_faulty_cell_is_empty_in_the_table():
    table = read_facts(workbook([row(points="多")])).tables["事实"]

    assert (table.columns["name"], table.columns["points"]) == (["李明"], [None])


def test_beyond_the_limit_faults_are_counted():
    data = workbook([row(day="昨天") for _ in range(7)])

    faults = read(data, [FACTS], limits=Limits(max_faults=5)).faults

    assert len(faults) == 6
    assert str(faults[-1]) == "问题太多，只列出了 5 处，另外还有 2 处。请先改正列出的问题，再重新提交。"


def test_beyond_the_limit_warnings_are_dropped():
    data = workbook([row(number="110101199003070000") for _ in range(7)])

    assert len(read(data, [FACTS], limits=Limits(max_faults=5)).warnings) == 5


def test_many_different_values_are_all_converted():
    count = 100_010
    data = ("甲\n" + "\n".join(f"第{number}号" for number in range(count))).encode()

    column = read(data, [PLAIN]).tables["表"].columns["a"]

    assert column == [f"第{number}号" for number in range(count)]


# ------------------------------------------------------------------ shared texts


def test_shared_texts_are_read():
    files = parts(
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row>'
    )

    reading = read(zipped(files | {TEXTS_PART: texts("甲", "李明")}), [PLAIN])

    assert isinstance(reading, Reading)
    assert reading.tables["表"].columns["a"] == ["李明"]
