"""A whole scheme told: everything it says beside its table of facts."""

from jifen.rules.differences import tell_scheme
from tests.rules.small import changed, checked


def told(text: str) -> dict[str, tuple[str, ...]]:
    """The lines of a scheme by section."""
    return {section.heading: section.lines for section in tell_scheme(checked(text)[0].scheme)}


def test_a_small_scheme_says_who_is_scored_and_how() -> None:
    assert told(changed()) == {
        "计分对象": ("计分的人员：正式党员；定等次的人员：正式党员",),
        "大项": ("大项“基础分”（第一条）", "　小项“履行义务”（第二条）：满分：10 分"),
        "合计": ("合计行“积分”：算式：“基础分”",),
    }


def test_bounds_pools_conditions_and_windows_of_an_item_stand_below_it() -> None:
    text = changed(
        ("full: 10", "start: 5\n        floor: 0\n        cap: 8\n        gate: ballots.valid > 2"),
        ("points: -1}", "points: -1, to: household, valid: {months: 6, corrected: true}}\n"
         "          seen: {title: 宣传, points: 0}\n"
         "        pooled: {pooled: news, by: sum, field: amount, of: seen, over: month, rows: {2..: -1}}"),
    )  # fmt: skip

    assert told(text)["大项"][1:] == (
        "　小项“履行义务”（第二条）：起始分（分数：5 分）；保底：0 分；封顶：8 分",
        "　　事项“缺席会议”：转记：同户的其他人；时效（月数：6；改正为止）",
        "　　按总数查表“news”：数什么：数量；哪些事项：宣传；加哪个数量：“金额”；合计范围：每月；"
        "各档：2 以上（含） 扣 1 分",
        "　　前提：条件：“有效票数高于 2”",
    )


def test_grades_vetoes_places_and_consequences_are_told() -> None:
    more = """\
period: {kind: running, since: 2025-01-01}
tiers: {rows: [{tier: 一, title: 干部, when: village_cadre}, {tier: 二, title: 其他}]}
grades: {rows: [{grade: 好, range: 8.., clause: 五}, {grade: 一般, range: ..<8}]}
quotas: {best: {title: 前两名, places: 2}}
override:
  - {override: stop, title: 停, when: score < 1, effect: {ceiling: 一般, hold: gains}, facts: {crime: {title: 违法}}}
outcomes: [{outcome: talk, title: 谈话提醒, kind: talk, when: score < 8}]
feeds: {to: upper, kind: yearly, clause: 六}
spend: {enabled: true, prices: {米: 3}}
"""
    found = told(changed(more=more))

    assert {name: found[name] for name in found if name not in ("计分对象", "大项", "合计")} == {
        "积分周期": ("周期种类：不分期；起始日期：“2025-01-01”",),
        "分层": ("层“干部”：条件：“村两委干部为“是””", "层“其他”"),
        "否决和认定": (
            "否决和认定“停”：引起的条件：“积分低于 1”；后果（最高等次：“一般”；停止加分：停止加分）",
        ),
        "名额": ("名额“前两名”：人数：2",),
        "等次": ("等次“好”（五）：分数范围：8 以上（含）", "等次“一般”：分数范围：8 以下（不含）"),
        "结果运用": ("结果运用“谈话提醒”：种类：谈话；条件：“积分低于 8”",),
        "记到另一份办法": ("记到另一份办法（六）：那份办法的代号：“upper”；记成哪种事项：“yearly”",),
        "兑换": ("开通；价目：米 3 分",),
    }
