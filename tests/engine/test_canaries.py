"""The comparison would catch a broken engine: a planted defect in every step must show within few seeds."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import pytest

from jifen.engine import program
from jifen.rules.tables import Tables
from tests.engine.adapter import compiled, model_of
from tests.engine.compare import Expected, differences_from, expectation
from tests.engine.defects import Defect
from tests.engine.word_defects import EVERY
from tests.engine.words import ON
from tests.oracle.evaluate import STEPS
from tests.oracle.generator import Case, generate

BOUND = 300
"""Within so many seeds a defect must show; the comparison itself runs over thousands."""


@lru_cache(maxsize=BOUND)
def told(seed: int) -> tuple[Case, Expected, Tables]:
    """The story of a seed, what the oracle says about it, and its scheme compiled."""
    case = generate(seed, ON)
    model = model_of(case.scheme)
    return case, expectation(case, model), compiled(case.scheme, model)


def shown(defect: Defect) -> int | None:
    """The first seed on which the planted defect makes the two disagree, and without it they do not."""
    for seed in range(BOUND):
        story = told(seed)
        with pytest.MonkeyPatch.context() as patch:
            defect.plant(patch)
            found = differences_from(*story)
        if found and found[0].word != "crash" and not differences_from(*story):
            return seed
    return None


def test_every_step_has_a_planted_defect() -> None:
    assert {defect.step for defect in EVERY} == set(program.STEPS)


def test_oracle_takes_the_thirteen_steps_of_the_engine() -> None:
    assert [step.__name__ for step in STEPS] == list(program.STEPS)


@pytest.mark.harness
@pytest.mark.parametrize("defect", EVERY, ids=lambda defect: f"{defect.step}-{defect.wrong}")
def test_comparison_catches_every_planted_defect(
    defect: Defect, record_property: Callable[[str, object], None]
) -> None:
    seed = shown(defect)

    record_property("seed", seed)
    assert seed is not None, f"not shown by any of {BOUND} stories"
