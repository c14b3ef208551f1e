"""The roster that goes out: the same that came in, numbers only for a purpose, texts never reckoned with."""

from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from jifen.audit.models import Record
from jifen.audit.queries import list_readings_of
from jifen.common.refusals import Invalid, NotAllowed, NotFound
from jifen.orgs.actions import export_roster, write_faults, write_roster_template
from jifen.orgs.models import Person
from jifen.orgs.states.roster import ExportPurpose, RosterState
from tests.cast import NOW, Cast
from tests.orgs.roster.rosters import bring_in, id_no, person, take_in, told, workbook

pytestmark = pytest.mark.django_db

HEADINGS = (
    "姓名", "同名区分", "性别", "民族", "出生日期", "身份证号", "学历", "学位", "籍贯", "人员类别", "加入党组织日期",
    "转为正式党员日期", "所在党支部", "党小组", "工作岗位", "工作单位", "参加工作日期", "手机", "固定电话", "家庭住址",
    "党籍状态", "是否失联", "是否流动", "外出流向", "党员编号", "备注",
)  # fmt: skip
NUMBERS = {"身份证号", "手机", "固定电话", "家庭住址"}


def export(
    cast: Cast, path: Path, who: str = "recorder", where: str = "branch", **how: Any
) -> list[dict[str, Any]]:
    """Export a roster and return its rows by heading."""
    export_roster(
        actor=cast.actor(who), at=NOW, organization_id=cast.organization(where).pk, path=path, **how
    )
    return read(path)


def read(path: Path) -> list[dict[str, Any]]:
    """Return the rows of an exported roster, which has a title and a line of purpose above its headings."""
    page = openpyxl.load_workbook(BytesIO(path.read_bytes()))["党员名册"]
    _, _, headings, *rows = page.iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def whole(**how: Any) -> dict[str, Any]:
    return {"purpose": ExportPurpose.CHECK, "reason": "年度核对", **how}


def test_what_goes_out_comes_in_and_changes_nothing(cast: Cast, tmp_path: Path) -> None:
    bring_in(cast, [person("贺新", 身份证号=id_no(), 手机="13800000011", 是否流动="是", 外出流向="邻省")])
    rows = export(cast, tmp_path / "a.xlsx", **whole())
    assert len(rows) == 8

    roster = take_in(cast, (tmp_path / "a.xlsx").read_bytes())

    assert (roster.state, roster.counts, told(roster)) == (RosterState.READY, {"UNCHANGED": 8}, [])


def test_what_came_in_goes_out_cell_by_cell(cast: Cast, tmp_path: Path) -> None:
    cells = (
        "贺新", "大", "女", "藏族", "1970-05-06", id_no(male=False), "大学专科毕业", "无", "示范县", "正式党员",
        "1992-07-01", "1993-07-01", "红旗镇青山村党支部", "青山村党支部第二党小组", "村医", "卫生室", "1990-09-01",
        "13800000011",        "09318123456", "青山村七号", "正常", "否", "是", "邻省务工", "007", "无",
    )  # fmt: skip
    given = dict(zip(HEADINGS, cells, strict=True))
    bring_in(cast, [given])

    rows = export(cast, tmp_path / "a.xlsx", **whole())

    found = next(row for row in rows if row["姓名"] == "贺新")
    assert {heading: str(found[heading]).removesuffix(" 00:00:00") for heading in HEADINGS} == given


def test_without_a_purpose_the_columns_of_numbers_are_left_out_and_it_still_comes_in(
    cast: Cast, tmp_path: Path
) -> None:
    rows = export(cast, tmp_path / "a.xlsx")

    assert set(rows[0]) == {"序号", *HEADINGS} - NUMBERS
    assert b"13800000001" not in (tmp_path / "a.xlsx").read_bytes()
    assert take_in(cast, (tmp_path / "a.xlsx").read_bytes()).counts == {"UNCHANGED": 7}


def test_suspended_member_goes_out_as_what_he_was(cast: Cast, tmp_path: Path) -> None:
    bring_in(cast, [person("贺新", 人员类别="预备党员", 党籍状态="停止党籍")])

    found = next(row for row in export(cast, tmp_path / "a.xlsx") if row["姓名"] == "贺新")

    assert (found["人员类别"], found["党籍状态"]) == ("预备党员", "停止党籍")


