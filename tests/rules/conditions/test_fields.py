"""The registry of fields: names and labels are unique, options answer to one word each."""

from collections import Counter

import pytest

from jifen.rules.conditions import parse, to_text
from jifen.rules.conditions.environment import FAMILIES
from jifen.rules.conditions.functions import FUNCTIONS
from jifen.rules.conditions.syntax import Name
from jifen.rules.fields import (
    ALL_FIELDS,
    CONTEXT_FIELDS,
    FACT_FIELDS,
    LINE_FIELDS,
    MEMBER_FIELDS,
    PRIOR_FIELDS,
    RESULT_FIELDS,
    FieldType,
    choices,
    find_choice,
    find_field,
)
from jifen.rules.fields.choices import DECIDERS, LEVELS, STATUSES

TABLES = {name: table for name, table in vars(choices).items() if name.isupper()}
SCOPED = [
    (FACT_FIELDS, "fact"),
    (MEMBER_FIELDS, "member"),
    (CONTEXT_FIELDS, "context"),
    (RESULT_FIELDS, "result"),
]


@pytest.mark.parametrize(("table", "scope"), SCOPED)
def test_a_dictionary_holds_its_own_scope_by_name(table, scope):
    assert [(name, field.scope) for name, field in table.items()] == [(f.name, scope) for f in table.values()]


def test_every_name_and_label_means_one_field():
    words = Counter(word for field in ALL_FIELDS.values() for word in (field.name, *field.labels))
    assert [word for word, times in words.items() if times > 1] == []
    assert sum(len(table) for table, _ in SCOPED) == len(ALL_FIELDS)


@pytest.mark.parametrize("name", TABLES)
def test_every_word_of_a_list_means_one_option(name):
    words = Counter(word for choice in TABLES[name] for word in (choice.code, choice.label, *choice.aliases))
    assert [word for word, times in words.items() if times > 1] == []


@pytest.mark.parametrize("name", ALL_FIELDS)
def test_a_field_can_be_written_in_a_condition(name):
    field = ALL_FIELDS[name]
    assert [to_text(parse(word)) for word in (field.name, *field.labels)] == [field.name, *field.labels]
    assert all(isinstance(parse(word), Name) for word in field.labels)


@pytest.mark.parametrize("name", ALL_FIELDS)
def test_a_field_is_described_and_only_choices_have_options(name):
    field = ALL_FIELDS[name]
    assert (field.meaning.endswith((".", "…")), field.heading) == (True, field.labels[0])
    assert field.type is FieldType.CHOICE or field.choices == ()


def test_no_field_is_called_like_a_family_of_names():
    heads = {name.split(".")[0] for name in ALL_FIELDS if "." in name}
    assert heads & set(FAMILIES) == set()


def test_no_label_of_a_function_hides_a_field():
    hidden = {word for function in FUNCTIONS.values() for word in function.labels} & {
        label for field in ALL_FIELDS.values() for label in field.labels
    }
    assert hidden == {"年龄", "周岁"}


@pytest.mark.parametrize(
    ("word", "name"),
    [("年龄", "age"), ("age", "age"), ("期末", "period.end"), ("积分", "score"), ("没有", None), ("", None)],
)
def test_a_field_is_found_by_name_or_label(word, name):
    found = find_field(word)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("table", "word", "code"),
    [
        (LEVELS, "区级", "county"),
        (LEVELS, "县级", "county"),
        (LEVELS, "district", "county"),
        (LEVELS, "国家级", "nation"),
        (STATUSES, "正式", "formal"),
        (DECIDERS, "支委会", "branch_committee"),
        (STATUSES, "群众", None),
    ],
)
def test_an_option_is_found_by_code_label_or_alias(table, word, code):
    found = find_choice(table, word)
    assert (found.code if found else None) == code


def test_lines_and_earlier_results_are_fields_of_the_registry():
    assert set(LINE_FIELDS) <= set(RESULT_FIELDS)
    assert set(PRIOR_FIELDS) <= set(ALL_FIELDS)
