"""LabelledEnum: a permanent code with the label people read."""

import json

import pytest

from jifen.common.labelled import LabelledEnum


class Standing(LabelledEnum):
    FORMAL = "FORMAL", "正式党员"
    PROBATIONARY = "PROBATIONARY", "预备党员"


def test_member_is_its_code_and_carries_its_label() -> None:
    assert [(member.value, member.label) for member in Standing] == [
        ("FORMAL", "正式党员"),
        ("PROBATIONARY", "预备党员"),
    ]
    assert Standing("PROBATIONARY") is Standing.PROBATIONARY
    assert str(Standing.FORMAL) == "FORMAL"
    assert json.dumps({"status": Standing.FORMAL}) == '{"status": "FORMAL"}'


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ([("FORMAL", ("formal", "正式党员"))], "Wrong: the code 'formal' is not UPPER_CASE"),
        ([("FORMAL", ("FORMAL", " "))], "Wrong.FORMAL: the label is blank"),
        ([("A", ("SAME", "甲")), ("B", ("SAME", "乙"))], "Wrong: the code 'SAME' is used twice"),
    ],
)
def test_definition_is_refused_when_a_member_breaks_the_rules(
    members: list[tuple[str, tuple[str, str]]], message: str
) -> None:
    with pytest.raises(ValueError) as refusal:
        LabelledEnum("Wrong", members)

    assert str(refusal.value) == message
