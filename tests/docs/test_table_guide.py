"""The guide from a table to points: every command of the page runs on a workbook filled as the page says."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path
from shutil import copytree

import openpyxl
import pytest
from click.testing import CliRunner, Result

from jifen.cli.main import main
from tests.docs.pages import DOCS, read_sections
from tests.house.tree import ROOT

GUIDE = read_sections(DOCS / "guide" / "从表格到积分.md")
FENCES = [fence for section in GUIDE for fence in section.fences]
COMMANDS = [line for kind, text in FENCES if kind == "sh" for line in text.splitlines()]
[WRITE] = [command for command in COMMANDS if "结果.xlsx" in command]
[EXPLAIN] = [command for command in COMMANDS if "explain" in command]
SHOWN = [text for kind, text in FENCES if kind == "text"]
FACTS = [
    {"姓名": "李明", "事项": "没有参加支部组织的义务劳动", "日期": date(2026, 9, 3), "请假情况": "无故"},
    {
        "姓名": "李明",
        "事项": "反映群众需求并提出合理建议",
        "日期": date(2026, 10, 5),
        "佐证": "会议记录",
        "认定主体": "书记",
    },
    {"姓名": "周预备", "事项": "参与赌博", "日期": date(2026, 11, 2)},
]
MEMBERS = [{"姓名": "李明", "人员类别": "正式党员"}, {"姓名": "周预备", "人员类别": "预备党员"}]


def call(command: str) -> Result:
    [program, *words] = shlex.split(command)
    assert program == "jifen"
    return CliRunner().invoke(main, words)


def fill(path: Path, sheet: str, rows: list[dict[str, object]]) -> None:
    workbook = openpyxl.load_workbook(path)
    page = workbook[sheet]
    [head] = [row for row in page.iter_rows() if "姓名" in [cell.value for cell in row]]
    columns = {cell.value: cell.column for cell in head}
    page.delete_rows(head[0].row + 1)
    for number, row in enumerate(rows, start=head[0].row + 1):
        for heading, value in row.items():
            page.cell(number, columns[heading], value)
    workbook.save(path)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the workbook of the first command, filled."""
    monkeypatch.chdir(tmp_path)
    copytree(ROOT / "samples", tmp_path / "samples")
    assert call(COMMANDS[0]).exit_code == 0
    fill(tmp_path / "积分.xlsx", "事实", FACTS)
    fill(tmp_path / "积分.xlsx", "党员", MEMBERS)
    return tmp_path


def test_sheets_are_those_of_the_page(desk: Path) -> None:
    [table] = [section.tables[0] for section in GUIDE if section.heading == "一、要一份空白工作簿"]

    assert openpyxl.load_workbook(desk / "积分.xlsx").sheetnames == [row[0] for row in table[1:]]


@pytest.mark.parametrize("command", COMMANDS[1:])
def test_command_of_the_page_runs(desk: Path, command: str) -> None:
    result = call(command)

    told = [line for line in result.stderr.splitlines() if not line.startswith("提醒：")]
    assert (result.exit_code, told) == (0, ["已写出 结果.xlsx：2 名党员。"] if "--out" in command else [])


def test_explanation_shown_is_the_one_that_comes(desk: Path) -> None:
    assert SHOWN[1] in call(EXPLAIN).stdout


def test_faults_shown_are_those_that_come(desk: Path) -> None:
    wrong = [
        {"姓名": "李明", "事项": "没有参加义务劳动", "日期": date(2026, 9, 3)},
        {"姓名": "李明", "事项": "参与赌博", "日期": "九月初三"},
    ]
    fill(desk / "积分.xlsx", "事实", wrong)

    result = call(WRITE)

    assert result.exit_code == 1
    assert result.stderr.endswith(SHOWN[0])
    assert not (desk / "结果.xlsx").exists()
