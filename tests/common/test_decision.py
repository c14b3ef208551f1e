"""Answers with reasons."""

import pytest

from jifen.common.decision import ALLOWED, Decision, allowed_if, denied
from jifen.common.refusals import Invalid, NotAllowed, NotFound, Refused

NO_MEETING = denied("还没有开会。")
NO_PAPER = denied("还没有文号。")


def test_both_must_allow_and_all_reasons_are_kept_once() -> None:
    assert bool(ALLOWED & ALLOWED) is True
    assert (NO_MEETING & NO_PAPER & NO_MEETING).reasons == ("还没有开会。", "还没有文号。")


def test_either_may_allow() -> None:
    assert NO_MEETING | ALLOWED == ALLOWED
    assert (NO_MEETING | NO_PAPER).reasons == ("还没有开会。", "还没有文号。")


def test_grey_button_shows_all_reasons_in_one_sentence() -> None:
    assert (NO_MEETING & NO_PAPER).reason == "还没有开会；还没有文号。"
    assert ALLOWED.reason == ""


def test_required_decision_raises_with_its_reasons() -> None:
    ALLOWED.require()
    with pytest.raises(NotAllowed) as refused:
        (NO_MEETING & NO_PAPER).require()
    assert refused.value.reasons == ("还没有开会。", "还没有文号。")
    assert str(refused.value) == "还没有开会。 还没有文号。"


def test_condition_answers_with_its_reason() -> None:
    assert allowed_if(True, "不行。") == ALLOWED
    assert allowed_if(False, "不行。") == Decision(("不行。",))


@pytest.mark.parametrize("reasons", [(), ("",), ("有理由。", " ")])
def test_refusal_without_a_reason_is_a_fault_of_the_program(reasons: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="needs a reason"):
        denied(*reasons)


def test_refusal_names_its_fields_and_hides_what_is_not_there() -> None:
    assert Invalid(name="请填写姓名。", on="请填写日期。").fields == {
        "name": "请填写姓名。",
        "on": "请填写日期。",
    }
    assert NotFound().reasons == ("没有找到这一页，或者您现在的身份看不到它。",)
    assert NotFound("没有这张表。").reasons == ("没有这张表。",)
    with pytest.raises(ValueError, match="needs a reason"):
        Refused()
