"""`jifen score` and `jifen explain` at a recorder's desk."""

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from jifen.cli import scoring
from jifen.engine.errors import WrongBook
from tests.cli.desk import ABSENT, FACTS, ROSTER, VILLAGE, book, jifen

NO_ROSTER = (
    "提醒：工作表“事实”：没有党员名册，事实里的 3 人都当作同一个支部的正式党员。"
    "请补上工作表“党员”，写明人员类别和变动。"
)
INFERRED = "没有指定年度，按事实的日期算 2026年6月—2027年5月（2026-06-01 至 2027-05-31）。"


def test_a_village_year_is_printed_without_ranks(tmp_path: Path) -> None:
    called = jifen("score", "--scheme", VILLAGE, "--facts", book(tmp_path / "a.xlsx"))

    assert (called.exit_code, called.stderr.splitlines()) == (0, [INFERRED])
    lines = [line.split() for line in called.stdout.splitlines() if line.strip()]
    assert lines[0] == ["《村党支部党员积分管理办法》2026年6月—2027年5月积分结果"]
    assert lines[1] == "编号 姓名 类别 基础分 激励分 全年积分 状态 标记".split()
    assert lines[3:6] == [
        ["1", "赵书记", "正式党员", "50", "2", "52", "已计分", "末位五名"],
        ["2", "李明", "正式党员", "49", "0", "49", "已计分", "末位五名"],
        ["3", "周预备", "预备党员", "49.5", "0", "49.5", "已计分"],
    ]
    assert called.stdout.splitlines()[-2].startswith("计算到 2027-05-31。办法：village-branch@1，")


def test_results_are_written_where_they_are_asked_for(tmp_path: Path) -> None:
    facts = book(tmp_path / "a.xlsx")

    for name in ("r.xlsx", "r.csv", "r.json"):
        called = jifen(
            "score", "--scheme", VILLAGE, "--facts", facts, "--year", 2026, "--out", tmp_path / name
        )
        assert (called.exit_code, called.stdout) == (0, "")
        assert called.stderr == f"已写出 {tmp_path / name}：3 名党员。\n"

    assert openpyxl.load_workbook(tmp_path / "r.xlsx")["积分结果"]["B4"].value == "李明"
    assert (
        (tmp_path / "r.csv")
        .read_text("utf-8-sig")
        .startswith("编号,姓名,类别,基础分,激励分,全年积分,名次,状态,标记")
    )
    assert [member["name"] for member in json.loads((tmp_path / "r.json").read_bytes())["members"]] == [
        "赵书记",
        "李明",
        "周预备",
    ]


def test_json_goes_to_standard_output_alone(tmp_path: Path) -> None:
    called = jifen("score", "--scheme", VILLAGE, "--facts", book(tmp_path / "a.xlsx"), "--json", "-")

    assert (called.exit_code, called.stderr.splitlines()) == (0, [INFERRED])
    assert [member["score"] for member in json.loads(called.stdout)["members"]] == ["52", "49", "49.5"]


def test_json_beside_a_workbook(tmp_path: Path) -> None:
    facts, out, data = book(tmp_path / "a.xlsx"), tmp_path / "r.xlsx", tmp_path / "r.json"

    called = jifen("score", "--scheme", VILLAGE, "--facts", facts, "--out", out, "--json", data)

    assert called.stderr.splitlines() == [INFERRED, f"已写出 {out}：3 名党员。", f"已写出 {data}：3 名党员。"]
    assert (out.exists(), data.exists()) == (True, True)


def test_the_same_fault_in_many_rows_is_one_line_and_counted_in_full(tmp_path: Path) -> None:
    wrong = [{"姓名": "李明", "事项": "打扫村道", "日期": date(2026, 8, day)} for day in range(1, 13)]

    called = jifen("score", "--scheme", VILLAGE, "--facts", book(tmp_path / "a.xlsx", [*FACTS, *wrong]))

    assert called.exit_code == 1
    assert called.stderr.splitlines() == [
        "发现 12 处问题，没有计算：",
        "  工作表“事实”第 5、6、7、8、9、10、11、12、13、14 行等共 12 行“事项”列：值“打扫村道”办法里没有这个事项。"
        "请从模板的下拉列表里选。",
    ]


def test_the_same_warning_in_many_rows_is_one_line_and_whole_in_json(tmp_path: Path) -> None:
    late = {"姓名": "李明", "事项": "会议、活动迟到", "认定分值": "2"}
    rows = [{**late, "日期": date(2026, 8, day)} for day in (3, 4)]

    called = jifen(
        "score", "--scheme", VILLAGE, "--facts", book(tmp_path / "a.xlsx", [*FACTS, *rows]), "--json", "-"
    )

    said = "“认定分值”列：值“2”这个事项的分值是办法定的 -0.5 分，这里填的没有用来算分。"
    remedy = "请清空这一格；如果分值不同，请核对事项选得对不对。"
    assert called.stderr.splitlines() == [f"提醒：工作表“事实”第 5、6 行{said}{remedy}", INFERRED]
    assert json.loads(called.stdout)["warnings"] == [
        f"工作表“事实”第 5 行{said}{remedy}",
        f"工作表“事实”第 6 行{said}{remedy}",
    ]


