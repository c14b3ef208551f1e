"""The workbook to fill: what stands above the headings."""

from pathlib import Path

import openpyxl

from jifen.reports.template import write_template
from tests.engine.office import SCHEME, sheets


def notes(tmp_path: Path, sheet: str, text: str) -> list[str]:
    """What stands between the title and the headings of a sheet."""
    own = sheets(text)
    write_template(tmp_path / "表.xlsx", own.bound, own.tables)
    rows = [row[0] for row in openpyxl.load_workbook(tmp_path / "表.xlsx")[sheet].iter_rows(values_only=True)]
    return [str(line) for line in rows[1 : rows.index("编号")]]


def test_the_roster_says_that_empty_offices_are_none(tmp_path: Path) -> None:
    text = SCHEME.replace("for: team_member", "for: role == branch_secretary and discipline != warning")

    assert notes(tmp_path, "党员", text) == [
        "红字的列必填。不填名册时，事实里的人都当作同一个支部的正式党员。",
        "“职务”“处分”有几样的用顿号隔开；空着就是没有，不用写。",
    ]


def test_a_roster_without_such_columns_has_no_word_about_them(tmp_path: Path) -> None:
    assert notes(tmp_path, "党员", SCHEME) == [
        "红字的列必填。不填名册时，事实里的人都当作同一个支部的正式党员。"
    ]
