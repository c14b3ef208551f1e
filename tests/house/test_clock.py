"""Only doors read the clock: the linter says so."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

READINGS = """\
import time
from datetime import date, datetime

print(datetime.now(), date.today(), time.time())
"""


def lint(path: str) -> list[str]:
    """Return the codes the linter of the project reports for the readings, as if they stood in that file."""
    program = Path(sys.executable).with_name("ruff")
    options = [
        "check",
        "--no-cache",
        "--output-format",
        "concise",
        "--select",
        "TID251",
        "--stdin-filename",
        path,
    ]
    finished = subprocess.run(
        [program, *options, "-"], cwd=ROOT, input=READINGS, capture_output=True, encoding="utf-8", check=False
    )
    return [line.split()[2] for line in finished.stdout.splitlines() if ": TID251 " in line]


@pytest.mark.canary("不读时钟", "在不是门的屋子里读今天的日期")
@pytest.mark.parametrize("room", ["rules", "workbook", "common", "engine", "reports"])
def test_clock_is_refused_in_every_room_that_is_no_door(room: str) -> None:
    assert lint(f"src/jifen/{room}/planted.py") == [
        "`datetime.datetime.now`",
        "`datetime.date.today`",
        "`time.time`",
    ]


def test_clock_is_allowed_at_the_door() -> None:
    assert lint("src/jifen/cli/planted.py") == []
