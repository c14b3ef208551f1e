"""Sheets too large to be opened. Beside each limit stands its canary: the same file passes without it."""

import pytest

from jifen.workbook import Limits, SheetSpec
from tests.workbook.files import (
    PLAIN,
    SHEET_PART,
    TEXTS_PART,
    inline,
    parts,
    plain_rows,
    refusal,
    texts,
    zipped,
)

GOOD = parts(plain_rows(3))
SHORT = SheetSpec("表", PLAIN.columns, max_rows=100)
TOO_MANY = [("too-many-rows", "工作表“表”：数据超过 100 行，一次最多读 100 行。请分成几个文件提交。")]


def test_too_many_rows_are_refused_unless_the_limit_is_higher():
    data = zipped(parts(plain_rows(500)))

    assert refusal(data, SHORT) == TOO_MANY
    assert refusal(data, PLAIN) == []


def test_one_row_too_many_is_refused_after_reading():
    assert refusal(zipped(parts(plain_rows(101))), SHORT) == TOO_MANY
    assert refusal(zipped(parts(plain_rows(100))), SHORT) == []


def test_too_many_rows_of_a_prefixed_notation_are_refused():
    cells = plain_rows(500).replace("</", "</x:").replace("<row", "<x:row").replace("<c ", "<x:c ")
    cells = cells.replace("<v>", "<x:v>").replace("<is>", "<x:is>").replace("<t>", "<x:t>")
    files = parts(cells)
    main = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    files[SHEET_PART] = files[SHEET_PART].replace(main, main + b" " + main.replace(b"xmlns", b"xmlns:x"))
    files[SHEET_PART] = files[SHEET_PART].replace(b"</x:sheetData", b"</sheetData")

    assert refusal(zipped(files), SHORT) == TOO_MANY
    assert refusal(zipped(files), PLAIN) == []


def test_rows_that_carry_only_a_format_are_not_counted():
    formatted = "".join(f'<row r="{n}" s="1"><c r="A{n}" s="1"/></row>' for n in range(10, 600))

    assert refusal(zipped(parts(plain_rows(3) + formatted)), SHORT) == []


def test_too_many_columns_are_refused_unless_the_limit_is_off():
    data = zipped(parts(plain_rows(1) + '<row r="9"><c r="SG9"><v>1</v></c></row>'))

    assert refusal(data, PLAIN) == [
        ("too-many-columns", "工作表“表”：有内容的格子超过 500 列。请删去表格右边多余的内容。")
    ]
    assert refusal(data, PLAIN, limits=Limits(max_columns=16_384)) == []


FAR = '<row r="900000"><c r="J900000"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "cells",
    [
        FAR,
        FAR.replace('"', "'"),
        '<row r="2"><c r="J900000"><v>1</v></c></row>',
        '<row r="2"><c r="A2" r="J900000"><v>1</v></c></row>',
        '<row r="2"><c s="&gt;" r="J900000"><v>1</v></c></row>',
        '<row r="2"><c s=">" r="J900000"><v>1</v></c></row>',
        '<row r="2"><c r = "J900000"><v>1</v></c></row>',
        '<row r="2"><c\nr="j900000"><v>1</v></c></row>',
        '<row r="900000"/><row><c r="J2"><v>1</v></c></row>',
        '<row spans=">" r="900000"/><row><c r="J2"><v>1</v></c></row>',
        '<row r="900000"><c><v>1</v></c>' + "<c><v>1</v></c>" * 9 + "</row>",
        '<row r="900000"><c r="I900000"/><c><v>1</v></c></row>',
        '<!-- </sheetData> --><row r="900000"><c r="J900000"><v>1</v></c></row>',
        '<row r="2"><c s="</sheetData>" r="J900000"><v>1</v></c></row>',
    ],
)
def test_cells_too_far_apart_are_refused_in_every_notation_the_reader_takes(cells):
    ((code, sentence),) = refusal(zipped(parts(plain_rows(1) + cells)), PLAIN)

    assert code == "too-far-apart"
    assert sentence.startswith("工作表“表”：内容散布得太开，最后一个有内容的格子在第 90000")
    assert sentence.endswith(" 行。请删去远离表格的零散内容。")


