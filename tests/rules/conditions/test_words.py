"""Conditions said in Chinese."""

from dataclasses import replace

import pytest

from jifen.rules.conditions import Environment, in_words, parse, parse_range, range_in_words
from jifen.rules.fields import Choice
from tests.rules.conditions.village import VILLAGE, resolve

SAID = [
    ("score >= 80 and status == formal", "积分不低于 80 且人员类别为正式党员"),
    (
        "vetoed or score < 60 and not finding.good_reason",
        "一票否决为“是”或（积分低于 60 且未认定“有正当理由”）",
    ),
    ("(vetoed or exempt) and age > 60", "（一票否决为“是”或不参与积分为“是”）且年龄高于 60"),
    ("vetoed or exempt or age != 60", "一票否决为“是”或不参与积分为“是”或年龄不等于 60"),
    ("not (vetoed and exempt)", "并非（一票否决为“是”且不参与积分为“是”）"),
    ("not not vetoed", "并非（一票否决为“否”）"),
    ("0 < age <= 5", "年龄高于 0 且年龄不高于 5"),
    ("2026-01-01 <= occurred_on", "发生日期不早于 2026-01-01"),
    ("8:30 > time", "时刻早于 08:30"),
    ("0 == age", "年龄等于 0"),
    ("not age >= 60", "年龄低于 60"),
    ("not age > 60", "年龄不高于 60"),
    ("not age < 60", "年龄不低于 60"),
    ("not age <= 60", "年龄高于 60"),
    ("not age == 60", "年龄不等于 60"),
    ("not age != 60", "年龄等于 60"),
    ("60 > age", "年龄低于 60"),
    ("60 >= age", "年龄不高于 60"),
    ("60 <= age", "年龄不低于 60"),
    ("60 != age", "年龄不等于 60"),
    ("not 60 > age", "年龄不低于 60"),
    ("not status == formal", "人员类别不为正式党员"),
    ("status != 预备党员", "人员类别不为预备党员"),
    ("appraisal == '优秀'", "评议格次为“优秀”"),
    ("exempt == 否", "不参与积分为“否”"),
    ("exempt == true", "不参与积分为“是”"),
    ("true", "“是”"),
    ("matter != act", "同一事由不为同一行为"),
    ("as_of < period.end", "截至日期早于周期截止日"),
    ("as_of == 2026-06-30", "截至日期为 2026-06-30"),
    ("status in [formal, probationary]", "人员类别属于正式党员、预备党员之一"),
    ("status not in [formal, probationary]", "人员类别不属于正式党员、预备党员之一"),
    ("status in [formal]", "人员类别为正式党员"),
    ("status not in [formal]", "人员类别不为正式党员"),
    ("age in [60, 70]", "年龄属于 60、70 之一"),
    ("score in 70..<90", "积分在 70（含）至 90（不含）之间"),
    ("score not in 70<..90", "积分不在 70（不含）至 90（含）之间"),
    ("score in 100..", "积分不低于 100"),
    ("score in 100<..", "积分高于 100"),
    ("score in ..50", "积分不高于 50"),
    ("score in ..<60", "积分低于 60"),
    ("occurred_on in period.start..", "发生日期不早于周期起始日"),
    ("quota.bottom and not quota.bottom", "列入“末五名”且未列入“末五名”"),
    ("finding.good_reason", "经认定“有正当理由”"),
    ("party_household", "党员户为“是”"),
    ("known(health) and not known(age)", "健康状况已知且年龄不详"),
    ("unknown(health) and not unknown(age)", "健康状况不详且年龄已知"),
    ("base + incentive - (raw - 2) > 3", "基础分 ＋ 激励分 － （原始合计 － 2）高于 3"),
    ("(base + 1) * 85% / 2 > -3", "（基础分 ＋ 1） × 0.85 ÷ 2 高于 -3"),
    ("-(base + 1) > -raw", "－（基础分 ＋ 1）高于－原始合计"),
    ("count(late, absent) > 3", "迟到、缺席的次数高于 3"),
    ("count(late, per: month) > 3", "单月内迟到的次数高于 3"),
    ("sum(quantity) > 3", "数量合计高于 3"),
    ("sum(amount, good_deed, per: 半年) > 3", "单半年内好人好事的金额合计高于 3"),
    ("points(base.duty) == 0", "带头履行义务的得分等于 0"),
    ("share(meetings.attended, meetings.due) < 85%", "实到次数占应参会次数的比例低于 0.85"),
    ("days(due_on, made_up_on) > 30", "应办日期至补办日期的天数高于 30"),
    ("months(due_on, 2026-07-31) > 6", "应办日期至 2026-07-31 的月数高于 6"),
    ("age(2026-01-01) >= 60", "2026-01-01 时的年龄不低于 60"),
    ("prior(1).score < 70", "上一期的积分低于 70"),
    ("prior(2).grade == 不合格", "前第 2 期的等次为不合格"),
    ("prior(1).grade == grade", "上一期的等次为等次"),
    ("streak(absent) >= 6", "缺席的连续次数不低于 6"),
    ("min(base, 3) < max(raw, 2)", "基础分、3 中最小的一个低于原始合计、2 中最大的一个"),
    ("pool.rank(score) <= 3", "积分名次不高于 3"),
    ("pool.rank(score, from: bottom) <= 5", "积分倒数名次不高于 5"),
    ("score > pool.mean(score)", "积分高于同组积分的平均值"),
    ("score == pool.best(score)", "积分等于同组积分的最高值"),
    ("quota.bottom and pool.size < 15", "列入“末五名”且同组人数低于 15"),
    ("(age > 60) == exempt", "（年龄高于 60）为不参与积分"),
    ("known(health) == exempt", "（健康状况已知）为不参与积分"),
    ("base", "基础分"),
    ("prior(1).score", "上一期的积分"),
]


