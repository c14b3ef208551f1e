"""A bit of the database file turns over: the walk names it, or the database refuses to read (trust L1, T4)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.trust.installation import SERVER, Installation

pytestmark = [
    pytest.mark.harness,
    pytest.mark.skipif(bool(SERVER), reason="the file is SQLite's; a server checks its pages itself"),
]
FLIPS = {False: 300, True: 20_000}


def flip(tmp_path: Path, count: int, *way: str) -> Counter[str]:
    installation = Installation(tmp_path)
    return Counter(installation.do("flip", installation.book, str(count), *way).splitlines())


def test_bit_that_turned_over_is_named(
    tmp_path: Path, record_property: Any, pytestconfig: pytest.Config
) -> None:
    count = FLIPS[pytestconfig.getoption("--long")]

    told = flip(tmp_path, count)

    record_property("flips", count)
    record_property("harmless", told["same"])
    assert {said: times for said, times in told.items() if said not in ("named", "unread", "same")} == {}
    assert told["named"] > count / 3


@pytest.mark.canary("坏了一位", "不核对账目")
def test_bit_is_missed_where_nobody_walks(tmp_path: Path) -> None:
    assert flip(tmp_path, 60, "blind")["missed"] > 10
