"""Locks: every package pinned and hashed, no host named, and true to pyproject.toml."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import ROOT

LOCKS = ("uv.txt", "run.lock", "dev.lock")


def read_pins(lock: str) -> dict[str, list[str]]:
    """Return the lines that pin each package, without their hashes: one per version for different Pythons."""
    pins: dict[str, list[str]] = {}
    for line in (ROOT / "requirements" / lock).read_text(encoding="utf-8").splitlines():
        if re.match(r"[A-Za-z0-9]", line):
            pin = line.rstrip(" \\")
            pins.setdefault(canonicalize_name(Requirement(pin).name), []).append(pin)
    return pins


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_pins_and_hashes_every_package(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    entries = re.findall(r"^[A-Za-z0-9].*(?:\n +--hash=.*)*", text, re.MULTILINE)

    assert entries
    assert [
        entry for entry in entries if not re.match(r"\S+==\S+", entry) or "--hash=sha256:" not in entry
    ] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_host_and_no_index(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")

    assert re.findall(r"://|--(?:extra-)?index-url|--find-links|--trusted-host| @ ", text) == []


def test_larger_lock_holds_the_smaller_one() -> None:
    dev, run = read_pins("dev.lock"), read_pins("run.lock")

    assert {package: dev.get(package) for package in run} == run


def test_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    wanted = {
        "uv.txt": groups["bootstrap"],
        "run.lock": [
            *project["project"]["dependencies"],
            *project["build-system"]["requires"],
            *groups["build"],
        ],
        "dev.lock": [line for line in groups["dev"] if isinstance(line, str)],
    }

    unmet = [
        f"{lock}: {line}"
        for lock, lines in wanted.items()
        for line in lines
        for versions in [read_pins(lock).get(canonicalize_name(Requirement(line).name), [])]
        if not versions
        or not all(
            Requirement(line).specifier.contains(next(iter(Requirement(pin).specifier)).version)
            for pin in versions
        )
    ]

    assert unmet == []
