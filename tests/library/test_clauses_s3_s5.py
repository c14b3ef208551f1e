"""Clauses of the township, county and bureau schemes: each named, each rule served, each reference real."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

LIBRARY = Path(__file__).resolve().parents[2] / "src" / "jifen" / "library"
FIRST_AND_LAST = {"township-branch": (122, 190), "county-declared": (191, 204), "bureau-branch": (205, 285)}
DOCUMENT_OF = {
    "township-branch": "township-branch",
    "township-branch-sample": "township-branch",
    "county-declared": "county-declared",
    "county-declared-sample": "county-declared",
    "bureau-branch": "bureau-branch",
}
KINDS = {"R", "F", "M", "P", "A", "D", "O", "C"}
LATER_ROOMS = {
    "appraisal", "cycles", "filing", "meetings", "orgs", "outcomes", "publicity", "registers", "reminders",
    "reports", "schemes", "web",
}  # fmt: skip
# Rules kept by a row, a list or a number that has no clause of its own beside the one of its holder.
SERVED_BESIDE_ANOTHER = {
    "township-branch": ["S3-二-一-0", "S3-二-二-(2)b", "S3-二-二-(2)c", "S3-二-二-(2)d", "S3-二-二-(5)i"],
    "county-declared": [],
    "bureau-branch": ["S5-三-一-1a", "S5-三-一-4e", "S5-三-一-5b"],
}
NAMES_OF_ROWS = ("part", "item", "section", "tier", "step", "override", "outcome", "grade")


@cache
def read(scheme: str, file: str) -> dict[str, object]:
    """Return one YAML file of the shelf as it stands, unknown to the reader of schemes."""
    return YAML(typ="safe", pure=True).load(LIBRARY / scheme / file)


def clauses_of(scheme: str) -> dict[str, dict[str, object]]:
    """Return the rows of the document behind a scheme; a sample has those of its original."""
    return read(DOCUMENT_OF[scheme], "clauses.yaml")


def list_cases(scheme: str) -> list[dict[str, object]]:
    """Return all worked cases of a scheme."""
    return [
        case
        for file in sorted((LIBRARY / scheme / "cases").iterdir())
        for case in read(scheme, f"cases/{file.name}")
    ]


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
    """Tell whether a place exists: keys, or rows by their name; `parts.base.politics` is `base.politics`."""
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


def exists(laws: dict[str, object], place: str) -> bool:
    """Tell whether a place is a known later room or stands in the scheme."""
    if place.startswith("later: "):
        return place.removeprefix("later: ") in LATER_ROOMS
    return stands(laws, place.split("."))


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


@pytest.mark.parametrize("sample", ["township-branch-sample", "county-declared-sample"])
def test_a_sample_points_to_the_clauses_of_its_original_and_says_it_is_ours(sample: str) -> None:
    laws = read(sample, "scheme.yaml")

    assert read(sample, "clauses.yaml") == {"clauses_of": DOCUMENT_OF[sample]}
    assert laws["assumed"] is True
    assert "本软件拟写" in laws["sample"]


@pytest.mark.parametrize("scheme", DOCUMENT_OF)
def test_every_clause_named_in_the_scheme_exists(scheme: str) -> None:
    named = set(list_clauses(read(scheme, "scheme.yaml")))

    assert named - set(clauses_of(scheme)) == set()


@pytest.mark.parametrize("scheme", DOCUMENT_OF)
def test_every_place_that_serves_a_clause_exists(scheme: str) -> None:
    laws = read(scheme, "scheme.yaml")

    missing = [
        f"{clause}: {place}"
        for clause, row in clauses_of(scheme).items()
        for place in row["served_by"]
        if not exists(laws, place)
    ]

    assert missing == []


@pytest.mark.parametrize("scheme", DOCUMENT_OF)
def test_every_rule_of_the_document_is_quoted_where_it_is_kept(scheme: str) -> None:
    quoted = set(list_clauses(read(scheme, "scheme.yaml")))

    not_quoted = [
        clause
        for clause, row in clauses_of(scheme).items()
        if "R" in row["kind"] and clause not in quoted and not any("later" in p for p in row["served_by"])
    ]

    assert not_quoted == SERVED_BESIDE_ANOTHER[DOCUMENT_OF[scheme]]


@pytest.mark.parametrize(
    ("scheme", "items", "holes"), [("township-branch", 32, 32), ("county-declared", 12, 12)]
)
def test_a_document_that_gives_no_values_keeps_holes(scheme: str, items: int, holes: int) -> None:
    parts = read(scheme, "scheme.yaml")["parts"]
    rows = [item for part in parts for item in part.get("items", [])]

    unset = [
        rule["points"] for item in rows for rule in item["facts"].values() if "unset" in str(rule["points"])
    ]

    assert (len(rows), len(unset)) == (items, holes)


@pytest.mark.parametrize(("scheme", "sample"), [(b, s) for s, b in DOCUMENT_OF.items() if s != b])
def test_a_sample_has_the_items_of_its_original_in_the_same_order(scheme: str, sample: str) -> None:
    names = {
        name: [item["item"] for part in read(name, "scheme.yaml")["parts"] for item in part.get("items", [])]
        for name in (scheme, sample)
    }

    assert names[scheme] == names[sample]


def test_every_indicator_of_the_township_sample_gives_or_takes_points() -> None:
    indicators = read("township-branch-sample", "scheme.yaml")["parts"][1]["items"]

    values = [
        *(rule["points"] for item in indicators for rule in item.get("facts", {}).values()),
        *(duty["else"] for item in indicators for duty in item.get("expect", [])),
    ]

    assert sum(value > 0 for value in values) == 23
    assert sum(value < 0 for value in values) == 9


@pytest.mark.parametrize("scheme", ["township-branch-sample", "county-declared-sample", "bureau-branch"])
def test_every_reading_a_case_rests_on_is_named_in_the_scheme(scheme: str) -> None:
    named = {reading["id"] for reading in read(scheme, "scheme.yaml")["readings"]}

    used = {reading for case in list_cases(scheme) for reading in case.get("readings", [])}

    assert used - named == set()


@pytest.mark.parametrize(
    ("scheme", "examples"),
    [
        ("township-branch-sample", [21, 22, 23, 24, 25, 27]),
        ("county-declared-sample", [28]),
        ("bureau-branch", [29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 42, 45]),
    ],
)
def test_every_worked_example_with_a_score_is_a_case(scheme: str, examples: list[int]) -> None:
    titles = [case["case"] for case in list_cases(scheme)]

    assert sorted({int(title[1:3]) for title in titles if title[0] == "E"}) == examples
    assert len(titles) == len(set(titles))


def test_a_place_that_is_missing_or_switched_off_serves_nothing() -> None:
    politics = {"item": "base.politics", "full": 4}
    laws = {"cycle": {"board": False}, "parts": [{"part": "base", "items": [politics]}]}

    assert stands(laws, ["parts", "base", "politics"])
    assert not stands(laws, ["parts", "base", "labour"])
    assert not stands(laws, ["cycle", "board"])
    assert not stands(laws, ["parts", "base", "politics", "full", "more"])
