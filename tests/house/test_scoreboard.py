"""The scoreboard: what the page claims is what the run showed, and a defect that got away is named."""

import importlib
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.house.tree import ROOT

CANARY = "tests/house/test_locks.py::test_host_in_a_lock_is_named"


@pytest.fixture
def scoreboard(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "tools")
    return importlib.import_module("scoreboard")


@pytest.fixture
def claims(scoreboard: ModuleType) -> Any:
    return scoreboard.count()


def passes(claims: Any, *, long: bool = False) -> list[str]:
    """The names of tests that passed in a run in which every claim held."""
    return [
        row.tests if row.tests[-1].isalnum() else f"{row.tests}{number}]"
        for row in claims.rows(long=long)
        for number in range(row.claimed)
    ]


@pytest.mark.parametrize("long", [False, True])
def test_run_that_shows_every_claim_agrees(scoreboard: ModuleType, claims: Any, long: bool) -> None:
    assert scoreboard.list_disagreements(claims, passes(claims, long=long)) == []


@pytest.mark.canary("这张表", "表上写着查出、实际没有查出")
def test_defect_that_got_away_is_named(scoreboard: ModuleType, claims: Any) -> None:
    passed = passes(claims)
    passed.remove(f"{CANARY}[2]")

    assert scoreboard.list_disagreements(claims, passed) == [
        f"锁文件 写明从哪里下载: the page claims 3, the run showed 2 ({CANARY}[)"
    ]


@pytest.mark.canary("这张表", "表没有跟着测试改、检查没有跑完就核对")
@pytest.mark.parametrize(
    ("page", "figures", "said"),
    [
        ("昨天的表\n", True, "page.md is not current; run: python tools/chores.py docs"),
        (None, False, "harness.json: no figures; run the checks tests and harness first"),
    ],
)
def test_stale_page_and_missing_figures_are_refused(
    scoreboard: ModuleType,
    claims: Any,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    page: str | None,
    figures: bool,
    said: str,
) -> None:
    written, harness = tmp_path / "docs" / "page.md", tmp_path / "harness.json"
    written.parent.mkdir()
    written.write_text(page or scoreboard.write_page(), encoding="utf-8")
    if figures:
        harness.write_text(json.dumps({name: {} for name in passes(claims)}), encoding="utf-8")
    monkeypatch.setattr(scoreboard, "PAGE", written)

    assert scoreboard.main(str(harness)) == 1
    assert capsys.readouterr().out.splitlines()[0] == said


def test_every_step_of_the_engine_and_every_important_checker_has_its_row(claims: Any) -> None:
    assert len(claims.steps) == 13
    assert {row.name for row in claims.checkers} >= {
        "覆盖",
        "引用约定",
        "用词表",
        "锁文件",
        "生成的页面",
        "这张表",
    }