def test_faults_are_listed_and_nothing_is_written(tmp_path: Path) -> None:
    wrong = [
        *FACTS,
        {"姓名": "李鸣", "事项": "会议迟到了", "日期": date(2026, 8, 5)},
        {"姓名": "李明", "事项": ABSENT},
    ]
    facts, out = book(tmp_path / "a.xlsx", wrong), tmp_path / "r.xlsx"

    called = jifen("score", "--scheme", VILLAGE, "--facts", facts, "--out", out)

    assert (called.exit_code, called.stdout, out.exists()) == (1, "", False)
    assert called.stderr.splitlines() == [
        "发现 3 处问题，没有计算：",
        "  工作表“事实”第 6 行“日期”列：没有填写。这一列必须填写，请补上。",
        "  工作表“事实”第 5 行“姓名”列：值“李鸣”名册里没有这名党员。是不是“李明”？请核对姓名，或在名册里补上。",
        "  工作表“事实”第 5 行“事项”列：值“会议迟到了”办法里没有这个事项。"
        "是不是“会议、活动迟到”？请从模板的下拉列表里选。",
    ]


def test_a_cell_the_reader_complained_about_gets_no_second_fault(tmp_path: Path) -> None:
    patrol = {"姓名": "李明", "事项": "全年治安巡逻完成情况", "日期": date(2027, 5, 1), "认定分值": "四分"}
    facts = book(tmp_path / "a.xlsx", [{**patrol, "认定主体": "支委会"}])

    called = jifen("score", "--scheme", VILLAGE, "--facts", facts, "--year", 2026)

    assert called.exit_code == 1
    assert [line.split("：")[0] for line in called.stderr.splitlines()] == [
        "发现 1 处问题，没有计算",
        "  工作表“事实”第 2 行“认定分值”列",
    ]


def test_a_file_without_facts_is_refused(tmp_path: Path) -> None:
    called = jifen("score", "--scheme", VILLAGE, "--facts", book(tmp_path / "a.xlsx", facts=()))

    assert called.exit_code == 1
    assert called.stderr.splitlines()[0] == "发现 1 处问题，没有计算："
    assert "缺少工作表“事实”" in called.stderr


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    called = jifen("score", "--scheme", VILLAGE, "--facts", tmp_path / "没有.xlsx")

    assert (called.exit_code, called.stderr) == (
        1,
        "文件不能读取：\n  找不到文件“没有.xlsx”。请检查文件名和所在的文件夹。\n",
    )


def test_a_roster_in_a_file_of_its_own(tmp_path: Path) -> None:
    facts = book(tmp_path / "a.xlsx", roster=None, 记事=[{"甲": "乙"}])
    roster = book(tmp_path / "b.xlsx", facts=())

    called = jifen("score", "--scheme", VILLAGE, "--facts", facts, "--members", roster, "--year", 2026)

    assert called.exit_code == 0
    assert called.stderr.splitlines() == [
        "提醒：工作表“记事”：没有用到这张工作表。需要的工作表是“事实”“党员”“变动”“认定”，不需要时可以不管。"
    ]


