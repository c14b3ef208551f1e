"""Values in words where a comparison meets them whole: tables, lists, words without a title."""

import pytest

from jifen.rules.differences import compare_schemes, pairing
from tests.rules.differences.test_comparing import BEFORE, DUTY, FORMAL, HONOUR, read, told

ABSENT = f"{DUTY}的事项“缺席会议”"
OTHER = "大项“附加分”的小项“其他”"
PART = "  - {part: extra, title: 附加分, items: [{item: extra.other, title: 其他, cap: 5}]}\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "points: -1\n",
            "points: {by: level, rows: {县: -1, 市: all, 省: unset}, none: skip}\n",
            f"改动 {ABSENT}：分值由扣 1 分改为“按级别定：县区级 扣 1 分，市级 整项不得分，省级 没有定分值，"
            f"查不到时 计 0 分”{FORMAL}（三）",
        ),
        (
            "points: -1\n",
            "points: {slices: [{to: 10, per: 5, give: -1}, {per: 10, give: -2}]}\n",
            f"改动 {ABSENT}：分值由扣 1 分改为“各段：到多少为止：10；每多少个：5；给几分：扣 1 分、"
            f"每多少个：10；给几分：扣 2 分”{FORMAL}（三）",
        ),
        (
            "points: -1\n",
            "points: {by: level, rows: {县: -1}}\n",
            f"改动 {ABSENT}：分值由扣 1 分改为“按级别定：县区级 扣 1 分”{FORMAL}（三）",
        ),
        (
            "finding: true",
            "finding: true, choices: [甲, 乙]",
            "新增 标记“有正当理由”：新增选项：甲、乙",
        ),
        (
            "step: 0.5",
            "step: 1",
            f"改动 {HONOUR}的事项“帮助群众”：分值由“1 至 3 分由人定，每 0.5 分一档”"
            "改为“1 至 3 分由人定，每 1 分一档”（一）",
        ),
        ("late: {title: 迟到, points: -0.5}", "tardy: {title: 迟到, points: -1}", None),
        (
            "cap: 5",
            "cap: 5, pooled: {pooled: many, by: count, of: [late], rows: {1..4: {each: -0.3}}}",
            f"新增 {OTHER}：新增按总数查表“many”：代号：“many”；数什么：次数；哪些事项：迟到；"
            "各档：1（含）至 4（含） 每件扣 0.3 分",
        ),
        (
            "cap: 5",
            "cap: 5, start: {by: tier, rows: {甲: 1, 乙: 2}}",
            f"新增 {OTHER}：新增起始分：按什么查表：层次；各层起始分：甲 1 分、乙 2 分",
        ),
        ("cap: 5", "cap: 5, facts: {x: {points: -1, enabled: false}}", None),
        ("score: {is: raw * 90%, ", "score: {is: raw * 90%, by: tier, rows: {}, ", None),
        (
            "    start: {by: tier, rows: {甲: 20, 乙: 30}}\n",
            "    start: {by: tier, rows: {甲: 20, 丙: 30}}\n",
            "改名 大项“基础分”的起始分的“丙”：由“乙”改写为“丙”（一）",
        ),
        (
            "min_months: 6",
            "min_months: 6, out: age > 90",
            "新增 计分对象：新增不计分的条件：“年龄高于 90”",
        ),
        (PART, "", "取消 取消大项“附加分”，原为：小项：“其他”"),
        (
            "any_of: [help]",
            "any_of: []",
            f"取消 {HONOUR}的应做的事“没有活动”：取消做到的事项，原为 帮助群众（一）",
        ),
        (
            "columns: [name, total]",
            "columns: [name, total], anonymous: false",
            "改动 程序的公示：可以不署名由是改为否",
        ),
    ],
)
def test_speech_says_a_value_whole(old: str, new: str, said: str | None) -> None:
    assert told((old, new)) == ([said] if said else SEVERAL[new])


SEVERAL = {
    "tardy: {title: 迟到, points: -1}": [
        f"改名 {DUTY}的事项“迟到”：由“late”改写为“tardy”（适用对象：人员类别为正式党员）（二）",
        f"收紧 {DUTY}的事项“迟到”：分值由扣 0.5 分改为扣 1 分，扣得更多（适用对象：人员类别为正式党员）（二）",
    ],
    "cap: 5, facts: {x: {points: -1, enabled: false}}": [
        f"新增 {OTHER}：新增事项“x”：停用；分值：扣 1 分",
    ],
    "score: {is: raw * 90%, by: tier, rows: {}, ": [
        "新增 合计行“积分”：新增按什么查：“层次”",
        "新增 合计行“积分”：新增各档：没有",
    ],
}

ALLOT = "  - {{part: extra, title: 附加分, allot: {{months: [{}], between: [{}], sum: 12}}}}\n"
ONES = "1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1"


def test_speech_compares_lists_of_numbers_as_they_stand() -> None:
    old = BEFORE.replace(PART, ALLOT.format(f"{ONES}, 1", "0, 2"))
    new = BEFORE.replace(PART, ALLOT.format(f"{ONES}, 2", "0, 3"))

    assert [str(one) for one in compare_schemes(read(old), read(new))] == [
        f"大项“附加分”的按月赋分：各月赋分由 {ONES.replace(', ', ' 分、')} 分、1 分改为 "
        f"{ONES.replace(', ', ' 分、')} 分、2 分",
        "大项“附加分”的按月赋分：每月范围由 0 至 2 分改为 0 至 3 分",
    ]


def test_speech_names_a_number_that_is_said_by_its_key_alone() -> None:
    line = "total: {raw: {by: tier, rows: {甲: 1, 乙: 2}}, score: {is: raw * 90%, title: 积分, round: 1}}"
    old = ("total: {raw: base + extra, score: {is: raw * 90%, title: 积分, round: 1}}", line)
    new = (old[0], line.replace("乙: 2", "丙: 2"))

    found = compare_schemes(read(BEFORE.replace(*old)), read(BEFORE.replace(*new)))

    assert [f"{one.change.value} {one}" for one in found] == ["改名 合计行“raw”的“丙”：由“乙”改写为“丙”"]


def test_lists_beyond_measure_are_told_without_looking_for_likeness(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairing, "_MOST_LOOKED_AT", 0)

    assert told(("市: 4}", "省: 4}")) == [
        f"取消 {HONOUR}的事项“受到表彰”：取消“市级”，原为：加 4 分（一）",
        f"新增 {HONOUR}的事项“受到表彰”：新增“省级”：加 4 分（一）",
    ]
    assert told(("{per: period, facts: 5}", "{per: period, facts: 4}")) == [
        f"收紧 {ABSENT}的限额第 2 条：最多次数由 5 改为 4，收紧{FORMAL}（三）"
    ]
