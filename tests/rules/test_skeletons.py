"""Skeletons to begin with: sound but for their deliberate holes, taught by comments, and their cases come out."""

import re

import pytest

from jifen.engine.cases import read_cases, run_case
from jifen.rules.compiling import compile_scheme
from jifen.rules.jsonschema import scheme_json_schema
from jifen.rules.reading import check_scheme, load_scheme, read_scheme
from jifen.rules.skeletons import KINDS, skeleton, skeleton_case
from tests.rules.editor.structural import complaints

HOLE = re.compile(r"\{unset: (gain|loss)\}")


@pytest.mark.parametrize("kind", KINDS)
def test_skeleton_has_nothing_wrong_but_its_holes(kind: str) -> None:
    _, findings = check_scheme(skeleton(kind), "scheme.yaml", (2026, 2027))

    assert {finding.code for finding in findings} == {"sample", "hole"}


@pytest.mark.parametrize("kind", KINDS)
def test_skeleton_is_a_page_with_comments(kind: str) -> None:
    lines = skeleton(kind).decode("utf-8").splitlines()

    assert lines[0] == "# yaml-language-server: $schema=jifen.schema.json"
    assert 40 <= len(lines) <= 80
    assert sum("#" in line for line in lines) >= 15


@pytest.mark.parametrize("kind", KINDS)
def test_skeleton_is_as_the_editor_wants_it(kind: str) -> None:
    assert complaints(scheme_json_schema(), read_scheme(skeleton(kind), "scheme.yaml").tree) == []


@pytest.mark.parametrize("kind", KINDS)
def test_cases_come_out_when_the_holes_are_filled(kind: str) -> None:
    text = HOLE.sub(lambda hole: "1" if hole[1] == "gain" else "-1", skeleton(kind).decode("utf-8"))
    tables = compile_scheme(load_scheme(text, "scheme.yaml"))

    results = [run_case(tables, case) for case in read_cases(skeleton_case(kind), "first.yaml")]

    assert [difference for result in results for difference in result.differences] == []
    assert len(results) == 1


def test_there_is_no_skeleton_of_another_kind() -> None:
    with pytest.raises(KeyError):
        skeleton("hospital")
