"""From text to tokens: spellings of an input method, numbers, dates, and every lexical fault."""

from datetime import date, time
from fractions import Fraction

import pytest

from jifen.rules.conditions import ConditionError, Problem
from jifen.rules.conditions.tokens import tokenize


def _spelled(text):
    return [token.text for token in tokenize(text)[:-1]]


def _problems(text):
    with pytest.raises(ConditionError) as caught:
        tokenize(text)
    return caught.value.problems


def test_full_width_signs_read_like_half_width_ones():
    assert _spelled("（１２＋３．５）×２÷４－１ ≥ ８５％") == _spelled("(12+3.5)*2/4-1 >= 85%")


SIGNS = {
    ">=": "≥ ≧ ＞＝",
    "<=": "≤ ≦ ＜＝",
    "!=": "≠ <> ！＝",
    "==": "＝ = ＝＝ ==",
    "..": ".. 。。",
    "..<": "..< 。。＜",
    "<..<": "<..< ＜..＜",
    ",": "、 ，",
    ":": "：",
    "[": "【 〔 ［",
    "]": "】 〕 ］",
    "-": "− －",
}

KEYWORDS = {
    "and": "and AND 且 并且 而且",
    "or": "or Or 或 或者",
    "not": "not 非 并非",
    "in": "in 属于 在",
    "not in": "不属于 不在",
    "true": "true True",
    "false": "FALSE 否",
    "==": "为 等于",
    "!=": "不为 不等于",
    ">": "大于 高于 超过 多于 晚于",
    "<": "小于 低于 少于 早于",
    ">=": "大于等于 不低于 不少于 不早于",
    "<=": "小于等于 不高于 不超过 不多于 不晚于",
}


def _pairs(table):
    return [(written, sign) for sign, spellings in table.items() for written in spellings.split()]


@pytest.mark.parametrize(("written", "sign"), _pairs(SIGNS))
def test_a_sign_of_an_input_method_has_one_meaning(written, sign):
    assert _spelled(written) == [sign]


@pytest.mark.parametrize(("written", "sign"), _pairs(KEYWORDS))
def test_a_keyword_has_chinese_and_english_spellings(written, sign):
    assert _spelled(written) == [sign]


def test_joining_words_need_no_blanks():
    assert _spelled("积分>=80且类别属于[正式党员]或年龄>60") == [
        "积分", ">=", "80", "and", "类别", "in", "[", "正式党员", "]", "or", "年龄", ">", "60",
    ]  # fmt: skip


def test_other_words_stay_whole_without_blanks():
    assert _spelled("是否在册 非公企业 行为") == ["是否在册", "非公企业", "行为"]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", Fraction(12)),
        ("0.5", Fraction(1, 2)),
        ("85%", Fraction(17, 20)),
        ("12.5%", Fraction(1, 8)),
        ("999999999999999", Fraction(999999999999999)),
        ("2026-06-30", date(2026, 6, 30)),
        ("2026-6-3", date(2026, 6, 3)),
        ("２０２６年６月３０日", date(2026, 6, 30)),
        ("8:05", time(8, 5)),
        ("19：30", time(19, 30)),
        ('"书香 校园"', "书香 校园"),
        ("'好'", "好"),
        ("“表彰，２”", "表彰，２"),
        ("‘甲’", "甲"),
        ("「甲\"'乙」", "甲\"'乙"),
        ("『甲』", "甲"),
    ],
)
def test_a_literal_has_its_exact_value(written, value):
    [token, end] = tokenize(written)
    assert (token.value, token.at, token.length, end.kind) == (value, 0, len(written), "end")


def test_range_signs_do_not_eat_numbers():
    assert _spelled("70..90 70..<90 70<..90 70<..<90 1.5..") == [
        "70", "..", "90", "70", "..<", "90", "70", "<..", "90", "70", "<..<", "90", "1.5", "..",
    ]  # fmt: skip


_DIGITS = "一个数最多 15 位数字，百分数最多 13 位，请改短"
_DAY = "请按 2026-06-30 的样子写一个日历上有的日期"
_CLOCK = "请按 19:30 的样子写，小时 0 至 23，分钟 00 至 59"

