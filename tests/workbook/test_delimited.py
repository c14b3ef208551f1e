import datetime as dt

import pytest

from jifen.workbook import Limits, SheetSpec, delimited, read
from tests.workbook.files import FACTS, PLAIN, refusal, sentences

SAVE_AS = "请用 Excel 或 WPS 打开原来的文件，另存为 .xlsx 或“CSV UTF-8”后重新提交。"
VILLAGE = "日期,姓名,项目\n2026-03-05,李明,志愿服务\n2026/3/6,𠮷某,参加会议\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_csv_file_is_read_in_its_encoding_and_with_its_delimiter(encoding, delimiter, end):
    data = VILLAGE.replace(",", delimiter).replace("\n", end).encode(encoding)

    reading = read(data, [FACTS])

    assert reading.faults == []
    assert reading.tables["事实"].rows == [2, 3]
    assert reading.tables["事实"].columns["name"] == ["李明", "𠮷某"]
    assert reading.tables["事实"].columns["day"] == [dt.date(2026, 3, 5), dt.date(2026, 3, 6)]


def test_a_fault_in_a_csv_file_names_row_and_column():
    assert sentences(VILLAGE.replace("2026/3/6", "3月6日").encode()) == [
        "第 3 行“日期”列：值“3月6日”缺少年份。请填成 2026-03-01 这样的格式。"
    ]


def test_a_line_break_inside_quotes_keeps_the_rows_as_excel_counts_them():
    table = read('甲,乙\n"第一行\n第二行",x\n\n李明,y\n'.encode(), [PLAIN]).tables["表"]

    assert (table.rows, table.columns["a"]) == ([2, 4], ["第一行\n第二行", "李明"])


def test_short_rows_are_filled_up():
    assert read("甲,乙\n李明\n".encode(), [PLAIN]).tables["表"].columns == {"a": ["李明"], "b": [None]}


def test_a_row_longer_than_the_headings_is_named():
    assert sentences("甲,乙\n李明,清扫,村道\n赵书记,x,,\n".encode(), PLAIN) == [
        "第 2 行：值“村道”多出来了，这一行比标题行多 1 格。"
        "如果内容里有分隔符，请给整格内容加上英文双引号；否则请删去多出的内容。"
    ]


def test_a_value_under_no_heading_is_named():
    assert sentences("甲,,乙\n李明,x,y\n赵书记\n".encode(), PLAIN) == [
        "第 2 行：值“x”填在没有标题的一列里（B 列）。请给这一列加上标题，或删去其中的内容。"
    ]


def test_the_only_table_goes_to_the_sheet_it_fits_best():
    optional = SheetSpec("附注", PLAIN.columns, required=False)

    reading = read("甲,乙\n李明,x\n".encode(), [FACTS, PLAIN, optional])

    assert sorted(reading.tables) == ["表"]
    assert [str(fault) for fault in reading.faults] == [
        "缺少“事实”这张表；CSV 文件只能装一张表。请改用 .xlsx，把几张表放在一个文件里。"
    ]


def test_a_guarding_apostrophe_is_taken_away():
    data = "甲,乙\n'=1+1,'110101199003070012\n'引文',''=x\n".encode()

    assert read(data, [PLAIN]).tables["表"].columns == {
        "a": ["=1+1", "'引文'"],
        "b": ["110101199003070012", "'=x"],
    }


def test_scientific_notation_in_a_code_column_is_refused():
    assert sentences("日期,姓名,身份证号\n2026-03-05,李明,1.10101E+17\n".encode()) == [
        "第 2 行“身份证号”列：值“1.*******17”是按数字存的，第 15 位以后的数字已经丢失。"
        "请把这一列的单元格格式设为“文本”，再重新填写完整的号码。"
    ]


# ------------------------------------------------------------------ refusals


