"""Purses, feeds, shared accounts and pools that are not whole in tables, workbook and data."""

from datetime import date, datetime
from pathlib import Path

import openpyxl

from jifen.engine.intake import Intake
from jifen.reports import YearResult, open_matters, result_data, results_sheet, write_result
from jifen.reports.template import write_template
from jifen.reports.workbook import result_pages
from tests.engine.desks import HOUSE, POOL, QUARTER
from tests.engine.office import SCHEME, intake, members, results, sheets
from tests.engine.test_explain_wide import house, pool, quarter


def scored(given: Intake, text: str, *, whole: bool = False) -> YearResult:
    teller, found = results(given, None, text, whole=whole)
    people = {person.name: person for person in given.persons}
    return YearResult(teller, list(found.values()), [people[name] for name in found])


def cells(path: Path, sheet: str) -> list[tuple[object, ...]]:
    rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [row for row in rows if any(cell is not None for cell in row)]


def test_households_stand_under_their_heads_without_a_status() -> None:
    sheet = results_sheet(scored(house(), HOUSE), ranks=True)

    assert [column.heading for column in sheet.columns] == "编号 户 户积分 年度户积分 状态 标记".split()
    assert [row[:2] for row in sheet.rows] == [("2", "李明"), ("1", "赵书记"), (None, "周预备")]
    assert sheet.notes[-1] == "一户记一个账，用户主的姓名。"


def test_accounts_of_branches_have_no_second_column_of_branches() -> None:
    text = SCHEME.replace("people: {", "people: {account: branch, ")
    roster = members({"name": "李明", "branch": "甲支部"}, {"name": "陈某", "branch": "乙支部"}, text=text)
    teller, found = results(intake(roster, text=text), None, text)

    year = YearResult(teller, list(found.values()), [])

    assert [column.heading for column in results_sheet(year, ranks=True).columns][:3] == [
        "编号",
        "支部",
        "基础分",
    ]
    assert (year.whose, sorted(found)) == (("支部", "个支部"), ["乙支部", "甲支部"])


def test_the_purse_is_a_sheet_of_its_own(tmp_path: Path) -> None:
    write_result(tmp_path / "结果.xlsx", scored(house(), HOUSE))

    assert openpyxl.load_workbook(tmp_path / "结果.xlsx").sheetnames == [
        "积分结果", "积分说明", "兑换", "待办与标记", "释义",
    ]  # fmt: skip
    assert cells(tmp_path / "结果.xlsx", "兑换") == [
        ("《家庭户积分办法》2026年积分兑换", *[None] * 7),
        ("兑换只动这里的结余，不影响积分、等次和名次。", *[None] * 7),
        ("编号", "户", "期初结余", "本期可兑换", "到期作废", "已兑换", "现在结余", "没有兑换的"),
        ("2", "李明", 1, 3, 0, 3, 1,
         "陈某，大米（见“事实”第 4 行）：可兑换积分不够；李明（见“事实”第 5 行）：算不出要用多少积分"),
        ("1", "赵书记", 0, 0, 0, 0, 0, "赵书记，洗衣粉（见“事实”第 7 行）：办法规定这种情形不能兑换"),
        (None, "周预备", 0, 0, 0, 0, 0, None),
    ]  # fmt: skip


def test_a_shortfall_has_a_column_where_there_is_one() -> None:
    text = HOUSE.replace("free: 2", "free: 2, compulsory: true")

    (purse,) = [page for page in result_pages(scored(house(), text)) if page.name == "兑换"]

    assert [column.heading for column in purse.columns][-3:] == ["不够的部分", "现在结余", "没有兑换的"]


def test_what_was_not_exchanged_stands_among_the_open_matters() -> None:
    found = [tuple(matter) for matter in open_matters(scored(house(), HOUSE))]

    assert found == [
        (
            "待定的记录", "2", "李明", "李明（见“事实”第 5 行）：算不出要用多少积分", "第7条",
            "请照价目核对选项、数量和金额",
        ),
        ("没有兑换", "2", "李明", "陈某，大米（见“事实”第 4 行）：可兑换积分不够", "第7条", "请取消，或者换一样"),
        (
            "没有兑换", "1", "赵书记", "赵书记，洗衣粉（见“事实”第 7 行）：办法规定这种情形不能兑换", "第7条",
            "请告知本人",
        ),
    ]  # fmt: skip


def test_purse_and_feeds_stand_in_the_data() -> None:
    purse = [member["purse"] for member in result_data(scored(house(), HOUSE))["members"]]
    fed = [member["feeds"] for member in result_data(scored(quarter(), QUARTER))["members"]]

    assert purse[0] == {
        "opening": "1", "earned": "3", "expired": "0", "spent": "3", "shortfall": "0", "balance": "1",
        "refused": {"第4行": "over_balance", "第5行": "cost_unknown"},
    }  # fmt: skip
    assert fed == [
        [
            {
                "scheme": "year-desk", "kind": "quarter_points", "clause": "第8条", "day": "2026-03-31",
                "points": "48.533333",
            }
        ],
        [],
    ]  # fmt: skip


