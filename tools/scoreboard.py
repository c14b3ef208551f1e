"""The page that says how well each checker is checked, and the check that a run showed what the page says.

What the page claims is counted from the tests themselves; `python tools/scoreboard.py FIGURES…` compares it with
the lists of passed tests that pytest's `--figures` left, and with the committed page.
"""

from __future__ import annotations

import json
import math
import os
import re
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from coverage_gate import FULLY_COVERED

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "scoreboard.md"
NOTE = "<!-- 本页由 tools/scoreboard.py 生成，请勿手改。 -->"

STORIES = "tests/engine/test_differential.py"
CANARIES = "tests/engine/test_canaries.py::test_comparison_catches_every_planted_defect"
PROPERTIES = "tests/engine/test_properties.py::"
CASES = "tests/library/test_cases.py::test_case_comes_out_as_written"
BROKEN = "tests/rules/test_errors.py::test_a_broken_file_is_answered_exactly"
GALLERY = "tests/rules/test_mechanisms.py::test_without_the_mechanism_a_case_comes_out_otherwise"


@dataclass(frozen=True)
class Row:
    """One line of the page: what is checked, how many tests must show it, and how their names begin.

    A name that ends in a letter is the whole name; `but` are longer beginnings that belong to other rows.
    """

    name: str
    claimed: int
    tests: str
    defect: str = ""
    but: tuple[str, ...] = ()

    def shown(self, passed: list[str]) -> int:
        """Return how many tests of this row passed."""
        if self.tests[-1].isalnum():
            return passed.count(self.tests)
        return sum(name.startswith(self.tests) and not name.startswith(self.but) for name in passed)


@dataclass(frozen=True)
class Claims:
    """All rows of the page by section; a test of stories tells `per_test` of them, the long ones only if asked."""

    stories: list[Row]
    long_stories: list[Row]
    per_test: int
    steps: list[Row]
    properties: Row
    cases: list[Row]
    broken: Row
    gallery: Row
    checkers: list[Row]

    def rows(self, *, long: bool) -> list[Row]:
        """Return every row that a run must show."""
        rows = [*self.stories, *self.steps, self.properties, *self.cases, self.broken, self.gallery]
        return [*rows, *self.checkers, *(self.long_stories if long else ())]


