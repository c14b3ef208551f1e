"""What a committee is told of lines without a title, conditions not met, doublings, ratings and open places."""

from datetime import date
from decimal import Decimal

import pytest

from jifen.engine.explain import Tracer
from jifen.engine.intake import Intake
from tests.engine.office import SCHEME, facts, intake, members, results, sheets

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


REPEATED = SCHEME.replace(
    "notice: {title: 通报, points: -2}",
    """notice: {title: 通报, points: -2, times: [{by: 2, repeat: class}, {by: 3, when: on_time}]}
          late: {title: 迟到, points: -1, times: {by: 2, repeat: item, each: true, when: on_time}}
          tier: {title: 违规, points: {by: level, rows: {乡镇级: -1, 县区级: -2}}, times: {by: 2, repeat: item}}
          rate: {title: 缺课, points: {per: 1, give: -1}, times: {by: 2, repeat: item}}""",
)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"kind": "履行义务：通报", "class": "甲", "on_time": False}] * 2,
         ["", "2 分 × 2（同类情形再次发生） ＝ 4 分。"]),
        ([{"kind": "履行义务：通报", "class": "甲", "on_time": True}] * 2,
         ["2 分 × 3（按时为“是”） ＝ 6 分。",
          "2 分 × 3（按时为“是”） × 2（同类情形再次发生） ＝ 12 分。"]),
        ([{"kind": "迟到", "on_time": True}] * 3,
         ["", "1 分 × 2（这一小项再次发生，按时为“是”，在先 1 次） ＝ 2 分。",
          "1 分 × 4（这一小项再次发生，按时为“是”，在先 2 次） ＝ 4 分。"]),
        ([{"kind": "违规", "level": "乡镇级"}, {"kind": "违规", "level": "县区级"}],
         ["", "2 分 × 2（这一小项再次发生） ＝ 4 分。"]),
        ([{"kind": "违规", "level": "县区级"}], ["计法：这一小项再次发生，×2。"]),
        ([{"kind": "缺课", "quantity": Decimal(1)}], ["计法：数量每 1，-1；这一小项再次发生，×2。"]),
    ],
)  # fmt: skip
def test_a_repeat_is_told_where_it_multiplied(rows: list[dict[str, object]], said: list[str]) -> None:
    sheet = [{**row, "occurred_on": date(2026, 3, day)} for day, row in enumerate(rows, 1)]
    teller, found = results(intake(facts(*sheet, text=REPEATED), text=REPEATED), None, REPEATED)
    account = found["李明"]
    lines = [teller.entries.counted(account, entry) for entry in account.entries if entry.fact]

    assert [line.partition("。")[2] for line in lines] == said


def sections(text: str, given: Intake, name: str = "李明") -> dict[str, tuple[str, ...]]:
    """The explanation of an account: heading → lines."""
    teller, found = results(given, None, text)
    return {section.heading.partition("　")[0]: section.lines for section in teller.tell(found[name])}


def test_ratings_stand_together_beside_what_counts() -> None:
    own = """facts: {rating: {title: 评分, points: 0}, work: {title: 做事, points: 1}}
        value: {mean: test_score, of: rating}"""
    text = DESK.replace("value: VALUE", own).replace("GATE", "ballots.valid > 0")
    roster = members({"name": "李明", "ballots.valid": Decimal(5)}, text=text)
    rows = [{"kind": "评分", "test_score": Decimal(n), "rater": f"{n}"} for n in (6, 8)]

    assert sections(text, intake(roster, facts({"kind": "做事"}, *rows, text=text), text=text))["基础分"] == (
        "满意度：各份测试成绩的平均数，计 7 分，共加 1 分，得 8 分",
        "　　2026-03-01　做事：加 1 分。",
        "　　评分 2 份，本身不计分，用来算平均数",
    )


def test_an_open_place_is_named_where_a_consequence_hangs_on_it() -> None:
    text = SCHEME.replace("outcomes:\n", "quotas: {last: {title: 末位一名, places: 1, from: bottom}}\noutcomes:\n"
                          "  - {outcome: meet, title: 约谈, kind: talk, when: quota.last}\n")  # fmt: skip
    found = intake(members({"name": "李明"}, {"name": "赵书记"}, text=text), text=text)
    teller, accounts = results(found, None, text)
    (proposal,) = (one for one in accounts["李明"].proposals if one.outcome == "meet")

    assert teller.proposal(proposal, accounts["李明"]) == "待查明：约谈——先查明：是否列入名额“末位一名”"
    assert teller.proposal(proposal) == "待查明：约谈——先查明：有关情况"
    assert (
        "待查明：约谈——先查明：是否列入名额“末位一名”"
        in sections(text, found)["建议（由组织决定，不自动执行）"]
    )


def test_a_start_by_months_says_so() -> None:
    text = SCHEME.replace("full: 4\n", "start: {points: 6, prorate: months}\n")
    given = intake(members({"name": "李明", "joined_on": date(2026, 7, 1)}, text=text), text=text)
    teller, found = results(given, None, text)

    assert [line for line in sections(text, given)["基础分"] if line.startswith("学习")] == [
        "学习：起始分 3 分，按计分的 6 个月折算，共扣 2 分，得 1 分"
    ]
    assert [row.reason for row in Tracer(teller).rows(found["李明"]) if row.title == "学习"][:1] == [
        "起始分 3 分，按计分的 6 个月折算"
    ]
