"""The schema for editors: it takes whatever the reader takes, underlines what is misspelt, and speaks Chinese."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from jifen.rules import fieldwords, jsonschema, shelf
from jifen.rules.jsonschema import DIALECT, scheme_json_schema
from jifen.rules.reading import read_scheme
from jifen.rules.yamlfile import Tree
from tests.house.tree import ROOT
from tests.rules.editor.structural import complaints, unknown_keywords
from tests.rules.small import changed

CHINESE = re.compile(r"[\u4e00-\u9fff]")
SAMPLES = sorted(
    path
    for folder in ("errors", "mechanisms")
    for path in (ROOT / "tests" / "rules" / folder).rglob("*.yaml")
    if "cases" not in path.parts
)


@cache
def schema() -> dict[str, Any]:
    return scheme_json_schema()


def tree_of(text: bytes | str) -> Tree:
    """The tree of a file the reader accepts; None where it does not."""
    read = read_scheme(text, "scheme.yaml")
    return read.tree if read.scheme is not None and not read.findings else None


def said(text: str) -> list[str]:
    """What the schema has against a text that is well-formed YAML."""
    return complaints(schema(), read_scheme(text, "scheme.yaml").tree)


def test_schema_is_json_of_the_dialect_editors_know() -> None:
    made = json.loads(json.dumps(schema()))

    assert (made["$schema"], unknown_keywords(made)) == (DIALECT, set())


@pytest.mark.parametrize("name", shelf.names())
def test_schema_takes_every_library_scheme(name: str) -> None:
    assert complaints(schema(), tree_of(shelf.read(name))) == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_schema_takes_every_sample_the_reader_takes(path: Path) -> None:
    tree = tree_of(path.read_bytes())

    assert tree is None or complaints(schema(), tree) == []


@pytest.mark.parametrize(
    "points",
    [
        "-1",
        "0.5",
        '"1/2"',
        "all",
        "unset",
        "{unset: loss}",
        "{ask: gain}",
        "{ask: gain, usual: 1..5}",
        "{ask: {side: loss, usual: 3}}",
        "{between: [1, 3], step: 0.5}",
        "{by: level, rows: {县: 2, 市: all}, none: ask}",
    ],
)
def test_schema_takes_every_short_form_of_points(points: str) -> None:
    assert said(changed(("points: -1", f"points: {points}"))) == []


@pytest.mark.parametrize(
    "change",
    [
        ("full: 10", "start: 5"),
        ("full: 10", "start: {points: 5, round: 2}"),
        ("full: 10", "floor: 0"),
        ("full: 10", "floor: {at: 0, each: true}"),
        ("full: 10", "limit: {per: month, facts: 1}"),
        ("full: 10", "limit: [{per: month, facts: 1}, {per: period, points: 3}]"),
        ("[formal], graded: [formal]", "formal"),
        ("score: base", "score: {is: base, round: 2}"),
        ("score: base", "score: {is: base, round: {digits: 1, way: down}}"),
        ("scheme: demo", "scheme: 示例"),
        ("title: 示例办法", "title: 2026"),
    ],
)
def test_schema_takes_short_forms_of_other_fields(change: tuple[str, str]) -> None:
    assert said(changed(change)) == []


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("full: 10", "ful: 10"), "/parts/0/items/0: ful is unknown"),
        (("points: -1", "pionts: -1"), "/parts/0/items/0/facts/absent: points is missing"),
        (("points: -1", "points: many"), "/parts/0/items/0/facts/absent/points: many does not look like"),
        (("full: 10", "limit: {per: fortnight, facts: 1}"), "/parts/0/items/0/limit"),
        (("total: {score: base}", ""), ": total is missing"),
        (("scheme: demo", "scheme: 1a"), "/scheme: 1 a"),
        (("absent: {", "1a: {"), "/parts/0/items/0/facts/1a: 1a does not look like"),
        (("full: 10", "full: {at: 3}"), "/parts/0/items/0/full: not number or string"),
    ],
)
def test_schema_underlines_what_is_wrong(change: tuple[str, str], complaint: str) -> None:
    found = said(changed(change))

    assert found
    assert found[0].replace("1a does", "1 a does").startswith(complaint.replace("1a does", "1 a does"))


def test_schema_says_everything_in_chinese() -> None:
    silent = [
        f"{place}.{name}"
        for place, word in {"": schema(), **schema()["$defs"]}.items()
        for name, field in word["properties"].items()
        if not CHINESE.search(field.get("title", "")) or not CHINESE.search(field.get("description", ""))
    ]

    assert silent == []


def test_schema_explains_options_where_editors_look() -> None:
    per = schema()["$defs"]["Limit"]["properties"]["per"]

    assert dict(zip(per["enum"], per["enumDescriptions"], strict=True))["month"] == "每月"
    assert per["description"].startswith("多长时间里。可以写：fact 每件；day 每天；")


def test_schema_underlines_nothing_that_it_does_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(jsonschema._SHORTS, "_to_floor")
    monkeypatch.delitem(fieldwords.TABLES["Item"], "full")

    made = scheme_json_schema()

    assert complaints(made, read_scheme(changed(("full: 10", "floor: 0")), "scheme.yaml").tree) == []
    assert "title" not in made["$defs"]["Item"]["properties"]["full"]
