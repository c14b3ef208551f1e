"""`jifen scheme` and `jifen facts template`: check, show, test, list, and the workbook to fill."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from jifen.rules import shelf
from tests.cli.desk import VILLAGE, jifen
from tests.engine.office import SCHEME

GOOD = """\
scheme: good
title: 小办法
people: {scored: [formal], graded: [formal], clause: 一}
parts:
  - part: base
    title: 基础分
    clause: 一
    items:
      - item: base.duty
        title: 履行义务
        clause: 二
        full: 10
        facts:
          absent: {title: 缺席, points: -1, clause: 三, from: attendance}
          broken: {title: 弄虚作假, points: all, clause: 四, needs: {decided_by: branch_committee}}
        expect: {expect: idle, title: 没有参加学习, every: half, any_of: [absent], else: -2, clause: 五}
total: {score: {is: base, title: 积分, clause: 一}}
"""
CASES = """\
- case: 缺席一次
  year: 2026
  members: [{name: 李明}]
  facts: [{who: 李明, what: absent, on: [2026-03-01, 2026-09-01]}]
  expect: {李明: {score: 8}}
- case: 写错的期望
  members: [{name: 李明}]
  facts: [{who: 李明, what: absent, on: [2026-03-01, 2026-09-01]}]
  expect: {李明: {score: 10, state: no_result}, 赵书记: {score: 1}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A scheme with its cases, as an author keeps them."""
    (tmp_path / "good" / "cases").mkdir(parents=True)
    (tmp_path / "good" / "scheme.yaml").write_text(GOOD, "utf-8")
    (tmp_path / "good" / "cases" / "plain.yaml").write_text(CASES, "utf-8")
    return tmp_path / "good"


def test_a_scheme_without_faults_passes_the_check(folder: Path) -> None:
    called = jifen("scheme", "check", folder)

    assert (called.exit_code, called.stdout.splitlines()[-1]) == (0, f"{folder / 'scheme.yaml'}：没有问题")


def test_errors_and_warnings_are_listed_with_their_place(folder: Path) -> None:
    wrong = folder / "wrong.yaml"
    wrong.write_text(
        GOOD.replace("points: -1", "points: 一分").replace("title: 履行义务", "titel: 履行义务"), "utf-8"
    )

    called = jifen("scheme", "check", wrong, folder / "scheme.yaml")

    lines = called.stdout.splitlines()
    assert called.exit_code == 1
    assert [line.split(" ")[0] for line in lines[:-2]] == [
        f"{wrong}:{place}" for place in ("9:9", "10:9", "14:39")
    ]
    assert lines[-2:] == [f"{wrong}：错误 3 处，不能采用", f"{folder / 'scheme.yaml'}：没有问题"]


def test_warnings_alone_are_findings_too(folder: Path) -> None:
    doubtful = folder / "doubtful.yaml"
    doubtful.write_text(GOOD.replace("        clause: 二\n", ""), "utf-8")

    called = jifen("scheme", "check", doubtful)

    assert (called.exit_code, called.stdout.splitlines()[-1]) == (1, f"{doubtful}：提醒 1 处")


def test_the_cases_of_a_folder_are_run_and_differences_listed(folder: Path) -> None:
    called = jifen("scheme", "test", folder)

    name = folder / "scheme.yaml"
    assert called.exit_code == 1
    assert called.stdout.splitlines() == [
        f"{name}　写错的期望　李明：积分应为 10，算得 8",
        f"{name}　写错的期望　李明：状态应为 no_result，算得 number",
        f"{name}　写错的期望　赵书记：算例里没有这名党员",
        f"{name}：2 个算例，1 个不符",
    ]


def test_the_cases_of_the_shelf_agree() -> None:
    called = jifen("scheme", "test", VILLAGE)

    assert (called.exit_code, called.stdout.splitlines()[-1].endswith("个算例，全部相符")) == (0, True)


def test_a_scheme_without_cases_is_not_tested(folder: Path) -> None:
    (folder / "cases" / "plain.yaml").unlink()

    called = jifen("scheme", "test", folder)

    assert (called.exit_code, called.stdout) == (
        1,
        f"{folder / 'scheme.yaml'}：没有算例（放在办法旁边的 cases 目录里，以 .yaml 结尾）\n",
    )


@pytest.mark.parametrize(
    ("cases", "said"),
    [
        ("- case: [", "算例文件“plain.yaml”读不懂："),
        ("case: 一个", "算例文件“plain.yaml”不能验算："),
        ("- {case: 写错, members: [{name: 李明}], facts: [{who: 李明, what: 不存在, on: 2026-03-01}]}\n",
         "算例文件“plain.yaml”不能验算："),
    ],
)  # fmt: skip
def test_cases_that_cannot_be_read_are_refused(folder: Path, cases: str, said: str) -> None:
    (folder / "cases" / "plain.yaml").write_text(cases, "utf-8")

    called = jifen("scheme", "test", folder)

    assert (called.exit_code, called.stderr.splitlines()[0]) == (1, said)


def test_every_file_of_cases_that_cannot_be_read_is_told_in_one_go(folder: Path) -> None:
    (folder / "cases" / "a.yaml").write_text("- case: [", "utf-8")
    (folder / "cases" / "b.yaml").write_text(
        "- {case: 一, members: [{name: 李明, prior: {score: 8}}]}\n"
        "- {case: 二, members: [{name: 李明, findings: [好]}]}\n",
        "utf-8",
    )

    called = jifen("scheme", "test", folder)

    assert called.exit_code == 1
    assert [line for line in called.stderr.splitlines() if "a.yaml:" not in line] == [
        "算例文件“a.yaml”读不懂：",
        "算例文件“b.yaml”不能验算：",
        "  算例“一”读不懂：members 里的 prior 要写成一列，从上一期写起，例如 [{score: 84, grade: 合格}]。"
        "请核对字段名和取值。",
        "  算例“二”读不懂：members 里的 findings 要写成“代号: true”或者“代号: false”，例如 {good_reason: true}。"
        "请核对字段名和取值。",
    ]


def test_the_file_of_clauses_beside_a_scheme_is_checked_too(folder: Path) -> None:
    clauses = folder / "clauses.yaml"

    clauses.write_text("".join(f"{one}: 原文。\n" for one in "一二三四五"), "utf-8")
    fitting = jifen("scheme", "check", folder)
    clauses.write_text("".join(f"{one}: 原文。\n" for one in "一三四五"), "utf-8")
    lacking = jifen("scheme", "check", folder)
    clauses.write_text("一: [\n", "utf-8")
    broken = jifen("scheme", "check", folder)

    said = "clauses.yaml 里没有办法写到的条款“二”；请核对编号，或者把这几条的原文补上。"
    assert (said in fitting.stdout, said in lacking.stdout) == (False, True)
    assert broken.exit_code == 1
    assert any(line.startswith("clauses.yaml:") for line in broken.stdout.splitlines())


def test_a_scheme_with_errors_is_not_used(folder: Path) -> None:
    (folder / "scheme.yaml").write_text(GOOD.replace("points: -1", "points: 一分"), "utf-8")

    called = jifen("scheme", "show", folder)

    assert called.exit_code == 1
    assert called.stderr.splitlines()[0] == f"办法“{folder / 'scheme.yaml'}”有 1 处错误，不能使用："


def test_a_scheme_is_shown_as_a_table(folder: Path) -> None:
    called = jifen("scheme", "show", folder)

    assert called.exit_code == 0
    lines = [line.split() for line in called.stdout.splitlines() if line.strip()]
    assert lines == [
        ["《小办法》good@1"],
        "积分年度从 1 月 1 日开始。".split(),
        "大项 小项 事项 分值 依据 要求".split(),
        lines[3],
        "基础分 履行义务 缺席 -1 三".split(),
        "弄虚作假 本小项全部扣完 四 要支部委员会认定".split(),
        "基础分 履行义务 没有参加学习 没有做到 -2 五".split(),
        ["【计分对象】"],
        ["计分的人员：正式党员；定等次的人员：正式党员"],
        ["【大项】"],
        ["大项“基础分”（一）"],
        "小项“履行义务”（二）：满分：10 分".split(),
        "应做的事“没有参加学习”（五）：多久一次：每半年；做到的事项：缺席；没有做时：扣 2 分".split(),
        ["【合计】"],
        ["合计行“积分”（一）：算式：“基础分”"],
    ]


def test_overrides_and_duties_and_holes_stand_in_the_table(tmp_path: Path) -> None:
    text = SCHEME.replace("notice_good: {title: 通报, ", "notice_good: {title: 表扬, ")
    (tmp_path / "office.yaml").write_text(
        text.replace("patrol, points: {between", "patrol, points: {between"), "utf-8"
    )

    shown = jifen("scheme", "show", tmp_path / "office.yaml").stdout
    holes = jifen("scheme", "show", "county-declared").stdout

    lines = [line.split() for line in shown.splitlines()]
    assert [
        "否决和认定",
        "一票否决",
        "受到处罚",
        "积分记为零分",
        "丙-1",
        "要填证明材料；条件：影响期至不早于发生日期",
    ] in lines
    assert ["基础分", "学习", "本季度没有参加学习", "没有做到", "-1", "甲-3b"] in lines
    assert sum(line.startswith("没有分值：") for line in holes.splitlines()) == 12


def test_the_shelf_is_listed() -> None:
    called = jifen("scheme", "list")

    rows = [line.split() for line in called.stdout.splitlines() if "branch" in line or "county" in line]
    assert [row[0] for row in rows] == list(shelf.names())
    assert rows[-1] == ["village-branch", "村党支部党员积分管理办法", "S2", "能"]
    assert rows[1][-3:] == ["还有", "12", "处没有分值"]


def test_a_scheme_that_cannot_be_opened_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(wanted: str) -> shelf.Found:
        raise PermissionError(wanted)

    monkeypatch.setattr(shelf, "find", locked)

    called = jifen("scheme", "check", "甲.yaml")

    assert called.exit_code == 2
    assert (
        called.stderr.splitlines()[-1]
        == "打不开“甲.yaml”，请检查它是不是文件、是不是正被别的程序使用。用 --help 看说明。"
    )


@pytest.mark.parametrize("name", shelf.names())
def test_the_template_filled_with_its_own_examples_is_scored(tmp_path: Path, name: str) -> None:
    path = tmp_path / "模板.xlsx"

    called = jifen("facts", "template", "--scheme", name, "--out", path)

    assert (called.exit_code, called.stderr) == (0, f"已写出 {path}，请按其中的“填写说明”填写。\n")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:4] == ["填写说明", "事实", "党员", "变动"]
    for sheet in ("事实", "党员", "变动", *(["认定"] if "认定" in book.sheetnames else [])):
        page = book[sheet]
        rows = [[cell.value for cell in row] for row in page.iter_rows()]
        place = next(n for n, row in enumerate(rows) if any(str(cell).startswith("【示例】") for cell in row))
        for cell in page[place + 1]:
            if isinstance(cell.value, str):
                cell.value = cell.value.removeprefix("【示例】").replace("周预备", "李明")
    book.save(path)
    scored = jifen("score", "--scheme", name, "--facts", path, "--year", 2026)
    if name in ("county-declared", "township-branch"):
        assert scored.stderr.splitlines()[-2] == "不能计算："
    else:
        assert (scored.exit_code, scored.stderr) == (0, "")
        assert "李明" in scored.stdout


def test_the_template_has_an_example_and_dropdowns(tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    jifen("facts", "template", "--scheme", VILLAGE, "--out", path)

    book = openpyxl.load_workbook(path)
    facts = book["事实"]
    headings = [cell.value for cell in facts[3]]
    example = dict(zip(headings, [cell.value for cell in facts[4]], strict=True))

    assert facts["A1"].value == "村党支部党员积分管理办法——事实"
    assert {heading: cell for heading, cell in example.items() if cell is not None} == {
        "记录编号": "【示例】1",
        "姓名": "李明",
        "事项": "拾金不昧、助人为乐等好人好事",
        "日期": example["日期"],
        "认定主体": "书记",
        "佐证": "见证人姓名",
        "说明": "写明是什么事",
    }
    assert example["日期"].date() == date(2026, 7, 5)
    assert len(facts.data_validations.dataValidation) >= 3
    guide = book["填写说明"]
    rows = [[cell.value for cell in row] for row in guide.iter_rows(min_row=8)]
    assert rows[0] == [
        "基础分", "履行党员义务", "没有参加支委会、党员大会、组织生活会、党课或学习", "-1", "S2-一-基1b",
        "条件：请假情况不属于已准假、病假、公务、不作硬性要求之一",
    ]  # fmt: skip
    assert rows[-1] == [
        "激励分", "平安卫士", "全年治安巡逻完成情况", "3 至 5，每 0.5 一档", "S2-一-激5",
        "要支部委员会认定；全年最多计 1 次",
    ]  # fmt: skip


def test_overrides_stand_in_the_instructions_too(tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    jifen("facts", "template", "--scheme", "school-branch", "--out", path)

    rows = [
        [cell.value for cell in row][:4]
        for row in openpyxl.load_workbook(path)["填写说明"].iter_rows(min_row=8)
    ]

    assert rows[-2:] == [
        ["否决和认定", "一票否决", "违反党的纪律", "积分记为零分"],
        ["否决和认定", "一票否决", "违反国家法律法规", "积分记为零分"],
    ]


def test_a_template_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    called = jifen("facts", "template", "--scheme", VILLAGE, "--out", tmp_path / "没有" / "模板.xlsx")

    assert (called.exit_code, called.stderr) == (
        1,
        "工作簿没有写出：\n  文件夹“没有”不存在。请先建好文件夹，或换一个位置保存。\n",
    )