def test_export_is_recorded_and_everybody_is_shown_the_reading(cast: Cast, tmp_path: Path) -> None:
    export(cast, tmp_path / "a.xlsx")
    assert Record.objects.get(act="orgs.EXPORT_ROSTER").detail == {"people": 7, "purpose": ""}
    assert not list_readings_of(str(cast.person("member").pk)).exists()

    export(cast, tmp_path / "b.xlsx", **whole())

    reading = list_readings_of(str(cast.person("member").pk)).get()
    assert (reading.actor_name, reading.label) == ("孙记录员", "导出名册")
    assert reading.detail == {"purpose": "CHECK", "fields": ["address", "id_no", "landline", "phone"]}


def test_numbers_need_a_reason(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="请写明用途"):
        export(cast, tmp_path / "a.xlsx", **whole(reason=" "))
    assert not (tmp_path / "a.xlsx").exists()


def test_who_may_not_export(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        export(cast, tmp_path / "a.xlsx", "stranger")
    with pytest.raises(NotAllowed):
        export(cast, tmp_path / "a.xlsx", "probationary")
    # The county reads rosters, but opens no numbers.
    with pytest.raises(NotAllowed, match="查看证件和联系方式"):
        export(cast, tmp_path / "a.xlsx", "county_organizer", "county", **whole())
    assert len(export(cast, tmp_path / "a.xlsx", "county_organizer", "county")) == 11


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "'="])
def test_names_that_look_like_formulas_stay_texts(cast: Cast, tmp_path: Path, start: str) -> None:
    bring_in(cast, [person("贺新", 工作单位="-1+1", 党员编号="0012")])
    Person.objects.filter(name="贺新").update(remark=f"{start}HYPERLINK(1)", name=f"{start}贺新")
    export(cast, tmp_path / "a.xlsx")

    page = openpyxl.load_workbook(tmp_path / "a.xlsx")["党员名册"]
    cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "d", "n"}
    assert [cell.number_format for cell in cells if cell.value == "0012"] == ["@"]
    assert take_in(cast, (tmp_path / "a.xlsx").read_bytes()).counts == {"UNCHANGED": 8}


def test_branches_of_one_name_go_out_by_code(cast: Cast, tmp_path: Path) -> None:
    other = cast.organization("other_branch")
    type(other).objects.filter(pk=other.pk).update(full_name=cast.organization().full_name)

    rows = export(cast, tmp_path / "a.xlsx", "organizer", "township")

    assert {row["所在党支部"] for row in rows} == {"62000101", "62000102", "红旗镇机关党支部"}
    assert take_in(cast, (tmp_path / "a.xlsx").read_bytes(), "organizer", "township").counts == {
        "UNCHANGED": 11
    }


def test_empty_sheet_comes_with_lists_and_an_example_that_is_passed_over(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_roster_template(actor=cast.actor("recorder"), organization_id=cast.organization().pk, path=path)

    book = openpyxl.load_workbook(path)
    page = book["党员名册"]
    assert len(page.data_validations.dataValidation) >= 9
    with pytest.raises(Invalid, match="只有示例行"):
        take_in(cast, path.read_bytes())
    place = [cell.value for cell in page[4]].index("姓名")
    assert place == 1
    page.cell(6, place + 1, "贺新")
    page.cell(6, [cell.value for cell in page[4]].index("人员类别") + 1, "正式党员")
    book.save(path)
    bring_in(cast, path.read_bytes())
    assert Person.objects.filter(name="贺新").count() == 1


def test_faults_go_out_as_a_list_without_numbers(cast: Cast, tmp_path: Path) -> None:
    roster = take_in(cast, workbook([person("贺新", 身份证号="13050367040100", 性别="先生")]))

    write_faults(actor=cast.actor("recorder"), roster_id=roster.pk, path=tmp_path / "a.xlsx")

    page = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [row[:3] for row in page.iter_rows(min_row=3, values_only=True)] == [
        (2, "性别", "先生"),
        (2, "身份证号", "13**********00"),
    ]
    with pytest.raises(NotFound):
        write_faults(actor=cast.actor("stranger"), roster_id=roster.pk, path=tmp_path / "b.xlsx")