def test_whoever_is_not_scored_has_no_purse() -> None:
    given = intake(members({"name": "李明", "exempt_from": date(2026, 1, 1)}, text=HOUSE), text=HOUSE)
    year = scored(given, HOUSE)

    assert [member["purse"] for member in result_data(year)["members"]] == [None]
    assert open_matters(year) == []


def test_feeds_are_a_sheet_of_their_own(tmp_path: Path) -> None:
    write_result(tmp_path / "结果.xlsx", scored(quarter(), QUARTER))

    assert cells(tmp_path / "结果.xlsx", "转记")[2:] == [
        ("编号", "姓名", "记到哪份办法", "事项", "日期", "分值", "依据"),
        (None, "李明", "year-desk", "quarter_points", datetime(2026, 3, 31), 48.5333, "第8条"),
    ]


def test_the_value_of_an_item_is_a_step_of_the_trace() -> None:
    (trace,) = [page for page in result_pages(scored(quarter(), QUARTER)) if page.name == "积分说明"]

    steps = [row[2:] for row in trace.rows if row[2] == "小项取值" and row[1] == "李明"]

    assert [(row[1], str(row[4]), row[5]) for row in steps] == [
        (
            "到会", "3.3333",
            "准确的数是 10/3（约 3.33）；实到次数占应参会次数的比例 × 5（实到次数 4，应参会次数 6）",
        ),
        ("党费", "3", "按迟交党费月数定（迟交党费月数 0）"),
        ("人人有份", "1", "办法直接给分"),
        ("往期", "15", "前 2 期季度积分的平均数"),
        ("群众评议", "8.2", "各份测试成绩的平均数 × 0.1，不算本人评的，去掉最高、最低各 1 个"),
    ]  # fmt: skip


def test_a_pool_that_is_not_whole_is_asked_for_once() -> None:
    part, whole = scored(pool(), POOL), scored(pool(), POOL, whole=True)
    todo = "请把整个范围的名册和记录放在一份文件里，算的时候加上 --whole-pool"
    asked = "要把几个支部放在一起比，这次没有说明是不是都在内，先不比。"

    assert [tuple(matter) for matter in open_matters(part) if matter.name == "全体"] == [
        ("要研究的问题", "", "全体", f"“宣传名次”{asked}", None, todo),
        ("要研究的问题", "", "全体", f"“排名和名额”{asked}", None, todo),
    ]
    assert results_sheet(part, ranks=True).notes[1:] == (
        "未决定：待定的记录 1 条，要请组织研究的问题 1 个，见“待办与标记”。",
        "这份办法把几个支部放在一起比。没有说明是不是都在这份文件里，所以不排名次，名额和要比才有的分数都没有定；"
        "都在的，算的时候加上 --whole-pool。",
    )
    assert [matter.name for matter in open_matters(whole) if matter.kind == "要研究的问题"] == [
        "孙记录员", "孙记录员", "陈某", "周预备",
    ]  # fmt: skip


def test_a_place_stands_beside_the_range_in_which_it_counts() -> None:
    sheet = results_sheet(scored(pool(), POOL, whole=True), ranks=True)

    assert sheet.column("pool") == ("一组",) * 5
    assert dict(zip(sheet.column("name"), sheet.column("rank"), strict=True)) == {
        "孙记录员": None, "陈某": None, "周预备": None, "李明": 2, "赵书记": 1,
    }  # fmt: skip


def notes(path: Path, text: str, sheet: str = "党员") -> list[object]:
    own = sheets(text)
    write_template(path, own.bound, own.tables)
    rows = [row[0] for row in cells(path, sheet)]
    return rows[1 : rows.index("编号")]


def test_the_template_says_how_heads_are_written(tmp_path: Path) -> None:
    assert notes(tmp_path / "表.xlsx", HOUSE) == [
        "红字的列必填。不填名册时，事实里的人都当作同一个支部的正式党员。",
        "“户主”填户主的编号或姓名，户主自己这一行也填；户主要有编号。",
        "一户记一个账：“家庭户”每人都填，一户填一样的；其他各栏以户主那一行为准。",
    ]


def test_the_guide_lists_what_is_spent_and_what_is_only_noted(tmp_path: Path) -> None:
    for name, text in (("户", HOUSE), ("季", QUARTER)):
        own = sheets(text)
        write_template(tmp_path / f"{name}.xlsx", own.bound, own.tables)

    assert cells(tmp_path / "户.xlsx", "填写说明")[-1] == (
        "兑换", None, "spending", "用去积分：洗衣粉 3，大米 10", "第7条", "要填选项，不止一件的填数量",
    )  # fmt: skip
    assert cells(tmp_path / "季.xlsx", "填写说明")[-1] == ("其他记录", None, "回报", "本身不计分", None, None)
    example = cells(tmp_path / "季.xlsx", "变动")[-1]
    assert example[2] == datetime(2026, 5, 5)
