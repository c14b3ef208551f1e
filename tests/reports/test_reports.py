"""The result as tables and files: what stands in each column, and that equal results give equal bytes."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from jifen.engine.intake import Intake
from jifen.engine.result import Account
from jifen.reports import (
    YearResult,
    open_matters,
    result_data,
    result_json,
    results_sheet,
    write_result,
    write_result_csv,
)
from jifen.reports.numbers import decimal, decimal_text, places_needed
from jifen.workbook import OutputRefused
from tests.engine.office import SCHEME, changes, facts, intake, members, results

RANKED = (
    SCHEME
    + "ranked: true\nquotas: {front: {title: 前一名, places: 1}, back: {title: 末一名, places: 1, from: bottom}}\n"
)
STUDIED = [
    {"name": name, "kind": "参加学习", "occurred_on": date(2026, month, 10)}
    for name in ("李明", "赵书记", "周预备")
    for month in (1, 4, 7, 10)
]


def scored(given: Intake, as_of: date | None = None, text: str = SCHEME) -> YearResult:
    """The result of what was taken in."""
    teller, found = results(given, as_of, text)
    accounts: list[Account] = list(found.values())
    persons = sorted(given.persons, key=lambda person: [a.name for a in accounts].index(person.name))
    return YearResult(teller, accounts, persons, ["提醒一条"])


def branch(text: str = SCHEME) -> YearResult:
    """Three members: 赵书记 first by an award, 李明 with a pending deed, 周预备 who is not graded."""
    roster = members(
        {"name": "李明", "number": "4", "team_member": False, "appraisal": "合格"},
        {"name": "赵书记", "number": "1", "team_member": True, "appraisal": "优秀"},
        {"name": "周预备", "status": "预备党员", "team_member": False},
        text=text,
    )
    rows = [
        {"reason": "三月党课"},
        {"kind": "好人好事", "id": "9"},
        {"name": "赵书记", "kind": "受表彰", "level": "市级", "documents": "文号", "organiser": "上级党委"},
    ]
    return scored(intake(roster, facts(*STUDIED, *rows, text=text), text=text), text=text)


def test_results_have_a_column_for_every_part_and_line() -> None:
    sheet = results_sheet(branch(), ranks=True)

    assert sheet.title == "《示范支部积分办法》2026年积分结果"
    assert [column.heading for column in sheet.columns] == [
        "编号",
        "姓名",
        "类别",
        "基础分",
        "奖励分",
        "合计",
        "评议折算",
        "年度积分",
        "等次",
        "状态",
        "标记",
    ]
    assert sheet.rows == (
        (
            "4", "李明", "正式党员", Decimal(13), Decimal(0), Decimal(13), Decimal("0.85"), Decimal("11.1"),
            "合格", "已计分", "有待定",
        ),
        (
            "1", "赵书记", "正式党员", Decimal(19), Decimal(12), Decimal(31), Decimal(1), Decimal(31),
            "优秀", "已计分", None,
        ),
        (
            None, "周预备", "预备党员", Decimal(14), Decimal(0), Decimal(14), Decimal(1), Decimal(14),
            None, "计分，不定等次", None,
        ),
    )  # fmt: skip
    assert sheet.notes == (
        f"计算到 2026-12-31。办法：model-office@1，内容校验码 {branch().tables.content_hash[:16]}。",
        "未决定：待定的记录 1 条，要请组织研究的问题 0 个，见“待办与标记”。",
        "用到的释义：甲读，内容见“释义”。",
    )


def test_ranks_stand_only_where_the_scheme_asks_for_them() -> None:
    asked, plain = branch(RANKED), branch()

    assert [results_sheet(asked, ranks=True).column("rank")] == [(2, 1, None)]
    for sheet in (results_sheet(asked, ranks=False), results_sheet(plain, ranks=True)):
        with pytest.raises(KeyError):
            sheet.column("rank")


def test_places_stand_among_the_marks() -> None:
    assert results_sheet(branch(RANKED), ranks=True).column("marks") == ("末一名、有待定", "前一名", None)


def test_whoever_is_not_scored_has_no_figures() -> None:
    year = scored(intake(members({"name": "李明", "exempt_from": date(2026, 1, 1)}), facts({})))

    (row,) = results_sheet(year, ranks=True).rows

    assert row == (None, "李明", "正式党员", None, None, None, None, None, None, "不参与积分", None)


def test_an_undecided_grade_shows_what_it_may_be() -> None:
    text = SCHEME.replace(
        '{grade: 优秀, range: "25.."', '{grade: 优秀, range: "5..", when: finding.good_reason'
    )
    year = scored(
        intake(members({"name": "李明", "team_member": False}), facts(*STUDIED[:4], text=text), text=text),
        text=text,
    )

    (row,) = results_sheet(year, ranks=True).rows

    assert row[-3:] == ("优秀 / 合格", "待组织研究", None)


def test_branches_and_tiers_get_columns_where_there_are_several() -> None:
    text = (
        SCHEME + "tiers: {rows: [{tier: 甲层, title: 班子, when: team_member}, {tier: 乙层, title: 其他}]}\n"
    )
    roster = members(
        {"name": "李明", "branch": "第一支部", "team_member": False},
        {"name": "陈某", "branch": "第二支部", "team_member": True},
        text=text,
    )

    sheet = results_sheet(scored(intake(roster, text=text), text=text), ranks=True)

    assert (sheet.column("branch"), sheet.column("tier")) == (("第一支部", "第二支部"), ("乙层", "甲层"))


def test_the_status_is_that_of_the_last_day() -> None:
    roster = members({"name": "周预备", "status": "预备党员"})
    given = intake(
        roster,
        changes(
            {"name": "周预备", "day": date(2026, 9, 1), "field": "人员类别", "value": "正式党员"},
            {"name": "周预备", "day": date(2026, 3, 1), "field": "健康状况", "value": "体弱"},
        ),
    )

    assert scored(given).status(0) == "正式党员"
    assert scored(given, as_of=date(2026, 8, 31)).status(0) == "预备党员"


def test_a_number_without_end_is_shown_rounded_and_said_to_be() -> None:
    text = SCHEME.replace("round: 1, ", "").replace("合格: 85%", "合格: 1/3")
    roster = members({"name": "李明", "team_member": False, "appraisal": "合格"}, text=text)

    year = scored(intake(roster, facts(*STUDIED[:4], text=text), text=text), text=text)

    sheet = results_sheet(year, ranks=True)
    assert sheet.column("score") == (Decimal("4.6667"),)
    assert sheet.notes[-1] == "有的分数除不尽，表中列到四位小数；准确的数见“积分说明”。"
    assert result_data(year)["members"][0]["score"] == "4.666667"
    assert result_data(year)["members"][0]["score_exact"] == "14/3"


def test_decimals_are_as_many_as_the_column_needs() -> None:
    assert places_needed([Fraction(3), None, Fraction(1, 4), Fraction(1, 2)]) == 2
    assert places_needed([Fraction(1, 3)]) == 4
    assert decimal(Fraction(200)) == Decimal(200)
    assert (decimal_text(Fraction(5, 2)), decimal_text(Fraction(100)), decimal_text(None)) == (
        "2.5",
        "100",
        None,
    )


def test_open_matters_come_by_kind() -> None:
    text = SCHEME.replace("score >= 25", "score >= 10").replace("prior(1).score < 10", "prior(1).score < 60")
    roster = members(
        {"name": "李明", "number": "4", "team_member": False, "prior1.score": Decimal(50)},
        {"name": "赵书记"},
        text=text,
    )
    rows = [
        {"kind": "好人好事", "id": "9"},
        {"kind": "支部研究加分", "decided_value": Decimal(9), "decided_by": "支委会", "reason": "抗洪"},
        {"kind": "受表彰", "level": "市级", "documents": "文号"},
        {"name": "赵书记", "kind": "弄虚作假"},
    ]

    matters = open_matters(
        scored(intake(roster, facts(*STUDIED[:4], *rows, text=text), text=text), text=text)
    )

    assert [tuple(matter) for matter in matters] == [
        (
            "待定的记录", "4", "李明", "2026-03-01　好人好事：缺少佐证", None,
            "请填写“佐证”，例如见证人（“事实”第 6 行）",
        ),
        (
            "要研究的问题", "", "赵书记", "“班子职责”是否适用于本人还不能确定。", None, "请在党员名册里补齐有关内容",
        ),
        ("待查明", "", "赵书记", "谈话提醒", "戊-2", "先查明：有没有正当理由；从书记谈、委员谈中选定；请组织决定"),
        ("建议", "4", "李明", "通报表扬", "戊-1", "请支部委员会决定"),
        ("提示", "4", "李明", "上年也不到 10 分", None, "请组织决定"),
        ("标记", "4", "李明", "有分值超出通常的范围", None, "请核对认定分值"),
        ("标记", "4", "李明", "有记录是否加倍还不能确定", None, "请补上加倍要用的内容"),
        ("标记", "", "赵书记", "有系统推算、未经认定的", None, "请组织认定后登记，或说明不扣的理由"),
    ]  # fmt: skip


def test_the_workbook_has_four_sheets_ready_to_print(tmp_path: Path) -> None:
    write_result(tmp_path / "结果.xlsx", branch(RANKED))

    book = openpyxl.load_workbook(tmp_path / "结果.xlsx")

    assert book.sheetnames == ["积分结果", "积分说明", "待办与标记", "释义"]
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    first = book["积分结果"]
    assert [cell.value for cell in first[2]] == [
        "编号", "姓名", "类别", "基础分", "奖励分", "合计", "评议折算", "年度积分", "等次", "名次", "状态", "标记",
    ]  # fmt: skip
    assert [cell.value for cell in first[3]][7:10] == [11.1, "合格", 2]
    assert str(first.cell(first.max_row, 1).value).startswith("记录员（签字）：")
    assert first["A6"].value.endswith("本表供支部会议使用，公示另用公示表。")
    trace = [[cell.value for cell in row] for row in book["积分说明"].iter_rows(min_row=4)]
    assert [row[2:] for row in trace if row[1] == "李明" and "学习" not in row[3]] == [
        ["小项起始分", "履行义务", "甲-1", None, 10, "满分 10 分起"],
        ["计入", "履行义务：没有到会", "甲-1a", trace[2][5].replace(month=3, day=1), -1, "三月党课"],
        [
            "待定", "其他加分：好人好事", None, trace[2][5].replace(month=3, day=1), None,
            "缺少佐证；请填写“佐证”，例如见证人",
        ],
        [
            "合计与折算", "合计与折算", None, None, -1.9,
            "合计 ＝ 基础分 ＋ 奖励分 ＝ 13 ＋ 0 ＝ 13 分（丁-1）；评议折算：按评议格次定，为 85%；"
            "年度积分 ＝ 合计 × 评议折算 ＝ 13 × 85% ＝ 11.05，四舍五入，保留 1 位小数 ＝ 11.1 分（丁-2）",
        ],
    ]  # fmt: skip
    assert [cell.value for cell in book["待办与标记"][4]][:3] == ["待定的记录", "4", "李明"]
    assert [cell.value for cell in book["释义"][3]] == [
        "甲读",
        "甲-1",
        "请假的扣不扣",
        "准假的不扣",
        "办法只说无故",
    ]


def test_a_number_without_end_is_exact_in_the_explanation(tmp_path: Path) -> None:
    text = SCHEME.replace("round: 1, ", "").replace("合格: 85%", "合格: 1/3")
    roster = members({"name": "李明", "team_member": False, "appraisal": "合格"}, text=text)
    write_result(
        tmp_path / "a.xlsx", scored(intake(roster, facts(*STUDIED[:4], text=text), text=text), text=text)
    )

    last = [
        cell.value for cell in list(openpyxl.load_workbook(tmp_path / "a.xlsx")["积分说明"].iter_rows())[-1]
    ]

    assert last[6] == -9.3333
    assert last[7].startswith("准确的数是 -28/3（约 -9.33）；合计 ＝ ")


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_result(tmp_path / f"{name}.xlsx", branch())
        write_result_csv(tmp_path / f"{name}.csv", branch())

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert result_json(branch()) == result_json(branch())


def test_the_csv_holds_the_results_alone(tmp_path: Path) -> None:
    write_result_csv(tmp_path / "a.csv", branch())

    assert (tmp_path / "a.csv").read_text("utf-8-sig").splitlines() == [
        "编号,姓名,类别,基础分,奖励分,合计,评议折算,年度积分,等次,状态,标记",
        "4,李明,正式党员,13,0,13,0.85,11.1,合格,已计分,有待定",
        "1,赵书记,正式党员,19,12,31,1.00,31.0,优秀,已计分,",
        ",周预备,预备党员,14,0,14,1.00,14.0,,计分，不定等次,".replace("计分，", "计分，"),
    ]


def test_a_folder_that_is_not_there_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused):
        write_result(tmp_path / "没有" / "a.xlsx", branch())

    assert list(tmp_path.iterdir()) == []


def test_the_data_for_programs_names_everything() -> None:
    data = json.loads(result_json(branch(RANKED)))

    assert {key: data[key] for key in ("format", "period", "as_of", "warnings")} == {
        "format": 1,
        "period": {"label": "2026年", "start": "2026-01-01", "end": "2026-12-31"},
        "as_of": "2026-12-31",
        "warnings": ["提醒一条"],
    }
    assert (data["scheme"]["reference"], data["scheme"]["title"]) == ("model-office@1", "示范支部积分办法")
    li = data["members"][0]
    entries = {entry["title"]: entry for entry in li.pop("entries")}
    assert {key: value for key, value in li.items() if key not in ("balances", "items")} == {
        "number": "4",
        "name": "李明",
        "branch": "",
        "status": "formal",
        "state": "number",
        "score": "11.1",
        "computed": "11.1",
        "months": 12,
        "tier": None,
        "parts": {"base": "13", "reward": "0"},
        "lines": {"raw": "13", "ratio": "0.85", "score": "11.1"},
        "grade": "合格",
        "grade_without_override": "合格",
        "options": [],
        "quotas": {"front": "out", "back": "in"},
        "flags": ["pending"],
        "readings": ["甲读"],
        "questions": [],
        "overrides": [],
        "proposals": [],
        "rank": 2,
        "pool_size": 2,
    }
    assert entries["没有到会"] == {
        "fact": "第14行",
        "rule": "base.duty.absent",
        "title": "没有到会",
        "clause": "甲-1a",
        "day": "2026-03-01",
        "status": "counted",
        "value": "-1",
        "credited": "-1",
        "drop": "none",
        "marks": [],
        "because": [],
    }
    assert {key: entries["好人好事"][key] for key in ("fact", "status", "drop", "because")} == {
        "fact": "9",
        "status": "pending",
        "drop": "needs_evidence",
        "because": ["缺少佐证"],
    }
    assert sum(Decimal(line["points"]) for line in li["balances"]) + Decimal("-1") == Decimal("11.1")


def test_proposals_and_overrides_stand_in_the_data() -> None:
    crime = {"kind": "受到处罚", "effect_until": date(2027, 1, 1), "documents": "决定书"}
    given = intake(
        members({"name": "李明", "team_member": False}), facts(*STUDIED[:4], crime, {"excuse": "准假"})
    )

    data = result_data(scored(given))["members"][0]

    assert "rank" not in data
    assert data["overrides"] == [{"override": "veto", "title": "一票否决", "clause": "丙-1"}]
    assert data["proposals"] == [
        {
            "outcome": "talk",
            "kind": "talk",
            "title": "谈话提醒",
            "clause": "戊-2",
            "status": "to_decide",
            "asks": ["有没有正当理由"],
            "one_of": ["书记谈", "委员谈"],
        }
    ]
    assert [entry["status"] for entry in data["entries"] if entry["title"] == "没有到会"] == ["rejected"]
