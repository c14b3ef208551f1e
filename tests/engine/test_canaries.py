"""The comparison would catch a broken engine: a planted defect in every step must show within few seeds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from jifen.engine import program
from tests.engine.compare import Expected, differences_from, expectation
from tests.engine.defects import DEFECTS, Defect
from tests.oracle.evaluate import STEPS
from tests.oracle.generator import Case, generate

BOUND = 300
"""Within so many seeds a defect must show; the comparison itself runs over thousands."""

REPORT = Path(__file__).with_name("canaries.json")


@lru_cache(maxsize=BOUND)
def told(seed: int) -> tuple[Case, Expected]:
    """The story of a seed and what the oracle says about it."""
    case = generate(seed)
    return case, expectation(case)


def shown(defect: Defect) -> int | None:
    """The first seed on which the planted defect makes the two disagree, and without it they do not."""
    for seed in range(BOUND):
        case, expected = told(seed)
        with pytest.MonkeyPatch.context() as patch:
            defect.plant(patch)
            found = differences_from(case, expected)
        if found and found[0].word != "crash" and not differences_from(case, expected):
            return seed
    return None


def caught() -> Iterator[dict[str, object]]:
    for defect in DEFECTS:
        yield {"step": defect.step, "wrong": defect.wrong, "seed": shown(defect)}


def test_every_step_has_a_planted_defect() -> None:
    assert {defect.step for defect in DEFECTS} == set(program.STEPS)


def test_oracle_takes_the_thirteen_steps_of_the_engine() -> None:
    assert [step.__name__ for step in STEPS] == list(program.STEPS)


def test_comparison_catches_every_planted_defect() -> None:
    found = list(caught())
    missed = [canary for canary in found if canary["seed"] is None]
    summary = {"planted": len(found), "caught": len(found) - len(missed), "canaries": found}
    REPORT.write_text(json.dumps(summary, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert missed == []