@pytest.mark.parametrize("address", ["ZZZZZZZZZZ1", "A99999999999999999999"])
def test_addresses_beyond_any_sheet_are_refused(address):
    cells = plain_rows(1) + f'<row r="2"><c r="{address}"><v>1</v></c></row>'

    assert refusal(zipped(parts(cells)), PLAIN)[0][0] in ("too-many-columns", "too-far-apart")


def test_cells_too_far_apart_pass_once_the_limit_is_off():
    far = FAR.replace("900000", "90000")
    data = zipped(parts(plain_rows(1) + far))

    assert refusal(data, PLAIN, limits=Limits(max_grid=1_000))[0][0] == "too-far-apart"
    assert refusal(data, PLAIN) == []


def test_too_many_cells_are_refused_unless_the_limit_is_off():
    data = zipped(parts(plain_rows(500)))

    assert refusal(data, PLAIN, limits=Limits(max_cells=400)) == [
        ("too-many-cells", "工作表“表”：有内容的格子超过 400 个。请分成几个文件提交。")
    ]
    assert refusal(data, PLAIN) == []


def shared_text_bomb(length: int, cells: int, attributes: str = 't="s"') -> bytes:
    rows = "".join(f'<row r="{n}"><c r="A{n}" {attributes}><v>1</v></c></row>' for n in range(2, cells + 2))
    files = parts(f'<row r="1">{inline("A1", "甲")}</row>{rows}')
    return zipped(files | {TEXTS_PART: texts("短", "长" * length)})


@pytest.mark.parametrize("attributes", ['t="s"', "t='s'", 't="s" s="0"', "s='0' t = 's' "])
def test_a_shared_text_that_would_fill_the_memory_is_refused_unless_the_limit_is_off(attributes):
    data = shared_text_bomb(1_000, 600, attributes)
    limits = Limits(max_text_bytes=1 << 20)

    assert refusal(data, PLAIN, limits=limits) == [
        (
            "too-much-text",
            "工作表“表”：文字太多，全部写出来超过 1 MB。请缩短重复的长文字，或分成几个文件提交。",
        )
    ]
    assert refusal(data, PLAIN) == []


def test_a_long_text_used_once_among_many_cells_is_not_taken_for_a_bomb():
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 600))
    files = parts(f'<row r="1">{inline("A1", "甲")}</row>{rows}')
    data = zipped(files | {TEXTS_PART: texts("短", "长" * 1_000)})

    assert refusal(data, PLAIN, limits=Limits(max_text_bytes=1 << 20)) == []


def test_an_absurdly_long_text_is_refused():
    assert refusal(zipped(GOOD | {TEXTS_PART: texts("x" * 500_000)}), PLAIN) == [
        (
            "text-too-long",
            "文件里有一段文字超过一个格子能容纳的长度。"
            "请用 Excel 或 WPS 打开原来的文件，另存为 .xlsx 后重新提交。",
        )
    ]


def test_a_sheet_nobody_reads_may_be_as_large_as_it_likes():
    second = parts(plain_rows(500), sheet="附表")
    book = GOOD["xl/workbook.xml"].replace(
        b"</sheets>", '<sheet name="附表" sheetId="2" r:id="rId2"/></sheets>'.encode()
    )
    relations = GOOD["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'worksheet" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
    )
    files = GOOD | {"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": relations}
    data = zipped(files | {"xl/worksheets/sheet2.xml": second[SHEET_PART]})

    assert refusal(data, SHORT) == []
    assert refusal(data, SheetSpec("附表", PLAIN.columns, max_rows=100))[0][0] == "too-many-rows"
