"""The form of a scheme file: what its text becomes, where everything stands, what is refused and how fast."""

import sys
from contextlib import suppress
from decimal import Decimal
from time import process_time

import pytest
from benchmarks.scheme_load import HOSTILE, hostile
from hypothesis import given
from hypothesis import strategies as st

from jifen.rules.findings import Place, SchemeRefused
from jifen.rules.yamlfile import YamlFile, parse, resolve
from jifen.rules.yamltext import LIMITS, Limits, decode, normalise


def read(text: str, limits: Limits = LIMITS) -> YamlFile:
    return parse(text.encode(), "a.yaml", limits)


def refusal(data: str | bytes, limits: Limits = LIMITS) -> str:
    """The one finding a file is refused with, without its remedy."""
    with pytest.raises(SchemeRefused) as refused:
        parse(data if isinstance(data, bytes) else data.encode(), "a.yaml", limits)
    [finding] = refused.value.findings
    return f"{finding.place.line}:{finding.place.column} {finding.code} {finding.message}"


def remedy(text: str) -> str:
    with pytest.raises(SchemeRefused) as refused:
        read(text)
    return refused.value.findings[0].remedy


def answered(data: bytes) -> None:
    """Read or refuse, nothing else."""
    with suppress(SchemeRefused):
        assert isinstance(parse(data, "a.yaml").tree, dict)


# -- what a text becomes


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("甲", "甲"),
        ("~", None),
        ("null", None),
        ("true", True),
        ("False", False),
        ("yes", "yes"),
        ("5", 5),
        ("-3", -3),
        ("+5", 5),
        ("0", 0),
        ("012", "012"),
        ("1.50", Decimal("1.50")),
        ("-0.5", Decimal("-0.5")),
        (".5", ".5"),
        ("5.", "5."),
        ("1e5", "1e5"),
        ("0x1F", "0x1F"),
        (".inf", ".inf"),
        ("2024-01-01", "2024-01-01"),
        ("12:30:00", "12:30:00"),
        ("1/3", "1/3"),
        ("85%", "85%"),
        ("9" * 18, int("9" * 18)),
        ("9" * 19, "9" * 19),
        ("0." + "1" * 19, "0." + "1" * 19),
    ],
)
def test_a_plain_value_is_resolved_without_surprises(written: str, value: object):
    found = resolve(written)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("written", ["'5'", '"5"', "|\n  5", ">\n  5"])
def test_a_quoted_value_stays_text(written: str):
    assert str(read(f"a: {written}\n").tree["a"]).strip() == "5"


def test_keys_are_text_and_truth_is_said_in_chinese():
    file = read("1: a\n1.50: b\ntrue: c\nFalse: d\n'true': e\n012: f\n")
    assert file.tree == {"1": "a", "1.50": "b", "是": "c", "否": "d", "true": "e", "012": "f"}


def test_every_key_and_value_has_its_place():
    file = read("title: 办法\nparts:\n  - part: base\n    items: [a, b]\nend: 1\n")
    places = file.positions
    assert places.key(("title",)) == Place("a.yaml", 1, 1)
    assert places.place(("title",)) == Place("a.yaml", 1, 8)
    assert places.place(("parts",)) == Place("a.yaml", 2, 1)  # a block is found at its key
    assert places.place(("parts", 0)) == Place("a.yaml", 3, 5)
    assert places.key(("parts", 0)) == Place("a.yaml", 3, 5)
    assert places.place(("parts", 0, "items", 1)) == Place("a.yaml", 4, 16)


def test_what_is_not_in_the_file_is_found_at_what_is_around_it():
    places = read("parts:\n  - part: base\n").positions
    assert places.place(("parts", 0, "items", 3, "title")) == Place("a.yaml", 2, 5)
    assert places.key(("parts", 0, "title")) == Place("a.yaml", 2, 5)
    assert places.place(("total",)) == Place("a.yaml", 1, 1)


@pytest.mark.parametrize(
    "written", ["a: 1\nb: 2\n", "a: 1\r\nb: 2\r\n", "\ufeffa: 1\rb: 2", "---\na: 1\nb: 2\n"]
)
def test_line_ends_marks_and_a_first_rule_make_no_difference(written: str):
    assert read(written).tree == {"a": 1, "b": 2}


