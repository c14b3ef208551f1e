import datetime as dt

import pytest

from jifen.workbook import CellKind, Column
from jifen.workbook.findings import Finding
from jifen.workbook.words import choice_of, to_code, to_flag, to_text

LEVEL = Column("level", "级别", CellKind.CHOICE, choices=("县级", "市级（含）", "省级"))


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (" 李明　", "李明"),
        ("\ufeff李明\u200b", "李明"),
        ("第一行\n第二行", "第一行\n第二行"),
        ("全角ＡＢ", "全角ＡＢ"),
        ("　", None),
        (3.0, "3"),
        (1.5, "1.5"),
        (True, "TRUE"),
        (False, "FALSE"),
        (dt.date(2026, 3, 5), "2026-03-05"),
        (dt.datetime(2026, 3, 5), "2026-03-05"),
        (dt.datetime(2026, 3, 5, 8, 30), "2026-03-05 08:30:00"),
    ],
)
def test_to_text_keeps_what_was_typed(typed, text):
    assert to_text(typed) == text


@pytest.mark.parametrize(
    ("typed", "code"),
    [("长" * 32_768, "text-too-long"), ("李\x00明", "control-character"), (1.2e17, "digits-lost")],
)
def test_to_text_names_what_cannot_be_kept(typed, code):
    finding = to_text(typed)

    assert isinstance(finding, Finding)
    assert finding.code == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("11010119900307001X", "11010119900307001X"),
        ("００７", "007"),
        (7.0, "7"),
        (123456789012345.0, "123456789012345"),
        ("　", None),
    ],
)
def test_to_code_is_text_even_if_typed_as_a_number(typed, code):
    assert to_code(typed) == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (110101199003070012.0, "digits-lost"),
        (1e15, "digits-lost"),
        ("1.10101E+17", "digits-lost"),
        ("1.1e17", "digits-lost"),
        (float("inf"), "digits-lost"),
        (dt.date(2026, 3, 1), "became-date"),
        (dt.time(3, 1), "became-date"),
        ("编\x07号", "control-character"),
    ],
)
def test_to_code_refuses_a_damaged_code(typed, code):
    finding = to_code(typed)

    assert isinstance(finding, Finding)
    assert (finding.code, finding.warning) == (code, False)


def test_to_code_doubts_eighteen_digits_that_end_in_three_zeros():
    finding = to_code("110101199003070000")

    assert isinstance(finding, Finding)
    assert (finding.code, finding.warning, finding.kept) == ("digits-doubtful", True, "110101199003070000")


@pytest.mark.parametrize("typed", ["是", "√", "✔", " 1 ", "１", "y", "Yes", "TRUE", 1.0, True, "有", "对"])
def test_to_flag_knows_yes(typed):
    assert to_flag(typed) is True


@pytest.mark.parametrize("typed", ["否", "×", "0", "n", "FALSE", 0.0, False, "无", "错", "x"])
def test_to_flag_knows_no(typed):
    assert to_flag(typed) is False


def test_to_flag_leaves_an_empty_cell_empty():
    assert to_flag(" ") is None


@pytest.mark.parametrize("typed", ["大概", 2.0, dt.date(2026, 3, 5)])
def test_to_flag_guesses_nothing(typed):
    finding = to_flag(typed)

    assert isinstance(finding, Finding)
    assert finding.code == "bad-flag"


@pytest.mark.parametrize(
    ("typed", "choice"),
    [("县级", "县级"), (" 县 级 ", "县级"), ("市级(含)", "市级（含）"), ("Ｓ级", "s级"), ("", None)],
)
def test_a_choice_is_found_whatever_its_blanks_and_the_width_and_case_of_its_signs(typed, choice):
    column = Column("level", "级别", CellKind.CHOICE, choices=("县级", "市级（含）", "s级"))

    assert choice_of(column)(typed) == choice


def test_a_wrong_choice_is_answered_with_the_nearest_and_all_others():
    finding = choice_of(LEVEL)("县 极")

    assert isinstance(finding, Finding)
    assert finding.message == "不在可以填的范围内"
    assert finding.remedy == "是不是“县级”？可以填：“县级”“市级（含）”“省级”"


def test_a_choice_like_none_is_answered_with_the_list_only():
    finding = choice_of(LEVEL)(dt.date(2026, 3, 5))

    assert isinstance(finding, Finding)
    assert finding.remedy == "可以填：“县级”“市级（含）”“省级”"


def test_after_two_hundred_mistakes_there_are_no_more_suggestions():
    to_choice = choice_of(LEVEL)
    for number in range(200):
        to_choice(f"县级{number}")

    finding = to_choice("县极")

    assert isinstance(finding, Finding)
    assert finding.remedy == "可以填：“县级”“市级（含）”“省级”"
