from dataclasses import replace

from jifen.workbook import Fault, WorkbookRefused, sentences
from jifen.workbook.faults import listing, mask, shorten

BAD_DATE = Fault("bad-date", "不是有效日期", "请填成 2026-03-01 这样的格式", "事实", 5, "日期", "2026-13-01")


def test_a_fault_is_a_sentence_with_place_value_and_remedy():
    assert str(BAD_DATE) == (
        "工作表“事实”第 5 行“日期”列：值“2026-13-01”不是有效日期。请填成 2026-03-01 这样的格式。"
    )


def test_a_fault_of_a_whole_file_names_no_place():
    assert (
        str(Fault("empty-file", "文件是空的", "请检查是否选错了文件")) == "文件是空的。请检查是否选错了文件。"
    )


def test_a_question_in_a_remedy_keeps_its_mark():
    assert (
        str(Fault("x", "不认识这一列", "是不是“日期”？", column="日其"))
        == "“日其”列：不认识这一列。是不是“日期”？"
    )


def test_a_long_value_is_shortened_to_sixty_characters():
    fault = Fault("x", "太长", "请缩短", value="长" * 100)

    assert fault.value == "长" * 59 + "…"


def test_a_value_of_several_lines_is_shown_on_one():
    assert shorten("第一行\r\n  第二行") == "第一行 第二行"


def test_a_refusal_reads_as_all_its_faults():
    assert str(WorkbookRefused([BAD_DATE, BAD_DATE])) == f"{BAD_DATE}\n{BAD_DATE}"


def test_a_sensitive_value_is_masked_but_for_its_ends():
    assert mask("110101199003070012") == "11**************12"
    assert mask("1234567") == "*******"


def test_a_long_list_is_cut_and_counted():
    assert listing(["甲", "乙"]) == "“甲”“乙”"
    assert listing(["甲", "乙", "丙"], most=2) == "“甲”“乙”等 3 个"


def test_faults_that_are_the_same_in_several_rows_are_said_once():
    other = replace(BAD_DATE, row=6, value="九月")
    found = [BAD_DATE, other, replace(BAD_DATE, row=7), replace(BAD_DATE, row=9)]

    assert sentences(found) == [
        "工作表“事实”第 5、7、9 行“日期”列：值“2026-13-01”不是有效日期。请填成 2026-03-01 这样的格式。",
        str(other),
    ]


def test_many_rows_of_one_fault_are_counted():
    found = [replace(BAD_DATE, row=row, column=None, value=None) for row in range(3, 93)]

    assert sentences(found) == [
        "工作表“事实”第 3、4、5、6、7、8、9、10、11、12 行等共 90 行：不是有效日期。请填成 2026-03-01 这样的格式。"
    ]


def test_a_fault_without_a_row_is_said_as_it_is():
    fault = Fault("empty-file", "文件是空的", "请检查是否选错了文件")

    assert sentences([fault, fault, BAD_DATE]) == [str(fault), str(BAD_DATE)]
