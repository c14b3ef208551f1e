"""Every address answers everybody as the matrix says (trust A1, A3, A6, W1; ADR 27)."""

from typing import Any

import pytest

from tests.web.matrix.cells import cells_of, list_gaps, try_cell
from tests.web.matrix.rows import read_rows
from tests.web.matrix.vocabulary import Row
from tests.web.matrix.world import World

pytestmark = pytest.mark.django_db
ROWS = read_rows()


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert list_gaps(ROWS) == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.label)
def test_address_answers_as_the_matrix_says(
    world: World, row: Row, record_property: Any, pytestconfig: pytest.Config
) -> None:
    cells = list(cells_of(world, row, every=pytestconfig.getoption("--long")))
    findings = [found for cell in cells for found in try_cell(world, cell)]

    record_property("cells", len(cells))
    assert cells
    assert not findings, f"{len(findings)}：\n" + "\n".join(findings[:60])
