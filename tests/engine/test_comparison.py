"""The same year under two schemes: whose result changes, by how much, and from what."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from jifen.engine.comparison import Changed, Comparer
from jifen.engine.intake import FACTS, MEMBERS, fit_facts, take_in
from tests.engine.office import SCHEME, members, results, sheets, table

HONOUR = {"kind": "受表彰", "level": "市级", "matter": "先进", "documents": "市文〔2026〕3 号"}
STUDY = "        expect:\n          {expect: study_missed"
TODAY = date(2026, 7, 1)
QUIET = SCHEME[: SCHEME.index(STUDY)] + SCHEME[SCHEME.index("  - part: reward") :]
"""Nobody has to study, so that stories stay short."""


def changed(text: str, *pieces: tuple[str, str]) -> str:
    for old, new in pieces:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def tried(
    before: str,
    after: str,
    *facts: Mapping[str, Any],
    roster: tuple[Mapping[str, Any], ...] = ({"name": "李明", "appraisal": "优秀"},),
) -> tuple[list[Changed], dict[str, str]]:
    """The members whose result changes, and the facts that the new scheme left out."""
    rows = [{"name": "李明", "kind": "没有到会", "occurred_on": date(2026, 3, 1), **row} for row in facts]
    old, new = (
        {FACTS: table(FACTS, *rows, text=text), MEMBERS: members(*roster, text=text)}
        for text in (before, after)
    )
    left_out = fit_facts(sheets(before), sheets(after), new, "2026")
    teller, first = results(take_in(sheets(before), old, period="2026", today=TODAY), text=before)
    other, second = results(take_in(sheets(after), new, period="2026", today=TODAY), text=after)
    found = Comparer(teller, other, left_out).compare(list(first.values()), list(second.values()))
    for one in found:
        total = sum((cause.points for cause in one.causes), Fraction(0))
        assert one.points is None or total == one.points
    return found, left_out


def told(found: list[Changed]) -> list[str]:
    """Name, figures and causes of every member whose result changed."""
    return [
        line
        for one in found
        for line in (one.after.name, *one.figures, *(f"　{cause.text}" for cause in one.causes))
    ]


def test_the_same_scheme_changes_nobody() -> None:
    assert tried(QUIET, QUIET, {}, HONOUR) == ([], {})


def test_a_harder_deduction_names_the_facts_and_the_figures() -> None:
    after = changed(QUIET, ("points: -1\n            clause: 甲-1a", "points: -2\n            clause: 甲-1a"))
    days = [{"occurred_on": date(2026, month, 1)} for month in (3, 4, 5, 6)]

    found, _ = tried(QUIET, after, *days)

    assert told(found) == [
        "李明",
        "积分由 10 分改为 6 分，少 4 分",
        "等次由“合格”改为“不合格”",
        "新列出　待查明：谈话提醒（戊-2）——先查明：有没有正当理由，从书记谈、委员谈中选定",
        "　履行义务　没有到会 4 条（2026-03-01、2026-04-01、2026-05-01等）：原来扣 4 分，现在扣 8 分；"
        "每条由扣 1 分改为扣 2 分（甲-1a）。",
    ]


def test_a_single_fact_needs_no_figure_for_each() -> None:
    after = changed(QUIET, ("市级: 6", "市级: 9"))

    assert told(tried(QUIET, after, HONOUR)[0]) == [
        "李明",
        "积分由 20 分改为 23 分，多 3 分",
        "　表彰　受表彰 1 条（2026-03-01）：原来加 6 分，现在加 9 分（乙-1a）。是否加倍还不能确定，先按不加倍计。",
    ]


def test_a_new_limit_says_what_it_cut() -> None:
    after = changed(QUIET, ("            needs: {document: true}\n            clause: 乙-1a",
                            "            needs: {document: true}\n            limit: {per: period, points: 2}\n"
                            "            clause: 乙-1a"),
                    ("            times: {by: 2, when: organiser == superior_committee}\n", ""))  # fmt: skip
    before = changed(QUIET, ("            times: {by: 2, when: organiser == superior_committee}\n", ""))

    assert told(tried(before, after, HONOUR)[0]) == [
        "李明",
        "积分由 20 分改为 16 分，少 4 分",
        "　表彰　受表彰 1 条（2026-03-01）：原来加 6 分，现在加 2 分（乙-1a）。本来是加 6 分，"
        "按限额（全年最多计 2 分），所以加 2 分。",
    ]


def test_a_paper_that_is_needed_now_makes_a_fact_wait() -> None:
    after = changed(
        QUIET, ("{title: 通报, points: -2}", "{title: 通报, points: -2, needs: {document: true}}")
    )
    fact = {"kind": "履行义务：通报"}

    waits = told(tried(QUIET, after, fact)[0])
    counts = told(tried(after, QUIET, fact)[0])

    assert (waits[1], waits[-1]) == (
        "积分由 12 分改为 14 分，多 2 分",
        "　履行义务　通报 1 条（2026-03-01）：原来扣 2 分，现在计 0 分（甲-1）。现在待定：缺少证明材料。",
    )
    assert counts[-1] == (
        "　履行义务　通报 1 条（2026-03-01）：原来计 0 分，现在扣 2 分（甲-1）。原来待定：缺少证明材料。"
    )


def test_a_condition_rejects_and_admits() -> None:
    after = changed(QUIET, ("points: 1}", "points: 1, counts_when: quantity > 5}"))
    fact = {"kind": "表彰：通报", "quantity": Decimal(1)}

    assert told(tried(QUIET, after, fact)[0])[-1].endswith("现在不计：不符合计分的条件（条件：数量高于 5）。")
    assert told(tried(after, QUIET, fact)[0])[-1].endswith("原来不计：不符合计分的条件（条件：数量高于 5）。")


def test_a_duty_that_is_new_or_gone_is_told_as_a_rule() -> None:
    gone = told(tried(SCHEME, QUIET)[0])
    new = told(tried(QUIET, SCHEME)[0])

    assert gone[-1] == (
        "　学习　本季度没有参加学习 4 条（2026-03-31、2026-06-30、2026-09-30等）："
        "原来扣 4 分，现在计 0 分（甲-3b）。新办法没有这一条。"
    )
    assert new[-1].endswith("原来计 0 分，现在扣 4 分（甲-3b）。原办法没有这一条；系统推算，未经认定。")


def test_facts_the_new_scheme_cannot_take_are_left_out_with_the_reason() -> None:
    after = changed(
        QUIET,
        ("          notice_good: {title: 通报, points: 1}\n", ""),
        ("between: [3, 5], step: 0.5", "between: [1, 2], step: 0.5"),
    )
    facts = (
        {"kind": "表彰：通报", "id": "a"},
        {"kind": "参加巡逻", "decided_value": Decimal(4), "id": "b"},
        {"kind": "表彰：通报", "id": "c"},
        {"kind": "表彰：通报", "id": "d", "reverses": "c", "occurred_on": date(2026, 3, 2)},
    )

    found, left_out = tried(QUIET, after, *facts)

    assert left_out == {
        "a": "办法里没有这个事项",
        "b": "“参加巡逻”的分值不在范围内，办法规定1 至 2 分（乙-2a）",
        "c": "办法里没有这个事项",
        "d": "办法里没有这个事项",
    }
    assert told(found) == [
        "李明",
        "积分由 19 分改为 14 分，少 5 分",
        "　表彰　通报 1 条（2026-03-01）：原来加 1 分，现在计 0 分（乙-1）。"
        "新办法没有取用这条记录：办法里没有这个事项。",
        "　巡逻　参加巡逻 1 条（2026-03-01）：原来加 4 分，现在计 0 分（乙-2a）。"
        "新办法没有取用这条记录：“参加巡逻”的分值不在范围内，办法规定1 至 2 分（乙-2a）。",
    ]


def test_a_kind_is_found_under_its_new_title() -> None:
    after = changed(QUIET, ("title: 没有到会", "title: 缺席"))

    assert tried(QUIET, after, {}) == ([], {})


def test_starts_caps_and_conversion_are_causes_of_their_own() -> None:
    after = changed(
        QUIET,
        ("full: 10", "full: 12"),
        ("    cap: 20\n", "    cap: 5\n"),
        ("is: raw * ratio", "is: raw * ratio / 2"),
    )

    assert told(tried(QUIET, after, HONOUR)[0]) == [
        "李明",
        "积分由 20 分改为 10.5 分，少 9.5 分",
        "　履行义务　起始分：原来加 10 分，现在加 12 分（甲-1）。满分 12 分起。",
        "　奖励分　保底、封顶、折算：原来计 0 分，现在扣 1 分。封顶：最高 5 分，多出的 1 分不计。",
        "　合计与折算：原来计 0 分，现在扣 10.5 分。合计 ＝ 基础分 ＋ 奖励分 ＝ 16 ＋ 5 ＝ 21 分（丁-1）；"
        "评议折算：按评议格次定，为 100%；年度积分 ＝ 合计 × 评议折算 ÷ 2 ＝ 21 × 100% ÷ 2 ＝ 10.5 分（丁-2）。",
    ]  # fmt: skip


def test_a_part_that_is_gone_takes_its_start_along() -> None:
    before = changed(QUIET, ("    title: 奖励分\n", "    title: 奖励分\n    start: 3\n"))

    assert told(tried(before, QUIET)[0])[-1] == "　奖励分　起始分：原来加 3 分，现在计 0 分。起始分 3 分。"


def test_a_veto_is_told_by_its_name() -> None:
    after = changed(QUIET, ("effect: {zero: total}\n", "effect: {zero: total}\n    when: team_member\n"))
    roster = ({"name": "李明", "appraisal": "优秀", "team_member": True},)

    there, gone = tried(QUIET, after, roster=roster)[0], tried(after, QUIET, roster=roster)[0]

    assert told(there)[1:4] == [
        "积分由 19 分改为 0 分，少 19 分",
        "状态由“已计分”改为“一票否决，记零分”",
        "等次由“合格”改为“不合格”",
    ]
    assert told(there)[4:] == [
        "“一票否决”现在成立（丙-1）",
        "新列出　待查明：谈话提醒（戊-2）——先查明：有没有正当理由，从书记谈、委员谈中选定",
        "　一票否决：原来计 0 分，现在扣 19 分。一票否决，积分记为零分。",
    ]
    assert "“一票否决”现在不成立（丙-1）" in told(gone)


def test_a_score_that_is_lost_or_found_has_no_difference() -> None:
    after = changed(QUIET, ("none: 1}", "none: no_result}"))
    roster = ({"name": "李明"},)

    lost, found = tried(QUIET, after, {}, roster=roster)[0], tried(after, QUIET, {}, roster=roster)[0]

    assert (told(lost)[1], lost[0].points) == ("积分由 13 分改为没有数", None)
    assert (told(found)[1], found[0].points) == ("积分由没有数改为 13 分", None)


def test_a_grade_may_change_by_the_rules_alone() -> None:
    after = changed(
        QUIET, ('range: "25..", clause: 丁-3', 'range: "12..", clause: 丁-3'), ("10..<25", "10..<12")
    )

    assert told(tried(QUIET, after)[0]) == [
        "李明",
        "等次由“合格”改为“优秀”",
        "　本人的积分没有变，是办法的规定变了，或者别人的积分变了。",
    ]


def test_an_open_grade_names_what_it_may_be() -> None:
    after = changed(QUIET, ('range: "25..", clause: 丁-3', 'range: "10..", when: team_member, clause: 丁-3'))

    assert told(tried(QUIET, after)[0])[1:3] == [
        "状态由“已计分”改为“待组织研究”",
        "等次由“合格”改为“优秀”或“合格”（待定）",
    ]


def test_no_grades_any_more_is_no_grade() -> None:
    start, end = QUIET.index("grades:\n"), QUIET.index("outcomes:\n")

    assert told(tried(QUIET, QUIET[:start] + QUIET[end:])[0])[1] == "等次由“合格”改为没有定"


def test_proposals_come_go_and_open() -> None:
    after = changed(QUIET, ("when: score >= 25, decided_by", "when: score >= 5, decided_by"))
    asked = changed(
        after, ("when: score >= 5, decided_by", "when: score >= 5 and finding.good_reason, decided_by")
    )

    praise = "建议：通报表扬（戊-1），由支部委员会决定"
    assert told(tried(QUIET, after)[0])[1] == f"新列出　{praise}"
    assert told(tried(after, QUIET)[0])[1] == f"不再列出　{praise}"
    assert told(tried(after, asked)[0])[1] == "“通报表扬”由建议改为待查明"
    assert told(tried(asked, after)[0])[1] == "“通报表扬”由待查明改为建议"


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        ("outcomes:\n", []),
        ("ranked: true\noutcomes:\n", ["名次由第 2 名改为第 1 名", "名次由第 1 名改为第 2 名"]),
    ],
)
def test_ranks_are_told_only_where_they_are_asked_for(outcomes: str, said: list[str]) -> None:
    before = changed(QUIET, ("outcomes:\n", outcomes), ("        full: 10\n", "        start: 10\n"))
    after = changed(before, ("points: -1\n            clause: 甲-1a", "points: 1\n            clause: 甲-1a"))
    roster = ({"name": "李明", "appraisal": "优秀"}, {"name": "赵书记", "appraisal": "优秀"})

    found, _ = tried(before, after, {"name": "李明"}, roster=roster)

    assert [line for line in told(found) if line.startswith("名次")] == said


def test_a_place_in_a_quota_is_told() -> None:
    quota = "quotas:\n  front: {title: 优秀名额, places: 1, clause: 丁-4}\ngrades:\n"
    before = changed(QUIET, ("grades:\n", quota), ("        full: 10\n", "        start: 10\n"))
    after = changed(before, ("points: -1\n            clause: 甲-1a", "points: 0\n            clause: 甲-1a"))
    roster = ({"name": "李明", "appraisal": "优秀"}, {"name": "赵书记", "appraisal": "优秀"})

    lines = told(tried(before, after, {}, roster=roster)[0])

    assert [line for line in lines if "优秀名额" in line] == [
        "名额“优秀名额”：原来不列入，现在在边上并列",
        "名额“优秀名额”：原来列入，现在在边上并列",
    ]


def test_gains_and_losses_of_one_rule_that_cancel_out_are_no_cause() -> None:
    after = changed(QUIET, ("县区级: 4, 市级: 6", "县区级: 5, 市级: 5"), ("full: 10", "full: 11"))
    lower = {**HONOUR, "level": "县区级", "matter": "模范", "documents": "县文〔2026〕4 号"}

    assert [cause.text for one in tried(QUIET, after, HONOUR, lower)[0] for cause in one.causes] == [
        "履行义务　起始分：原来加 10 分，现在加 11 分（甲-1）。满分 11 分起。"
    ]


def test_who_stays_vetoed_is_not_changed_by_a_harder_deduction() -> None:
    quota = "quotas:\n  front: {title: 优秀名额, places: 1, clause: 丁-4}\ngrades:\n"
    before = changed(
        QUIET,
        ("effect: {zero: total}\n", "effect: {zero: total}\n    when: team_member\n"),
        ("grades:\n", quota),
    )
    after = changed(
        before, ("points: -1\n            clause: 甲-1a", "points: -2\n            clause: 甲-1a")
    )
    roster = ({"name": "李明", "appraisal": "优秀", "team_member": True},)

    assert tried(before, after, {}, roster=roster) == ([], {})
