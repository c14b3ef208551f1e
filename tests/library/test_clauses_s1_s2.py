"""Clauses of the school and the village scheme: each one named, each rule served, each reference real."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

LIBRARY = Path(__file__).resolve().parents[2] / "src" / "jifen" / "library"
FIRST_AND_LAST = {"school-branch": (3, 81), "village-branch": (82, 121)}
KINDS = {"R", "F", "M", "P", "A", "D", "O", "C"}
LATER_ROOMS = {
    "appraisal", "cycles", "filing", "ledger", "meetings", "orgs", "outcomes", "publicity", "registers",
    "reminders", "reports", "schemes",
}  # fmt: skip
# Kept by the list of statuses, which stands beside the clause of those who are not graded.
SERVED_BESIDE_ANOTHER = {"school-branch": ["S1-一-1"], "village-branch": []}
NAMES_OF_ROWS = ("part", "item", "section", "step", "override", "outcome", "grade")


def read(scheme: str, file: str) -> dict[str, object]:
    """Return one YAML file of the shelf as it stands, unknown to the reader of schemes."""
    return YAML(typ="safe", pure=True).load(LIBRARY / scheme / file)


def list_clauses(node: object) -> Iterator[str]:
    """Yield every clause a scheme refers to, wherever it stands."""
    if isinstance(node, dict):
        if "clause" in node:
            yield node["clause"]
        for value in node.values():
            yield from list_clauses(value)
    elif isinstance(node, list):
        for value in node:
            yield from list_clauses(value)


def stands(node: object, path: list[str]) -> bool:
    """Tell whether a place exists: keys, or rows by their name; `parts.base.duty` is the item `base.duty`."""
    if not path:
        return node not in (None, False)
    if isinstance(node, list):
        return any(
            stands(row, path[1:])
            for row in node
            for name in NAMES_OF_ROWS
            if isinstance(row, dict) and str(row.get(name, "")).rpartition(".")[2] == path[0]
        )
    if not isinstance(node, dict):
        return False
    if path[0] in node:
        return stands(node[path[0]], path[1:])
    return any(stands(node[rows], path) for rows in ("items", "rows") if rows in node)


@pytest.mark.parametrize("scheme", FIRST_AND_LAST)
def test_every_clause_of_the_document_has_its_row(scheme: str) -> None:
    first, last = FIRST_AND_LAST[scheme]

    numbers = [row["t"] for row in read(scheme, "clauses.yaml").values()]

    assert numbers == [f"T-{number:03}" for number in range(first, last + 1)]


@pytest.mark.parametrize("scheme", FIRST_AND_LAST)
def test_every_row_says_what_it_is_and_where_it_is_served(scheme: str) -> None:
    rows = read(scheme, "clauses.yaml")

    assert {clause for clause, row in rows.items() if set(row) != {"t", "text", "kind", "served_by"}} == set()
    assert {clause for clause, row in rows.items() if not KINDS.issuperset(row["kind"])} == set()
    assert {clause for clause, row in rows.items() if not row["served_by"]} == set()


@pytest.mark.parametrize("scheme", FIRST_AND_LAST)
def test_every_clause_named_in_the_scheme_exists(scheme: str) -> None:
    named = set(list_clauses(read(scheme, "scheme.yaml")))

    assert named - set(read(scheme, "clauses.yaml")) == set()


@pytest.mark.parametrize("scheme", FIRST_AND_LAST)
def test_every_place_that_serves_a_clause_exists(scheme: str) -> None:
    laws = read(scheme, "scheme.yaml")

    missing = [
        f"{clause}: {place}"
        for clause, row in read(scheme, "clauses.yaml").items()
        for place in row["served_by"]
        if not (
            place.removeprefix("later: ") in LATER_ROOMS
            if place.startswith("later: ")
            else stands(laws, place.split("."))
        )
    ]

    assert missing == []


@pytest.mark.parametrize("scheme", FIRST_AND_LAST)
def test_every_rule_of_the_document_is_quoted_where_it_is_kept(scheme: str) -> None:
    quoted = set(list_clauses(read(scheme, "scheme.yaml")))

    not_quoted = [
        clause
        for clause, row in read(scheme, "clauses.yaml").items()
        if "R" in row["kind"] and clause not in quoted and not any("later" in p for p in row["served_by"])
    ]

    assert not_quoted == SERVED_BESIDE_ANOTHER[scheme]


def test_a_place_that_is_missing_or_switched_off_serves_nothing() -> None:
    duty = {"item": "base.duty", "full": 10}
    laws = {"cycle": {"board": False}, "parts": [{"part": "base", "items": [duty]}]}

    assert stands(laws, ["parts", "base", "duty"])
    assert not stands(laws, ["parts", "base", "labour"])
    assert not stands(laws, ["cycle", "board"])
    assert not stands(laws, ["parts", "base", "duty", "full", "more"])
