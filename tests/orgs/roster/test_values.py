"""What the cells of a roster mean, and what is said of those that mean nothing."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jifen.orgs.models import Person, RosterLine
from jifen.orgs.states.people import Sex
from jifen.orgs.states.roster import LineKind, RosterState
from tests.cast import Cast
from tests.orgs.roster.rosters import BORN, bring_in, codes, id_no, person, take_in, told

pytestmark = pytest.mark.django_db

SPELLINGS = (
    lambda day: day.isoformat(),
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day:%Y%m%d}",
    lambda day: int(f"{day:%Y%m%d}"),
    lambda day: day,
    lambda day: datetime(day.year, day.month, day.day),
    lambda day: f"　{day:%Y-%m-%d} ".translate(str.maketrans("0123456789", "０１２３４５６７８９")),
)


@given(st.dates(date(1921, 7, 1), date(2026, 3, 9)), st.sampled_from(SPELLINGS))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_day_in_any_spelling_is_the_same_day(cast: Cast, day: date, spell: Any) -> None:
    roster = take_in(cast, [person("贺新", 参加工作日期=spell(day))])

    line = RosterLine.objects.get(roster=roster, kind=LineKind.NEW)
    assert line.changes["set"]["work_started_on"] == day.isoformat()


@pytest.mark.parametrize("typed", ["1998.06", 1998.06, "1998年6月", "1998-06"])
def test_day_without_its_day_is_not_guessed(cast: Cast, typed: Any) -> None:
    roster = take_in(cast, [person("贺新", 加入党组织日期=typed)])

    assert roster.state is RosterState.FAULTY
    assert [(row, column, said) for row, column, _, said in told(roster)] == [
        (2, "加入党组织日期", "只有年月，缺少日")
    ]


def test_day_to_come_and_days_in_disorder(cast: Cast) -> None:
    rows = [
        person("贺新", 出生日期="2026-03-11"),
        person("贺兰", 加入党组织日期="2000-01-01", 转为正式党员日期="1999-12-31"),
        person("贺明", 出生日期="1980-01-01", 加入党组织日期="1979-01-01"),
    ]

    assert codes(take_in(cast, rows)) == ["day-to-come", "converted-before-joining", "joined-before-birth"]


GOOD = id_no()


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        (int(GOOD[:17] + "0"), "digits-lost", "是按数字存的，第 15 位以后的数字已经丢失"),
        ("130503670401001", "old-id-no", "是15位的旧号码"),
        (130503670401001, "old-id-no", "是15位的旧号码"),
        (GOOD[:17], "bad-id-no", "公民身份号码应当是18位，现在是17位"),
        (GOOD[:17] + ("0" if GOOD[17] != "0" else "1"), "bad-id-no", "公民身份号码的最后一位对不上"),
        (GOOD[:10] + "1332" + GOOD[14:], "bad-id-no", "公民身份号码第7至14位不是真实的出生日期"),
        ("A" + GOOD[1:], "bad-id-no", "公民身份号码应当是17位数字加一位数字或字母X"),
    ],
)
def test_identity_number_that_cannot_be_right_is_refused(
    cast: Cast, typed: Any, code: str, said: str
) -> None:
    roster = take_in(cast, [person("贺新", 身份证号=typed)])

    assert codes(roster) == [code]
    row, column, value, message = told(roster)[0]
    assert (row, column, message) == (2, "身份证号", said)
    assert "*" in value
    assert str(typed)[2:12] not in value


def test_identity_number_typed_widely_is_the_same(cast: Cast) -> None:
    number = next(one for serial in range(99) if (one := id_no(serial=serial)).endswith("X"))
    wide = number.lower().translate({48 + digit: 0xFF10 + digit for digit in range(10)})

    bring_in(cast, [person("贺新", 身份证号=f" {wide[:6]} {wide[6:]}\n")])

    assert Person.objects.get(name="贺新").id_no.reveal() == number


def test_birth_and_sex_unlike_the_number_are_hints_that_do_not_block(cast: Cast) -> None:
    roster = take_in(cast, [person("贺新", 身份证号=id_no(male=False), 出生日期="1970-05-07", 性别="男")])

    assert roster.state is RosterState.READY
    assert told(roster, blocking=False) == [
        (2, "出生日期", "1970-05-07", "与身份证号里的出生日期不同"),
        (2, "性别", "男", "与身份证号里的性别不同"),
    ]


@pytest.mark.parametrize(
    ("column", "typed", "kept"),
    [
        ("手机", "138 0000 0011", "13800000011"),
        ("手机", "+86-13800000011", "13800000011"),
        ("手机", 13800000011, "13800000011"),
        ("手机", "１３８０００００１１１", None),
        ("手机", "12800000011", None),
        ("手机", "0931-8123456", None),
        ("固定电话", "(0931)8123456", "09318123456"),
        ("固定电话", "8123456", "8123456"),
        ("固定电话", "13800000011", None),
    ],
)
def test_phones(cast: Cast, column: str, typed: Any, kept: str | None) -> None:
    roster = take_in(cast, [person("贺新", **{column: typed})])

    if column == "手机" and isinstance(typed, str) and typed.startswith("１"):
        kept = "13800000111"
    assert codes(roster) == ([] if kept else ["bad-phone"])
    if kept:
        line = RosterLine.objects.get(roster=roster, kind=LineKind.NEW)
        field = Person._meta.get_field("phone" if column == "手机" else "landline")
        assert field.wrap(line.changes["set"][field.name]).reveal() == kept
        assert kept not in str(line.changes)


def test_blanks_and_line_breaks_do_not_count(cast: Cast) -> None:
    bring_in(
        cast,
        [
            person(
                " 贺　新\n",
                性别=" 男 ",
                民族="藏\n族",
                学历="大 专",
                工作岗位="村\n文书",
                籍贯="示范 县",
                同名区分="　大",
            )
        ],
    )

    new = Person.objects.get(name="贺新")
    assert (new.sex, new.ethnicity, new.education, new.work_post, new.mark) == (
        Sex.MALE,
        "04",
        "31",
        "村文书",
        "大",
    )


def test_words_nobody_knows_are_reported_and_never_guessed(cast: Cast) -> None:
    roster = take_in(
        cast,
        [
            person("贺新", 性别="先生", 民族="汗族", 学历="高小", 党籍状态="在册", 党小组="第九组"),
            person("贺兰", 人员类别="群众"),
        ],
    )

    assert [(row, column, value) for row, column, value, _ in told(roster)] == [
        (2, "性别", "先生"),
        (2, "民族", "汗族"),
        (2, "学历", "高小"),
        (2, "党籍状态", "在册"),
        (2, "党小组", "第九组"),
        (3, "人员类别", "群众"),
    ]


def test_illiterate_is_taken_as_other_and_told(cast: Cast) -> None:
    roster = take_in(cast, [person("贺新", 学历="文盲")])

    assert roster.state is RosterState.READY
    assert told(roster, blocking=False) == [(2, "学历", "文盲", "国家标准里没有这一项，按“其他”登记")]


def test_text_longer_than_its_place_is_refused(cast: Cast) -> None:
    assert codes(take_in(cast, [person("贺" * 61), person("贺新", 备注="长" * 201)])) == ["text-too-long"] * 2


def test_days_of_the_party_must_go_with_the_category(cast: Cast) -> None:
    rows = [
        person("贺新", 人员类别="预备党员", 转为正式党员日期="2020-01-01"),
        person("贺兰", 人员类别="积极分子", 加入党组织日期="2020-01-01"),
        person("贺明", 人员类别="积极分子", 党籍状态="停止党籍"),
    ]

    assert codes(take_in(cast, rows)) == ["not-converted-yet", "not-joined-yet", "not-a-member"]


def test_young_joining_is_a_hint(cast: Cast) -> None:
    roster = take_in(cast, [person("贺新", 出生日期=BORN, 加入党组织日期=date(1988, 5, 5))])

    assert codes(roster, blocking=False) == ["joined-young"]
