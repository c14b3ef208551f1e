"""Starts, formulas, places, ties and forced grades, told of small schemes."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from jifen.engine.cases import score_case
from jifen.engine.explain import Statute, Teller, Tracer
from jifen.rules.compiling import compile_scheme
from jifen.rules.period import MonthDay, points_year
from jifen.rules.reading import check_scheme
from tests.engine.office import SCHEME


def told(
    text: str, *members: Mapping[str, Any], facts: tuple[Mapping[str, Any], ...] = (), **case: Any
) -> list[list[str]]:
    """Score a case under a scheme given as text; the lines told of every member."""
    bound, found = check_scheme(text, "示范.yaml")
    assert bound is not None, found
    tables = compile_scheme(bound)
    period = points_year(2026, MonthDay(*tables.starts))
    teller = Teller(Statute(bound, tables, period, period.end))
    accounts = score_case(tables, {"case": "示范", "members": list(members), "facts": list(facts), **case})
    lines = []
    for account in accounts:
        sections = teller.tell(account, "formal")
        lines.append([line for section in sections for line in (section.heading, *section.lines)][3:])
        given = [row.points for row in Tracer(teller).rows(account) if row.points is not None]
        assert account.computed is None or sum(given, Fraction(0)) == account.score
    return lines


HEAD = """
scheme: small
title: 小办法
people: {scored: [formal], graded: [formal]}
"""


def test_a_start_by_tier_names_the_tier() -> None:
    text = (
        HEAD
        + """
tiers:
  change: prorate
  rows:
    - {tier: 第一层, title: 村干部, when: village_cadre}
    - {tier: 第二层, title: 其他党员}
parts:
  - part: base
    title: 基础分
    start: {by: tier, rows: {第一层: 20, 第二层: 32}}
    floor: 0
    items:
      - {item: base.duty, title: 履职, facts: {fault: {title: 失职, points: -25}}}
total: {score: {is: base, title: 积分}}
"""
    )
    first, second = told(
        text,
        {"name": "李明", "village_cadre": True},
        {
            "name": "赵书记",
            "village_cadre": False,
            "changes": [{"on": date(2026, 7, 1), "village_cadre": True}],
        },
        facts=({"who": "李明", "what": "fault", "on": "2026-03-01"},),
    )

    assert first == [
        "层次：第一层（村干部）",
        "积分：0 分",
        "状态：没有得分，积分是零分",
        "基础分　0 分",
        "起始分 20 分：第一层（村干部）",
        "履职：共扣 25 分，得 -25 分",
        "　　2026-03-01　失职：扣 25 分。",
        "扣完为止：最低 0 分，多扣的 5 分不再扣",
        "合计",
        "积分 ＝ 基础分 ＝ 0 分",
    ]
    assert second[4] == "起始分 26 分：第二层（其他党员），年中有变动，按月平均"


def test_an_unknown_tier_has_no_figure() -> None:
    text = (
        HEAD
        + """
tiers: {rows: [{tier: 甲, title: 干部, when: village_cadre}, {tier: 乙, title: 其他}]}
parts:
  - part: base
    title: 基础分
    start: {by: tier, rows: {甲: 20, 乙: 30}}
    items: [{item: base.duty, title: 履职, facts: {fault: {title: 失职, points: -1}}}]
total: {raw: {is: base, title: 小计}, score: {is: raw + 1, title: 积分}}
"""
    )
    (lines,) = told(text, {"name": "李明"})

    assert lines == [
        "积分：还没有数",
        "状态：还缺内容，或者有并列，要由组织研究决定",
        "合计",
        "小计 ＝ 基础分：其中有一项还不能确定",
        "积分 ＝ 小计 ＋ 1：其中有一项还不能确定",
        "要请组织研究的问题",
        "属于哪个层次还不能确定，请在党员名册里补齐分层要用的内容。",
        "还缺内容，或者有并列，要由组织研究决定。",
    ]


CARRIED = (
    HEAD
    + """
parts:
  - part: base
    title: 基础分
    start: {carry: {line: score, share: 20%, first: 20, cap: 20, round: 2}}
    spread: {digits: 2, rest: last}
    items:
      - {item: base.politics, title: 政治素质, full: 4, facts: {fault: {title: 扣分, points: -1}}}
      - {item: base.law, title: 遵纪守法, full: 6, facts: {breach: {title: 违规, points: -1}}}
  - part: task
    title: 任务分
    allot: {months: [5, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6], between: [5, 6], sum: 70, scale: allotted, round: 2}
    items:
      - item: task.duty
        title: 岗位
        start: 1
        facts: {done: {title: 当月得分, points: {between: [0, 6]}}}
