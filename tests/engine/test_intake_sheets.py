"""Which columns a scheme asks for, what its template offers, and which points year its facts lie in."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from jifen.engine.columns import FactColumns, gather_columns
from jifen.engine.gather import Event, Person, gather
from jifen.engine.intake import Sheets
from jifen.engine.linking import link
from jifen.rules import shelf
from jifen.rules.compiling import compile_scheme
from jifen.rules.reading import load_scheme
from jifen.workbook import CellKind, SheetSpec
from tests.engine.office import SCHEME, facts, intake, members, sheets, told


def headings(spec: SheetSpec) -> str:
    return " ".join(column.heading for column in spec.columns)


def choices(spec: SheetSpec) -> dict[str, tuple[str, ...]]:
    return {column.key: column.choices for column in spec.columns if column.choices}


def shelved(name: str) -> Sheets:
    bound = load_scheme(shelf.read(name), name)
    return Sheets(bound, compile_scheme(bound))


def test_the_template_has_the_columns_that_the_rules_look_at() -> None:
    fact_sheet, roster, change_sheet, finding_sheet = sheets().to_fill()

    assert headings(fact_sheet) == (
        "记录编号 党员编号 姓名 事项 日期 级别 主办单位 同一事由 请假情况 按时 影响期至 "
        "认定分值 认定主体 认定日期 证明材料 佐证 备案日期 说明 冲销记录"
    )
    assert headings(roster) == (
        "编号 姓名 所在支部 人员类别 健康状况 进入支部日期 离开支部日期 不参与积分起始日期 评议格次 "
        "支部班子成员 行业 上年积分"
    )
    assert headings(change_sheet) == "党员编号 姓名 日期 项目 新值 说明"
    assert headings(finding_sheet) == "党员编号 姓名 认定事项 是否 说明"


def test_the_template_offers_the_options_that_the_rules_name() -> None:
    fact_sheet, roster, change_sheet, finding_sheet = map(choices, sheets().to_fill())

    assert fact_sheet["kind"] == (
        "没有到会",
        "履行义务：通报",
        "履职扣分",
        "弄虚作假",
        "班子扣分",
        "参加学习",
        "受表彰",
        "表彰：通报",
        "参加巡逻",
        "支部研究加分",
        "好人好事",
        "上级加分",
        "体弱仍参加",
        "受到处罚",
        "走访登记",
    )
    assert fact_sheet["level"] == ("乡镇级", "县区级", "市级")
    assert fact_sheet["organiser"] == ("上级党委", "其他")
    assert fact_sheet["decided_by"] == (
        "支部委员会",
        "党总支",
        "党员大会",
        "乡镇党建办",
        "上级党组织",
        "县委组织部",
    )
    assert fact_sheet["on_time"] == ("是", "否")
    assert roster == {
        "status": ("正式党员", "预备党员"),
        "health": ("健康", "体弱"),
        "appraisal": ("优秀", "合格"),
        "team_member": ("是", "否"),
        "trade": ("农业", "商业"),
    }
    assert change_sheet["field"][:3] == ("人员类别", "健康状况", "进入支部日期")
    assert finding_sheet == {"finding": ("有正当理由",), "holds": ("是", "否")}


def test_reading_knows_more_columns_than_the_template_has() -> None:
    known = {spec.name: {column.key: column for column in spec.columns} for spec in sheets().for_facts()}

    assert list(known) == ["事实", "党员", "变动", "认定"]
    assert known["事实"]["minutes_late"].kind is CellKind.TEXT
    assert known["事实"]["decided_value"].kind is CellKind.NUMBER
    assert known["党员"]["birth_date"].kind is CellKind.TEXT
    assert known["党员"]["prior2.grade"].heading == "前年等次"


def test_a_roster_of_its_own_leaves_the_facts_alone() -> None:
    assert [spec.name for spec in sheets().for_facts(alone=True)] == ["事实"]
    assert [(spec.name, spec.required) for spec in sheets().for_members()] == [
        ("党员", True),
        ("变动", False),
        ("认定", False),
    ]


def test_the_village_asks_for_little() -> None:
    fact_sheet, roster, *_ = shelved("village-branch").to_fill()

    assert headings(fact_sheet) == (
        "记录编号 党员编号 姓名 事项 日期 同一行为 请假情况 认定分值 认定主体 认定日期 证明材料 佐证 说明 冲销记录"
    )
    assert headings(roster) == (
        "编号 姓名 所在支部 人员类别 健康状况 进入支部日期 离开支部日期 不参与积分起始日期 评议格次"
    )


def test_the_bureau_asks_for_what_is_carried_over() -> None:
    _, roster, *_ = shelved("bureau-branch").to_fill()

    assert headings(roster) == (
        "编号 姓名 所在支部 人员类别 进入支部日期 离开支部日期 不参与积分起始日期 转入前已赋任务分 "
        "转入前已得任务分 评议格次 上年等次 上年折算积分"
    )


def test_tiers_that_the_scheme_reckons_are_no_column() -> None:
    _, roster, *rest = shelved("township-branch-sample").to_fill()

    assert "层次" not in headings(roster)
    assert "出生日期" in headings(roster)
    assert len(rest) == 1


@pytest.mark.parametrize("name", shelf.names())
def test_every_scheme_on_the_shelf_has_sheets(name: str) -> None:
    own = shelved(name)

    assert len(own.for_facts()) == len(own.to_fill()) == (4 if own.findings else 3)


def test_own_words_of_a_scheme_do_not_stand_for_two_columns() -> None:
    text = """
