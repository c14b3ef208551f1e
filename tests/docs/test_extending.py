"""The page on adding a word: every file it names exists, and the code it shows is the code that stands there."""

from __future__ import annotations

import re

import pytest

from tests.docs.pages import DOCS, quoted, read_sections
from tests.house.tree import ROOT

SECTIONS = read_sections(DOCS / "spec" / "extending.md")
PLACES = [row for section in SECTIONS for table in section.tables for row in table[1:]]
NAMED = sorted(
    {
        word
        for section in SECTIONS
        for word in quoted(section.text)
        if re.fullmatch(r"(src|tests|docs|tools)/[\w/.-]+|[A-Z]+\.md", word)
    }
)


def shown() -> list[tuple[str, str]]:
    """Every line of code on the page with the file its fence says it stands in."""
    found, path = [], ""
    for section in SECTIONS:
        for kind, text in section.fences:
            for line in text.splitlines() if kind == "python" else ():
                if line.startswith("# "):
                    path = line.removeprefix("# ")
                else:
                    found.append((path, line))
    return found


@pytest.mark.parametrize("path", NAMED)
def test_file_named_exists(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize(("path", "line"), shown())
def test_line_shown_stands_in_its_file(path: str, line: str) -> None:
    assert line.strip() in [there.strip() for there in (ROOT / path).read_text(encoding="utf-8").splitlines()]


def test_places_are_numbered_and_each_names_its_home() -> None:
    assert [row[0] for row in PLACES] == [str(number) for number in range(1, len(PLACES) + 1)]
    assert [row[1] for row in PLACES if not {*quoted(row[1])} & {*NAMED}] == []


def test_headings_go_through_the_places() -> None:
    heads = [found for section in SECTIONS if (found := re.match(r"(\d+)(?: and (\d+))? ", section.heading))]

    assert [int(number) for head in heads for number in head.groups() if number] == [*range(1, len(PLACES))]


def test_word_of_the_example_is_in_the_reference() -> None:
    [(_, example)] = [fence for section in SECTIONS for fence in section.fences if fence[0] == "yaml"]
    reference = (DOCS / "spec" / "scheme-language" / "items.md").read_text(encoding="utf-8")

    assert example in reference
