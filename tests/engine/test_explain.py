"""One account told in sentences, from the figure down to what is still open."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from jifen.engine.explain import NoDetails, Section, Teller, Tracer
from jifen.engine.intake import Intake
from jifen.engine.result import Account
from tests.engine.office import facts, findings, intake, members, results

STUDIED = [
    {"name": name, "kind": "参加学习", "occurred_on": date(2026, month, 10)}
    for name in ("李明", "赵书记")
    for month in (1, 4, 7, 10)
]
"""Nobody misses his studies, so that other stories stay short."""


def year(*rows: dict[str, object], **member: object) -> Intake:
    """李明's year, his row of the roster as given; 赵书记 has the better one."""
    first = {"name": "李明", "number": "4", "team_member": False, "appraisal": "优秀", **member}
    return intake(members(first, {"name": "赵书记", "team_member": False}), facts(*STUDIED, *rows))


def telling(given: Intake, name: str = "李明", status: str | None = "formal") -> dict[str, list[str]]:
    """The sections of one account."""
    teller, found = results(given)
    return {section.heading: list(section.lines) for section in teller.tell(found[name], status)}


def account(given: Intake, name: str = "李明") -> tuple[Teller, Account]:
    teller, found = results(given)
    return teller, found[name]


def test_an_ordinary_year_reads_from_the_figure_to_the_readings() -> None:
    given = year(
        {"reason": "三月党课"},
        {"kind": "受表彰", "level": "市级", "matter": "先进", "documents": "市文〔2026〕3 号"},
    )

    assert telling(given) == {
        "结果": [
            "李明（编号 4），正式党员",
            "《示范支部积分办法》2026年，计算到 2026-12-31",
            "年度积分：19 分",
            "状态：已计分",
            "等次：合格",
            "有记录是否加倍还不能确定",
        ],
        "基础分　13 分": [
            "履行义务：满分 10 分，共扣 1 分，得 9 分",
            "　　2026-03-01　没有到会（三月党课）：扣 1 分（甲-1a）。",
            "学习：满分 4 分，得 4 分",
            *[f"　　2026-{month}-10　参加学习：计 0 分（甲-3）。" for month in ("01", "04", "07", "10")],
        ],
        "奖励分　6 分": [
            "表彰：共加 6 分，得 6 分",
            "　　2026-03-01　受表彰（市级，“先进”）：加 6 分（乙-1a）。是否加倍还不能确定，先按不加倍计。",
        ],
        "合计": [
            "合计 ＝ 基础分 ＋ 奖励分 ＝ 13 ＋ 6 ＝ 19 分（丁-1）",
            "评议折算：按评议格次定，为 100%",
            "年度积分 ＝ 合计 × 评议折算 ＝ 19 × 100% ＝ 19 分（丁-2）",
        ],
        "用到的释义": ["甲读　请假的扣不扣？准假的不扣。"],
    }


def test_a_doubled_award_shows_its_factor_and_the_smaller_one_is_not_added() -> None:
    award = {"kind": "受表彰", "matter": "先进", "documents": "文号", "organiser": "上级党委"}

    found = telling(
        year({**award, "level": "县级"}, {**award, "level": "市级", "occurred_on": date(2026, 9, 1)})
    )

    assert found["奖励分　12 分"] == [
        "表彰：共加 12 分，得 12 分",
        "　　2026-03-01　受表彰（县区级，上级党委，“先进”）：计 0 分（乙-1a）。"
        "4 分 × 2（主办单位为上级党委） ＝ 8 分；同一件事只计一次，这一次不另计，"
        "2026-09-01 的“受表彰”已加 12 分。",
        "　　2026-09-01　受表彰（市级，上级党委，“先进”）：加 12 分（乙-1a）。"
        "6 分 × 2（主办单位为上级党委） ＝ 12 分。",
    ]


