"""Formulas, error values and merged cells."""

from jifen.workbook import CellKind, Column, SheetSpec, grid, read
from tests.workbook.files import (
    LI_MING,
    PLAIN,
    SHEET_PART,
    inline,
    parts,
    read_facts,
    row,
    sentences,
    warnings,
    workbook,
    zipped,
)


def test_a_formula_without_a_result_is_named():
    (fault,) = sentences(workbook([row(points="=1+1")]))

    assert fault == (
        "工作表“事实”第 2 行“分值”列：这是公式，文件里没有存下它的结果。"
        "请用 Excel 或 WPS 打开并重新保存，或直接填上内容。"
    )


def test_a_required_formula_without_a_result_is_one_fault():
    (fault,) = read_facts(workbook([row(name="=A1")])).faults

    assert (fault.code, fault.column) == ("formula-without-result", "姓名")


def formulas(*cells: str) -> bytes:
    rows = "".join(f'<row r="{number}">{cell}</row>' for number, cell in enumerate(cells, start=2))
    return zipped(parts(f'<row r="1">{inline("A1", "甲")}{inline("B1", "乙")}</row>{rows}'))


def test_the_stored_result_of_a_formula_is_read_with_one_warning_a_column():
    data = formulas(
        f'{inline("A2", "李明")}<c r="B2"><f>1+1</f><v>2</v></c>',
        f'{inline("A3", "赵书记")}<c r="B3" t="str"><f t="shared" si="0"/><v>两次</v></c>',
        '<c r="A4" t="str"><f>""</f><v></v></c>',
    )

    assert read(data, [PLAIN]).tables["表"].columns["b"] == ["2", "两次"]
    assert warnings(data, PLAIN) == [
        "工作表“表”第 2 行“乙”列：这里是公式（这一列共 2 处），按文件里存下的结果读取。"
        "如果结果不是最新的，请用 Excel 或 WPS 打开并重新保存。"
    ]


def test_an_error_value_is_named():
    data = formulas('<c r="A2" t="e"><f>B9/0</f><v>#DIV/0!</v></c>', "<c r='A3' t='e'><v>#REF!</v></c>")

    assert sentences(data, PLAIN) == [
        "工作表“表”第 2 行“甲”列：值“#DIV/0!”是公式算不出结果时的错误标记。请改正公式，或直接填上内容。",
        "工作表“表”第 3 行“甲”列：值“#REF!”是公式算不出结果时的错误标记。请改正公式，或直接填上内容。",
    ]


def test_formulas_above_the_headings_and_beside_the_table_are_nobodys_business():
    cells = (
        '<row r="1"><c r="A1"><f>NOW()</f></c></row>'
        f'<row r="2">{inline("A2", "甲")}</row><row r="3">{inline("A3", "李明")}<c r="H3"><f>1</f></c></row>'
    )

    assert sentences(zipped(parts(cells)), PLAIN) == []


def test_merged_cells_among_the_data_are_named():
    def merge(book):
        book["事实"].merge_cells("B2:C4")

    data = workbook([LI_MING, LI_MING, LI_MING], change=merge)

    assert sentences(data) == [
        "工作表“事实”第 2 行“姓名”列：这里有合并单元格（B2:C4）。请取消合并，并在每一行都填上内容。"
    ]


def test_merged_cells_in_the_title_and_far_below_do_no_harm():
    def merge(book):
        book["事实"].merge_cells("A1:I1")
        book["事实"].merge_cells("A100:A900")

    assert sentences(workbook(above=[["党员积分事实登记表"]], change=merge)) == []


def test_headings_merged_with_the_row_below_are_named():
    def merge(book):
        book["事实"].merge_cells("A1:A2")

    (fault,) = read_facts(workbook([row(day=None), LI_MING], change=merge)).faults

    assert (fault.code, fault.row, fault.column) == ("merged-cells", 1, "日期")


def test_a_bad_value_in_merged_cells_is_one_fault():
    def merge(book):
        book["事实"].merge_cells("A2:A3")

    (fault,) = read_facts(workbook([row(day="昨天"), LI_MING], change=merge)).faults

    assert fault.code == "merged-cells"


def test_only_so_many_remarks_are_kept(monkeypatch):
    monkeypatch.setattr(grid, "_MOST_SPECIAL", 1)
    rows = "".join(
        f'<row r="{n}">{inline(f"A{n}", "x")}<c r="B{n}"><f>1</f></c><c r="C{n}" t="e"><v>#N/A</v></c></row>'
        for n in range(2, 5)
    )
    files = parts(f'<row r="1">{inline("A1", "甲")}{inline("B1", "乙")}{inline("C1", "丙")}</row>{rows}')
    merges = b'</sheetData><mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="A4:A5"/></mergeCells>'
    files[SHEET_PART] = files[SHEET_PART].replace(b"</sheetData>", merges)
    spec = SheetSpec("表", (*PLAIN.columns, Column("c", "丙", CellKind.TEXT)))

    codes = [fault.code for fault in read(zipped(files), [spec]).faults]

    assert codes == ["merged-cells", "formula-without-result", "error-value"]


def test_a_formula_without_an_address_is_read_by_its_result():
    cells = f'<row r="1">{inline("A1", "甲")}</row><row r="2"><c s="0"><f>1</f><v>7</v></c></row>'

    reading = read(zipped(parts(cells)), [PLAIN])

    assert (reading.tables["表"].columns["a"], reading.faults, reading.warnings) == (["7"], [], [])


def test_a_value_under_no_heading_is_named_once_however_long_the_table():
    data = ("甲,,乙\n" + "李明,x,y\n" * 9_000).encode()

    assert len(sentences(data, PLAIN)) == 1


def test_an_enormous_merged_area_is_one_fault():
    headings = f'<row r="1">{inline("A1", "甲")}{inline("B1", "乙")}</row>'
    files = parts(f'{headings}<row r="2">{inline("B2", "x")}</row>')
    merges = b'</sheetData><mergeCells><mergeCell ref="A2:B900000"/></mergeCells>'
    files[SHEET_PART] = files[SHEET_PART].replace(b"</sheetData>", merges)

    assert [fault.code for fault in read(zipped(files), [PLAIN]).faults] == ["missing-value", "merged-cells"]