def test_line_ends_are_made_one():
    assert normalise(b"a\r\nb\rc\n") == b"a\nb\nc\n"


def test_keys_written_twice_and_values_left_empty_are_told_together():
    file = read("a: 1\na: 2\nb:\nc: [~, 1]\nd: {e:1}\na: {f: }\n")
    assert [f"{f.place.line}:{f.place.column} {f.message} {f.remedy}" for f in file.findings] == [
        "2:1 字段“a”在第 1 行已经写过，第 2 行又写了一次 只留一个；要写两项内容的，给它们不同的名字",
        "3:1 字段“b”后面是空的 写上内容；用不着的，把这一行删去",
        "4:5 第 1 条“-”后面是空的 写上内容；用不着的，把这一行删去",
        "5:5 字段“e:1”后面是空的 冒号后面要空一格",
        "6:1 字段“a”在第 1 行已经写过，第 6 行又写了一次 只留一个；要写两项内容的，给它们不同的名字",
        "6:5 字段“f”后面是空的 写上内容；用不着的，把这一行删去",
    ]
    assert file.tree["a"] == 1


def test_a_file_of_nothing_but_faults_is_answered_with_some():
    assert len(read("a: 1\n" * 500).findings) == 201
    assert len(read("".join(f"a{n}:\n" for n in range(500))).findings) == 201


# -- what is refused


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("", "1:1 empty-file 文件是空的，没有内容"),
        (" \n\n", "1:1 empty-file 文件是空的，没有内容"),
        ("# 只有一句说明\n", "1:1 empty-file 文件是空的，没有内容"),
        ("一段文字", "1:1 not-a-scheme 文件里不是一份方案：最外层要由“字段: 值”组成"),
        ("a: 1\n...\nb: 2\n", "2:1 many-documents 从这一行起是另一份内容，一个文件只能写一份方案（...）"),
        (
            "a: 1\n--- {b: 2}\n",
            "2:1 many-documents 从这一行起是另一份内容，一个文件只能写一份方案（--- {b: 2}）",
        ),
        ("a: *b\n", "1:4 alias 这里用了引用记号“*”或“&”，方案文件里不能用（a: *b）"),
        ("a: &b 1\n", "1:4 alias 这里用了引用记号“*”或“&”，方案文件里不能用（a: &b 1）"),
        ("a: ! b\n", "1:4 tag 这里用了类型记号“!”，方案文件里不能用（a: ! b）"),
        ("a: 1\n%b\n", "2:1 yaml-directive 这一行以“%”开头，方案文件里不能这样写（%b）"),
        ("? [a]\n: 1\n", "1:3 bad-key 字段名要是一个词，这里却是一组内容"),
        (": 1\n", "1:1 bad-key 冒号前面没有字段名"),
        ("' ': 1\n", "1:1 bad-key 冒号前面没有字段名"),
        ("~: 1\n", "1:1 bad-key 冒号前面没有字段名"),
        ('a: "\\x00"\n', "1:4 invisible-character 引号里的转义写出了一个看不见的字符 U+0000"),
        ('a: "\\ud800"\n', "1:4 invisible-character 引号里的转义写出了一个看不见的字符 U+D800"),
        ('"\\u200b": 1\n', "1:1 invisible-character 引号里的转义写出了一个看不见的字符 U+200B"),
        ("a: 1\nb\u202e: 2\n", "2:2 invisible-character 这里有一个看不见的字符 U+202E（b: 2）"),
        ("a: x\u0085y", "1:5 invisible-character 这里有一个看不见的字符 U+0085（a: xy）"),
    ],
)
def test_what_a_scheme_file_cannot_hold_is_refused(text: str, finding: str):
    assert refusal(text) == finding


def test_many_invisible_signs_are_told_together_up_to_twenty():
    with pytest.raises(SchemeRefused) as refused:
        read("a: 1\n" + "b\u200b" * 50)
    assert [finding.place.column for finding in refused.value.findings] == list(range(2, 42, 2))


