"""From tokens to a tree: every construct, every refusal, and inputs made to hurt."""

from datetime import date, time
from fractions import Fraction

import pytest

from jifen.rules.conditions import ConditionError, Problem, parse, parse_range
from jifen.rules.conditions.syntax import (
    Among,
    And,
    Arithmetic,
    Call,
    Clock,
    Compare,
    Day,
    Name,
    Negate,
    Not,
    Number,
    Or,
    Range,
    Text,
    Truth,
    Within,
    walk,
)

A, B, C = Name(("a",)), Name(("b",)), Name(("c",))


def n(value):
    return Number(Fraction(value))


CONSTRUCTS = [
    ("12.5", n("12.5")),
    ("85%", n("0.85")),
    ("'好'", Text("好")),
    ("2026-06-30", Day(date(2026, 6, 30))),
    ("19:30", Clock(time(19, 30))),
    ("true", Truth(True)),
    ("是", Truth(True)),
    ("false", Truth(False)),
    ("否", Truth(False)),
    ("a", A),
    ("period.end", Name(("period", "end"))),
    ("-a", Negate(A)),
    ("--1", Negate(Negate(n(1)))),
    ("a + b - c", Arithmetic("-", Arithmetic("+", A, B), C)),
    ("a + b * c / 2", Arithmetic("+", A, Arithmetic("/", Arithmetic("*", B, C), n(2)))),
    ("(a + b) * c", Arithmetic("*", Arithmetic("+", A, B), C)),
    ("a == b", Compare("==", A, B)),
    ("a 是 b", Compare("==", A, B)),
    ("a 不是 b", Compare("!=", A, B)),
    ("a 为 是", Compare("==", A, Truth(True))),
    ("a != b", Compare("!=", A, B)),
    ("a ≥ b + 1", Compare(">=", A, Arithmetic("+", B, n(1)))),
    ("0 < a <= 5", And((Compare("<", n(0), A), Compare("<=", A, n(5))))),
    ("a in 70..90", Within(A, Range(n(70), False, n(90), False))),
    ("a in 70..<90", Within(A, Range(n(70), False, n(90), True))),
    ("a in 70<..90", Within(A, Range(n(70), True, n(90), False))),
    ("a in 70<..<90", Within(A, Range(n(70), True, n(90), True))),
    ("a in 100..", Within(A, Range(n(100), False, None, False))),
    ("a in 100<..", Within(A, Range(n(100), True, None, False))),
    ("a in ..50", Within(A, Range(None, False, n(50), False))),
    ("a in ..<60", Within(A, Range(None, False, n(60), True))),
    ("a in -5..-1", Within(A, Range(Negate(n(5)), False, Negate(n(1)), False))),
    ("a in b..c", Within(A, Range(B, False, C, False))),
    ("a in 1.. and b", And((Within(A, Range(n(1), False, None, False)), B))),
    ("a not in 1..2", Not(Within(A, Range(n(1), False, n(2), False)))),
    ("a in [b, '丙', 3]", Among(A, (B, Text("丙"), n(3)))),
    ("a 属于【b、c】", Among(A, (B, C))),
    ("a not in [b]", Not(Among(A, (B,)))),
    ("a 不属于 [b]", Not(Among(A, (B,)))),
    ("not a in [b]", Not(Among(A, (B,)))),
    ("非 a", Not(A)),
    ("不是 a", Not(A)),
    ("not not a", Not(Not(A))),
    ("a or b and not c", Or((A, And((B, Not(C)))))),
    ("(a or b) and c", And((Or((A, B)), C))),
    ("a and b and c", And((A, B, C))),
    ("a or b or c", Or((A, B, C))),
    ("f()", Call(("f",), ())),
    ("pool.size", Name(("pool", "size"))),
    ("count(a, b)", Call(("count",), (A, B))),
    ("prior(1).score", Call(("prior",), (n(1),), (), ("score",))),
    ("f(1).a.b", Call(("f",), (n(1),), (), ("a", "b"))),
    ("pool.rank(a, from: b)", Call(("pool", "rank"), (A,), (("from", B),))),
    ("f(from: b, per: c)", Call(("f",), (), (("from", B), ("per", C)))),
    ("known(a and b)", Call(("known",), (And((A, B)),))),
]


