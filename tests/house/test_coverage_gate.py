"""The gate over coverage: a line or branch nobody reached is named, an unmeasured room is refused."""

import importlib
from types import ModuleType
from typing import Any

import pytest

from tests.house.tree import ROOT


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "tools")
    return importlib.import_module("coverage_gate")


def report(lines: list[int], branches: list[list[int]]) -> dict[str, Any]:
    reached: dict[str, Any] = {"missing_lines": [], "missing_branches": []}
    return {
        "files": {
            "src\\jifen\\rules\\points.py": {"missing_lines": lines, "missing_branches": branches},
            "src/jifen/engine/score.py": reached,
        }
    }


def test_room_whose_lines_and_branches_all_ran_has_no_gaps(gate: ModuleType) -> None:
    assert gate.list_gaps(report([7], [[3, 9]]), "engine") == []


@pytest.mark.canary("覆盖", "一行、一个岔路没有一个测试走到")
def test_line_and_branch_nobody_reached_are_named(gate: ModuleType) -> None:
    assert gate.list_gaps(report([7], [[3, 9]]), "rules") == [
        "src/jifen/rules/points.py:7: never ran",
        "src/jifen/rules/points.py:3: never went on to 9",
    ]


@pytest.mark.canary("覆盖", "一间屋子根本没有量")
def test_room_that_was_not_measured_is_a_gap(gate: ModuleType) -> None:
    assert gate.list_gaps(report([], []), "common") == ["src/jifen/common/: not measured"]
