"""Every address answers everybody as the matrix says (trust A1, A3, A6, W1; ADR 27)."""

from typing import Any

import pytest

from jifen.meetings.permissions import RULES as MEETING_RULES
from jifen.orgs.permissions import RULES
from jifen.schemes.permissions import RULES as SCHEME_RULES
from tests.web.matrix.cells import cells_of, list_gaps, try_cell
from tests.web.matrix.rows import read_rows
from tests.web.matrix.vocabulary import Row
from tests.web.matrix.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.harness, pytest.mark.both]
ROWS = read_rows()


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert list_gaps(ROWS) == []


ONLY_SEEN = {
    "VIEW_MEETINGS",
    "VIEW_ORGANIZATION",
    "VIEW_PEOPLE",
    "VIEW_PERSON",
    "VIEW_DISCIPLINE",
    "VIEW_FILE",
    "VIEW_ACCOUNTS",
    "VIEW_SCHEMES",
    "VIEW_ENROLMENTS",
}


def test_every_act_with_a_right_is_done_through_a_form_of_the_matrix() -> None:
    done = {row.post.act.value for row in ROWS if row.post and row.post.act}

    ruled = {act.value for rules in (RULES, MEETING_RULES, SCHEME_RULES) for act in rules}
    assert ruled - done - ONLY_SEEN == set()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.label)
def test_address_answers_as_the_matrix_says(
    world: World, row: Row, record_property: Any, pytestconfig: pytest.Config
) -> None:
    cells = list(cells_of(world, row, every=pytestconfig.getoption("--long")))
    findings = [found for cell in cells for found in try_cell(world, cell)]

    record_property("cells", len(cells))
    assert cells
    assert not findings, f"{len(findings)}：\n" + "\n".join(findings[:60])
