"""The sample workbook: the same bytes every time, and a year that a secretary recognises as right."""

import importlib
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.cli.desk import VILLAGE, jifen
from tests.house.tree import ROOT

SAMPLE = ROOT / "samples" / "village-branch-2026.xlsx"


@pytest.fixture
def maker(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "tools")
    return importlib.import_module("make_samples")


@pytest.fixture(scope="module")
def members() -> dict[str, dict[str, Any]]:
    called = jifen("score", "--scheme", VILLAGE, "--facts", SAMPLE, "--json", "-")
    assert called.exit_code == 0
    assert called.stderr.splitlines() == [
        "没有指定年度，按事实的日期算 2026年6月—2027年5月（2026-06-01 至 2027-05-31）。"
    ]
    return {member["name"]: member for member in json.loads(called.stdout)["members"]}


def test_the_sample_is_what_its_maker_makes(maker: ModuleType, tmp_path: Path) -> None:
    (made,) = maker.make(tmp_path)

    assert made.read_bytes() == SAMPLE.read_bytes()


def test_the_branch_has_31_members(members: dict[str, dict[str, Any]]) -> None:
    statuses = [member["status"] for member in members.values()]

    assert (statuses.count("formal"), statuses.count("probationary"), len(statuses)) == (27, 4, 31)
    assert {member["months"] for member in members.values()} == {12}


def test_the_year_is_the_one_a_secretary_expects(members: dict[str, dict[str, Any]]) -> None:
    assert {name: members[name]["score"] for name in ("赵书记", "李明", "孙记录员", "姚家和", "郑流动")} == {
        "赵书记": "65",
        "李明": "58.5",
        "孙记录员": "62",
        "姚家和": "44",
        "郑流动": "45.5",
    }
    assert all(40 <= float(member["parts"]["base"]) <= 50 for member in members.values())
    assert {name for name, member in members.items() if member["quotas"].get("bottom") == "in"} == {
        "冯小满",
        "傅成功",
        "许家旺",
        "姚家和",
        "郑流动",
    }


def test_the_year_holds_one_reversal_one_pending_fact_and_one_act_under_two_heads(
    members: dict[str, dict[str, Any]],
) -> None:
    entries = [(name, entry) for name, member in members.items() for entry in member["entries"]]

    assert [name for name, entry in entries if entry["drop"] == "reversed"] == ["李明"]
    assert [name for name, entry in entries if entry["status"] == "pending"] == ["孙记录员"]
    assert [name for name, entry in entries if "absorbed" in entry["marks"]] == ["姚家和"]
    assert [
        entry["because"] for name, entry in entries if name == "曾福来" and entry["status"] == "rejected"
    ][-1] == ["这一条不适用于本人（适用条件：健康状况不为体弱）"]
