"""The map of the house in the README: every room of the plan, and in brackets those that stand."""

from __future__ import annotations

import re
import tomllib

from tests.docs.pages import read_sections
from tests.house.tree import ROOT

[MAP] = [
    text for section in read_sections(ROOT / "README.md") for kind, text in section.fences if kind == "text"
]
ROOMS = set(re.findall(r"[a-z]{3,}", MAP))
BUILT = set(re.findall(r"\[([a-z]+)\]", MAP))


def test_rooms_in_brackets_are_those_that_stand() -> None:
    standing = {path.name for path in (ROOT / "src" / "jifen").iterdir() if path.is_dir()}

    assert standing - {"__pycache__", "config"} == BUILT


def test_map_shows_every_room_of_the_plan() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    [floors] = [contract["layers"] for contract in contracts if contract["id"] == "floors"]
    planned = set(re.findall(r"[a-z]+", " ".join(floors)))

    assert ROOMS - {"library"} == planned - {"config"}