@pytest.mark.parametrize(
    ("data", "finding"),
    [
        (
            "标题: 办法".encode("gb18030"),
            "1:1 not-utf8 文件编码不是 UTF-8，看来是 GBK（GB18030，记事本里叫“ANSI”）",
        ),
        (b"a: 1\nb: \xff\xff\n", "2:1 not-utf8 文件编码不是 UTF-8，也不是 GBK"),
        ("a: 1".encode("utf-16"), "1:1 not-utf8 文件编码不是 UTF-8，是 UTF-16（记事本里叫“Unicode”）"),
        (b"PK\x03\x04\x00\x00", "1:1 not-text 文件里有空字节，不是文本文件（可能是 Word、Excel 或图片）"),
    ],
)
def test_bytes_that_are_no_utf8_are_refused_with_a_guess(data: bytes, finding: str):
    assert refusal(data) == finding


@pytest.mark.parametrize(
    ("text", "finding", "do"),
    [
        (
            "a: 1\ntitle：办法\nparts: 1\n",
            "2:1 yaml-syntax 这一行缺少冒号，或冒号后面没有空格（title：办法）",
            "这一行用的是全角冒号“：”，改成半角冒号加空格“: ”",
        ),
        (
            "a: 1\nb:2\nc: 3\n",
            "2:1 yaml-syntax 这一行缺少冒号，或冒号后面没有空格（b:2）",
            "冒号后面要空一格",
        ),
        (
            "a: 1\n只有文字\nc: 3\n",
            "2:1 yaml-syntax 这一行缺少冒号，或冒号后面没有空格（只有文字）",
            "写成“字段: 值”，用半角冒号，后面空一格",
        ),
        (
            "a: {b: 1，c: 2}\n",
            "1:11 yaml-syntax 花括号里的各项没有用逗号隔开，或缺少“}”（a: {b: 1，c: 2}）",
            "括号里用了全角逗号“，”，改成半角逗号“,”",
        ),
        (
            "a: [1, 2\nb: 3\n",
            "2:2 yaml-syntax 方括号里的各项没有用逗号隔开，或缺少“]”（b: 3）",
            "各项之间用半角逗号隔开，末尾写“]”",
        ),
        (
            "a: '没有配对\nb: 1\n",
            "1:4 yaml-syntax 从这里开始的引号没有配对（a: '没有配对）",
            "补上后一个引号，或删去前一个",
        ),
        ("a:\n\tb: 1\n", "2:1 yaml-syntax 这里用了制表符（Tab）（b: 1）", "缩进一律用空格，把制表符改成空格"),
        (
            "a: b: c\n",
            "1:5 yaml-syntax 这里多了一个冒号，或上一行的缩进不对（a: b: c）",
            "值里有冒号的，把值放进引号；再核对缩进",
        ),
        ("a:\n  - x\n -y\n", "3:2 yaml-syntax 这一行的缩进与上面各行没有对齐（-y）", "“-”后面要空一格"),
        ("a: - b\n", "1:4 yaml-syntax 这里不能写以“-”开头的条目（a: - b）", "条目另起一行写，核对缩进"),
        ("a: @b\n", "1:4 yaml-syntax 这一段文字不能以这个符号开头（a: @b）", "把整段文字放进英文引号"),
        ("a: |2x\n", "1:6 yaml-syntax “|”或“>”后面写错了（a: |2x）", "只写“|”，文字从下一行开始写"),
        (
            "a: {b: 1,, c}\n",
            "1:10 yaml-syntax 这里缺少内容，或多了一个符号（a: {b: 1,, c}）",
            "核对逗号和括号，删去多余的符号",
        ),
        (
            'a: "\\q"\n',
            '1:6 yaml-syntax 双引号里的反斜杠写法不对（a: "\\q"）',
            "改用单引号，或把反斜杠写成两个",
        ),
        (
            'a: 1\nb: "\\UFFFFFFFF"\n',
            '2:1 yaml-syntax 格式不对，读不下去（b: "\\UFFFFFFFF"）',
            "核对这一行的缩进、冒号、引号和括号",
        ),
        (
            "a: 1\n\u3000b：2\nc: 3\n",
            "2:1 yaml-syntax 这一行缺少冒号，或冒号后面没有空格（b：2）",
            "行首用了全角空格，改成半角空格",
        ),
    ],
)
def test_a_slip_of_the_pen_is_told_in_the_words_of_an_office(text: str, finding: str, do: str):
    assert refusal(text) == finding
    assert remedy(text) == do


