"""Files that come in: good ones in two forms, broken ones of every kind; none is ever half imported."""

import random
from typing import Any

import pytest

from jifen.common.refusals import Invalid
from jifen.orgs import actions
from jifen.orgs.models import Person, RosterBlock, RosterImport, RosterLine
from jifen.orgs.states.roster import RosterState
from tests.cast import NOW, Cast
from tests.orgs.roster.rosters import codes, id_no, person, take_in, told, workbook
from tests.workbook import files

pytestmark = pytest.mark.django_db


def _hide(book: Any) -> None:
    book.worksheets[0].sheet_state = "hidden"
    book.create_sheet("别的")


GOOD = workbook([person("贺新", 身份证号=id_no()), person("贺兰")])
BROKEN: dict[str, bytes] = {
    "empty": b"",
    "text": "这不是表格".encode(),
    "noise": random.Random(7).randbytes(4096),
    "cut": GOOD[: len(GOOD) // 2],
    "old-excel": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2048),
    "pdf": b"%PDF-1.7\n" + bytes(64),
    "html": "<html><table><tr><td>姓名</td></tr></table></html>".encode(),
    "nul": "姓名,人员类别\n贺\0新,正式党员\n".encode(),
    "xml": files.zipped(files.parts("<row r='1'><c></row>")),
    "no-sheet": files.zipped({"a.txt": b"a"}),
    "no-heading": workbook([{"甲": 1, "乙": 2}]),
    "no-rows": files.workbook([], headings=["姓名", "人员类别"], sheet="党员名册"),
    "hidden": workbook([person()], change=_hide),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_file_that_cannot_be_read_is_refused_at_the_form_and_leaves_nothing(cast: Cast, kind: str) -> None:
    with pytest.raises(Invalid) as refusal:
        take_in(cast, BROKEN[kind])

    assert list(refusal.value.fields) == ["file"]
    assert refusal.value.fields["file"].strip().endswith(("。", "？", "！"))
    assert not RosterImport.objects.exists()


@pytest.mark.parametrize("seed", range(40))
def test_good_file_with_flipped_bytes_is_refused_or_read_but_never_half_imported(
    cast: Cast, seed: int
) -> None:
    chance = random.Random(seed)
    spoilt = bytearray(GOOD)
    for _ in range(chance.randrange(1, 30)):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    before = Person.objects.count()

    try:
        roster = take_in(cast, bytes(spoilt))
    except Invalid:
        assert not RosterImport.objects.exists()
    else:
        assert roster.state in (RosterState.FAULTY, RosterState.READY)
    assert Person.objects.count() == before


def test_faults_of_the_file_and_of_its_meaning_are_told_together_and_no_cell_twice(cast: Cast) -> None:
    rows = [
        person("贺新", 性别="先生", 出生日期="明天"),
        {"姓名": "贺兰", "人员类别": None},
        {"姓名": None, "人员类别": "正式党员", "备注": "谁"},
    ]

    assert told(take_in(cast, rows)) == [
        (2, "出生日期", "明天", "不是有效日期"),
        (2, "性别", "先生", "不认识这个写法"),
        (3, "人员类别", "", "没有填写"),
        (4, "姓名", "", "没有填写"),
    ]


def test_column_nobody_knows_and_column_that_is_missing(cast: Cast) -> None:
    roster = take_in(cast, workbook([{"姓名": "贺新", "类型": "正式党员"}]))

    assert codes(roster) == ["unknown-column", "missing-column"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_is_read_too(cast: Cast, encoding: str) -> None:
    text = f"姓名,人员类别,身份证号,手机\n贺新,正式党员,'{id_no()},13800000011\n"

    roster = take_in(cast, text.encode(encoding))

    assert (roster.state, roster.counts) == (RosterState.READY, {"NEW": 1, "ABSENT": 7})


def test_merged_cells_formulas_and_error_values_are_named(cast: Cast) -> None:
    def spoil(book: Any) -> None:
        page = book.worksheets[0]
        page["A3"] = "=A2"
        page["C2"] = "#REF!"
        page["C2"].data_type = "e"
        page.merge_cells("B2:B3")

    roster = take_in(cast, workbook([person("贺新", 备注="好"), person("贺兰")], change=spoil))

    assert sorted(codes(roster)) == ["error-value", "formula-without-result", "merged-cells"]


def test_what_was_read_is_kept_sealed(cast: Cast) -> None:
    roster = take_in(cast, [person("贺新", 身份证号=id_no(), 手机="13800000011", 家庭住址="青山村7号")])

    line, block = RosterLine.objects.get(roster=roster, row=2), RosterBlock.objects.get(roster=roster)
    kept = f"{block.cells.sealed}{line.changes}"
    assert [text for text in (id_no(), "13800000011", "青山村7号") if text in kept] == []


def test_discarded_import_keeps_nothing_of_the_file(cast: Cast) -> None:
    roster = take_in(cast, [person("贺新", 性别="先生")])

    roster = actions.discard_roster(actor=cast.actor("recorder"), at=NOW, roster_id=roster.pk)

    assert roster.state is RosterState.DISCARDED
    assert (roster.lines.count(), roster.faults.count(), roster.blocks.count()) == (0, 0, 0)
