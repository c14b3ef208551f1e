"""What is seen on paper: rows high enough for wrapped text, and a table on one sheet where it can be read."""

import openpyxl
import pytest

from jifen.workbook import OutColumn, OutSheet, write_xlsx
from jifen.workbook.paper import shown_width

WIDE = 40
"""Width of the column that wraps: twenty Chinese signs."""
COLUMNS = (OutColumn("name", "姓名", width=10), OutColumn("reason", "说明", width=WIDE, wrap=True))


def page(tmp_path, *rows, columns=COLUMNS, **options):
    """Return the sheet as openpyxl reads it back."""
    write_xlsx(tmp_path / "结果.xlsx", [OutSheet("结果", columns, rows, **options)])
    return openpyxl.load_workbook(tmp_path / "结果.xlsx")["结果"]


def heights(sheet):
    """Return the heights the file gives; rows of the ordinary height are not named."""
    return {row: found.height for row, found in sheet.row_dimensions.items() if found.height is not None}


def test_a_row_is_as_high_as_its_wrapped_text(tmp_path):
    texts = ["字" * 20, "字" * 21, "字" * 41, "a" * 40, "a" * 41, "一行\n二行", "一\n\n" + "字" * 21, None]

    assert heights(page(tmp_path, *(("李明", text) for text in texts))) == {
        3: 33,
        4: 49.5,
        6: 33,
        7: 33,
        8: 66,
    }


def test_a_column_that_does_not_wrap_leaves_the_row_as_it_is(tmp_path):
    assert heights(page(tmp_path, ("名" * 99, "短"))) == {}


def test_headings_and_examples_are_as_high_as_they_need(tmp_path):
    columns = (OutColumn("count", "本年度的次数", "integer", width=6), COLUMNS[1])

    sheet = page(tmp_path, columns=columns, examples=((1, "字" * 21),))

    assert heights(sheet) == {1: 33, 2: 33}


def test_a_very_long_text_makes_a_row_of_the_greatest_height(tmp_path):
    assert heights(page(tmp_path, ("李明", "字" * 1_000))) == {2: 408}


def test_notes_and_the_line_to_sign_on_have_room(tmp_path):
    sheet = page(tmp_path, ("李明", "短"), notes=("字" * 25, "字" * 26), footer=("完",), signature="签字：")

    assert heights(sheet) == {1: 18, 2: 36, 5: 18, 6: 45}
    assert sheet["A6"].value == "签字："


@pytest.mark.parametrize(
    ("landscape", "rows", "high"), [(True, 45, None), (True, 60, 0), (False, 70, None), (False, 90, 0)]
)
def test_a_table_is_put_on_one_sheet_of_paper_where_it_can_be_read(tmp_path, landscape, rows, high):
    sheet = page(tmp_path, *[("李明", "短")] * rows, one_page=True, landscape=landscape)

    # One page wide and one high is what the file says by saying nothing.
    assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, high)


def test_a_table_too_wide_to_be_read_on_one_sheet_is_not_shrunk_to_one(tmp_path):
    columns = tuple(OutColumn(f"c{n}", "说明", width=WIDE) for n in range(6))

    assert page(tmp_path, columns=columns, one_page=True, landscape=True).page_setup.fitToHeight == 0


def test_width_counts_a_chinese_sign_twice():
    assert [shown_width(text) for text in ("ab", "党员", "2026年", "—", "")] == [2, 4, 6, 2, 0]