total:
  raw: {is: base + task, title: 小计, cap: 60}
  rate: {by: appraisal, rows: {优秀: 1}, none: ask, title: 折算率}
  score: {is: (raw - 3) * 50%, title: 积分, round: {digits: 0, way: down}}
"""
)


def test_a_carried_start_and_a_scaled_part_say_where_they_come_from() -> None:
    (lines,) = told(
        CARRIED,
        {"name": "李明", "joined_on": date(2026, 7, 1), "prior": [{"score": Fraction(805, 10)}]},
        facts=({"who": "李明", "what": "done", "on": ["2026-07-31", "2026-08-31"], "value": 6},),
    )

    assert lines[2:] == [
        "基础分　16.1 分",
        "起始分 16.1 分：上年积分的 20%，最高 20 分，没有上年的按 20 分，按各小项的满分分摊",
        "没有加减的：政治素质 6.44 分，遵纪守法 9.66 分",
        "任务分　24.33 分",
        "岗位：起始 1 分，共加 12 分，得 13 分",
        "　　2026-07-31　当月得分：加 6 分。",
        "　　2026-08-31　当月得分：加 6 分。",
        "按在支部的月份折算到 70 分的全年标准",
        "合计",
        "小计 ＝ 基础分 ＋ 任务分 ＝ 16.1 ＋ 24.33 ＝ 40.43 分",
        "折算率：按评议格次定，还不能确定，要先补齐这一项",
        "积分 ＝ （小计 － 3） × 0.5 ＝ （40.43 － 3） × 50% ＝ 18.715，舍去，取整数 ＝ 18 分",
    ]


def test_a_line_above_its_cap_and_one_below_its_floor_say_so() -> None:
    text = (
        HEAD
        + """
parts:
  - part: base
    title: 基础分
    start: 70
    items:
      - item: base.duty
        title: 履职
        start: 2
        cap: 5
        facts: {fault: {title: 扣分, points: -90}, good: {title: 加分, points: 9}}
  - part: unused
    title: 备用分
    enabled: false
    items: [{item: unused.a, title: 备用, facts: {x: {title: 备用, points: 1}}}]
total:
  raw: {is: base + unused, title: 小计, cap: 60}
  score: {is: "raw - -1 * months / 12 - (raw - raw)", title: 积分, floor: 0}
"""
    )
    gained, lost = told(
        text,
        {"name": "李明"},
        {"name": "赵书记"},
        facts=(
            {"who": "李明", "what": "good", "on": "2026-03-01"},
            {"who": "赵书记", "what": "fault", "on": "2026-03-01"},
        ),
    )

    assert gained[2:] == [
        "基础分　75 分",
        "起始分 70 分",
        "履职：起始 2 分，共加 9 分，封顶：最高 5 分，多出的 6 分不计，得 5 分",
        "　　2026-03-01　加分：加 9 分。",
        "合计",
        "小计 ＝ 基础分 ＋ 备用分 ＝ 75 ＋ 0，超过 60 分的按 60 分计 ＝ 60 分",
        "积分 ＝ 小计 － （-1 × 计分月数 ÷ 12） － （小计 － 小计） "
        "＝ 60 － （（-1） × 12 ÷ 12） － （60 － 60） ＝ 61 分",
    ]
    assert lost[1:4] == ["状态：扣分多于得分，按零分计", "基础分　-18 分", "起始分 70 分"]
    assert lost[-2:] == [
        "小计 ＝ 基础分 ＋ 备用分 ＝ （-18） ＋ 0 ＝ -18 分",
        "积分 ＝ 小计 － （-1 × 计分月数 ÷ 12） － （小计 － 小计） "
        "＝ （-18） － （（-1） × 12 ÷ 12） － （（-18） － （-18）），不足 0 分的按 0 分计 ＝ 0 分",
    ]


def test_a_formula_with_a_field_of_the_member_names_it() -> None:
    text = (
        HEAD
        + """
parts:
  - {part: base, title: 基础分, start: 60, items: [{item: a, title: 甲, facts: {x: {title: 乙, points: 1}}}]}
