"""The pages on the scheme language say what the model says: every word, every field, every default."""

from __future__ import annotations

import types
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest

from jifen.rules.codes import CODES
from jifen.rules.findings import Severity
from jifen.rules.lint.page import CHECKS
from jifen.rules.model.base import Body, Register, SpanName, Word
from jifen.rules.model.cycle import Rhythm
from jifen.rules.model.people import Tiers
from jifen.rules.model.points import Ask, Everything, Fixed, PointsForm, Table, Unset
from jifen.rules.model.scheme import Scheme
from jifen.rules.model.totals import Grades
from jifen.rules.reading import check_scheme, read_scheme
from tests.docs.pages import quoted
from tests.docs.scheme_pages import SECTIONS, examples, lay_out, whole

FORMS = get_args(PointsForm)
SHORT = (Fixed, Everything, Unset)  # written as a number or a word: no fields to list
EXAMPLES = examples()
WORD_PAGES = tuple(
    f"{page}.md"
    for page in ("language", "people", "items", "figures", "points", "counting", "totals", "links", "cycle")
)


def aliases(word: type[Word]) -> dict[str, Any]:
    hidden = {"form"} if word in FORMS else set()  # tells the forms of points apart; nobody writes it
    return {field.alias or name: field for name, field in word.model_fields.items() if name not in hidden}


def words_in(annotation: Any) -> Iterator[type[Word]]:
    if isinstance(annotation, type) and issubclass(annotation, Word):
        yield annotation
    elif get_origin(annotation) in (Annotated,):
        yield from words_in(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, types.UnionType, tuple, dict):
        for inner in get_args(annotation):
            yield from words_in(inner)


def spellings() -> dict[type[Word], set[str]]:
    """Every word of the language with the names its heading may have: its field, alone or dotted."""
    found: dict[type[Word], set[str]] = {Scheme: {"scheme"}}
    todo: list[tuple[type[Word], str]] = [(Scheme, "")]
    while todo:
        word, around = todo.pop()
        for alias, field in aliases(word).items():
            for inner in words_in(field.annotation):
                names = {alias, f"{around}.{alias}"} if inner not in FORMS else form_names(inner)
                if not names <= found.get(inner, set()):
                    found.setdefault(inner, set()).update(names)
                    todo.append((inner, alias))
    return found


def form_names(form: type[Word]) -> set[str]:
    if form is Fixed:
        return {"points"}
    return {"points.rows"} if form is Table else {f"points.{form.model_fields['form'].default}"}


SPELLINGS = spellings()
HEADED = [section for section in SECTIONS if section.word]


def fields_of(section: Any) -> list[str]:
    """The fields a section lists, from its table headed 字段."""
    return [quoted(row[0])[0] for table in section.tables if table[0][0] == "字段" for row in table[1:]]


def matches(section: Any, word: type[Word]) -> bool:
    wanted = [] if word in SHORT else list(aliases(word))
    return section.word in SPELLINGS[word] and sorted(fields_of(section)) == sorted(wanted)


def test_walk_reaches_the_whole_language() -> None:
    every = {word for word in subclasses(Word) if word.__module__.startswith("jifen.rules.model.")}

    assert {word.__name__ for word in every - set(SPELLINGS)} == {"FactBase"}


def subclasses(word: type[Word]) -> set[type[Word]]:
    return {inner for child in word.__subclasses__() for inner in {child, *subclasses(child)}}


@pytest.mark.parametrize("word", SPELLINGS, ids=lambda word: word.__name__)
def test_word_has_one_heading_with_all_its_fields(word: type[Word]) -> None:
    named = {section.heading: fields_of(section) for section in HEADED if section.word in SPELLINGS[word]}

    assert len([section for section in HEADED if matches(section, word)]) == 1, (sorted(aliases(word)), named)


@pytest.mark.parametrize("section", HEADED, ids=lambda section: section.word)
def test_heading_is_about_a_word_that_exists(section: Any) -> None:
    assert [word.__name__ for word in SPELLINGS if matches(section, word)] != []


