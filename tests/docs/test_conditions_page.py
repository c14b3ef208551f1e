"""The page on conditions tells every sign, function and rule; the page of fields every field."""

from __future__ import annotations

from itertools import chain
from typing import Any

import pytest

from jifen.rules.conditions import UNKNOWN, Environment, check, evaluate, parse
from jifen.rules.conditions.functions import FUNCTIONS, SPANS
from jifen.rules.conditions.tokens import MAX_CHARACTERS, MAX_TOKENS, WORD_SIGNS, tokenize
from jifen.rules.fields import (
    ALL_FIELDS,
    CONTEXT_FIELDS,
    FACT_FIELDS,
    MEMBER_FIELDS,
    RESULT_FIELDS,
    Choice,
    Field,
    FieldType,
)
from tests.docs.pages import quoted, read_sections
from tests.docs.scheme_pages import FOLDER

CONDITIONS = {section.heading: section for section in read_sections(FOLDER / "conditions.md")}
FIELDS = {section.heading: section for section in read_sections(FOLDER / "fields.md")}
OWN = Environment(
    kinds=(Choice("late", "迟到"), Choice("meeting", "会议")),
    parts=(Choice("base", "基础分"),),
    items=(Choice("base.duty", "遵章守纪"),),
    lines=(Choice("raw", "折算前"), Choice("score", "年度积分")),
    quotas=(Choice("front", "前三分之一"),),
    names=(
        Field("finding.good_reason", ("有正当理由",), FieldType.FLAG, "member"),
        Field("measure.exam", ("年终考试",), FieldType.NUMBER, "member"),
        Field("party_household", ("党员户",), FieldType.FLAG, "member"),
    ),
)
ANSWERS = {"成立": True, "不成立": False, "不详": UNKNOWN}


def rows(heading: str, sections: dict[str, Any] = CONDITIONS) -> list[list[str]]:
    return list(sections[heading].tables[0][1:])


SHOWN = [text for heading in ("样子", "本办法自己的名称") for row in rows(heading) for text in quoted(row[0])]


@pytest.mark.parametrize("text", SHOWN)
def test_condition_shown_can_be_read(text: str) -> None:
    _, _, problems = check(parse(text), OWN, None)

    assert [str(problem) for problem in problems] == []


def test_every_word_for_a_sign_is_listed() -> None:
    listed = set(chain(*(quoted(row[1]) for row in rows("符号和词"))))

    assert set(WORD_SIGNS) - listed == set()


def test_words_of_one_row_mean_the_same() -> None:
    unlike = {}
    for row in rows("符号和词"):
        for side in row[1].split("；"):
            meanings = {" ".join(token.text for token in tokenize(word)[:-1]) for word in quoted(side)}
            if len(meanings) != 1:
                unlike[row[0]] = meanings

    # 是 and 不是 are signs of their own until the reader knows whether a value follows.
    assert unlike == {"等于": {"==", "是"}, "不等于": {"!=", "不是"}, "是、否": {"true", "是"}}


def test_limits_are_those_of_the_reader() -> None:
    told = CONDITIONS["符号和词"].text

    assert f"最多 {MAX_CHARACTERS} 个字、{MAX_TOKENS} 个词和符号、30 层括号、60 个加减乘除" in told


def test_table_of_the_third_answer_is_that_of_the_evaluator() -> None:
    both = {True: "true", False: "false", UNKNOWN: "age > 1"}
    wrong = []
    for left, right, both_hold, one_holds in rows("材料不全怎么办"):
        a, b = both[ANSWERS[left]], both[ANSWERS[right]]
        told = {f"{a} and {b}": both_hold, f"{b} and {a}": both_hold, f"{a} or {b}": one_holds}
        found = {text: evaluate(parse(text), lambda _: UNKNOWN) for text in told}
        wrong += [text for text in told if found[text] is not ANSWERS[told[text]]]

    assert wrong == []
    assert len(rows("材料不全怎么办")) == 6


def test_every_function_is_listed_with_its_labels() -> None:
    listed = {quoted(row[0])[0].partition("(")[0]: tuple(quoted(row[1])) for row in rows("函数")}

    assert listed == {name: function.labels for name, function in FUNCTIONS.items()}


def test_every_span_is_listed() -> None:
    told = CONDITIONS["函数"].text

    assert [span.code for span in SPANS if f"`{span.code}` {span.label}" not in told] == []


DICTIONARIES = {
    "事实": FACT_FIELDS,
    "党员": MEMBER_FIELDS,
    "周期和登记": CONTEXT_FIELDS,
    "结果": RESULT_FIELDS,
}


@pytest.mark.parametrize("heading", DICTIONARIES)
def test_every_field_is_listed_with_its_labels_and_type(heading: str) -> None:
    listed = {quoted(row[0])[0]: (row[1], row[2]) for row in rows(heading, FIELDS)}

    assert listed == {
        field.name: ("、".join(field.labels), field.type.value + ("，可几个" if field.many else ""))
        for field in DICTIONARIES[heading].values()
    }


def test_every_option_is_listed() -> None:
    listed = {quoted(row[0])[0]: row[1] for row in rows("选项", FIELDS)}

    assert listed == {
        field.name: "、".join(f"{choice.label} `{choice.code}`" for choice in field.choices)
        for field in ALL_FIELDS.values()
        if field.choices
    }
