"""Every mechanism of the catalogue can be written, scores as its cases say, and is what makes them come out so."""

import re

import pytest

from jifen.rules.yamlfile import parse
from tests.rules.gallery import GALLERY, SECTIONS, differences, faults, mutation, shown, text_of, without

LEFT_OUT = parse((GALLERY / "not-expressible.yaml").read_bytes(), "not-expressible.yaml").tree


def test_every_mechanism_is_shown_or_said_not_to_be_expressible() -> None:
    catalogue = {f"{letter}{n}" for letter, last in SECTIONS.items() for n in range(1, last + 1)}

    assert catalogue - {*shown(), *LEFT_OUT} == set()
    assert {*shown()} & {*LEFT_OUT} == set()
    assert {code.partition("-")[0] for code in shown() if code[0] in SECTIONS} <= catalogue


def test_few_mechanisms_are_not_expressible_and_each_says_why_and_what_next() -> None:
    assert len(LEFT_OUT) <= 5
    assert [set(said) for said in LEFT_OUT.values()] == [{"title", "reason", "next"}] * len(LEFT_OUT)


@pytest.mark.parametrize("code", shown())
def test_a_mechanism_is_told_in_one_line_with_its_words(code: str) -> None:
    first, said = text_of(code, "scheme.yaml").splitlines()[0], mutation(code)
    texts = "".join(path.read_text(encoding="utf-8") for path in (GALLERY / code).glob("*.yaml"))

    assert re.fullmatch(rf"# {code} \S.+。", first), first
    assert {"words", "without"} == set(said)
    missing = [
        word
        for word in said["words"]
        if not all(re.search(rf"\b{piece}\b", texts) for piece in re.split(r"\.|: ", word))
    ]
    assert missing == []


@pytest.mark.parametrize("code", shown())
def test_a_mechanism_scores_as_its_cases_say(code: str) -> None:
    scheme = text_of(code, "scheme.yaml")

    assert [str(fault) for fault in faults(code, scheme)] == []
    assert differences(code, scheme, text_of(code, "cases.yaml")) == []


@pytest.mark.parametrize("code", shown())
def test_without_the_mechanism_a_case_comes_out_otherwise(code: str) -> None:
    scheme, cases = without(code)

    assert [str(fault) for fault in faults(code, scheme)] == []
    assert differences(code, scheme, cases) != []