def test_an_absorbed_award_without_a_book_is_told_in_general() -> None:
    award = {"kind": "受表彰", "matter": "先进", "documents": "文号", "organiser": "本支部"}
    teller, found = account(
        year({**award, "level": "县级"}, {**award, "level": "市级", "occurred_on": date(2026, 9, 1)})
    )

    lines = Teller(teller.statute, NoDetails()).tell(found)[2].lines

    assert lines[1:] == (
        "　　2026-03-01　受表彰：计 0 分（乙-1a）。同一件事只计一次，这一次不另计。",
        "　　2026-09-01　受表彰：加 6 分（乙-1a）。",
    )


def test_a_patrol_beyond_the_limit_says_which_limit_cut_it() -> None:
    patrol = {"kind": "参加巡逻", "decided_value": Decimal(4)}

    found = telling(year(patrol, {**patrol, "occurred_on": date(2026, 3, 9)}))

    assert found["奖励分　4 分"][1:] == [
        "　　2026-03-01　参加巡逻：加 4 分（乙-2a）。",
        "　　2026-03-09　参加巡逻：计 0 分（乙-2a）。本来是加 4 分，按限额（每月最多计 1 次），所以计 0 分。",
    ]


def test_points_beyond_the_usual_and_beyond_the_cap_are_said() -> None:
    other = {"kind": "支部研究加分", "decided_by": "支委会", "reason": "抗洪"}

    found = telling(year({**other, "decided_value": Decimal(23)}))

    assert found["结果"][-1] == "有分值超出通常的范围"
    assert found["奖励分　20 分"] == [
        "其他加分：共加 23 分，得 23 分",
        "　　2026-03-01　支部研究加分（抗洪）：加 23 分（乙-3）。分值超出通常的范围，请核对。",
        "封顶：最高 20 分，多出的 3 分不计",
    ]
    assert found["建议（由组织决定，不自动执行）"] == ["建议：通报表扬（戊-1），由支部委员会决定"]


def test_a_full_item_loses_no_more_than_it_has() -> None:
    fault = {"kind": "履职扣分", "decided_value": Decimal(4)}
    rows = [{**fault, "occurred_on": date(2026, month, 1)} for month in (2, 5, 8)]

    assert telling(year(*rows))["基础分　4 分"][0] == (
        "履行义务：满分 10 分，共扣 12 分，扣完为止：最低 0 分，多扣的 2 分不再扣，得 0 分"
    )


def test_a_fact_that_takes_everything_has_no_number_of_its_own() -> None:
    assert telling(year({}, {"kind": "弄虚作假"}))["基础分　4 分"][:3] == [
        "履行义务：满分 10 分，共扣 1 分，全部扣完：按 0 分计，得 0 分",
        "　　2026-03-01　没有到会：扣 1 分（甲-1a）。",
        "　　2026-03-01　弄虚作假：这一小项的分全部扣完（甲-1c）。",
    ]


def test_missed_duties_are_marked_as_reckoned_by_the_program() -> None:
    given = intake(members({"name": "李明", "team_member": False}), facts({"kind": "参加学习"}))

    assert telling(given)["基础分　11 分"][:5] == [
        "学习：满分 4 分，共扣 3 分，得 1 分",
        "　　2026-03-01　参加学习：计 0 分（甲-3）。",
        "　　2026-06-30　本季度没有参加学习：扣 1 分（甲-3b）。系统推算，未经认定。",
        "　　2026-09-30　本季度没有参加学习：扣 1 分（甲-3b）。系统推算，未经认定。",
        "　　2026-12-31　本季度没有参加学习：扣 1 分（甲-3b）。系统推算，未经认定。",
    ]


