"""The page on scoring: its steps, codes and figures are those of the engine."""

from __future__ import annotations

import dataclasses
import re
from fractions import Fraction

import pytest

from jifen.engine.codes import PENDING, Drop, Mark, State
from jifen.engine.explain.labels import FLAGS, QUESTIONS
from jifen.engine.program import STEPS
from jifen.engine.result import Account
from jifen.rules.points import round_half_up
from tests.docs.pages import DOCS, quoted, read_sections
from tests.house.tree import ROOT

PAGES = (DOCS / "spec" / "scoring.md", DOCS / "spec" / "scheme-language" / "codes.md")
SECTIONS = {section.heading: section for page in PAGES for section in read_sections(page)}
GUARDS = ("properties", "differential", "canaries")
STEP_SECTIONS = [section for heading, section in SECTIONS.items() if re.match(r"\d+ `", heading)]


def table(heading: str, number: int = 0) -> list[list[str]]:
    return SECTIONS[heading].tables[number][1:]


def test_steps_have_the_names_and_the_order_of_the_engine() -> None:
    numbered = [(int(section.heading.split(" ")[0]), section.word) for section in STEP_SECTIONS]

    assert numbered == list(enumerate(STEPS, start=1))


def test_every_reason_not_to_count_is_told() -> None:
    listed = {quoted(row[0])[0]: row[2] for row in table("不计的原因")}

    assert listed == {
        drop.code: "待定" if drop in PENDING else "不计" for drop in Drop if drop is not Drop.NONE
    }


def test_every_state_is_told_with_its_label() -> None:
    assert [(quoted(row[0])[0], row[1]) for row in table("状态")] == [(s.value, s.label) for s in State]


def test_every_mark_is_told() -> None:
    assert [quoted(row[0])[0] for row in table("一笔账的标记")] == [mark.name for mark in Mark]


def test_every_flag_and_question_is_told() -> None:
    assert [quoted(row[0])[0] for row in table("要留意的地方")] == list(FLAGS)
    assert [quoted(row[0])[0] for row in table("要人回答的问题")] == list(QUESTIONS)


def test_every_item_of_a_result_is_told() -> None:
    listed = [word for row in table("结果") for word in quoted(row[0])]

    assert sorted(listed) == sorted(field.name for field in dataclasses.fields(Account))


ROUNDING = next(heading for heading in SECTIONS if heading.startswith("取舍"))


def test_every_guarantee_has_its_test() -> None:
    named = [quoted(row[1])[0].split("::") for row in table("保证")]
    missing = [
        f"{path}::{name}"
        for path, name in named
        if f"def {name}(" not in (ROOT / path).read_text(encoding="utf-8")
    ]

    assert {path for path, _ in named} >= {f"tests/engine/test_{name}.py" for name in GUARDS}
    assert missing == []


def test_shared_start_adds_up() -> None:
    *items, total = table(ROUNDING, 0)
    given = [Fraction(row[3]) for row in items]

    plain = [round_half_up(Fraction("16.11") * Fraction(row[1]) / 20, 2) for row in items]
    assert [Fraction(row[2]) for row in items] == [Fraction("16.11") * Fraction(row[1]) / 20 for row in items]
    assert given[:-1] == plain[:-1]
    assert (sum(plain), sum(given), Fraction(total[3])) == (Fraction("16.12"), Fraction("16.11"), sum(given))


@pytest.mark.parametrize("row", table(ROUNDING, 1), ids=lambda row: row[0])
def test_conversion_is_rounded_as_told(row: list[str]) -> None:
    raw, factor, product, rounded = (Fraction(cell) for cell in row[:4])

    assert raw * factor == product
    assert round_half_up(product, 2) == rounded
    assert (rounded >= 80) is (row[4] == "到了")


def test_part_of_a_year_is_reckoned_as_told() -> None:
    figures = {row[0]: Fraction(row[2]) for row in table(ROUNDING, 2)}

    assert figures == {
        "基础分": Fraction(84) * Fraction("0.2") - Fraction("0.5"),
        "任务分": round_half_up(Fraction(70 * 33, 36), 2),
        "奖励分": Fraction(3),
        "原始合计": figures["基础分"] + figures["任务分"] + figures["奖励分"],
        "年度积分": round_half_up(figures["原始合计"] * Fraction("0.9"), 2),
    }
