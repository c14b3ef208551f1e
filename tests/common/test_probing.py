"""Many tables are asked in one statement which of them have rows; only those are read."""

from typing import Any

import pytest

from jifen.common.orm import fetch_each
from jifen.orgs.models import Household, Organization, Person, Transfer
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_rows_are_those_of_each_question_and_empty_tables_cost_nothing(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    people = Person.objects.filter(name__in=["李明", "周预备"]).order_by("pinyin")
    questions = {
        "people": people,
        "transfers": Transfer.objects.select_related("person"),
        "nobody": Person.objects.none(),
        "first": Organization.objects.order_by("path")[:1],
        "households": Household.objects.filter(head__in=people),
    }

    with django_assert_num_queries(3):
        found = fetch_each(questions)

    assert list(found) == list(questions)
    assert [person.name for person in found["people"]] == ["李明", "周预备"]
    assert [row.path for row in found["first"]] == ["0001"]
    assert (found["transfers"], found["nobody"], found["households"]) == ([], [], [])


def test_nothing_is_asked_where_nothing_can_be_there(db: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert fetch_each({}) == {}
        assert fetch_each({"nobody": Person.objects.none()}) == {"nobody": []}
