"""Two schemes compared: what each kind of change is said to be, where, and with which figures."""

import pytest

from jifen.rules.differences import Change, compare_schemes, count_differences
from jifen.rules.model.scheme import Scheme
from jifen.rules.reading import read_scheme

BEFORE = """\
scheme: demo
title: 示例办法
people: {scored: [formal, probationary], graded: [formal], min_months: 6}
flags: {good_reason: {title: 有正当理由, finding: true}}
kinds: {help: {title: 帮助群众}}
parts:
  - part: base
    title: 基础分
    clause: 一
    start: {by: tier, rows: {甲: 20, 乙: 30}}
    items:
      - item: base.duty
        title: 履行义务
        clause: 二
        full: 10
        for: status == formal
        facts:
          absent:
            title: 缺席会议
            points: -1
            clause: 三
            needs: {decided_by: [branch_committee], evidence: true}
            for: not (known(health) and health == frail)
            limit: [{per: month, facts: 1}, {per: period, facts: 5}]
          late: {title: 迟到, points: -0.5}
        keep: {largest: act, prefer: [absent, late]}
      - item: base.honour
        title: 受表彰
        facts:
          honour: {title: 受到表彰, points: {by: level, rows: {县: 2, 市: 4}, none: 1}}
          help: {points: {between: [1, 3], step: 0.5}}
          special: {title: 特别贡献, points: {ask: gain, usual: 1..5}, needs: {decided_by: superior}}
        expect: {expect: idle, title: 没有活动, every: half, any_of: [help], else: -2}
  - {part: extra, title: 附加分, items: [{item: extra.other, title: 其他, cap: 5}]}
tiers:
  rows: [{tier: 甲, title: 甲层, when: village_cadre}, {tier: 乙, title: 乙层}]
quotas: {best: {title: 优秀名额, share: 1/3, of: graded}}
total: {raw: base + extra, score: {is: raw * 90%, title: 积分, round: 1}}
grades:
  rows: [{grade: 优秀, range: 90.., quota: best}, {grade: 合格, range: 60..<90}, {grade: 差, range: ..<60}]
override: [{override: veto, title: 一票否决, effect: {zero: total}, when: village_cadre}]
outcomes: [{outcome: talk, title: 谈话, kind: talk, when: score < 60, for: status == formal}]
cycle:
  every: month
  publicity: {days: 5, columns: [name, total]}
  steps: [{step: declare, title: 申报, owner: member}, {step: review, title: 初评, owner: branch_committee}]
  appraisal: {window: [06-20, 06-30]}
readings: [{id: R1, question: 怎么算, choice: 按月, because: 方便}]
"""


def read(text: str) -> Scheme:
    scheme = read_scheme(text, "scheme.yaml").scheme
    assert scheme is not None
    return scheme


def told(*changes: tuple[str, str]) -> list[str]:
    """Kind and sentence of every difference after pieces of the text are replaced."""
    text = BEFORE
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return [f"{one.change.value} {one}" for one in compare_schemes(read(BEFORE), read(text))]


DUTY = "大项“基础分”的小项“履行义务”"
ABSENT = f"{DUTY}的事项“缺席会议”"
FORMAL = "（适用对象：人员类别为正式党员，并且健康状况不为体弱）"
HONOUR = "大项“基础分”的小项“受表彰”"


def test_compare_a_scheme_with_itself_finds_nothing() -> None:
    assert (told(), count_differences([])) == ([], "没有差别")