def test_what_does_not_count_stands_with_its_reason_and_what_to_do() -> None:
    found = telling(
        year(
            {"excuse": "准假", "id": "a"},
            {"kind": "旧条文"},
            {"kind": "体弱仍参加", "name": "李明"},
            {"id": "b", "occurred_on": date(2026, 5, 1)},
            {"reverses": "b", "occurred_on": date(2026, 5, 9)},
            {"kind": "受表彰", "level": "市级"},
            {"kind": "受表彰", "documents": "文号"},
            {"kind": "好人好事"},
            {"kind": "上级加分"},
            {"kind": "支部研究加分", "decided_value": Decimal(1), "decided_by": "书记"},
            {"kind": "班子扣分"},
        )
    )

    assert found["没有计入"] == [
        "2026-03-01　没有到会（甲-1a）：不符合计分的条件（条件：请假情况不为已准假）。见“事实”第 10 行。",
        "2026-03-01　旧条文（甲-1）：这一条已经停用。见“事实”第 11 行。",
        "2026-03-01　班子扣分：这一条不适用于本人（适用条件：支部班子成员为“是”）。见“事实”第 20 行。",
        "2026-05-01　没有到会（甲-1a）：已经冲销。见“事实”第 13 行。",
    ]
    assert found["待定"] == [
        "2026-03-01　受表彰（市级）（乙-1a）：缺少证明材料。请填写“证明材料”，例如文号。见“事实”第 15 行。",
        "2026-03-01　受表彰（乙-1a）：不能确定按哪一档计分（按级别定）。请补上定档要用的内容。见“事实”第 16 行。",
        "2026-03-01　支部研究加分（乙-3）：还没有经规定的组织认定（要由支部委员会或更高的组织认定）。"
        "请提交认定，再填写“认定主体”。见“事实”第 19 行。",
        "2026-03-01　好人好事：缺少佐证。请填写“佐证”，例如见证人。见“事实”第 17 行。",
        "2026-03-01　上级加分：还没有备案。请在备案后填写“备案日期”。见“事实”第 18 行。",
        "2026-03-01　体弱仍参加：不能确定这一条是否适用于本人（适用条件：健康状况为体弱）。"
        "请补齐党员名册里的有关内容。见“事实”第 12 行。",
    ]


def test_what_was_decided_after_the_day_of_the_cut_waits() -> None:
    teller, found = results(year({"decided_on": date(2026, 8, 1)}), as_of=date(2026, 6, 30))

    entry = teller.pending(found["李明"])[0]

    assert teller.entries.dropped(entry) == (
        "2026-03-01　没有到会（甲-1a）：到计算截止日还没有认定（2026-06-30）。认定后再算一次。见“事实”第 10 行。"
    )


def test_a_veto_shows_what_the_score_would_have_been_and_why() -> None:
    crime = {"kind": "受到处罚", "effect_until": date(2027, 1, 1), "documents": "决定书", "reason": "酒驾"}

    found = telling(year(crime))

    assert found["结果"][2:] == [
        "年度积分：0 分",
        "状态：一票否决，积分记为零分（按各项计算本来是 14 分）",
        "等次：不合格",
        "一票否决（丙-1）：2026-03-01 受到处罚（酒驾）",
    ]
    assert found["合计"][-1] == "一票否决，积分记为零分"
    assert found["建议（由组织决定，不自动执行）"] == [
        "待查明：谈话提醒（戊-2）——先查明：有没有正当理由，从书记谈、委员谈中选定"
    ]


def test_a_probationary_member_is_scored_and_not_graded() -> None:
    assert telling(year(status="预备党员"), status="probationary")["结果"] == [
        "李明（编号 4），预备党员",
        "《示范支部积分办法》2026年，计算到 2026-12-31",
        "年度积分：14 分",
        "状态：计分，不定等次（预备党员只计分）",
    ]


def test_a_short_year_is_scored_and_not_graded() -> None:
    found = telling(year(joined_on=date(2026, 9, 1)), status=None)

    assert found["结果"][0] == "李明（编号 4）"
    assert found["结果"][-1] == "状态：计分，不定等次（本年度在本支部计分 4 个月，不满 6 个月）"


