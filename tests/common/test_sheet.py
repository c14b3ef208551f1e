"""Sheet: a frozen table of plain cells that refuses what no reader could trust."""

from dataclasses import FrozenInstanceError
from datetime import date, datetime
from decimal import Decimal

import numpy
import pytest

from jifen.common.labelled import LabelledEnum
from jifen.common.sheet import Cell, Column, ColumnKind, Sheet


class Standing(LabelledEnum):
    FORMAL = "FORMAL", "正式党员"


NAME = Column("name", "姓名")
AGE = Column("age", "年龄", ColumnKind.INTEGER, 6)
SCORE = Column("score", "积分", ColumnKind.NUMBER, 8)
JOINED = Column("joined_on", "入党日期", ColumnKind.DAY)


def test_sheet_keeps_its_rows_as_given() -> None:
    rows = (("李明", 41, Decimal("87.50"), date(2010, 7, 1)), ("周预备", None, 60, None))

    sheet = Sheet("积分公示表", (NAME, AGE, SCORE, JOINED), rows, ("公示五个工作日。",))

    assert sheet.rows == rows
    assert sheet.column("name") == ("李明", "周预备")
    assert sheet.column("score") == (Decimal("87.50"), 60)
    with pytest.raises(FrozenInstanceError):
        sheet.title = "改动"  # type: ignore[misc]


def test_column_is_refused_when_the_sheet_has_none_of_that_key() -> None:
    with pytest.raises(KeyError) as refusal:
        Sheet("空表", (NAME,)).column("grade")

    assert refusal.value.args == ("grade",)


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        (NAME, 7, "row 1, column 'name': 7 is no text"),
        (NAME, Standing.FORMAL, "row 1, column 'name': <Standing.FORMAL: 'FORMAL'> is no text"),
        (AGE, True, "row 1, column 'age': True is no integer"),
        (AGE, Decimal(3), "row 1, column 'age': Decimal('3') is no integer"),
        (AGE, numpy.int64(3), "row 1, column 'age': np.int64(3) is no integer"),
        (SCORE, 87.5, "row 1, column 'score': 87.5 is no number"),
        (SCORE, Decimal("NaN"), "row 1, column 'score': Decimal('NaN') is no number"),
        (
            JOINED,
            datetime(2010, 7, 1),
            "row 1, column 'joined_on': datetime.datetime(2010, 7, 1, 0, 0) is no day",
        ),
    ],
)
def test_cell_is_refused_when_it_is_not_a_plain_value_of_its_column(
    column: Column, cell: Cell, message: str
) -> None:
    with pytest.raises(TypeError) as refusal:
        Sheet("表", (column,), ((cell,),))

    assert str(refusal.value) == message


def test_table_is_refused_when_a_row_is_short() -> None:
    with pytest.raises(ValueError) as refusal:
        Sheet("表", (NAME, AGE), (("李明", 41), ("周预备",)))

    assert str(refusal.value) == "row 2: 1 cells for 2 columns"


def test_table_is_refused_when_a_key_comes_twice() -> None:
    with pytest.raises(ValueError) as refusal:
        Sheet("表", (NAME, AGE, NAME))

    assert str(refusal.value) == "columns used twice: name"


@pytest.mark.parametrize(
    ("key", "heading", "width", "message"),
    [
        ("", "姓名", 12, "column '' headed '姓名': both must be given"),
        ("name", "", 12, "column 'name' headed '': both must be given"),
        ("name", "姓名", 0, "column 'name': width 0 is not positive"),
    ],
)
def test_column_is_refused_when_nobody_could_name_or_see_it(
    key: str, heading: str, width: int, message: str
) -> None:
    with pytest.raises(ValueError) as refusal:
        Column(key, heading, ColumnKind.TEXT, width)

    assert str(refusal.value) == message