def test_compare_finds_the_same_in_another_order_of_keys() -> None:
    assert told(("{县: 2, 市: 4}", "{市: 4, 县: 2}")) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        # points of a fact
        ("points: -1\n", "points: -2\n", f"收紧 {ABSENT}：分值由扣 1 分改为扣 2 分，扣得更多{FORMAL}（三）"),
        ("points: -1\n", "points: -0.5\n", f"放宽 {ABSENT}：分值由扣 1 分改为扣 0.5 分，扣得更少{FORMAL}（三）"),
        ("points: -1\n", "points: 1\n", f"放宽 {ABSENT}：分值由扣 1 分改为加 1 分，由扣分变成加分{FORMAL}（三）"),
        ("points: -1\n", "points: all\n", f"改动 {ABSENT}：分值由扣 1 分改为整项不得分{FORMAL}（三）"),
        (
            "points: -1\n",
            "points: {unset: loss}\n",
            f"改动 {ABSENT}：分值由扣 1 分改为扣几分没有定{FORMAL}（三）",
        ),
        ("县: 2", "县: 3", f"提高 {HONOUR}的事项“受到表彰”的“县区级”：由加 2 分改为加 3 分，加得更多（一）"),
        ("市: 4}", "市: 3.5}", f"降低 {HONOUR}的事项“受到表彰”的“市级”：由加 4 分改为加 3.5 分，加得更少（一）"),
        ("市: 4}", "市: -1}", f"收紧 {HONOUR}的事项“受到表彰”的“市级”：由加 4 分改为扣 1 分，由加分变成扣分（一）"),
        ("市: 4}", "市: all}", f"改动 {HONOUR}的事项“受到表彰”的“市级”：由加 4 分改为整项不得分（一）"),
        ("市: 4}", "省: 4}", f"改名 {HONOUR}的事项“受到表彰”的“省级”：由“市级”改写为“省级”（一）"),
        ("市: 4}", "市: 4, 省: 6}", f"新增 {HONOUR}的事项“受到表彰”：新增“省级”：加 6 分（一）"),
        (", 市: 4}", "}", f"取消 {HONOUR}的事项“受到表彰”：取消“市级”，原为：加 4 分（一）"),
        ("none: 1", "none: ask", f"改动 {HONOUR}的事项“受到表彰”：查不到时由加 1 分改为“先不计，等人补”（一）"),
        (
            "[1, 3]",
            "[2, 3]",
            f"提高 {HONOUR}的事项“帮助群众”：分值由“1 至 3 分由人定，每 0.5 分一档”"
            "改为“2 至 3 分由人定，每 0.5 分一档”，加得更多（一）",
        ),
        (
            "[1, 3], step: 0.5",
            "[0, 4], step: 0.5, outside: flag",
            f"改动 {HONOUR}的事项“帮助群众”：分值由“1 至 3 分由人定，每 0.5 分一档”"
            "改为“0 至 4 分由人定，每 0.5 分一档，超出的照计、标出来”（一）",
        ),
        (
            "{ask: gain, usual: 1..5}",
            "{ask: loss}",
            f"改动 {HONOUR}的事项“特别贡献”：分值由“加几分由人定，通常 1（含）至 5（含）”改为“扣几分由人定”（一）",
        ),
        ("else: -2", "else: -3", f"收紧 {HONOUR}的应做的事“没有活动”：没有做时由扣 2 分改为扣 3 分，扣得更多（一）"),
        ("else: -2", "else: all", f"改动 {HONOUR}的应做的事“没有活动”：没有做时由扣 2 分改为整项不得分（一）"),
        # items and what bounds them
        ("full: 10", "full: 12", f"提高 {DUTY}：满分由 10 分改为 12 分，提高（适用对象：人员类别为正式党员）（二）"),
        ("        full: 10\n", "", f"取消 {DUTY}：取消满分，原为 10 分（适用对象：人员类别为正式党员）（二）"),
        ("cap: 5", "cap: 4", "降低 大项“附加分”的小项“其他”：封顶由 5 分改为 4 分，降低"),
        (", cap: 5", "", "放宽 大项“附加分”的小项“其他”：取消封顶，原为 5 分"),
        ("cap: 5", "cap: 5, floor: 0", "新增 大项“附加分”的小项“其他”：新增保底：0 分"),
        (
            "cap: 5",
            "cap: 5, floor: {at: 0, each: true}",
            "新增 大项“附加分”的小项“其他”：新增保底：0 分，每记一笔就比一次",
        ),
        ("cap: 5", "cap: 5, enabled: false", "取消 大项“附加分”的小项“其他”：停用"),
        ("cap: 5", "cap: 5, assumed: true", "改动 大项“附加分”的小项“其他”：标为本单位自拟"),
        ("facts: 5", "facts: 4", f"收紧 {ABSENT}的限额第 2 条：最多次数由 5 改为 4，收紧{FORMAL}（三）"),
        (
            ", {per: period, facts: 5}]",
            "]",
            f"放宽 {ABSENT}：取消限额第 2 条，原为：时段：每期；最多次数：5{FORMAL}（三）",
        ),
        (
            "[{per: month, facts: 1}, {per: period, facts: 5}]",
            "[{per: period, facts: 5}, {per: month, facts: 1}]",
            f"换序 {ABSENT}：限额的先后换了，内容没有变{FORMAL}（三）",
        ),
        (
            "limit: [{per: month, facts: 1}, {per: period, facts: 5}]",
            "limit: {per: period, facts: 5}",
            f"放宽 {ABSENT}：取消限额第 1 条，原为：时段：每月；最多次数：1{FORMAL}（三）",
        ),
        (
            "prefer: [absent, late]",
            "prefer: [late, absent]",
            f"换序 {DUTY}的同一件事只计一次：先留的事项的先后由缺席会议、迟到改为迟到、缺席会议"
            "（适用对象：人员类别为正式党员）（二）",
        ),
        # for whom, and what must be there
        (
            "for: status == formal\n        facts",
            "for: age < 60\n        facts",
            f"改动 {DUTY}：适用对象由“人员类别为正式党员”改为“年龄低于 60”（二）",
        ),
        (
            "        for: status == formal\n        facts",
            "        facts",
            f"放宽 {DUTY}：取消适用对象，原为 “人员类别为正式党员”（二）",
        ),
        (
            "            for: not (known(health) and health == frail)\n",
            "            for: not (health == frail and known(health))\n",
            f"改动 {ABSENT}：适用对象换了写法，意思一样：原来写“not (known(health) and health == frail)”，"
            "现在写“not (health == frail and known(health))”（适用对象：人员类别为正式党员）（三）",
        ),
        ("evidence: true", "evidence: false", f"放宽 {ABSENT}的手续：不再要佐证{FORMAL}（三）"),
        (
            "[branch_committee]",
            "[branch_committee, superior]",
            f"新增 {ABSENT}的手续：认定主体增加上级党组织，现在是支部委员会、上级党组织{FORMAL}（三）",
        ),
        (
            "[branch_committee]",
            "[superior]",
            f"改动 {ABSENT}的手续：认定主体增加上级党组织，去掉支部委员会，现在是上级党组织{FORMAL}（三）",
        ),
        (
            "decided_by: [branch_committee], ",
            "",
            f"放宽 {ABSENT}的手续：取消认定主体，原为 支部委员会{FORMAL}（三）",
        ),
        ("[formal, probationary]", "[formal]", "取消 计分对象：计分的人员去掉预备党员，现在是正式党员"),
        ("graded: [formal], ", "", "取消 计分对象：取消定等次的人员，原为 正式党员"),
        ("min_months: 6", "min_months: 8", "收紧 计分对象：最少月数由 6 改为 8，收紧"),
        ("min_months: 6", "min_months: 3", "放宽 计分对象：最少月数由 6 改为 3，放宽"),
        ("min_months: 6}", "min_months: 6, clause: 五}", "新增 计分对象：新增依据：“五”"),
        ("甲: 20", "甲: 25", "提高 大项“基础分”的起始分的“甲”：由 20 分改为 25 分，提高（一）"),
        # names
        ("title: 履行义务", "title: 尽义务", "改名 大项“基础分”的小项“尽义务”：名称由“履行义务”改为“尽义务”"
         "（适用对象：人员类别为正式党员）（二）"),
        ("item: base.duty", "item: base.work", f"改名 {DUTY}：代号由“base.duty”改为“base.work”"
         "（适用对象：人员类别为正式党员）（二）"),
        ("late: {title", "tardy: {title", None),
        # entries
        (
            "          late: {title: 迟到, points: -0.5}\n",
            "",
            None,
        ),
        # totals, grades, quotas
        ("raw * 90%", "raw * 80%", "改动 合计行“积分”：算式由“原始积分 × 0.9”改为“原始积分 × 0.8”"),
        (
            "round: 1",
            "round: {digits: 0, way: down}",
            "改动 合计行“积分”：取舍由“四舍五入，保留 1 位小数”改为“舍去，取整数”",
        ),
        (
            "60..<90",
            "65..<90",
            "收紧 等次的等次“合格”：分数范围由 60（含）至 90（不含）改为 65（含）至 90（不含），门槛提高",
        ),
        ("90..,", "85..,", "放宽 等次的等次“优秀”：分数范围由 90 以上（含）改为 85 以上（含），门槛降低"),
        ("..<60", "..50", "改动 等次的等次“差”：分数范围由 60 以下（不含）改为 50 以下（含）"),
        ("share: 1/3", "share: 25%", "降低 名额“优秀名额”：比例由 1/3 改为 25%，降低"),
        (
            "of: graded}",
            "of: graded, places: 3}",
            "新增 名额“优秀名额”：新增人数：3",
        ),
        ("zero: total", "grade: 差", None),
        ("[{tier: 甲, title: 甲层, when: village_cadre}, {tier: 乙, title: 乙层}]",
         "[{tier: 乙, title: 乙层}, {tier: 甲, title: 甲层, when: village_cadre}]",
         "换序 分层：各层的先后由“甲层、乙层”改为“乙层、甲层”"),
        # the rest of the file
        ("days: 5", "days: 7", "提高 程序的公示：公示天数由 5 改为 7，增加"),
        ("days: 5,", "days: 5, board: true,", "改动 程序的公示：上公开栏由否改为是"),
        ("[06-20, 06-30]", "[06-20, 07-10]", "改动 程序的民主评议：评议时间由 06-20、06-30 改为 06-20、07-10"),
        (
            "  appraisal: {window: [06-20, 06-30]}\n",
            "  appraisal: {window: [06-20, 06-30]}\n  spot_check: {by: superior, members: 3, at_most: 10%}\n",
            "新增 程序：新增会后抽查：抽查人：上级党组织；抽查人数：3；最多比例：10%",
        ),
        ("choice: 按月", "choice: 按周", "改动 释义“R1”：取法由“按月”改为“按周”"),
        ("title: 示例办法", "title: 正式办法", "改名 办法名称由“示例办法”改为“正式办法”"),
        (
            "flags: {good_reason: {title: 有正当理由, finding: true}}\n",
            "",
            "取消 取消标记“有正当理由”，原为：由组织认定",
        ),
        (", when: score < 60", "", "取消 结果运用“谈话”：取消条件，原为 “积分低于 60”（适用对象：人员类别为正式党员）"),
        (
            "when: score < 60",
            "when: score <",
            "改动 结果运用“谈话”：条件由“积分低于 60”改为“score <”（适用对象：人员类别为正式党员）",
        ),
        (
            "when: score < 60",
            "when: nobody",
            "改动 结果运用“谈话”：条件由“积分低于 60”改为“nobody”（适用对象：人员类别为正式党员）",
        ),
    ],
)  # fmt: skip
def test_compare_says_one_change(old: str, new: str, said: str | None) -> None:
    found = told((old, new))

    assert found == ([said] if said else SEVERAL[new])