_LEXICAL = [
    ("80分", Problem("BAD_NUMBER", "“80分”中数字和文字连在一起", 0, 3,
                    "请只写 80，不写单位；后面若是别的词，中间空一格")),
    ("年龄 > 2026-06-30日", Problem("BAD_NUMBER", "“2026-06-30日”中数字和文字连在一起", 5, 11,
                                  "请只写 2026-06-30，不写单位；后面若是别的词，中间空一格")),
    ("1234567890.123456", Problem("NUMBER_TOO_LONG", "“1234567890.123456”有 16 位数字，太长",
                                  0, 17, _DIGITS)),
    ("12345678901234%", Problem("NUMBER_TOO_LONG", "“12345678901234%”有 14 位数字，太长", 0, 15, _DIGITS)),
    ("1" * 30, Problem("NUMBER_TOO_LONG", "“11111111111111111111…”有 30 位数字，太长", 0, 30, _DIGITS)),
    ("2026-02-30", Problem("BAD_DATE", "没有“2026-02-30”这一天", 0, 10, _DAY)),
    ("25:00", Problem("BAD_TIME", "没有“25:00”这个时刻", 0, 5, _CLOCK)),
    ('"好', Problem("OPEN_QUOTE", "引号“\"”没有配成对", 0, 1, "请在文字后面补上引号，前后引号要成对")),
    ("70~90", Problem("BAD_CHARACTER", "条件里不能用“~”", 2, 1, "范围请写成 70..90")),
    ("a & b", Problem("BAD_CHARACTER", "条件里不能用“&”", 2, 1, "请改用“且”或 and")),
    ("a | b", Problem("BAD_CHARACTER", "条件里不能用“|”", 2, 1, "请改用“或”或 or")),
    ("！a", Problem("BAD_CHARACTER", "条件里不能用“！”", 0, 1, "请改用“非”或 not；不等于写成 !=")),
    ("a《3", Problem("BAD_CHARACTER", "条件里不能用“《”", 1, 1, "小于号请写成 <")),
    ("a》3", Problem("BAD_CHARACTER", "条件里不能用“》”", 1, 1, "大于号请写成 >")),
    ("a $ 3", Problem("BAD_CHARACTER", "条件里不能用“$”", 2, 1, "请删去这个符号；要当作文字就加引号")),
    ("\x00", Problem("BAD_CHARACTER", "条件里不能用“U+0000”", 0, 1, "请删去这个符号；要当作文字就加引号")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "problem"), _LEXICAL, ids=[text for text, _ in _LEXICAL])
def test_a_lexical_fault_says_what_and_how(text, problem):
    assert _problems(text) == [problem]


def test_all_lexical_faults_come_at_once():
    assert [(p.code, p.offset) for p in _problems("80分 $ 2026-13-01 '")] == [
        ("BAD_NUMBER", 0),
        ("BAD_CHARACTER", 4),
        ("BAD_DATE", 6),
        ("OPEN_QUOTE", 17),
    ]


def test_the_list_of_faults_ends_at_twenty():
    assert len(_problems("$" * 500)) == 20


def test_too_long_a_text_is_refused_unread():
    assert _problems("$" * 1_000_000) == [
        Problem("TOO_LONG", "这个条件有 1000000 个字符，最多 2000 个", 2000, 998_000, "请拆成几个条件分别写")
    ]


def test_two_thousand_characters_are_still_read():
    assert _spelled("a" * 2000) == ["a" * 2000]


def test_four_hundred_tokens_are_still_read():
    assert len(tokenize("( " * 400)) == 401


def test_too_many_tokens_are_refused():
    assert _problems("( " * 401) == [
        Problem("TOO_MANY_TOKENS", "这个条件超过 400 个词和符号", 800, 1, "请拆成几个条件分别写")
    ]


def test_the_error_reads_as_lines_of_place_fault_and_remedy():
    with pytest.raises(ConditionError) as caught:
        tokenize("80分 $")
    assert str(caught.value) == (
        "第 1 个字起：“80分”中数字和文字连在一起。请只写 80，不写单位；后面若是别的词，中间空一格。\n"
        "第 5 个字起：条件里不能用“$”。请删去这个符号；要当作文字就加引号。"
    )