@pytest.mark.parametrize(("text", "words"), SAID, ids=[text for text, _ in SAID])
def test_a_condition_is_said_in_plain_words(text, words):
    assert in_words(resolve(text), VILLAGE) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("zzzz > 3", "zzzz 高于 3"),
        ("kind.zz", "kind.zz"),
        ("wonder(zzzz, 3)", "wonder（zzzz、3）"),
        ("known()", "known（）为“是”"),
        ("days(3)", "days（3）"),
        ("zzzz == wonder(3)", "zzzz 为 wonder（3）"),
        ("prior(1).zzzz > 3", "上一期的 zzzz 高于 3"),
        ("status == zzzz", "人员类别为 zzzz"),
        ("known(zzzz)", "zzzz 已知"),
    ],
)
def test_what_is_not_known_stays_as_written(text, words):
    assert in_words(parse(text), Environment()) == words


def test_a_label_that_is_a_list_stands_in_quotation_marks():
    env = replace(
        VILLAGE, kinds=(Choice("help", "帮困、调解"),), tiers=(Choice("1", "在家，无职"), Choice("2", "外出"))
    )
    node = resolve("count(help) > 3 and tier in ['1', '2']", env)
    assert in_words(node, env) == "“帮困、调解”的次数高于 3 且层次属于“在家，无职”、外出之一"


def test_a_line_without_a_title_has_the_heading_of_the_registry():
    env = Environment(lines=(Choice("score", "score"), Choice("raw", "raw"), Choice("ratio", "ratio")))
    assert in_words(resolve("score > raw * ratio", env), env) == "积分高于原始积分 × ratio"


def test_an_option_of_another_scheme_stays_as_written():
    node = resolve("option == half")
    assert in_words(node, replace(VILLAGE, choices={})) == "选项为“half”"


def test_a_range_is_said_alone():
    assert range_in_words(parse_range("70..<90"), VILLAGE) == "在 70（含）至 90（不含）之间"