SEVERAL = {
    "tardy: {title": [
        f"改名 {DUTY}的事项“迟到”：由“late”改写为“tardy”（适用对象：人员类别为正式党员）（二）",
    ],
    "": [
        f"取消 {DUTY}：取消事项“迟到”，原为：分值：扣 0.5 分（适用对象：人员类别为正式党员）（二）",
    ],
    "grade: 差": [
        "取消 否决和认定“一票否决”的后果：取消记零分，原为 整个积分",
        "新增 否决和认定“一票否决”的后果：新增直接认定：“差”",
    ],
}


def test_compare_adds_a_whole_item_with_all_it_says() -> None:
    new = (
        "{item: extra.river, title: 巡河, clause: 七, cap: 4, facts: {river: {title: 巡河一次, points: 0.5}}}"
    )

    assert told(("cap: 5}]", f"cap: 5}}, {new}]")) == [
        "新增 大项“附加分”：新增小项“巡河”：封顶：4 分；事项：“巡河一次”（加 0.5 分）（七）"
    ]


def test_compare_follows_an_item_to_another_part() -> None:
    moved = "      - {item: base.more, title: 更多, full: 5}\n"

    assert told(("items: [{item: extra.other, title: 其他, cap: 5}]", "items: []"),
                ("tiers:\n", "tiers:\n"),
                ("        expect: {expect: idle, title: 没有活动, every: half, any_of: [help], else: -2}\n",
                 "        expect: {expect: idle, title: 没有活动, every: half, any_of: [help], else: -2}\n"
                 "      - {item: extra.other, title: 其他, cap: 6}\n" + moved)) == [
        "新增 大项“基础分”：新增小项“更多”：满分：5 分（一）",
        "移动 小项“其他”：从大项“附加分”移到大项“基础分”",
        "提高 小项“其他”：封顶由 5 分改为 6 分，提高",
    ]  # fmt: skip


def test_compare_keeps_entries_apart_that_share_an_identity() -> None:
    two = "{step: review, title: 初评, owner: branch_committee}, {step: review, title: 复评, owner: superior}"

    assert told(("{step: review, title: 初评, owner: branch_committee}", two)) == [
        "新增 程序：新增环节“复评”：办理人：上级党组织"
    ]


def test_compare_gives_places_values_and_clause_to_other_programs() -> None:
    found = compare_schemes(read(BEFORE), read(BEFORE.replace("full: 10", "full: 12")))

    assert [(one.change, one.path, one.before, one.after, one.clause) for one in found] == [
        (Change.RAISED, ("parts", "base", "items", "base.duty", "full"), "10 分", "12 分", "二")
    ]
