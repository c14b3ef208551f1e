"""The sheet 事实: what a recorder writes wrong comes back as one sentence each, all at once."""

from datetime import date
from decimal import Decimal

import pytest

from jifen.engine.intake import notes as intake_notes
from tests.engine.office import changes, facts, intake, members, told


def test_a_plain_absence_becomes_a_fact() -> None:
    given = intake(facts({"reason": "三月党课", "id": "7"}))

    assert (told(given.faults), told(given.warnings)) == ([], [])
    assert given.facts is not None
    assert (given.facts.ids, given.facts.kind, given.facts.occurred_on) == (
        ["7"],
        ["absent"],
        [date(2026, 3, 1)],
    )
    assert [given.persons[place].name for place in given.facts.person] == ["李明"]
    assert given.facts.fields == {"reason": ["三月党课"]}


def test_a_row_without_a_number_is_called_by_its_row() -> None:
    given = intake(facts({}, {"name": "赵书记"}))

    assert given.facts is not None
    assert given.facts.ids == ["第2行", "第3行"]


def test_an_unknown_kind_is_answered_with_the_nearest() -> None:
    given = intake(facts({"kind": "没有到回"}, {"kind": "甲乙丙丁"}))

    assert given.facts is None
    assert told(given.faults) == [
        "工作表“事实”第 2 行“事项”列：值“没有到回”办法里没有这个事项。是不是“没有到会”？请从模板的下拉列表里选。",
        "工作表“事实”第 3 行“事项”列：值“甲乙丙丁”办法里没有这个事项。请从模板的下拉列表里选。",
    ]


def test_a_title_of_two_items_needs_its_item() -> None:
    given = intake(facts({"kind": "通报"}))

    assert told(given.faults) == [
        "工作表“事实”第 2 行“事项”列：值“通报”办法里有 2 个小项都有这个事项，分不清是哪一个。"
        "请连小项一起写，可以填：“履行义务：通报”、“表彰：通报”。"
    ]


@pytest.mark.parametrize("word", ["表彰：通报", "表彰:通报", " 表彰 ： 通报 ", "notice_good"])
def test_a_kind_is_known_by_item_and_title_or_by_its_code(word: str) -> None:
    given = intake(facts({"kind": word}))

    assert given.facts is not None
    assert given.facts.kind == ["notice_good"]


def test_points_outside_the_range_name_range_and_clause() -> None:
    given = intake(
        facts(
            {"kind": "参加巡逻", "decided_value": Decimal(6)},
            {"kind": "参加巡逻", "decided_value": Decimal("3.2")},
            {"kind": "履职扣分", "decided_value": Decimal(5)},
            {"kind": "履职扣分", "decided_value": Decimal("-1.5")},
            {"kind": "履职扣分", "decided_value": Decimal("1.5"), "name": "赵书记"},
        )
    )

    assert told(given.faults) == [
        "工作表“事实”第 2 行“认定分值”列：值“6”“参加巡逻”的分值不在范围内，办法规定3 至 5 分（乙-2a）。"
        "请改成范围内的分值。",
        "工作表“事实”第 3 行“认定分值”列：值“3.2”“参加巡逻”的分值按 0.5 分一档（乙-2a）。请改成档上的分值。",
        "工作表“事实”第 4 行“认定分值”列：值“5”“履职扣分”的分值不在范围内，办法规定扣 0.5 至 4 分（甲-1b）。"
        "请改成范围内的分值。",
    ]


def test_points_that_people_decide_must_be_given() -> None:
    given = intake(facts({"kind": "参加巡逻"}, {"kind": "支部研究加分"}))

    assert told(given.faults) == [
        "工作表“事实”第 2 行：“参加巡逻”要填认定分值（3 至 5 分）（乙-2a）。请填写组织认定的分值。",
        "工作表“事实”第 3 行：“支部研究加分”要填认定分值（加分）（乙-3）。请填写组织认定的分值。",
    ]


def test_points_beyond_the_usual_pass_since_people_decide() -> None:
    given = intake(facts({"kind": "支部研究加分", "decided_value": Decimal(9)}))

    assert (told(given.faults), told(given.warnings)) == ([], [])


def test_points_of_a_fixed_fact_are_not_used_and_said_to_be() -> None:
    given = intake(
        facts(
            {"decided_value": Decimal(2)},
            {"decided_value": Decimal(1), "name": "赵书记"},
            {"kind": "受表彰", "decided_value": Decimal(3)},
        )
    )

    assert told(given.faults) == []
    assert told(given.warnings) == [
        "工作表“事实”第 2 行“认定分值”列：值“2”这个事项的分值是办法定的 -1 分，这里填的没有用来算分。"
        "请清空这一格；如果分值不同，请核对事项选得对不对。"
    ]