@pytest.mark.parametrize(("text", "tree"), CONSTRUCTS, ids=[text for text, _ in CONSTRUCTS])
def test_a_construct_has_one_tree(text, tree):
    assert parse(text) == tree


def test_nodes_know_their_place():
    tree = parse("积分 >= 80 且 类别 是 formal")
    assert [(type(node).__name__, node.at) for node in walk(tree)] == [
        ("And", 9),
        ("Compare", 3),
        ("Name", 0),
        ("Number", 6),
        ("Compare", 14),
        ("Name", 11),
        ("Name", 16),
    ]


def test_walking_reaches_every_corner():
    tree = parse("not (-a in [b]) or f(c, per: d) in 1..e or -g + 2 in ..3 or h in 4..")
    assert [node.path[0] for node in walk(tree) if isinstance(node, Name)] == list("abcdegh")


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("70..<90", Range(n(70), False, n(90), True)),
        ("5..", Range(n(5), False, None, False)),
        ("3", Range(n(3), False, n(3), False)),
        ("85%", Range(n("0.85"), False, n("0.85"), False)),
    ],
)
def test_a_range_stands_alone_as_a_row_key(text, bounds):
    assert parse_range(text) == bounds


_OPERAND = "请补上数、文字、日期或名称；文字里有符号时要加引号"
_RANGE = "请写成 70..90、70..<90、100.. 或 ..50 的样子"
_JOIN = "两个条件之间要用“且”或“或”连接，文字里有空格或符号时要加引号"
_CLOSE = "请在这里补上“)”，或检查前面是否少了逗号或连接词"
_CUT = "；写在花括号、方括号里的条件有逗号的，整句要加引号"

REFUSALS = [
    ("", Problem("EMPTY", "条件是空的", 0, 1, "请写出条件，例如 积分 >= 80")),
    ("  ", Problem("EMPTY", "条件是空的", 0, 1, "请写出条件，例如 积分 >= 80")),
    ("a and ", Problem("MISSING_OPERAND", "条件末尾少了一个值", 5, 1, _OPERAND)),
    ("且 a", Problem("MISSING_OPERAND", "“且”前面少了一个值", 0, 1, _OPERAND)),
    ("a == )", Problem("MISSING_OPERAND", "“)”前面少了一个值", 5, 1, _OPERAND)),
    ("f(1,)", Problem("MISSING_OPERAND", "“)”前面少了一个值", 4, 1, _OPERAND)),
    ("a in [b,]", Problem("MISSING_OPERAND", "“]”前面少了一个值", 8, 1, _OPERAND)),
    ("(a", Problem("MISSING_BRACKET", "第 1 个字的“(”没有配上“)”", 2, 1, _CLOSE + _CUT)),
    ("a in [b", Problem("MISSING_BRACKET", "第 6 个字的“[”没有配上“]”", 7, 1,
                        _CLOSE.replace(")", "]") + _CUT)),
    ("f(a b)", Problem("MISSING_BRACKET", "第 2 个字的“(”没有配上“)”", 4, 1, _CLOSE)),
    ("f(1: a)", Problem("MISSING_BRACKET", "第 2 个字的“(”没有配上“)”", 3, 1, _CLOSE)),
    ("f(a.b: c)", Problem("MISSING_BRACKET", "第 2 个字的“(”没有配上“)”", 5, 1, _CLOSE)),
    ("a.", Problem("MISSING_NAME", "点后面少了名称", 1, 1, "请写成 period.end 的样子")),
    ("prior(1).5", Problem("MISSING_NAME", "点后面少了名称", 8, 1, "请写成 period.end 的样子")),
    ("a in []", Problem("EMPTY_LIST", "方括号里一项也没有", 5, 1, "请至少写一项，例如 [正式党员]")),
    ("a in 5", Problem("MISSING_LIST", "“属于”后面的“5”既不是列表也不是范围", 5, 1,
                       "列表请写 [甲, 乙]，范围请写 70..90；只有一个值就用 ==")),
    ("a in ..", Problem("BAD_RANGE", "范围“..”缺少一端的数", 5, 2, _RANGE)),
    ("a in <..5", Problem("BAD_RANGE", "范围“<..”缺少一端的数", 5, 3, _RANGE)),
    ("a in 5..<", Problem("BAD_RANGE", "范围“..<”缺少一端的数", 6, 3, _RANGE)),
    ("a b", Problem("UNEXPECTED", "“b”放在这里读不懂", 2, 1, _JOIN)),
    ("a '好'", Problem("UNEXPECTED", "“'好'”放在这里读不懂", 2, 3, _JOIN)),
    ("a in [b] in [c]", Problem("UNEXPECTED", "“in”放在这里读不懂", 9, 2, _JOIN)),
    ("a)", Problem("UNEXPECTED", "“)”放在这里读不懂", 1, 1, _JOIN)),
    ("a not b", Problem("UNEXPECTED", "“not”放在这里读不懂", 2, 3, "“不属于”请写成 not in")),
    ("f(x: a, b)", Problem("UNEXPECTED", "“b”的位置不对", 8, 1, "带名称的写法（如 from: bottom）要放在最后")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "problem"), REFUSALS, ids=[text for text, _ in REFUSALS])
