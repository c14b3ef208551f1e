"""The engine equals the reference evaluator on thousands of random schemes and books (LANGUAGE §5)."""

from __future__ import annotations

import pytest

from tests.engine.adapter import compiled, compiled_from_file, faults_of
from tests.engine.compare import differences, report
from tests.engine.words import ON
from tests.oracle.generator import generate

BLOCK = 100
BLOCKS = 21
LONG_BLOCKS = 400
MEASURED = 10


def compare(seeds: range) -> None:
    wrong = [case for case in (generate(seed, ON) for seed in seeds) if differences(case)]
    if wrong:
        pytest.fail(
            f"{len(wrong)} of {len(seeds)} stories differ; the first one, {report(wrong[0])}", pytrace=False
        )


@pytest.mark.parametrize("first", range(0, 40, MEASURED))
def test_engine_equals_oracle_on_a_few_stories_whose_lines_are_measured(first: int) -> None:
    compare(range(first, first + MEASURED))


@pytest.mark.harness
@pytest.mark.parametrize("block", range(BLOCKS))
def test_engine_equals_oracle(block: int) -> None:
    compare(range(block * BLOCK, (block + 1) * BLOCK))


@pytest.mark.harness
@pytest.mark.long
@pytest.mark.parametrize("block", range(BLOCKS, LONG_BLOCKS))
def test_engine_equals_oracle_on_many_more(block: int) -> None:
    compare(range(block * BLOCK, (block + 1) * BLOCK))


@pytest.mark.harness
@pytest.mark.parametrize("block", range(4))
def test_schemes_of_the_stories_could_be_adopted(block: int) -> None:
    faults = {seed: faults_of(generate(seed, ON).scheme) for seed in range(block * 40, block * 40 + 40)}
    assert {seed: found for seed, found in faults.items() if found} == {}


@pytest.mark.parametrize("seed", range(12))
def test_story_compiles_alike_as_data_and_as_a_file(seed: int) -> None:
    words = generate(seed, ON).scheme
    assert compiled(words) == compiled_from_file(words)