total: {score: {is: "base + 0 * age - max(base, 0)", title: 积分, floor: 0, round: 1}}
"""
    )
    (lines,) = told(text, {"name": "李明", "birth_date": date(1960, 1, 1)})

    assert lines[-1] == (
        "积分 ＝ 基础分 ＋ 0 × 年龄 － 基础分、0 中最大的一个 ＝ 60 ＋ 0 × 年龄 － （基础分、0 中最大的一个） ＝ 0 分"
    )


GRADED = (
    HEAD
    + """
parts:
  - part: base
    title: 基础分
    start: 60
    items: [{item: base.duty, title: 履职, facts: {good: {title: 加分, points: 10}}}]
quotas:
  front: {title: 前三分之一, share: 1/3, clause: 己-1}
total:
  rate: {by: appraisal, rows: {优秀: 1, 合格: 0.9}, none: undefined, title: 折算率}
  score: {is: base * rate, title: 积分}
grades:
  rows:
    - {grade: 好, range: 70.., when: quota.front}
    - {grade: 中, range: 70..}
    - {grade: 差, range: ..<60}
ranked: true
"""
)


def test_places_ties_and_gaps_are_told() -> None:
    people = [{"name": name, "appraisal": "优秀"} for name in ("赵书记", "钱组织委员", "李明", "孙记录员")]
    people += [{"name": "周预备"}, {"name": "郑流动", "appraisal": "优秀"}]
    facts = [{"who": name, "what": "good", "on": "2026-03-01", "repeat": 2} for name in ("赵书记",)]
    facts += [{"who": name, "what": "good", "on": "2026-03-01"} for name in ("钱组织委员", "李明")]

    first, second, _, gap, undefined, _ = told(GRADED, *people, facts=tuple(facts))

    assert first[:5] == [
        "积分：80 分",
        "状态：已计分",
        "等次：好",
        "名次：第 1 名（5 人参加），只供会议研究使用",
        "列入“前三分之一”",
    ]
    assert second[:3] == [
        "积分：70 分",
        "状态：已计分",
        "等次：中",
    ]
    assert gap[:3] == [
        "积分：60 分",
        "状态：办法没有规定这个分数怎么定，要由组织研究决定",
        "名次：第 4 名（5 人参加），只供会议研究使用",
    ]
    assert undefined[-2:] == ["要请组织研究的问题", "办法没有规定这个分数怎么定，要由组织研究决定。"]


def test_a_tie_at_the_edge_leaves_the_grade_to_people() -> None:
    people = [{"name": name, "appraisal": "优秀"} for name in ("赵书记", "钱组织委员", "李明")]
    facts = ({"who": ["赵书记", "钱组织委员"], "what": "good", "on": "2026-03-01"},)

    lines = told(GRADED, *people, facts=facts)[0]

    assert lines[:5] == [
        "积分：70 分",
        "状态：还缺内容，或者有并列，要由组织研究决定；等次可能是“好”或“中”",
        "名次：第 1 名（3 人参加），只供会议研究使用",
        "在边上有并列，是否列入由组织研究决定：“前三分之一”",
        "基础分　70 分",
    ]
    assert lines[-2:] == [
        "还缺内容，或者有并列，要由组织研究决定；等次可能是“好”或“中”。",
        "在“前三分之一”的边上有并列，是否列入请支部委员会研究决定，并写明理由。",
    ]


def test_a_forced_grade_shows_the_one_by_points() -> None:
    text = (
        GRADED
        + """
override:
  - {override: cult, title: 参加非法组织, effect: {grade: 差}, clause: 庚-1, facts: {joined: {title: 参加非法组织}}}
  - {override: late, title: 欠交党费, effect: {ceiling: 中}, when: dues_bad}
flags: {dues_bad: {title: 欠交党费}}
"""
    )
    people = [
        {"name": name, "appraisal": "优秀", "dues_bad": False} for name in ("李明", "赵书记", "钱组织委员")
    ]
    facts = (
        {"who": "李明", "what": "good", "on": "2026-03-01"},
        {"who": "李明", "what": "joined", "on": "2026-03-02"},
    )

    lines = told(text, *people, facts=facts)[0]

    assert lines[:5] == [
        "积分：70 分",
        "状态：等次由办法的规定直接认定（按积分本来是“好”）",
        "等次：差",
        "名次：第 1 名（3 人参加），只供会议研究使用",
        "参加非法组织（庚-1）：2026-03-02 参加非法组织",
    ]


def test_an_override_by_condition_has_no_fact_to_name() -> None:
    text = (
        GRADED
        + """