def test_a_fault_on_an_empty_line_is_told_without_quoting_it():
    assert refusal("a: [\n") == "2:1 yaml-syntax 到文件末尾还缺少内容，或括号没有配对"


def test_a_file_without_any_colon_is_answered_with_the_slip_in_it():
    assert remedy("scheme：demo\n") == "这一行用的是全角冒号“：”，改成半角冒号加空格“: ”"


# -- limits


@pytest.mark.parametrize(
    "text",
    ["a: " + "[" * 29 + "]" * 29, "".join(" " * level + "a:\n" for level in range(29)) + " " * 29 + "a: 1\n"],
)
def test_thirty_levels_are_allowed(text: str):
    assert read(text).tree.keys() == {"a"}


@pytest.mark.parametrize("text", ["a: " + "[" * 40, "a: " + "{" * 40, "- " * 40, "a:\n" + "  - " * 40])
def test_deeper_nesting_is_refused_at_the_sign(text: str):
    assert refusal(text).split()[1] in ("too-deep", "not-a-scheme")


def test_deep_blocks_are_refused_at_the_first_line_beyond():
    text = "".join(" " * level + "a:\n" for level in range(30)) + " " * 30 + "a: 1\n"
    assert refusal(text) == "31:31 too-deep 内容套得太深（a: 1）"


def test_a_million_bytes_are_taken_and_one_more_is_refused():
    assert len(decode(b"a" * LIMITS.bytes, "a.yaml", Limits(work=10 * LIMITS.work))) == LIMITS.bytes
    assert refusal(b"a" * (LIMITS.bytes + 1)) == (
        "1:1 too-large 文件有 1,000,001 字节，超过上限 1,000,000 字节"
    )


@pytest.mark.parametrize("count", [10_000, 25_000])
def test_ten_thousand_items_are_refused_before_they_are_parsed(count: int):
    text = "items:\n" + "- {item: a, title: b}\n" * count
    assert refusal(text).startswith("1:1 too-much 文件内容太多：共 ")


def test_the_limits_are_what_saves_us():
    """Canary: without its limit each planted bomb goes through."""
    big, many = b"a: 1 #" + b"x" * LIMITS.bytes, b"a: 1\n" + b"\n" * 200_000
    tall = "a: " + "[" * 60 + "]" * 60 + "\n"
    assert [refusal(bomb).split()[1] for bomb in (big, many, tall)] == ["too-large", "too-much", "too-deep"]

    off = Limits(bytes=10**9, work=10**9, depth=10**9)
    assert len(decode(big, "a.yaml", off)) == len(big)
    assert len(decode(many, "a.yaml", off)) == len(many)
    assert read(tall, off).tree.keys() == {"a"}


def slowness() -> float:
    """How many times slower than an idle machine of the benchmark this one is just now, 1 at least."""
    if sys.gettrace() is not None:  # coverage looks at every line
        return 100.0
    before = process_time()
    text, position = "x" * 100_000, 0
    while position < 100_000 and text[position] != "y":
        position += 1
    return max(1.0, (process_time() - before) / 0.006)


def assert_answered_within_a_second(before: str, unit: str, share: float) -> None:
    bomb, slow = hostile(before, unit, share), slowness()
    start = process_time()
    answered(bomb)
    assert process_time() - start < 1.0 * share * slow + 0.05


@pytest.mark.parametrize(("before", "unit"), HOSTILE.values())
def test_a_share_of_a_hostile_file_is_answered_within_that_share_of_a_second(before: str, unit: str):
    assert_answered_within_a_second(before, unit, 0.1)


@pytest.mark.long
@pytest.mark.parametrize(("before", "unit"), HOSTILE.values())
def test_a_hostile_file_is_answered_within_a_second(before: str, unit: str):
    assert_answered_within_a_second(before, unit, 1.0)


# -- arbitrary bytes


@given(st.binary(max_size=300))
def test_arbitrary_bytes_are_read_or_refused(data: bytes):
    answered(data)


@given(st.text(alphabet="ab: -\n\t[]{},'\"|>#&*!%?~.0字：，\\u", max_size=60))
def test_arbitrary_signs_are_read_or_refused(text: str):
    answered(text.encode())