def test_facts_and_roster_as_csv_name_their_file_in_faults(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text(
        f"姓名,事项,日期\n李明,{ABSENT},2026-07-05\n陈某,{ABSENT},2026-07-05\n李明,{ABSENT},七月\n", "utf-8"
    )
    (tmp_path / "m.csv").write_bytes("姓名,人员类别\n李明,正式\n赵书记,群众\n".encode("gb18030"))

    called = jifen(
        "score",
        "--scheme",
        VILLAGE,
        "--facts",
        tmp_path / "f.csv",
        "--members",
        tmp_path / "m.csv",
        "--year",
        2026,
    )

    assert (called.exit_code, called.stderr.splitlines()) == (
        1,
        [
            "发现 3 处问题，没有计算：",
            "  工作表“f.csv”第 4 行“日期”列：值“七月”不是有效日期。请填成 2026-03-01 这样的格式。",
            "  工作表“m.csv”第 3 行“人员类别”列：值“群众”不在可以填的范围内。"
            "可以填：“正式党员”“预备党员”“发展对象”“入党积极分子”“入党申请人”。",
            "  工作表“f.csv”第 3 行“姓名”列：值“陈某”名册里没有这名党员。请核对姓名，或在名册里补上。",
        ],
    )


def test_facts_alone_make_everybody_a_formal_member(tmp_path: Path) -> None:
    called = jifen("score", "--scheme", VILLAGE, "--facts", book(tmp_path / "a.xlsx", roster=None))

    assert (called.exit_code, called.stderr.splitlines()) == (0, [NO_ROSTER, INFERRED])


def test_the_same_file_twice_is_read_once(tmp_path: Path) -> None:
    facts = book(tmp_path / "a.xlsx")

    called = jifen("score", "--scheme", VILLAGE, "--facts", facts, "--members", facts)

    assert (called.exit_code, called.stderr.splitlines()) == (0, [INFERRED])


def test_the_day_of_the_cut_leaves_later_facts_out(tmp_path: Path) -> None:
    facts = book(tmp_path / "a.xlsx")

    called = jifen("score", "--scheme", VILLAGE, "--facts", facts, "--as-of", "2027-05-04", "--json", "-")

    data = json.loads(called.stdout)
    assert (data["as_of"], data["members"][2]["score"], data["members"][2]["flags"]) == (
        "2027-05-04",
        "50",
        ["pending"],
    )


def test_without_facts_of_one_year_the_clock_gives_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class May(date):
        @classmethod
        def today(cls) -> "May":
            return cls(2027, 5, 31)

    monkeypatch.setattr(scoring, "date", May)
    facts = book(tmp_path / "a.xlsx", [{"姓名": None, "事项": None, "日期": None}])

    called = jifen("score", "--scheme", VILLAGE, "--facts", facts, "--json", "-")

    assert json.loads(called.stdout)["period"]["start"] == "2026-06-01"


def test_a_scheme_with_holes_is_not_scored(tmp_path: Path) -> None:
    called = jifen("score", "--scheme", "county-declared", "--facts", book(tmp_path / "a.xlsx", roster=None, facts=[
        {"姓名": "李明", "事项": "党费迟交", "日期": date(2026, 7, 5)}
    ]))  # fmt: skip

    assert called.exit_code == 1
    assert called.stderr.splitlines()[-2] == "不能计算："
    assert called.stderr.splitlines()[-1].startswith("  《农村党员申报积分管理办法》还有 12 处没有给出分值（")


def test_a_book_the_engine_refuses_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise WrongBook("事实和名册对不上。")

    monkeypatch.setattr(scoring, "link", refused)

    called = jifen("score", "--scheme", VILLAGE, "--facts", book(tmp_path / "a.xlsx"), "--year", 2026)

    assert (called.exit_code, called.stderr) == (1, "不能计算：\n  事实和名册对不上。\n")


def test_a_target_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    facts = book(tmp_path / "a.xlsx")

    called = jifen("score", "--scheme", VILLAGE, "--facts", facts, "--out", tmp_path / "没有" / "r.xlsx")

    assert called.exit_code == 1
    assert called.stderr.splitlines()[-2:] == [
        "结果没有写出：",
        "  文件夹“没有”不存在。请先建好文件夹，或换一个位置保存。",
    ]


def test_one_member_is_explained_by_number_and_by_name(tmp_path: Path) -> None:
    facts = book(tmp_path / "a.xlsx")

    by_name = jifen("explain", "--scheme", VILLAGE, "--facts", facts, "--member", "李 明")
    by_number = jifen("explain", "--scheme", VILLAGE, "--facts", facts, "--member", "2")

    assert by_name.exit_code == 0
    assert by_name.stdout == by_number.stdout
    assert by_name.stdout.splitlines()[:9] == [
        "【结果】",
        "　李明（编号 2），正式党员",
        "　《村党支部党员积分管理办法》2026年6月—2027年5月，计算到 2027-05-31",
        "　全年积分：49 分",
        "　状态：已计分",
        "　名次：第 2 名（2 人参加），只供会议研究使用",
        "　列入“末位五名”",
        "【基础分　49 分】",
        "　履行党员义务：满分 10 分，共扣 1 分，得 9 分",
    ]


def test_a_member_who_cannot_be_told_is_a_mistake_of_usage(tmp_path: Path) -> None:
    twins = [*ROSTER, {"编号": "9", "姓名": "周预备", "人员类别": "正式党员"}]
    facts = book(tmp_path / "a.xlsx", FACTS[:2], twins)

    nobody = jifen("explain", "--scheme", VILLAGE, "--facts", facts, "--member", "陈某")
    two = jifen("explain", "--scheme", VILLAGE, "--facts", facts, "--member", "周预备")

    assert (nobody.exit_code, two.exit_code) == (2, 2)
    assert nobody.stderr.splitlines()[-1] == "--member：没有姓名或编号是“陈某”的党员。用 --help 看说明。"
    assert two.stderr.splitlines()[-1] == "--member：有 2 名“周预备”，请用编号：3、9。用 --help 看说明。"