def test_points_with_three_decimals_or_absurd_size_are_refused() -> None:
    given = intake(
        facts(
            {"kind": "支部研究加分", "decided_value": Decimal("1.005")},
            {"kind": "支部研究加分", "decided_value": Decimal(10) ** 12},
        )
    )

    assert [str(fault).split("列：")[1] for fault in given.faults] == [
        "值“1.005”超过两位小数。请改成最多两位小数。",
        "值“1000000000000”数值太大。请核对这个数。",
    ]


def test_a_level_may_be_written_in_several_ways() -> None:
    given = intake(
        facts(
            {"kind": "受表彰", "level": "县级", "matter": "甲"},
            {"kind": "受表彰", "level": "市级", "matter": "乙"},
            {"kind": "受表彰", "level": "市级", "matter": "丙"},
        )
    )

    assert given.facts is not None
    assert given.facts.fields["level"] == ["county", "city", "city"]


def test_an_unknown_option_lists_what_may_be_written() -> None:
    given = intake(facts({"kind": "受表彰", "level": "部级"}, {"kind": "受表彰", "level": "火星"}))

    assert told(given.faults) == [
        "工作表“事实”第 2 行“级别”列：值“部级”不在可以填的范围内。是不是“省级”？"
        "可以填：“本单位级”“校级”“乡镇级”“县区级”“市级”“省级”“国家级”。",
        "工作表“事实”第 3 行“级别”列：值“火星”不在可以填的范围内。"
        "可以填：“本单位级”“校级”“乡镇级”“县区级”“市级”“省级”“国家级”。",
    ]


def test_a_day_outside_the_year_is_a_fault() -> None:
    given = intake(facts({"occurred_on": date(2025, 12, 31)}, {"occurred_on": date(2027, 1, 1)}))

    assert told(given.faults) == [
        "工作表“事实”第 2 行“日期”列：值“2025-12-31”不在 2026年（2026-01-01 至 2026-12-31）内。"
        "请核对日期；别的年度的记录请放到那一年的表里，或改算那一年。",
        "工作表“事实”第 3 行“日期”列：值“2027-01-01”不在 2026年（2026-01-01 至 2026-12-31）内。"
        "请核对日期；别的年度的记录请放到那一年的表里，或改算那一年。",
    ]


def test_a_day_outside_the_year_is_a_warning_where_the_effect_lasts() -> None:
    given = intake(
        facts(
            {
                "kind": "受到处罚",
                "occurred_on": date(2025, 5, 1),
                "effect_until": date(2026, 5, 1),
                "documents": "决定",
            }
        )
    )

    assert told(given.faults) == []
    assert told(given.warnings) == [
        "工作表“事实”第 2 行“日期”列：值“2025-05-01”不在 2026年（2026-01-01 至 2026-12-31）内，按有效期判断算不算。"
        "请核对日期和影响期。"
    ]


def test_an_effect_that_ends_before_it_begins_is_a_fault() -> None:
    given = intake(facts({"kind": "受到处罚", "effect_until": date(2026, 2, 1), "documents": "决定"}))

    assert told(given.faults) == [
        "工作表“事实”第 2 行“影响期至”列：值“2026-02-01”影响期截止日早于发生日期（2026-03-01）。请核对这两个日期。"
    ]


def test_two_rows_that_say_the_same_are_a_fault() -> None:
    given = intake(facts({"reason": "党课"}, {"reason": "党课", "id": "9"}))

    assert told(given.faults) == [
        "工作表“事实”第 3 行“事项”列：与第 2 行完全相同，是重复登记吗。"
        "如果是重复的，请删去这一行；如确为两次，请在“说明”里分别写明。"
    ]


def test_two_rows_with_their_own_reasons_are_two_facts_with_a_warning() -> None:
    given = intake(facts({"reason": "上午党课"}, {"reason": "下午大会"}))

    assert told(given.faults) == []
    assert told(given.warnings) == [
        "工作表“事实”第 3 行“事项”列：与第 2 行只有说明不同，按两次算。请核对不是同一件事。"
    ]


def test_two_rows_that_differ_in_more_than_the_reason_are_two_facts() -> None:
    given = intake(
        facts({"kind": "受表彰", "matter": "甲"}, {"kind": "受表彰", "matter": "乙"}, {}, {}, {"kind": None})
    )

    assert [fault.code for fault in given.faults] == ["row-twice"]
    assert given.warnings == ()


def test_the_same_record_number_twice_is_a_fault() -> None:
    given = intake(facts({"id": "1"}, {"id": "1", "name": "赵书记"}))

    assert told(given.faults) == [
        "工作表“事实”第 3 行“记录编号”列：值“1”记录编号与第 2 行相同。"
        "每条记录的编号不能相同；如果这一列是党员的编号，请把标题改成“党员编号”。"
    ]


def test_a_reversal_takes_a_fact_out_from_its_day() -> None:
    given = intake(facts({"id": "a"}, {}, {"id": "b", "reverses": "a", "occurred_on": date(2026, 4, 1)}))

    assert given.faults == ()
    assert given.facts is not None
    assert given.facts.ids == ["a", "第3行"]
    assert given.facts.reversed_on == {0: date(2026, 4, 1)}


