"""What the tests share: long tests wait for --long, and browser tests that could not run are counted."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests import conftest


class Item:
    def __init__(self, name: str, *markers: str) -> None:
        self.name = name
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


def test_browser_tests_that_could_not_run_are_counted() -> None:
    lines: list[str] = []
    skipped = [SimpleNamespace(keywords={"browser": 1}), SimpleNamespace(keywords={"other": 1})]
    reporter: Any = SimpleNamespace(stats={"skipped": skipped}, write_line=lines.append)

    conftest.pytest_terminal_summary(reporter)

    assert lines == ["browser tests not run: 1"]
