"""The guide to changing a scheme: its commands run, its comparison and its trial are those that come."""

from pathlib import Path
from shutil import copytree

import pytest

from jifen.rules import shelf
from jifen.rules.skeletons import KINDS
from tests.docs.pages import DOCS, quoted, read_sections
from tests.docs.test_table_guide import call
from tests.house.tree import ROOT

GUIDE = read_sections(DOCS / "guide" / "改办法.md")
FENCES = [fence for section in GUIDE for fence in section.fences]
NEW, SCHEMA, DIFF, TRY = [text.strip() for kind, text in FENCES if kind == "sh"]
SHOWN = {kind.partition(" ")[2]: text for kind, text in FENCES if kind.startswith("text ")}
[[_, *CHANGES]] = [table for section in GUIDE for table in section.tables]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the samples and the village scheme changed as the page says."""
    monkeypatch.chdir(tmp_path)
    copytree(ROOT / "samples", tmp_path / "samples")
    text = shelf.read("village-branch").decode("utf-8")
    for row in CHANGES:
        [old], [new] = map(quoted, row)
        assert text.count(f"{old}\n") + text.count(f"{old},") + text.count(f"{old} ") == 1, old
        text = text.replace(old, new)
    (tmp_path / "新办法").mkdir()
    (tmp_path / "新办法" / "scheme.yaml").write_text(text, "utf-8")
    return tmp_path


def test_skeleton_is_written_where_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "新办法").mkdir()

    called = call(NEW)

    assert called.exit_code == 0
    assert [path.name for path in sorted((tmp_path / "新办法").rglob("*.yaml"))] == [
        "first.yaml",
        "scheme.yaml",
    ]


def test_every_kind_of_skeleton_is_told() -> None:
    [section] = [section for section in GUIDE if section.heading.startswith("一、")]

    assert {word for word in quoted(section.text) if word in KINDS} == set(KINDS)


def test_schema_is_written_under_the_name_of_the_first_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert call(SCHEMA).exit_code == 0
    [line] = [text for kind, text in FENCES if kind == "yaml"]
    assert (tmp_path / line.strip().partition("$schema=")[2]).is_file()


def test_comparison_shown_is_the_one_that_comes(desk: Path) -> None:
    called = call(DIFF)

    assert (called.exit_code, called.stdout) == (1, SHOWN["差别"])


def test_trial_shown_is_a_piece_of_the_one_that_comes(desk: Path) -> None:
    called = call(TRY)

    pieces = SHOWN["试算"].split("……\n")
    assert called.exit_code == 1
    assert [piece for piece in pieces if piece not in called.stdout] == []
