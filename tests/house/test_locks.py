"""Locks: every package pinned and hashed, no host named, and true to pyproject.toml."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import ROOT

LOCKS = ("uv.txt", "run.lock", "dev.lock")


Pins = dict[str, list[str]]


def read_lock(lock: str) -> str:
    """Return the text of a lock."""
    return (ROOT / "requirements" / lock).read_text(encoding="utf-8")


def read_pins(text: str) -> Pins:
    """Return the lines that pin each package, without their hashes: one per version for different Pythons."""
    pins: Pins = {}
    for line in text.splitlines():
        if re.match(r"[A-Za-z0-9]", line):
            pin = line.rstrip(" \\")
            pins.setdefault(canonicalize_name(Requirement(pin).name), []).append(pin)
    return pins


def list_loose(text: str) -> list[str]:
    """Return the entries of a lock without an exact version or without a hash."""
    entries = re.findall(r"^[A-Za-z0-9].*(?:\n +--hash=.*)*", text, re.MULTILINE)
    assert entries
    return [entry for entry in entries if not re.match(r"\S+==\S+", entry) or "--hash=sha256:" not in entry]


def list_hosts(text: str) -> list[str]:
    """Return every place of a lock that names where packages come from."""
    return re.findall(r"://|--(?:extra-)?index-url|--find-links|--trusted-host| @ ", text)


def list_unmet(wanted: list[str], pins: Pins) -> list[str]:
    """Return what is asked for and not pinned, or pinned to another version."""
    versions = {line: pins.get(canonicalize_name(Requirement(line).name), []) for line in wanted}
    return [
        line
        for line, found in versions.items()
        if not found
        or not all(
            Requirement(line).specifier.contains(next(iter(Requirement(pin).specifier)).version)
            for pin in found
        )
    ]


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_pins_and_hashes_every_package(lock: str) -> None:
    assert list_loose(read_lock(lock)) == []


@pytest.mark.canary("锁文件", "没有写死版本的、没有校验码的")
@pytest.mark.parametrize("planted", ["numpy>=2\n    --hash=sha256:00", "numpy==2.4.6"])
def test_package_not_pinned_or_not_hashed_is_named(planted: str) -> None:
    sound = "click==8.5.1 \\\n    --hash=sha256:00\n"

    assert list_loose(f"{sound}{planted}\n") == [planted]


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_host_and_no_index(lock: str) -> None:
    assert list_hosts(read_lock(lock)) == []


@pytest.mark.canary("锁文件", "写明从哪里下载")
@pytest.mark.parametrize(
    ("planted", "named"),
    [("--index-url mirror", "--index-url"), ("numpy @ mirror", " @ "), ("x://mirror", "://")],
)
def test_host_in_a_lock_is_named(planted: str, named: str) -> None:
    assert list_hosts(f"click==8.5.1\n{planted}\n") == [named]


def test_larger_lock_holds_the_smaller_one() -> None:
    dev, run = read_pins(read_lock("dev.lock")), read_pins(read_lock("run.lock"))

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

    assert {lock: list_unmet(lines, read_pins(read_lock(lock))) for lock, lines in wanted.items()} == {
        lock: [] for lock in LOCKS
    }


@pytest.mark.canary("锁文件", "项目要的没有锁进去、锁的是别的版本")
def test_what_the_lock_lacks_or_pins_otherwise_is_named() -> None:
    pins = read_pins("numpy==2.4.6 \\\n    --hash=sha256:00\nclick==7.1\n")

    assert list_unmet(["numpy>=2.4,<3", "click>=8.2,<9", "rich>=14"], pins) == ["click>=8.2,<9", "rich>=14"]
