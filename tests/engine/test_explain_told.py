"""What a committee is told of lines without a title, conditions not met, doublings, ratings and open places."""

from decimal import Decimal

import pytest

from tests.engine.office import SCHEME, intake, members, results, sheets

DESK = """
scheme: ballot-desk
title: 满意度积分办法
people: {scored: [formal], pool: pool}
parts:
  - part: base
    title: 基础分
    items:
      - item: base.mood
        title: 满意度
        value: VALUE
        gate: {gate: GATE, title: 收回的票够数, otherwise: no_result, clause: 第3条}
      - {item: base.other, title: 其他, facts: {deed: {title: 好事, points: 1}}}
total: {score: base}
"""


def test_a_known_line_without_a_title_is_called_by_its_heading() -> None:
    text = SCHEME.replace(", title: 合计, clause: 丁-1}", "}").replace(", title: 年度积分, round", ", round")
    teller, found = results(intake(members({"name": "李明"}), text=text), None, text)

    assert [row.title for row in sheets(text).tables.lines] == ["原始积分", "评议折算", "积分"]
    assert teller.formulas.line_title("score") == "积分"
    assert [section.lines[2] for section in teller.tell(found["李明"])[:1]] == ["积分：10 分"]


def barred(gate: str, value: str = "") -> tuple[str, str]:
    """State and line of an item whose condition is given, with five ballots."""
    text = DESK.replace("GATE", gate).replace("VALUE", value)
    roster = members({"name": "李明", "ballots.valid": Decimal(5), "pool": "一组"}, text=text)
    teller, found = results(intake(roster, text=text), None, text)
    sections = {section.heading.partition("　")[0]: section.lines for section in teller.tell(found["李明"])}
    return teller.state(found["李明"]), sections["基础分"][0]


@pytest.mark.parametrize(
    ("gate", "value", "said"),
    [
        ("ballots.valid >= 6", "1", "不合前提：收回的票够数（第3条）"),
        ("ballots.valid >= 6", "{share: [meetings.attended, meetings.due], full: 5, none: no_result}",
         "没有数，或者不合前提：收回的票够数（第3条）"),
        ("ballots.valid >= 6", "{by: appraisal, rows: {优秀: 5}, none: no_result}",
         "没有数，或者不合前提：收回的票够数（第3条）"),
        ("ballots.valid >= 5", "{by: pool.rank(item.base.other), rows: {1: 5}}",
         "要和范围内的全体放在一起比，这次没有说明是不是都在内，先不比"),
    ],
)  # fmt: skip
def test_an_item_without_a_value_says_why(gate: str, value: str, said: str) -> None:
    assert barred(gate, value) == (f"没有结果：“满意度”{said}", f"满意度：{said}")


def test_an_open_condition_of_an_item_leaves_its_value_open() -> None:
    assert barred("ratings.count > 0", "1") == (
        "还缺内容，或者有并列，要由组织研究决定",
        "满意度：还不能确定",
    )
    both = DESK.replace("gate: GATE", "gate: ratings.count > 0").replace("VALUE", "1")
    text = both.replace(
        "- {item: base.other", "- {item: base.rest, title: 出勤, value: VALUE2}\n      - {item: base.other"
    )
    text = text.replace("VALUE2", "{share: [meetings.attended, meetings.due], full: 5, none: no_result}")
    teller, found = results(intake(members({"name": "李明"}, text=text), text=text), None, text)

    assert teller.state(found["李明"]) == "没有结果：“满意度”还不能确定；“出勤”没有数"