def test_a_reversal_counts_from_the_day_it_was_decided() -> None:
    given = intake(
        facts({"id": "a"}, {"reverses": "a", "occurred_on": date(2026, 4, 1), "decided_on": date(2026, 5, 2)})
    )

    assert given.facts is not None
    assert given.facts.reversed_on == {0: date(2026, 5, 2)}


def test_a_reversal_of_a_reversal_lets_the_fact_stand() -> None:
    given = intake(
        facts(
            {"id": "a"},
            {"id": "b", "reverses": "a", "occurred_on": date(2026, 4, 1)},
            {"id": "c", "reverses": "b", "occurred_on": date(2026, 5, 1)},
        )
    )

    assert given.faults == ()
    assert given.facts is not None
    assert (given.facts.ids, given.facts.reversed_on) == (["a"], {})


def test_wrong_reversals_are_told_one_by_one() -> None:
    given = intake(
        facts(
            {"id": "a", "occurred_on": date(2026, 6, 1)},
            {"id": "b", "reverses": "z"},
            {"id": "c", "reverses": "c"},
            {"id": "d", "reverses": "a", "name": "赵书记", "occurred_on": date(2026, 6, 2)},
            {"id": "e", "reverses": "a", "kind": "受表彰", "occurred_on": date(2026, 6, 2)},
            {"id": "f", "reverses": "a", "occurred_on": date(2026, 5, 2)},
            {"id": "g", "reverses": "a", "occurred_on": date(2026, 6, 2)},
            {"id": "h", "reverses": "a", "occurred_on": date(2026, 6, 3)},
        )
    )

    assert told(given.faults) == [
        "工作表“事实”第 3 行“冲销记录”列：值“z”没有这条记录。请填写要冲销的那条记录的“记录编号”。",
        "工作表“事实”第 4 行“冲销记录”列：值“c”冲销的是它自己。请填写要冲销的那条记录的“记录编号”。",
        "工作表“事实”第 5 行“冲销记录”列：值“a”第 2 行是另一名党员的记录。请核对记录编号和姓名。",
        "工作表“事实”第 6 行“冲销记录”列：值“a”第 2 行是另一个事项的记录。请核对记录编号，事项照抄原记录。",
        "工作表“事实”第 7 行“日期”列：值“a”冲销日期早于第 2 行的日期（2026-06-01）。请核对日期。",
        "工作表“事实”第 9 行“冲销记录”列：值“a”第 2 行的记录已经在第 8 行冲销过。请删去多余的一行。",
    ]


def test_a_column_the_scheme_does_not_look_at_is_passed_over_with_a_word() -> None:
    given = intake(facts({"minutes_late": "不详"}, {"name": "赵书记", "minutes_late": "十分钟"}))

    assert told(given.faults) == []
    assert told(given.warnings) == [
        "工作表“事实”第 2 行“迟到分钟”列：这个办法用不到“迟到分钟”，这一列（共 2 格）没有用来算分。"
        "不需要时可以删去这一列。"
    ]


def test_rows_that_lack_what_the_reader_has_complained_about_are_not_scored() -> None:
    given = intake(facts({"kind": None}, {"occurred_on": None, "id": "a"}, {"reverses": "a"}))

    assert (given.faults, given.facts) == ((), None)


def test_a_sheet_without_a_column_for_the_member_is_one_fault() -> None:
    sheet = facts({}, {})
    del sheet.headings["name"]

    given = intake(sheet)

    assert told(given.faults) == [
        "工作表“事实”：缺少“姓名”这一列。请在标题行加上“姓名”或“党员编号”，并逐行填写。"
    ]


def test_all_faults_of_all_sheets_come_at_once() -> None:
    given = intake(
        facts({"kind": "无此事项"}, {"name": "李鸣", "occurred_on": date(2020, 1, 1)}),
        members({"name": "李明", "status": "党员"}),
        changes({"name": "李明", "day": date(2026, 5, 1), "field": "无此项目", "value": "是"}),
    )

    assert [(fault.sheet, fault.row, fault.code) for fault in given.faults] == [
        ("党员", 2, "bad-choice"),
        ("变动", 2, "unknown-field"),
        ("事实", 3, "unknown-member"),
        ("事实", 2, "unknown-kind"),
        ("事实", 3, "other-year"),
    ]


def test_more_faults_than_anybody_reads_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake_notes, "MOST", 2)

    given = intake(facts(*({"kind": "无此事项", "id": str(n)} for n in range(5))))

    assert [fault.code for fault in given.faults] == ["unknown-kind", "unknown-kind", "too-many-faults"]
    assert str(given.faults[-1]) == "问题太多，只列出了 2 处，另外还有 3 处。请先改正列出的问题，再算一次。"


def test_more_warnings_than_anybody_reads_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake_notes, "MOST", 2)

    given = intake(facts(*({"reason": f"第 {n} 次"} for n in range(5))))

    assert [fault.row for fault in given.warnings] == [3, 4]