override:
  - {override: late, title: 欠交党费, effect: {ceiling: 中}, when: dues_bad}
flags: {dues_bad: {title: 欠交党费}}
"""
    )
    lines = told(text, {"name": "李明", "appraisal": "优秀", "dues_bad": True})[0]

    assert "欠交党费" in lines


def test_a_member_outside_the_graded_without_a_status_is_told_in_general() -> None:
    bound, _ = check_scheme(SCHEME, "示范.yaml")
    assert bound is not None
    tables = compile_scheme(bound)
    period = points_year(2026)
    teller = Teller(Statute(bound, tables, period, period.end))
    case = {"case": "示范", "members": [{"name": "周预备", "status": "probationary", "team_member": False}]}

    (account,) = score_case(tables, case)

    assert teller.state(account) == "计分，不定等次（不在定等次的人员之列）"


OPENED = (
    HEAD
    + """
tiers: {rows: [{tier: 甲, title: 干部, when: village_cadre}, {tier: 乙, title: 其他}]}
parts:
  - part: base
    title: 基础分
    start: {by: tier, rows: {甲: 20, 乙: 30}}
    spread: 2
    items:
      - {item: base.duty, title: 履职, full: 4, facts: {fault: {title: 失职, points: -1}}}
      - {item: base.law, title: 守法, full: 6, facts: {breach: {title: 违规, points: -1}}}
  - part: more
    title: 其他分
    cap: 1
    items:
      - item: more.work
        title: 劳动
        start: {by: tier, rows: {甲: 2, 乙: 3}}
        floor: 0
        facts: {missed: {title: 缺工, points: -5}}
      - {item: more.study, title: 学习, start: {by: tier, rows: {甲: 1, 乙: 2}},
         facts: {read: {title: 读书, points: 1}}}
override: [{override: veto, title: 一票否决, effect: {zero: total}, facts: {crime: {title: 犯罪}}}]
total: {score: {is: base + more, title: 积分}}
"""
)


def test_a_start_that_is_not_known_leaves_items_and_parts_open() -> None:
    facts = (
        {"who": "李明", "what": "fault", "on": "2026-03-01"},
        {"who": "李明", "what": "missed", "on": "2026-03-01"},
        {"who": "李明", "what": "crime", "on": "2026-03-02"},
        {"who": "李明", "what": "read", "on": "2026-03-03", "repeat": 2},
    )

    (lines,) = told(OPENED, {"name": "李明"}, facts=facts)

    assert lines == [
        "积分：0 分",
        "状态：一票否决，积分记为零分",
        "一票否决：2026-03-02 犯罪",
        "基础分　还没有数",
        "起始分还不能确定，按各小项的满分分摊",
        "履职：共扣 1 分，扣完为止：最低 0 分，多扣的 1 分不再扣，得 0 分",
        "　　2026-03-01　失职：扣 1 分。",
        "其他分　还没有数",
        "劳动：还不能确定",
        "　　2026-03-01　缺工：扣 5 分。",
        "学习：还不能确定",
        "　　2026-03-03　读书：加 1 分。",
        "　　2026-03-03　读书：加 1 分。",
        "还不能确定",
        "合计",
        "积分 ＝ 基础分 ＋ 其他分：其中有一项还不能确定",
        "要请组织研究的问题",
        "属于哪个层次还不能确定，请在党员名册里补齐分层要用的内容。",
    ]


def test_the_start_of_an_item_names_the_tier_too() -> None:
    facts = ({"who": "李明", "what": "missed", "on": "2026-03-01"},)

    (lines,) = told(OPENED, {"name": "李明", "village_cadre": True}, facts=facts)

    assert lines[3:] == [
        "基础分　20 分",
        "起始分 20 分：甲（干部），按各小项的满分分摊",
        "没有加减的：履职 8 分，守法 12 分",
        "其他分　1 分",
        "劳动：起始分 2 分：甲（干部），共扣 5 分，扣完为止：最低 0 分，多扣的 3 分不再扣，得 0 分",
        "　　2026-03-01　缺工：扣 5 分。",
        "没有加减的：学习 1 分",
        "合计",
        "积分 ＝ 基础分 ＋ 其他分 ＝ 20 ＋ 1 ＝ 21 分",
    ]
