"""Pages made from the code say what the code says now."""

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import click
import pytest

from tests.house.tree import ROOT, read_text


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "tools")
    return importlib.import_module("generated_docs")


def test_every_command_shown_is_listed_with_its_help(pages: ModuleType) -> None:
    @click.group(help="积分")
    def jifen() -> None: ...

    @jifen.command(help="检查办法")
    def check() -> None: ...

    @jifen.command(hidden=True)
    def secret() -> None: ...

    listed = dict(pages.list_commands(jifen, "jifen"))

    assert list(listed) == ["jifen", "jifen check"]
    assert listed["jifen check"].splitlines()[:3] == ["Usage: jifen check [OPTIONS]", "", "  检查办法"]


def test_every_machine_of_every_room_is_drawn_once(pages: ModuleType) -> None:
    from states_page import list_machines, write_page

    nouns = [machine.noun for _, machine in list_machines()]

    assert {"人员类别", "组织", "组织关系介绍信", "名册导入"} <= set(nouns)
    assert write_page().count("```mermaid") == len(set(nouns))


def stale(written: dict[str, str], folder: Path) -> list[str]:
    """The pages that say something else than what would be written now."""
    return [name for name, text in written.items() if read_text(folder / name) != text]


@pytest.mark.canary("生成的页面", "页面没有跟着程序改、页面不见了")
def test_page_that_lags_behind_is_named(tmp_path: Path) -> None:
    (tmp_path / "cli.md").write_text("昨天的命令\n", encoding="utf-8")
    (tmp_path / "same.md").write_text("一样\n", encoding="utf-8")

    assert stale({"cli.md": "今天的命令\n", "same.md": "一样\n", "new.md": "新\n"}, tmp_path) == [
        "cli.md",
        "new.md",
    ]


def test_generated_pages_are_current(pages: ModuleType) -> None:
    # In a process of its own: what other tests have made of click must not show in the pages.
    program = (
        "import generated_docs, json; print(json.dumps({n: w() for n, w in generated_docs.PAGES.items()}))"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT / "tools",
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        check=True,
        text=True,
    )
    written: dict[str, str] = json.loads(finished.stdout)

    assert stale(written, pages.REFERENCE) == [], "run: python tools/chores.py docs"
