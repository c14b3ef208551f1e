"""Code tables: words and codes mean one thing, and what nobody knows means nothing."""

import pytest

from jifen.orgs.states.codes import (
    EDUCATION_WORDS,
    EDUCATIONS,
    ETHNICITIES,
    SEX_DIGITS,
    read_education,
    read_ethnicity,
    read_sex,
)
from jifen.orgs.states.people import Sex


def test_every_code_and_every_name_of_a_table_means_itself() -> None:
    assert {code: (read_education(code), read_education(name)) for code, name in EDUCATIONS.items()} == {
        code: (code, code) for code in EDUCATIONS
    }
    assert {code: (read_ethnicity(code), read_ethnicity(name)) for code, name in ETHNICITIES.items()} == {
        code: (code, code) for code in ETHNICITIES
    }
    assert {sex: (read_sex(sex.label), read_sex(SEX_DIGITS[sex])) for sex in Sex} == {
        sex: (sex, sex) for sex in Sex
    }


def test_tables_have_the_numbers_of_the_standards() -> None:
    assert len(ETHNICITIES) == 58
    assert [ETHNICITIES[code] for code in ("01", "30", "56", "97")] == ["汉族", "土族", "基诺族", "其他"]
    assert set(EDUCATION_WORDS.values()) <= set(EDUCATIONS)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("研究生", "10"), ("博士", "11"), ("硕士", "14"), ("本科", "21"), ("大学", "21"), ("大专", "31"),
        ("专科", "31"), ("中专", "41"), ("职高", "44"), ("技校", "47"), ("高中", "61"), ("初中", "71"),
        ("小学", "81"), ("文盲", "90"), ("大 专", "31"), ("６１", "61"), ("高中生", None), ("博", None), ("", None),
    ],
)  # fmt: skip
def test_education_in_the_words_of_an_office(word: str, code: str | None) -> None:
    assert read_education(word) == code


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("汉", "01"),
        ("汉族", "01"),
        ("1", "01"),
        ("01", "01"),
        ("土家", "15"),
        ("土", "30"),
        ("ＨＡＮ", None),
        ("60", None),
    ],
)
def test_ethnicity_with_and_without_its_last_character(word: str, code: str | None) -> None:
    assert read_ethnicity(word) == code


def test_sex_by_word_and_digit() -> None:
    assert [read_sex(word) for word in ("男", "女性", "1", "９", "男女", "先生")] == [
        Sex.MALE, Sex.FEMALE, Sex.MALE, Sex.UNSTATED, None, None,
    ]  # fmt: skip
