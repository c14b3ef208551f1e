"""The tutorial is true at every step: its commands print what it shows, its cases pass."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from jifen.cli.main import main
from tests.docs.pages import DOCS, read_sections
from tests.docs.tutorial import Stage, read_tutorial

PAGE = DOCS / "guide" / "写一个自己的积分办法.md"
TUTORIAL = read_tutorial(PAGE)
CHECK, TEST = (text for section in read_sections(PAGE) for kind, text in section.fences if kind == "sh")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "liushu" / "cases").mkdir(parents=True)
    return tmp_path / "liushu"


def call(command: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, shlex.split(command)[1:])
    return result.exit_code, result.output


def write(folder: Path, scheme: str, cases: str = "") -> None:
    (folder / "scheme.yaml").write_text(scheme, encoding="utf-8")
    (folder / "cases" / "first.yaml").write_text(cases, encoding="utf-8")


def test_commands_are_the_check_and_the_cases() -> None:
    assert (CHECK, TEST) == ("jifen scheme check liushu\n", "jifen scheme test liushu\n")


@pytest.mark.parametrize("stage", [stage for stage in TUTORIAL.stages if not stage.said])
def test_file_has_no_fault_at_this_step(folder: Path, stage: Stage) -> None:
    write(folder, stage.text)

    assert call(CHECK) == (0, TUTORIAL.printed["通过"])


@pytest.mark.parametrize("stage", [stage for stage in TUTORIAL.stages if stage.said])
def test_fault_shown_is_the_one_that_comes(folder: Path, stage: Stage) -> None:
    write(folder, stage.text)
    code, printed = call(CHECK)

    assert code == 1
    assert printed.splitlines()[:-1] == stage.said.splitlines()


def test_tutorial_goes_through_its_steps() -> None:
    assert [(len(stage.text.splitlines()), stage.kept) for stage in TUTORIAL.stages] == [
        (0, True),
        (20, True),
        (41, True),
        (66, True),
        (66, True),
        (75, True),
        (75, False),
        (77, False),
        (88, True),
    ]


def test_cases_of_the_tutorial_pass(folder: Path) -> None:
    write(folder, TUTORIAL.finished, TUTORIAL.cases)

    assert call(TEST) == (0, TUTORIAL.printed["验算"])


def test_difference_shown_is_the_one_that_comes(folder: Path) -> None:
    write(folder, TUTORIAL.finished, TUTORIAL.cases.replace("score: 83", "score: 85"))

    assert call(TEST) == (1, TUTORIAL.printed["差异"])
