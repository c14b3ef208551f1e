"""What the tests share: long tests wait for --long, browser tests not run are counted, what passed is noted."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests import conftest


class Item:
    def __init__(self, name: str, *markers: str) -> None:
        self.name = name
        self.path = Path(__file__)
        self.markers = markers

    def get_closest_marker(self, name: str) -> str | None:
        return name if name in self.markers else None


@pytest.mark.parametrize(("long", "kept"), [(False, ["short"]), (True, ["short", "slow"])])
def test_long_tests_are_left_out_unless_asked_for(long: bool, kept: list[str]) -> None:
    left_out: list[Item] = []
    hook = SimpleNamespace(pytest_deselected=lambda items: left_out.extend(items))
    config: Any = SimpleNamespace(getoption=lambda _: long, hook=hook)
    items: Any = [Item("short"), Item("slow", "long")]

    conftest.pytest_collection_modifyitems(config, items)

    assert [item.name for item in items] == kept
    assert [item.name for item in left_out] == [name for name in ("slow",) if name not in kept]


class Reporter:
    """What pytest hands over at the end: outcomes by kind, and where to write lines."""

    def __init__(self, figures: Path | None, **stats: list[Any]) -> None:
        self.stats = stats
        self.lines: list[str] = []
        self.config = SimpleNamespace(getoption=lambda _: figures)

    def write_line(self, line: str) -> None:
        self.lines.append(line)


def test_browser_tests_that_could_not_run_are_counted() -> None:
    skipped = [SimpleNamespace(keywords={"browser": 1}), SimpleNamespace(keywords={"other": 1})]
    reporter: Any = Reporter(None, skipped=skipped)

    conftest.pytest_terminal_summary(reporter)

    assert reporter.lines == ["browser tests not run: 1"]


def test_what_passed_is_noted_with_its_properties_where_a_file_is_named(tmp_path: Path) -> None:
    figures = tmp_path / "figures" / "tests.json"
    passed = [SimpleNamespace(nodeid="a::b[甲]", user_properties=[("seed", 7)])]
    reporter: Any = Reporter(figures, passed=passed, failed=[SimpleNamespace(nodeid="a::c")])

    conftest.pytest_terminal_summary(reporter)

    assert json.loads(figures.read_text(encoding="utf-8")) == {"a::b[甲]": {"seed": 7}}
