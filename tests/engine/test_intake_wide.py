"""Columns of the wide words: registers, measures, households, pools, purses; and the heads of households."""

from datetime import date
from decimal import Decimal

import pytest

from jifen.workbook import SheetSpec
from tests.engine.desks import HOUSE, POOL, QUARTER
from tests.engine.office import SCHEME, changes, facts, intake, members, sheets, told

DEED = {"kind": "做好事"}


def headings(spec: SheetSpec) -> str:
    return " ".join(column.heading for column in spec.columns)


def test_a_quarter_asks_for_the_registers_and_numbers_that_it_reckons_with() -> None:
    fact_sheet, roster, change_sheet = sheets(QUARTER).to_fill()

    assert headings(fact_sheet) == (
        "记录编号 党员编号 姓名 事项 日期 数量 金额 迟到分钟 测试成绩 进展 承接记录 事项分类 纠正日期 评分人 "
        "认定主体 认定日期 证明材料 佐证 说明 冲销记录"
    )
    assert headings(roster) == (
        "编号 姓名 所在支部 人员类别 进入支部日期 离开支部日期 不参与积分起始日期 评议格次 "
        "应参会次数 实到次数 迟交党费月数 上期积分 往前第2期积分"
    )
    offered = next(column.choices for column in change_sheet.columns if column.key == "field")
    assert offered == ("人员类别", "进入支部日期", "离开支部日期", "不参与积分起始日期", "评议格次")


def test_a_household_asks_for_key_head_and_purse_and_offers_the_price_list() -> None:
    fact_sheet, roster, _ = sheets(HOUSE).to_fill()

    assert headings(fact_sheet).startswith("记录编号 党员编号 姓名 事项 日期 数量 选项 纠正日期")
    assert headings(roster).startswith("编号 姓名 所在支部 人员类别 家庭户 户主 进入支部日期")
    assert headings(roster).endswith("评议格次 可兑换积分")
    choices = {column.key: column.choices for column in fact_sheet.columns}
    assert choices["kind"] == ("做好事", "违规用火", "违规建房", "spending")
    assert choices["option"] == ("大米", "洗衣粉")


def test_a_pool_asks_for_its_key_and_for_the_measures_that_are_read() -> None:
    _, roster, _ = sheets(POOL).to_fill()

    assert headings(roster) == (
        "编号 姓名 所在支部 人员类别 户主 党小组 评比范围 进入支部日期 离开支部日期 不参与积分起始日期 评议格次 "
        "有效票数 有效评分人数 理论考试成绩"
    )


@pytest.mark.parametrize(
    ("spend", "column"), [("", "数量"), (", rate: 2", "金额")]
)  # fmt: skip
def test_spending_asks_for_points_or_for_money(spend: str, column: str) -> None:
    text = HOUSE.replace(", prices: {洗衣粉: 3, 大米: 10}", spend)

    assert column in headings(sheets(text).to_fill()[0])


def test_an_account_of_a_group_needs_the_group() -> None:
    text = SCHEME.replace("people: {", "people: {account: group, ")

    assert "党小组" in headings(sheets(text).to_fill()[1])


def test_a_measure_and_a_register_become_numbers_of_the_member() -> None:
    row = {"name": "李明", "measure.exam": Decimal("92.5"), "ballots.valid": Decimal(3), "pool": "一组"}

    given = intake(members(row, text=POOL), text=POOL)

    assert given.persons[0].fields == {
        "status": "formal",
        "measure.exam": Decimal("92.5"),
        "ballots.valid": Decimal(3),
        "pool": "一组",
    }


def test_a_measure_that_nothing_reads_is_told() -> None:
    given = intake(members({"name": "李明", "measure.age_mark": "9"}, text=POOL), text=POOL)

    assert told(given.warnings) == [
        "工作表“党员”第 2 行“没有用到的成绩”列：这个办法用不到“没有用到的成绩”，这一列（共 1 格）没有用来算分。"
        "不需要时可以删去这一列。"
    ]


@pytest.mark.parametrize("word", ["7", "李 明"])
def test_a_head_is_known_by_number_or_name(word: str) -> None:
    roster = members(
        {"name": "李明", "number": "7", "household": "甲"},
        {"name": "陈某", "household": "甲", "household.head": word},
        {"household": "乙"},
        text=HOUSE,
    )

    given = intake(roster, facts({**DEED, "name": "陈某"}, text=HOUSE), text=HOUSE)

    assert given.faults == ()
    assert given.persons[1].fields["household.head"] == "7"


def test_a_head_who_cannot_be_found_is_told() -> None:
    roster = members(
        {"name": "李明", "household": "甲", "household.head": "李明"},
        {"name": "陈某", "household": "甲", "household.head": "李鸣"},
        text=HOUSE,
    )

    assert told(intake(roster, text=HOUSE).faults) == [
        "工作表“党员”第 2 行“户主”列：值“李明”没有编号，记不到名下。请在“编号”列给这名党员填上编号。",
        "工作表“党员”第 3 行“户主”列：值“李鸣”名册里没有这名党员。是不是“李明”？请核对姓名，或在名册里补上。",
    ]


def test_a_new_head_is_written_as_number_or_name_too() -> None:
    roster = members({"name": "李明", "number": "7"}, {"name": "陈某"}, text=HOUSE)
    change = {"name": "陈某", "day": date(2026, 3, 1), "field": "户主", "value": "李明"}

    given = intake(roster, changes(change), text=HOUSE)

    assert given.persons[1].changes == [(date(2026, 3, 1), "household.head", "7")]
