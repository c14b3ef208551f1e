"""Pages made from the code say what the code says now."""

import importlib
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


@pytest.mark.skipif(not (ROOT / "src/jifen/cli/main.py").exists(), reason="the command line is not there yet")
def test_generated_pages_are_current(pages: ModuleType) -> None:
    stale = [name for name, write in pages.PAGES.items() if read_text(pages.REFERENCE / name) != write()]

    assert stale == [], "run: python tools/chores.py docs"