def test_whoever_is_not_scored_has_no_figures() -> None:
    assert telling(year({}, exempt_from=date(2026, 2, 1))) == {
        "结果": [
            "李明（编号 4），正式党员",
            "《示范支部积分办法》2026年，计算到 2026-12-31",
            "状态：不参与积分",
        ],
        "没有计入": [
            "2026-03-01　没有到会（甲-1a）：发生在离开支部或者不参与积分以后。见“事实”第 10 行。",
            *[
                f"2026-{month}-10　参加学习（甲-3）：发生在离开支部或者不参与积分以后。见“事实”第 {row} 行。"
                for month, row in (("04", 3), ("07", 4), ("10", 5))
            ],
        ],
        "用到的释义": ["甲读　请假的扣不扣？准假的不扣。"],
    }


def test_an_unknown_flag_of_the_member_becomes_a_question() -> None:
    given = intake(members({"name": "李明"}), facts(*STUDIED[:4]))

    assert telling(given)["要请组织研究的问题"] == [
        "“班子职责”是否适用于本人还不能确定，请在党员名册里补齐有关内容。"
    ]


def test_a_finding_settles_a_proposal_and_last_year_gives_a_hint() -> None:
    rows = [{"kind": "弄虚作假"}]
    given = intake(
        members({"name": "李明", "team_member": False, "prior1.score": Decimal(8)}),
        facts(*STUDIED[:4], *rows),
        findings({"name": "李明", "finding": "有正当理由", "holds": True}),
    )

    assert telling(given)["建议（由组织决定，不自动执行）"] == [
        "建议：谈话提醒（戊-2），从书记谈、委员谈中选定",
        "提示：上年也不到 10 分",
    ]


def test_the_points_of_the_trace_add_up_to_the_score() -> None:
    teller, found = account(
        year(
            {"reason": "党课"},
            {"kind": "参加巡逻", "decided_value": Decimal("3.5")},
            {"kind": "上级加分"},
            {"kind": "受到处罚", "effect_until": date(2027, 1, 1), "documents": "决定书"},
            appraisal="合格",
        )
    )

    rows = [row for row in Tracer(teller).rows(found) if row.title != "学习：参加学习"]

    assert [(row.step, row.title, row.clause, row.day, row.points, row.reason) for row in rows] == [
        ("小项起始分", "履行义务", "甲-1", None, Fraction(10), "满分 10 分起"),
        ("小项起始分", "学习", "甲-3", None, Fraction(4), "满分 4 分起"),
        ("计入", "履行义务：没有到会", "甲-1a", date(2026, 3, 1), Fraction(-1), "党课"),
        ("否决和认定", "受到处罚", "丙-1", date(2026, 3, 1), None, ""),
        ("计入", "巡逻：参加巡逻", "乙-2a", date(2026, 3, 1), Fraction(7, 2), ""),
        ("待定", "其他加分：上级加分", None, date(2026, 3, 1), None, "还没有备案；请在备案后填写“备案日期”"),
        (
            "合计与折算",
            "合计与折算",
            None,
            None,
            Fraction(-5, 2),
            "合计 ＝ 基础分 ＋ 奖励分 ＝ 13 ＋ 3.5 ＝ 16.5 分（丁-1）；评议折算：按评议格次定，为 85%；"
            "年度积分 ＝ 合计 × 评议折算 ＝ 16.5 × 85% ＝ 14.025，四舍五入，保留 1 位小数 ＝ 14 分（丁-2）",
        ),
        ("一票否决", "一票否决", None, None, Fraction(-14), "一票否决，积分记为零分"),
    ]
    assert sum((row.points for row in rows if row.points is not None), Fraction(0)) == found.score == 0


def test_a_section_without_lines_is_left_out() -> None:
    assert telling(year()).keys() == {"结果", "基础分　14 分", "奖励分　0 分", "合计", "用到的释义"} - {
        "奖励分　0 分"
    }
    assert Section("空", ()).lines == ()
