"""States are tables."""

import pytest

from jifen.common.labelled import LabelledEnum
from jifen.common.refusals import NotNow
from jifen.common.transitions import Machine, Transition, draw


class Act(LabelledEnum):
    """Acts."""

    OPEN = "OPEN", "打开"
    CLOSE = "CLOSE", "合上"


class Door(LabelledEnum):
    """States."""

    OPENED = "OPENED", "开着"
    CLOSED = "CLOSED", "关着"


ROWS = (
    Transition(Act.OPEN, None, Door.OPENED, "木匠"),
    Transition(Act.CLOSE, Door.OPENED, Door.CLOSED, "主人"),
)
DOOR = Machine("门", Door, ROWS)


def test_act_in_its_state_gives_the_row() -> None:
    assert DOOR.find(Act.CLOSE, Door.OPENED).target is Door.CLOSED
    assert [row.label for row in DOOR.list_from(Door.OPENED)] == ["合上"]


@pytest.mark.parametrize(
    ("act", "state", "said"),
    [
        (Act.CLOSE, Door.CLOSED, "这份门现在是“关着”，不能“合上”；“开着”的才可以。"),
        (Act.CLOSE, None, "还没有这份门，不能“合上”；“开着”的才可以。"),
        (Act.OPEN, Door.OPENED, "这份门现在是“开着”，不能“打开”。"),
    ],
)
def test_act_in_another_state_is_refused_with_the_right_one(act: Act, state: Door | None, said: str) -> None:
    with pytest.raises(NotNow) as refused:
        DOOR.find(act, state)
    assert refused.value.reasons == (said,)


def test_act_that_is_not_in_the_table_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError, match="no act"):
        Machine("门", Door, ROWS[:1]).find(Act.CLOSE, Door.OPENED)


def test_two_rows_for_one_act_and_a_foreign_state_are_refused() -> None:
    with pytest.raises(ValueError, match="two rows"):
        Machine("门", Door, (*ROWS, ROWS[0]))
    with pytest.raises(ValueError, match="not its own"):
        Machine("门", Door, (Transition(Act.OPEN, None, Act.OPEN, "木匠"),))


def test_drawing_shows_every_row_in_words() -> None:
    assert draw(DOOR).splitlines() == [
        "```mermaid",
        "stateDiagram-v2",
        '    state "开着" as OPENED',
        '    state "关着" as CLOSED',
        "    [*] --> OPENED: 打开",
        "    OPENED --> CLOSED: 合上",
        "    CLOSED --> [*]",
        "```",
        "",
        "| 办什么 | 从 | 到 | 谁办 |",
        "| --- | --- | --- | --- |",
        "| 打开 | （新建） | 开着 | 木匠 |",
        "| 合上 | 开着 | 关着 | 主人 |",
    ]