def set_up_django() -> None:
    """Make the tests and the rooms they import importable: models need the settings of the tests."""
    for folder in map(str, (ROOT, ROOT / "src")):
        if folder not in sys.path:
            sys.path.append(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import_module("django").setup()


@cache
def count() -> Claims:
    """Return what the tests in the tree promise."""
    set_up_django()
    defects = Counter(defect.step for defect in import_module("tests.engine.word_defects").EVERY)
    names = read_steps()
    stories, long_stories = count_stories()
    gallery, mutated = GALLERY.split("::")
    return Claims(
        stories=stories,
        long_stories=long_stories,
        per_test=import_module("tests.engine.test_differential").BLOCK,
        steps=[Row(names[step], number, f"{CANARIES}[{step}-") for step, number in defects.items()],
        properties=Row("保证", sum(map(size, find_tests(PROPERTIES[:-2]).values())), PROPERTIES),
        cases=count_cases(),
        broken=Row("提示", len(import_module("jifen.rules.codes").CODES), f"{BROKEN}["),
        gallery=Row(
            "机制", size(find_tests(gallery)[mutated]) if (ROOT / gallery).exists() else 0, f"{GALLERY}["
        ),
        checkers=count_checkers(),
    )


def count_stories() -> tuple[list[Row], list[Row]]:
    """Return the tests that compare blocks of stories, and those of them that only a long run takes."""
    found: tuple[list[Row], list[Row]] = ([], [])
    for function, test in find_tests(STORIES).items():
        marks = {mark.name: mark for mark in getattr(test, "pytestmark", [])}
        if function.startswith("test_engine_equals_oracle") and marks["parametrize"].args[0] == "block":
            found["long" in marks].append(Row("随机故事", size(test), f"{STORIES}::{function}["))
    return found


def read_steps() -> dict[str, str]:
    """Return the Chinese name of each step, as the page on scoring heads it."""
    text = (ROOT / "docs" / "spec" / "scoring.md").read_text(encoding="utf-8")
    return {
        step: f"{number} {name}" for number, step, name in re.findall(r"^## (\d+) `(\w+)` (.+)$", text, re.M)
    }


def find_tests(path: str) -> dict[str, Any]:
    """Return the test functions of a file by name."""
    module = import_module(path.removesuffix(".py").replace("/", "."))
    return {name: found for name, found in vars(module).items() if name.startswith("test_")}


def size(test: Any) -> int:
    """Return how many tests a function becomes by its parameters."""
    marks = getattr(test, "pytestmark", [])
    return math.prod(len(mark.args[1]) for mark in marks if mark.name == "parametrize")


def count_cases() -> list[Row]:
    """Return the worked cases of each scheme on the shelf that has some."""
    shelf = import_module("jifen.rules.shelf")
    names = shelf.names()
    rows = []
    for scheme in names:
        number = sum(len(re.findall(rb"^- case:", data, re.M)) for _, data in shelf.cases(scheme))
        longer = tuple(f"{CASES}[{name}-" for name in names if name.startswith(f"{scheme}-"))
        rows.append(Row(f"`{scheme}`", number, f"{CASES}[{scheme}-", but=longer))
    return [row for row in rows if row.claimed]


def count_checkers() -> list[Row]:
    """Return every test marked `canary(checker, defect)`, by the name of the checker."""
    rows = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        if "@pytest.mark.canary(" not in path.read_text(encoding="utf-8"):
            continue
        name = path.relative_to(ROOT).as_posix()
        for function, test in find_tests(name).items():
            marks = getattr(test, "pytestmark", [])
            tests = f"{name}::{function}" + "[" * any(mark.name == "parametrize" for mark in marks)
            rows += [
                Row(mark.args[0], size(test), tests, mark.args[1]) for mark in marks if mark.name == "canary"
            ]
    return sorted(rows, key=lambda row: (row.name, row.tests))


def write_page() -> str:
    """Return the page in Markdown."""
    found = count()
    each = found.per_test
    stories, more = total(found.stories) * each, total(found.long_stories) * each
    rooms = "、".join(f"`{room}`" for room in FULLY_COVERED)
    lines = [
        NOTE,
        "",
        "# 检查本身靠不靠得住",
        "",
        "程序有许多道检查。检查如果什么错都查不出来，通过了也没有用。所以每一道检查都故意放进错误试过：放进几处，就要查出几处，",
        "少查出一处，检查就不通过。下面的数目每次检查完都和实际跑出来的逐项核对（`python tools/test.py` 的最后一项）。",
        "",
        "## 计分：和另写的对照程序比",
        "",
        "| 比什么 | 多少 |",
        "| --- | --- |",
        f"| 每次检查比对的随机故事（一份办法、几名党员、一年的事） | {stories:,} |",
        f"| 长检查（`--long`）比对的随机故事 | {stories + more:,} |",
        f"| 不论怎样都要成立的保证，每条用随机故事试 | {found.properties.claimed} |",
        "",
        "## 计分：每一步故意弄坏",
        "",
        "| 步骤 | 弄坏 | 查出 |",
        "| --- | --- | --- |",
        *(f"| {row.name} | {row.claimed} | {row.claimed} |" for row in found.steps),
        f"| 合计 | {total(found.steps)} | {total(found.steps)} |",
        "",
        "## 办法：写错的和写对的",
        "",
        "| 拿什么查 | 多少 |",
        "| --- | --- |",
        f"| 写错的办法文件，每种提示一个，提示的话一字不差 | {found.broken.claimed} |",
        f"| 机制小样，去掉这个机制结果就变 | {found.gallery.claimed} |",
        *(f"| 自带的办法 {row.name} 的算例 | {row.claimed} |" for row in found.cases),
        f"| 算例合计 | {total(found.cases)} |",
        "",
        "## 其他检查",
        "",
        f"测试要走到 {rooms} 的每一行、每一个岔路，差一处也不通过。",
        "",
        "| 检查 | 放进什么错 | 放进 | 查出 |",
        "| --- | --- | --- | --- |",
        *(f"| {row.name} | {row.defect} | {row.claimed} | {row.claimed} |" for row in found.checkers),
        f"| 合计 | | {total(found.checkers)} | {total(found.checkers)} |",
    ]
    return "\n".join(lines) + "\n"


def total(rows: list[Row]) -> int:
    """Return the sum of what the rows claim."""
    return sum(row.claimed for row in rows)


def list_disagreements(claims: Claims, passed: list[str]) -> list[str]:
    """Name every row of which the run showed another number than the page claims."""
    long = any(row.shown(passed) for row in claims.long_stories)
    return [
        f"{row.name} {row.defect}".strip()
        + f": the page claims {row.claimed}, the run showed {shown} ({row.tests})"
        for row in claims.rows(long=long)
        if (shown := row.shown(passed)) != row.claimed
    ]


def main(*paths: str) -> int:
    """Compare the committed page and the lists of passed tests with what the tests promise."""
    found = []
    passed: list[str] = []
    for path in map(Path, paths):
        if path.exists():
            passed += json.loads(path.read_text(encoding="utf-8"))
        else:
            found.append(f"{path.name}: no figures; run the checks tests and harness first")
    if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != write_page():
        found.append(f"{PAGE.name} is not current; run: python tools/chores.py docs")
    found += list_disagreements(count(), passed)
    print(*found, sep="\n")
    print(f"scoreboard: {len(found)} disagreements")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
