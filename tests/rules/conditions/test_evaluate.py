"""Scalar evaluation: three truth values, exact fractions, sets of words."""

from datetime import date, time
from fractions import Fraction

import pytest

from jifen.rules.conditions import UNKNOWN, evaluate, parse
from jifen.rules.conditions.syntax import Call
from tests.rules.conditions.village import resolve

LI_MING = {
    "age": Fraction(62),
    "status": "formal",
    "village_cadre": False,
    "exempt": UNKNOWN,
    "health": UNKNOWN,
    "role": frozenset({"branch_secretary", "recorder"}),
    "discipline": frozenset(),
    "name": "李明",
    "time": time(8, 30),
    "due_on": date(2026, 1, 31),
    "made_up_on": date(2026, 9, 12),
    "corrected_on": UNKNOWN,
    "line.score": Fraction("69.5"),
    "line.raw": Fraction(10, 3),
    "finding.good_reason": UNKNOWN,
    "quota.bottom": True,
    "meetings.due": Fraction(0),
    "meetings.attended": Fraction(0),
    "prior(1).score": Fraction(58),
    "count": Fraction(3),
}


def _lookup(node):
    if not isinstance(node, Call):
        return LI_MING[".".join(node.path)]
    if node.name == ("prior",):
        return LI_MING["prior(1).score"] if node.args[0].value == 1 else UNKNOWN
    return LI_MING[".".join(node.name)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("score + 0.5", Fraction(70)),
        ("score - raw", Fraction("69.5") - Fraction(10, 3)),
        ("raw * 85%", Fraction(17, 6)),
        ("raw / 3", Fraction(10, 9)),
        ("-score", Fraction("-69.5")),
        ("-prior(9).score", UNKNOWN),
        ("score + prior(9).score", UNKNOWN),
        ("prior(9).score + score", UNKNOWN),
        ("name", "李明"),
        ("min(score, 3, raw)", Fraction(3)),
        ("max(score, 3)", Fraction("69.5")),
        ("max(score, prior(9).score)", UNKNOWN),
        ("share(raw, score)", Fraction(20, 417)),
        ("share(meetings.attended, meetings.due)", UNKNOWN),
        ("days(due_on, made_up_on)", Fraction(224)),
        ("days(made_up_on, due_on)", Fraction(-224)),
        ("days(due_on, corrected_on)", UNKNOWN),
        ("months(due_on, 2026-07-31)", Fraction(6)),
        ("count(late)", Fraction(3)),
    ],
)
def test_an_expression_is_exact_or_unknown(text, value):
    assert evaluate(resolve(text), _lookup) == value


TRUE, FALSE = True, False


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("age == 62", TRUE),
        ("age != 62", FALSE),
        ("age < 62", FALSE),
        ("age <= 62", TRUE),
        ("age > 61", TRUE),
        ("age >= 62.5", FALSE),
        ("60 <= age < 65", TRUE),
        ("score >= 70", FALSE),
        ("status == 正式党员", TRUE),
        ("status in [预备党员, 发展对象]", FALSE),
        ("status 不属于 [预备党员]", TRUE),
        ("village_cadre == 否", TRUE),
        ("time < 8:31", TRUE),
        ("made_up_on > due_on", TRUE),
        ("months(due_on, made_up_on) > 6", TRUE),
        ("months(due_on, 2026-07-31) > 6", FALSE),
        ("quota.bottom", TRUE),
        ("prior(1).score < 60", TRUE),
        # unknown spreads, except where the other side decides
        ("exempt", UNKNOWN),
        ("not exempt", UNKNOWN),
        ("exempt == 是", UNKNOWN),
        ("是 == exempt", UNKNOWN),
        ("prior(2).score < 60", UNKNOWN),
        ("health in [frail]", UNKNOWN),
        ("health in [frail, well]", UNKNOWN),
        ("corrected_on in 2026-01-01..2026-12-31", UNKNOWN),
        ("exempt and village_cadre", FALSE),
        ("exempt and quota.bottom", UNKNOWN),
        ("exempt or quota.bottom", TRUE),
        ("quota.bottom or exempt", TRUE),
        ("exempt or village_cadre", UNKNOWN),
        ("known(health)", FALSE),
        ("unknown(health)", TRUE),
        ("known(age) and not unknown(age)", TRUE),
        ("known(prior(2).score)", FALSE),
        ("score < 60 and not finding.good_reason", FALSE),
        ("score < 70 and not finding.good_reason", UNKNOWN),
        # ranges: every notation, both sides of both ends
        ("age in 62..70", TRUE),
        ("age in 62<..70", FALSE),
        ("age in 50..62", TRUE),
        ("age in 50..<62", FALSE),
        ("age in 62..", TRUE),
        ("age in 62<..", FALSE),
        ("age in ..62", TRUE),
        ("age in ..<62", FALSE),
        ("age in 63..prior(2).score", FALSE),
        ("age in 61..prior(2).score", UNKNOWN),
        # several values: one of them fits
        ("role == 书记", TRUE),
        ("书记 == role", TRUE),
        ("role == 组织委员", FALSE),
        ("role != 组织委员", TRUE),
        ("role != 记录员", FALSE),
        ("role in [组织委员, 记录员]", TRUE),
        ("role not in [组织委员]", TRUE),
        ("discipline in [警告, 严重警告]", FALSE),
        ("discipline != 警告", TRUE),
    ],
)
def test_a_condition_is_true_false_or_unknown(text, value):
    assert evaluate(resolve(text), _lookup) is value


def test_two_fields_of_several_values_are_equal_when_they_meet():
    node = parse("a == b")
    roles = {"a": frozenset({"recorder", "organizer"}), "b": frozenset({"recorder"})}
    assert evaluate(node, lambda name: roles[name.path[0]]) is True


def test_unknown_refuses_to_be_taken_for_a_truth():
    with pytest.raises(TypeError, match=r"^UNKNOWN is neither true nor false$"):
        bool(UNKNOWN)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1 == '好'", "cannot compare Fraction(1, 1) with '好'"),
        ("1 and true", "Fraction(1, 1) is neither true nor false"),
        ("-'好'", "'好' is not a number"),
        ("'好' + 1", "'好' is not a number"),
    ],
)
def test_a_tree_that_was_not_checked_is_refused(text, message):
    with pytest.raises(TypeError) as caught:
        evaluate(parse(text), _lookup)
    assert str(caught.value) == message