def test_every_word_shows_an_example() -> None:
    assert [section.heading for section in HEADED if not section.fences] == []


@pytest.mark.parametrize("word", [word for word in SPELLINGS if word not in SHORT], ids=lambda w: w.__name__)
def test_defaults_are_those_of_the_model(word: type[Word]) -> None:
    section = next(section for section in HEADED if matches(section, word))
    told = {quoted(row[0])[0]: row[2] for table in section.tables for row in table[1:] if quoted(row[0])}

    for alias, field in aliases(word).items():
        assert (told[alias] == "必写") is field.is_required(), alias
        if isinstance(field.default, (str, int, Fraction)):
            shown = str(field.default).lower() if isinstance(field.default, bool) else str(field.default)
            assert quoted(told[alias]) == [shown], alias


def options(annotation: Any) -> set[str]:
    """The words a field allows, wherever they stand in its type."""
    if get_origin(annotation) is Literal:
        return {str(option) for option in get_args(annotation)}
    if isinstance(annotation, type):
        return set()
    return {option for inner in get_args(annotation) for option in options(inner)}


TOLD_ONCE = {frozenset(get_args(told)) for told in (Body, SpanName, Register, Rhythm)}


@pytest.mark.parametrize("word", [word for word in SPELLINGS if word not in SHORT], ids=lambda w: w.__name__)
def test_every_word_a_field_allows_is_told(word: type[Word]) -> None:
    section = next(section for section in HEADED if matches(section, word))
    told = set(quoted(section.text))

    for alias, field in aliases(word).items():
        allowed = options(field.annotation)
        assert allowed - told == set() or any(once <= allowed for once in TOLD_ONCE), alias


@pytest.mark.parametrize("once", TOLD_ONCE, ids=lambda once: min(once))
def test_words_many_fields_share_are_told_in_one_place(once: frozenset[str]) -> None:
    assert [section for section in SECTIONS if once <= set(quoted(section.text))] != []


@pytest.mark.parametrize(("where", "text"), EXAMPLES, ids=[case[0] for case in EXAMPLES])
def test_example_is_without_fault(where: str, text: str, tmp_path: Path) -> None:
    _, findings = check_scheme(text, lay_out(tmp_path, text))
    expected = ["hole"] if "open:" in text else []  # an upper scheme may leave values to others

    serious = [finding for finding in findings if finding.severity is not Severity.INFO]
    assert [str(finding) for finding in serious if finding.code not in expected] == []


def test_most_of_everything_is_told() -> None:
    held = {(Scheme, ""), (Tiers, "tiers."), (Grades, "grades.")}
    most = {
        f"`{around}{alias}` {bound.max_length}"
        for word, around in held
        for alias, field in aliases(word).items()
        for bound in field.metadata
        if type(bound).__name__ == "MaxLen" and alias != "version"
    }
    [rules] = [section.text for section in SECTIONS if section.heading == "几条通用的规矩"]

    assert len(most) == 10
    assert {told for told in most if told not in rules} == set()


def test_every_code_of_a_finding_is_told_once() -> None:
    page = [section for section in SECTIONS if section.page.endswith("findings.md")]
    listed = [quoted(row[0])[0] for section in page for table in section.tables for row in table[1:]]

    assert listed == list(CODES)


def test_codes_of_lint_stand_where_their_words_stand() -> None:
    words = set(quoted("".join(section.text for section in SECTIONS if section.page.endswith(WORD_PAGES))))

    assert {code for code, _ in CHECKS} - words == set()


def test_beginners_scheme_is_twenty_five_lines() -> None:
    [first] = [section for section in SECTIONS if section.heading == "先看一份最短的"]

    assert len(first.fences[0][1].splitlines()) == 25


def test_ask_is_short_for_its_side() -> None:
    scheme = read_scheme(whole("yaml fact", "points: {ask: gain}\n"), "样例.yaml").scheme

    assert scheme is not None
    assert scheme.parts[0].items[0].facts["sample"].points == Ask(side="gain")
