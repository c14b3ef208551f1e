"""One concept, one word: the glossary names what the code names, and every labelled code has its label."""

import importlib
import pkgutil
import re

import pytest

import jifen
from jifen.common.labelled import LabelledEnum
from tests.house.tree import ROOT, list_files, name, read_text

CHINESE = re.compile(r"[\u4e00-\u9fff]")


Row = tuple[str, list[str], list[str]]
PAGE = read_text(ROOT / "GLOSSARY.md")


def read_rows(page: str) -> list[Row]:
    """Return the rows of the glossary: the Chinese words, the identifiers, the rooms."""
    rows = []
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and CHINESE.search(cells[0]) and "identifier" not in cells:
            rows.append((cells[0], re.findall(r"`([^`]+)`", cells[1]), re.findall(r"`([^`]+)`", cells[3])))
    return rows


def list_words() -> dict[str, set[str]]:
    """Return the identifiers that occur in each room."""
    words: dict[str, set[str]] = {}
    for path in list_files():
        parts = name(path).split("/")
        if parts[:2] == ["src", "jifen"] and path.suffix in (".py", ".yaml") and len(parts) > 3:
            words.setdefault(parts[2], set()).update(re.findall(r"\w+", read_text(path)))
    return words


def list_missing(rows: list[Row], words: dict[str, set[str]]) -> list[str]:
    """Name each identifier that its room does not know."""
    return [
        f"{chinese}: {identifier} is not in {room}"
        for chinese, identifiers, rooms in rows
        for identifier in identifiers
        for room in rooms
        if identifier not in words.get(room, set())
    ]


def list_doubled(rows: list[Row]) -> list[str]:
    """Name each identifier that stands in two rows."""
    identifiers = [identifier for _, found, _ in rows for identifier in found]
    return sorted({word for word in identifiers if identifiers.count(word) > 1})


def test_every_identifier_of_the_glossary_exists_in_its_home() -> None:
    assert list_missing(read_rows(PAGE), list_words()) == []


@pytest.mark.canary("用词表", "表里有、程序里没有的名字，一个名字写了两行")
def test_identifier_nobody_uses_and_identifier_of_two_rows_are_named() -> None:
    page = "| 积分 | `score` | … | `engine` |\n| 得分 | `score`, `tally` | … | `engine`, `web` |\n"
    rows = read_rows(page)

    assert list_missing(rows, {"engine": {"score"}, "web": {"tally", "score"}}) == [
        "得分: tally is not in engine"
    ]
    assert list_doubled(rows) == ["score"]


def test_every_row_of_the_glossary_has_an_identifier_and_a_home() -> None:
    rows = read_rows(PAGE)

    assert len(rows) > 20
    assert [row for row in rows if not row[1] or not row[2]] == []


def test_no_identifier_of_the_glossary_has_two_rows() -> None:
    assert list_doubled(read_rows(PAGE)) == []


def test_every_labelled_code_has_a_label_people_can_read() -> None:
    for module in pkgutil.walk_packages(jifen.__path__, "jifen."):
        importlib.import_module(module.name)

    assert [
        f"{kind.__name__}.{member.name}: {member.label}"
        for kind in LabelledEnum.__subclasses__()
        if kind.__module__.startswith("jifen.")
        for member in kind
        if not CHINESE.search(member.label)
    ] == []