def test_neither_utf8_nor_gb18030_is_refused_with_its_line():
    data = "甲\n李明\n".encode("gb18030") + b"\xff\xff\n"

    assert refusal(data, PLAIN) == [
        ("wrong-encoding", f"第 3 行：这一行的文字编码既不是 UTF-8，也不是 GB18030。{SAVE_AS}")
    ]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_one_broken_sign_in_utf8_is_refused_and_not_read_as_gibberish(mark):
    data = mark + ("甲,乙\n" + "李明,清扫村道\n" * 20).encode()
    broken = data.replace("李明".encode(), "李明".encode()[:-1], 1)

    assert refusal(broken, PLAIN) == [
        ("wrong-encoding", f"第 2 行：这一行的文字编码不是 UTF-8，而文件其余部分是。{SAVE_AS}")
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf16_is_refused(encoding):
    data = ("\ufeff" if encoding == "utf-16-be" else "") + VILLAGE

    assert refusal(data.encode(encoding)) == [
        ("utf-16", f"文件的文字编码是 UTF-16（“Unicode 文本”）。{SAVE_AS}")
    ]


def test_a_nul_is_refused_with_its_line():
    assert refusal("甲\n李明\n赵\0书记\n".encode(), PLAIN) == [
        ("nul-character", f"第 3 行：这一行含有空字符，文件可能已经损坏。{SAVE_AS}")
    ]


def test_bytes_of_no_text_are_refused():
    assert refusal(bytes(range(256)) * 20, PLAIN) == [
        ("unknown-content", "文件内容不是表格。请提交 .xlsx 或 .csv 表格文件。")
    ]


@pytest.mark.parametrize("data", [b"<html><table></table></html>", b"%PDF-1.7 x", b"{\\rtf1 x}"])
def test_other_documents_are_refused(data):
    assert refusal(data, PLAIN) == [("unknown-content", f"文件内容是网页或别的文档，不是表格。{SAVE_AS}")]


@pytest.mark.parametrize("broken", ['"李明\n', '"李明"某\n赵书记\n'])
def test_unbalanced_quotes_are_refused_with_the_row_they_begin_in(broken):
    assert refusal(f"甲\n赵书记\n{broken}".encode(), PLAIN) == [
        (
            "unbalanced-quotes",
            "第 3 行：从这一行起，英文双引号不成对，后面的内容分不清格子。"
            "请把内容里的英文双引号改成中文引号，或补上缺少的一个。",
        )
    ]


@pytest.mark.parametrize("end", ["\n", "\r"])
def test_a_very_long_line_is_refused_unless_the_limit_is_off(end):
    data = (f"甲{end}" + f"李明{end}" * 200 + "x" * 2_000 + end).encode()

    assert refusal(data, PLAIN, limits=Limits(max_line_bytes=1024))[0][0] == "line-too-long"
    assert refusal(data, PLAIN) == []


def test_a_very_long_line_is_named():
    data = ("甲\n李明\n" + "x" * 2_000).encode()

    assert refusal(data, PLAIN, limits=Limits(max_line_bytes=1024)) == [
        ("line-too-long", f"第 3 行：这一行超过 1 KB，不像是正常的表格。{SAVE_AS}")
    ]


def test_too_many_columns_are_refused_unless_the_limit_is_off():
    data = ("甲\n李明" + "," * 20 + "\n").encode()

    assert refusal(data, PLAIN, limits=Limits(max_columns=10)) == [
        ("too-many-columns", "第 2 行：这一行超过 10 列。请检查是否少了换行，或删去多余的分隔符。")
    ]
    assert refusal(data, PLAIN) == []


def test_too_many_rows_are_refused_unless_the_limit_is_higher():
    data = ("甲\n" + "李明\n" * 9_000).encode()

    assert refusal(data, SheetSpec("表", PLAIN.columns, max_rows=100)) == [
        ("too-many-rows", "数据超过 100 行，一次最多读 100 行。请分成几个文件提交。")
    ]
    assert refusal(data, PLAIN) == []


def test_more_rows_than_a_sheet_can_have_are_refused_even_if_blank(monkeypatch):
    data = "甲\n".encode() + b"\n" * 200

    assert refusal(data, PLAIN) == []
    monkeypatch.setattr(delimited, "_MOST_RECORDS", 200)
    assert refusal(data, PLAIN) == [
        ("too-many-rows", "文件超过 200 行（空行也算）。请删去空行，或分成几个文件提交。")
    ]
