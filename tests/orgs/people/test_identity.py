"""Numbers of identity cards and phones: what is wrong is said without repeating them."""

from datetime import date

import pytest

from jifen.orgs.states.identity import (
    birth_on_of,
    clean_number,
    find_id_fault,
    find_phone_fault,
    holds_a_number,
    sex_of,
)
from jifen.orgs.states.people import Sex
from tests.orgs.people.stories import id_number


def test_number_is_kept_half_width_without_blanks() -> None:
    assert clean_number(" ６２０000 19900115-001x ") == "62000019900115001X"


def test_right_number_has_no_fault_and_says_birth_and_sex() -> None:
    number = id_number("62000019900115001")

    assert find_id_fault(number) == ""
    assert (birth_on_of(number), sex_of(number)) == (date(1990, 1, 15), Sex.MALE)
    assert sex_of(id_number("62000019900115002")) is Sex.FEMALE


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("620000900115001", "公民身份号码应当是18位，现在是15位，请对照证件填写。"),
        ("62000019900115001A", "公民身份号码应当是17位数字加一位数字或字母X，请对照证件填写。"),
        (id_number("62000019901315001"), "公民身份号码第7至14位不是真实的出生日期，请对照证件填写。"),
        (id_number("62000018990115001"), "公民身份号码第7至14位不是真实的出生日期，请对照证件填写。"),
        (id_number("62000019900229001"), "公民身份号码第7至14位不是真实的出生日期，请对照证件填写。"),
    ],
)
def test_wrong_number_says_where_to_look(number: str, said: str) -> None:
    assert find_id_fault(number) == said


@pytest.mark.canary("公民身份号码校验", "改错任何一位数字，最后一位也算")
def test_any_single_wrong_digit_is_noticed() -> None:
    number = id_number()
    for place in range(18):
        for digit in "0123456789":
            wrong = number[:place] + digit + number[place + 1 :]
            assert bool(find_id_fault(wrong)) is (wrong != number), (place, digit)


@pytest.mark.parametrize("phone", ["13800000001", "+8613800000001", "19912345678"])
def test_mobile_number_is_taken(phone: str) -> None:
    assert find_phone_fault(phone) == ""


@pytest.mark.parametrize("phone", ["1380000000", "12800000001", "09311234567", "手机"])
def test_other_numbers_belong_elsewhere(phone: str) -> None:
    assert find_phone_fault(phone) == (
        f"手机号应当是1开头的11位数字，现在是{len(phone)}位，请核对；固定电话填在“固定电话”一栏。"
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [("张三", False), ("2026年3月5日大会", False), ("138 0000 0001", True), ("他是６２００００1990", True)],
)
def test_text_with_a_number_is_told(text: str, number: bool) -> None:
    assert holds_a_number(text) is number