scheme: own-words
title: 示范
people: {scored: [formal], graded: [formal]}
flags:
  place: {title: 居住情况, choices: [镇上, 村里]}
tiers: {rows: [{tier: 甲, title: 甲层, when: "prior(3).rank < 5"}, {tier: 乙, title: 乙层}]}
parts:
  - part: base
    title: 基础分
    start: {carry: {line: raw, share: 20%, first: 10}}
    items:
      - item: base.duty
        title: 履职
        for: tier == 甲 and place == 镇上
        facts:
          duty: {title: 履职, points: {by: quantity, rows: {"..5": 1, "6..": 2}}, for: 2 > age}
          post: {title: 任务, points: {by: test_score, rows: {"60..": 1}, none: skip}}
total:
  raw: {is: base, title: 小计}
  score: raw
"""
    own = sheets(text)
    _, roster, _ = own.to_fill()

    given = intake(
        facts(
            {"kind": "任务", "test_score": Decimal(70)},
            {"kind": "履职：履职", "quantity": -Decimal(1)},
            text=text,
        ),
        text=text,
    )

    assert [str(fault) for fault in given.faults] == [
        "工作表“事实”第 3 行“数量”列：值“-1”不能是负数。请填 0 或正数。"
    ]
    assert headings(roster).endswith("评议格次 place 上年原始积分 前3年名次")
    assert choices(roster)["place"] == ("镇上", "村里")
    assert own.prior_heading(1, "小计") == "上年小计"
    assert own.prior_heading(2, "raw") == "前年原始积分"
    assert [choice.code for choice in own.choices(own.members["tier"].field)] == ["甲", "乙"]


def test_the_year_is_read_off_the_facts() -> None:
    given = intake(facts({"occurred_on": date(2027, 1, 5)}, {"occurred_on": date(2027, 12, 31)}), year=None)

    assert (given.period, given.inferred, given.faults) == ("2027", True, ())


def test_a_slip_of_one_year_does_not_change_the_year() -> None:
    rows = [{"occurred_on": date(2027, month, 5)} for month in range(1, 5)]

    given = intake(facts(*rows, {"occurred_on": date(2072, 5, 5)}), year=None)

    assert (given.period, given.inferred) == ("2027", True)
    assert [(fault.row, fault.code) for fault in given.faults] == [(6, "other-year")]


def test_what_is_done_in_the_grace_of_the_last_quarter_stands_in_the_book_of_the_year() -> None:
    item = "        facts:\n"
    duty = "{expect: idle, title: 没有巡逻, every: quarter, any_of: patrol, within_days: 10, else: -1}"
    assert item in SCHEME
    text = SCHEME.replace(item, f"        expect: {duty}\n{item}", 1)
    days = [date(2026, 12, 31), date(2027, 1, 10), date(2027, 1, 11)]
    book = facts(
        *({"kind": "参加巡逻", "decided_value": Decimal(3), "occurred_on": day} for day in days), text=text
    )

    given = intake(book, year=2026, text=text)

    assert [(one.row, one.code) for one in given.faults] == [(4, "other-year")]
    assert [str(one) for one in given.warnings if one.code == "other-year"] == [
        "工作表“事实”第 3 行“日期”列：值“2027-01-10”不在 2026年（2026-01-01 至 2026-12-31）内，"
        "只看应做的事有没有在宽限里补做，不计分。请核对日期。"
    ]


@pytest.mark.parametrize(
    ("rest", "wrong"),
    [
        ("", ["工作表“事实”第 3 行“选项”列：值“甲級”不在“处理”的表里。是不是“甲等”？可以填：“甲等”“乙等”。"]),
        (", none: skip", []),
        (", none: 1", []),
    ],
)
def test_an_option_that_no_row_of_its_table_holds_is_a_slip(rest: str, wrong: list[str]) -> None:
    old, kind = "          notice: {title: 通报, points: -2}\n", "{by: option, rows: {甲等: -1, 乙等: -2}"
    kinds = "          {}: {{title: {}, points: {}{}}}{}}}\n"
    text = SCHEME.replace(
        old,
        kinds.format("notice", "处理", kind, rest, "")
        + kinds.format("warned", "提醒", kind, rest, ", counts_when: option != 丙等"),
    )
    words = ("甲等", "甲級", "丙等", None)
    book = facts(
        *({"kind": "处理" if word != "丙等" else "提醒", "option": word} for word in words), text=text
    )

    assert told(intake(book, text=text).faults) == wrong


def test_facts_of_two_years_leave_the_year_to_the_caller() -> None:
    given = intake(facts({"occurred_on": date(2027, 1, 5)}, {"occurred_on": date(2028, 1, 5)}), year=None)

    assert (given.period, given.inferred) == ("2026", False)


def test_no_facts_leave_the_year_to_the_caller() -> None:
    given = intake(year=None)

    assert (given.period, given.inferred, given.faults) == ("2026", False, ())


def test_a_year_that_begins_in_june_holds_the_following_may() -> None:
    text = SCHEME.replace("period: {kind: year}", "period: {kind: year, starts: 06-01}")

    given = intake(facts({"occurred_on": date(2027, 5, 31)}, text=text), year=None, text=text)

    assert (given.period, given.inferred) == ("2026", True)


def test_where_the_decision_counts_its_day_gives_the_year() -> None:
    text = SCHEME.replace("period: {kind: year}", "period: {kind: year, counts: decided_on}")
    row = {"occurred_on": date(2026, 12, 31), "decided_on": date(2027, 1, 8)}

    assert intake(facts(row, text=text), year=2027, text=text).faults == ()
    assert [fault.code for fault in intake(facts(row, text=text), year=2026, text=text).faults] == [
        "other-year"
    ]
    assert intake(facts(row, {}, text=text), year=2026, text=text).facts is None


def test_columns_are_gathered_as_single_facts_are() -> None:
    given = intake(
        members({"name": "李明", "branch": "乙支部"}, {"name": "赵书记", "branch": "甲支部"}),
        facts(
            {"kind": "受表彰", "level": "市级", "matter": "甲", "documents": "文号", "id": "a"},
            {"kind": "参加巡逻", "decided_value": Decimal("3.5"), "id": "b"},
            {"kind": "好人好事", "on_time": True, "evidence": "邻居", "id": "c", "name": "赵书记"},
            {"kind": "受到处罚", "effect_until": date(2026, 9, 1), "id": "d"},
            {"id": "e"},
            {"id": "f", "reverses": "e", "occurred_on": date(2026, 6, 1)},
        ),
    )
    assert given.facts is not None
    plan = link([sheets().tables], 2026)
    book = given.facts
    events = [
        Event(
            book.ids[row],
            book.person[row],
            book.kind[row],
            book.occurred_on[row],
            {name: cells[row] for name, cells in book.fields.items() if cells[row] is not None},
        )
        for row in range(len(book))
    ]
    events.append(Event("f", 0, "absent", date(2026, 6, 1), {"reverses": "e"}))

    fast, slow = gather_columns(plan, given.persons, book), gather(plan, given.persons, events)

    assert fast.order == slow.order == [0, 1]
    assert fast.facts.ids == slow.facts.ids
    for name in ("member", "kind", "occurred_on"):
        assert np.array_equal(getattr(fast.facts, name), getattr(slow.facts, name))
    assert sorted(fast.facts.columns) == sorted(slow.facts.columns)
    for name in ("decided_value", "on_time", "effect_until", "reversed_on"):
        assert np.array_equal(fast.facts.columns[name], slow.facts.columns[name])
    for name in ("level", "matter", "documents", "evidence"):
        pairs = zip(fast.facts.columns[name], slow.facts.columns[name], strict=True)
        assert all(
            (a < 0 and b < 0) or fast.vocabulary.words[a] == slow.vocabulary.words[b] for a, b in pairs
        )


def test_a_time_of_day_is_gathered_in_minutes() -> None:
    from datetime import time

    plan = link([sheets().tables], 2026)
    book = FactColumns(["a"], [0], ["absent"], [date(2026, 3, 1)], {"time": [time(19, 30)]})

    gathered = gather_columns(plan, [Person("李明", fields={"status": "formal"})], book)

    assert gathered.facts.columns["time"].tolist() == [19 * 60 + 30]