def test_a_refusal_says_where_what_and_how(text, problem):
    with pytest.raises(ConditionError) as caught:
        parse(text)
    assert caught.value.problems == [problem]


def test_a_lone_range_refuses_what_is_left_over():
    with pytest.raises(ConditionError) as caught:
        parse_range("70..90 5")
    assert caught.value.problems == [Problem("UNEXPECTED", "“5”放在这里读不懂", 7, 1, _JOIN)]


@pytest.mark.parametrize("opening", ["(", "not ", "- ", "f(", "（"])
def test_thirty_levels_are_read_and_one_more_is_refused(opening):
    closing = ")" if opening.strip()[-1] in "(（" else ""
    assert parse(opening * 30 + "a" + closing * 30)
    with pytest.raises(ConditionError) as caught:
        parse(opening * 31 + "a" + closing * 31)
    [problem] = caught.value.problems
    assert (problem.code, problem.message, problem.remedy) == (
        "TOO_DEEP",
        "括号和“非”套得太深，超过 30 层",
        "请去掉多余的括号，或拆成几个条件",
    )


def test_levels_that_were_closed_do_not_count():
    assert parse(" and ".join(["(not (-a > 1))"] * 39))


def test_sixty_operators_are_read_and_one_more_is_refused():
    assert parse("1" + "+1*2-1" * 20)
    with pytest.raises(ConditionError) as caught:
        parse("1" + "+1" * 61)
    assert caught.value.problems == [
        Problem("TOO_MANY_OPERATORS", "一个条件里的加减乘除超过 60 个", 121, 1, "请拆成几行分别计算")
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(" * 10_000, "TOO_LONG"),
        ("(" * 1_999, "TOO_MANY_TOKENS"),
        ("(" * 399, "TOO_DEEP"),
        (" and ".join(["a"] * 2_001), "TOO_LONG"),
        ("且" * 2_000, "TOO_MANY_TOKENS"),
        ("a且" * 1_000, "TOO_MANY_TOKENS"),
        ("9" * 2_000, "NUMBER_TOO_LONG"),
        ("9" * 1_000_000, "TOO_LONG"),
        ("a in [" + "1," * 199 + "1]", "TOO_MANY_TOKENS"),
        ('"' + "a" * 1_999, "OPEN_QUOTE"),
        ("'\"" * 1_000, "TOO_MANY_TOKENS"),
        ("<" * 2_000, "TOO_MANY_TOKENS"),
        ("不" * 2_000 + "\n", "TOO_LONG"),
        ("\ud800", "BAD_CHARACTER"),
    ],
)
def test_an_input_made_to_hurt_is_refused(text, code):
    with pytest.raises(ConditionError) as caught:
        parse(text)
    assert caught.value.problems[0].code == code
