"""Laws that hold for every condition: the language is total, reversible and three-valued."""

import time
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from jifen.rules.conditions import (
    UNKNOWN,
    ConditionError,
    check,
    evaluate,
    in_words,
    names_used,
    parse,
    to_text,
)
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
)
from tests.rules.conditions.village import VILLAGE

WORDS = st.sampled_from(
    ["age", "积分", "score", "status", "正式党员", "late", "help", "zzzz", "quota", "part", "base"]
)
PATHS = st.lists(WORDS, min_size=1, max_size=3).map(tuple)
LITERALS = st.one_of(
    st.builds(Number, st.decimals(0, 10**9, places=4).map(Fraction)),
    st.builds(Text, st.text(st.characters(exclude_characters='"＂“”', codec="utf-8"), max_size=8)),
    st.builds(Day, st.dates()),
    st.builds(Clock, st.times().map(lambda clock: clock.replace(second=0, microsecond=0))),
    st.builds(Truth, st.booleans()),
    st.builds(Name, PATHS),
)


@st.composite
def _ranges(draw, nodes):
    low, high = draw(st.sampled_from([(True, True), (True, False), (False, True)]))
    return Range(
        draw(nodes) if low else None,
        low and draw(st.booleans()),
        draw(nodes) if high else None,
        high and draw(st.booleans()),
    )


def _larger(nodes):
    some = st.lists(nodes, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Negate, nodes),
        st.builds(Not, nodes),
        st.builds(Arithmetic, st.sampled_from("+-*/"), nodes, nodes),
        st.builds(Compare, st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), nodes, nodes),
        st.builds(Within, nodes, _ranges(nodes)),
        st.builds(Among, nodes, st.lists(nodes, min_size=1, max_size=3).map(tuple)),
        st.builds(And, some),
        st.builds(Or, some),
        st.builds(
            Call,
            PATHS,
            st.lists(nodes, max_size=2).map(tuple),
            st.lists(st.tuples(WORDS, nodes), max_size=1).map(tuple),
            st.lists(WORDS, max_size=2).map(tuple),
        ),
    )


TREES = st.recursive(LITERALS, _larger, max_leaves=8)


@given(TREES)
def test_every_tree_reads_back_from_its_text(tree):
    assert parse(to_text(tree)) == tree


@given(TREES)
def test_every_tree_can_be_checked_said_and_searched(tree):
    node, kind, problems = check(tree, VILLAGE, None)
    assert all(problem.length > 0 and problem.offset >= 0 for problem in problems)
    assert in_words(node, VILLAGE) != ""
    assert isinstance(names_used(node), set)
    if not problems:
        assert check(node, VILLAGE, None) == (node, kind, [])


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            "( ) [ ] , . .. ..< <.. < <= == != > >= + - * / : 且 或 非 是 否 属于 不属于 in not and or 80 85%"
            " 2026-06-30 19:30 '好' 积分 status formal count( prior(1).score f(x: 1) a".split()
        ),
        st.text(max_size=3),
    ),
    max_size=60,
).map(" ".join)


BYTES = st.binary(max_size=300).map(lambda raw: raw.decode("latin-1"))


def _read(text):
    try:
        return parse(text)
    except ConditionError as refused:
        return refused.problems


@given(st.one_of(PIECES, BYTES, st.text(max_size=300)))
def test_any_text_is_read_or_refused_and_quickly(text):
    started = time.process_time()
    found = _read(text)
    assert time.process_time() - started < 0.05
    if isinstance(found, list):
        assert found != []
        assert [problem for problem in found if not (problem.message and problem.remedy)] == []
    else:
        assert parse(to_text(found)) == found


TRUTHS = st.sampled_from([True, False, UNKNOWN])


def _given(text, **values):
    return evaluate(parse(text), lambda node: values[node.path[0]])


@given(TRUTHS, TRUTHS, TRUTHS)
def test_kleene_laws_hold(a, b, c):
    def same(left, right):
        return _given(left, a=a, b=b, c=c) is _given(right, a=a, b=b, c=c)

    assert same("not not a", "a")
    assert same("a and b", "b and a")
    assert same("a or b", "b or a")
    assert same("not (a and b)", "not a or not b")
    assert same("not (a or b)", "not a and not b")
    assert same("(a and b) and c", "a and b and c")
    assert same("(a or b) or c", "a or b or c")
    assert same("a and (b or c)", "a and b or a and c")
    assert same("a or b and c", "(a or b) and (a or c)")
    assert same("a and a", "a")
    assert same("a and true", "a")
    assert same("a or false", "a")
    assert _given("a and false", a=a) is False
    assert _given("a or true", a=a) is True


@given(TRUTHS, TRUTHS, st.booleans())
def test_knowing_more_never_changes_an_answer(a, b, found):
    for text in ("a and b", "a or b", "not a", "a and not b or b", "a == b"):
        before = _given(text, a=a, b=b)
        after = _given(text, a=found if a is UNKNOWN else a, b=b)
        assert before is UNKNOWN or before is after


@given(st.fractions(), st.fractions(), st.fractions(min_value=1))
def test_arithmetic_is_exact(a, b, c):
    def value(text):
        return _given(text, a=a, b=b, c=c)

    assert value("a + b") == a + b
    assert value("a - b") == a - b
    assert value("a * b") == a * b
    assert value("a / 3") == a / 3
    assert value("share(a, c)") == a / c
    assert value("a in b..c") is (b <= a <= c)
    assert value("a in b<..<c") is (b < a < c)
    assert value("min(a, b, c) <= max(a, b, c)") is True
