"""Whom a row means: known by number, by name where only one can be meant, and asked for where several can."""

from datetime import date

import pytest

from jifen.common.actor import INSTALLER
from jifen.orgs.actions import enter_person
from jifen.orgs.models import Person, RosterLine
from jifen.orgs.states.people import Standing
from jifen.orgs.states.roster import LineKind, RosterState
from tests.cast import NOW, Cast
from tests.orgs.roster.rosters import bring_in, codes, id_no, person, take_in, told

pytestmark = pytest.mark.django_db

ONE, OTHER = id_no(serial=1), id_no(serial=2)


def enter(cast: Cast, name: str, where: str = "branch", **details: object) -> Person:
    return enter_person(
        actor=INSTALLER,
        at=NOW,
        branch_id=cast.organization(where).pk,
        name=name,
        standing=Standing.FORMAL,
        on=date(2020, 1, 1),
        **details,
    )


def line_of(roster: object, row: int = 2) -> RosterLine:
    return RosterLine.objects.get(roster=roster, row=row)


def test_identity_number_knows_a_person_whose_name_was_written_otherwise(cast: Cast) -> None:
    known = enter(cast, "贺心", id_no=ONE)

    line = line_of(take_in(cast, [person("贺新", 身份证号=ONE)]))

    assert (line.person, line.kind, line.changes["said"]) == (
        known,
        LineKind.CHANGED,
        [["姓名", "贺心", "贺新"]],
    )


def test_member_number_knows_a_person_of_the_branch_and_his_name_must_agree(cast: Cast) -> None:
    known = enter(cast, "贺新", member_no="007")
    enter(cast, "贺远", "other_branch", member_no="008")
    rows = [person("贺新", 党员编号="007", 身份证号=ONE), person("贺远", 党员编号="008")]

    roster = take_in(cast, rows)
    assert (line_of(roster).person, line_of(roster, 3).kind) == (known, LineKind.NEW)

    roster = take_in(cast, [person("贺旧", 党员编号="007")])
    assert told(roster) == [(2, "党员编号", "007", "这个党员编号是“贺新”的，与姓名对不上")]


def test_member_number_of_two_people_is_asked_about(cast: Cast) -> None:
    enter(cast, "贺新", member_no="007")
    enter(cast, "贺兰", member_no="007")

    assert codes(take_in(cast, [person("贺新", 党员编号="007")])) == ["number-of-several"]


def test_name_knows_the_only_one_of_the_branch(cast: Cast) -> None:
    line = line_of(take_in(cast, [person("李明", 工作岗位="护林员")]))

    assert line.person == cast.person("member")
    assert line.changes["said"] == [["工作岗位", "", "护林员"]]


def test_namesakes_are_asked_for_a_mark_or_a_number(cast: Cast) -> None:
    enter(cast, "李明", mark="大", id_no=ONE)

    assert told(take_in(cast, [person("李明")])) == [
        (2, "姓名", "李明", "本支部有2位同名的同志，分不清是哪一位")
    ]
    assert line_of(take_in(cast, [person("李明", 同名区分="大")])).person == Person.objects.get(mark="大")
    assert line_of(take_in(cast, [person("李明", 身份证号=ONE)])).person == Person.objects.get(mark="大")
    # A mark nobody has may be meant for the one without: only a number tells.
    assert codes(take_in(cast, [person("李明", 同名区分="小")])) == ["namesakes"]


def test_namesake_with_another_number_is_somebody_else_only_with_a_mark(cast: Cast) -> None:
    enter(cast, "贺新", id_no=ONE)

    assert codes(take_in(cast, [person("贺新", 身份证号=OTHER)])) == ["namesakes"]
    assert line_of(take_in(cast, [person("贺新", 身份证号=OTHER, 同名区分="小")])).kind is LineKind.NEW


def test_person_of_another_branch_is_sent_to_the_transfer_and_the_branch_is_not_told(cast: Cast) -> None:
    enter(cast, "贺远", "other_branch", id_no=ONE)

    roster = take_in(cast, [person("贺远", 身份证号=ONE)])

    fault = roster.faults.get()
    assert fault.message == "这个公民身份号码已经在其他支部登记"
    assert "转出组织关系" in fault.remedy
    assert "白水村" not in fault.message + fault.remedy


def test_superior_is_told_in_which_of_his_branches(cast: Cast) -> None:
    enter(cast, "贺远", "other_branch", id_no=ONE)
    row = person("贺远", 身份证号=ONE, 所在党支部="青山村支部")

    roster = take_in(cast, [row], "organizer", "township")

    assert roster.faults.get().message == "这个公民身份号码已经在红旗镇白水村党支部登记"


def test_person_who_left_is_not_brought_back_by_a_roster(cast: Cast) -> None:
    gone = enter(cast, "贺新", id_no=ONE)
    Person.objects.filter(pk=gone.pk).update(standing=Standing.LEFT)

    assert told(take_in(cast, [person("贺新", 身份证号=ONE)])) == [
        (2, "姓名", "贺新", "已登记为“已退党或除名”")
    ]


def test_rows_that_say_one_person_twice(cast: Cast) -> None:
    rows = [
        person("贺新", 身份证号=ONE, 党员编号="1"),
        person("贺兰", 身份证号=ONE),
        person("贺明", 党员编号="1"),
        person("贺平"),
        person("贺平"),
        person("李明"),
        person("李明", 同名区分="大"),
    ]

    assert [(row, column, message) for row, column, _, message in told(take_in(cast, rows))] == [
        (3, "身份证号", "与第2行的身份证号相同"),
        (4, "党员编号", "与第2行的党员编号相同"),
        (6, "姓名", "与第5行同名，分不清"),
        (8, "姓名", "本支部有1位同名的同志没有写同名区分，分不清是不是这一位"),
    ]


def test_two_new_people_of_one_name_with_numbers_are_two_people(cast: Cast) -> None:
    bring_in(cast, [person("贺新", 身份证号=ONE), person("贺新", 身份证号=OTHER)])

    assert Person.objects.filter(name="贺新").count() == 2
    again = take_in(cast, [person("贺新", 身份证号=ONE), person("贺新", 身份证号=OTHER)])
    assert (again.state, again.counts) == (RosterState.READY, {"UNCHANGED": 2, "ABSENT": 7})


def test_branch_and_group_by_code_name_or_the_end_of_a_name(cast: Cast) -> None:
    rows = [
        person("贺一", 所在党支部="62000101", 党小组="6200010101"),
        person("贺二", 所在党支部="红旗镇青山村党支部", 党小组="青山村党支部第一党小组"),
        person("贺三", 所在党支部="青山村支部", 党小组="第一党小组"),
        person("贺四", 所在党支部="白水村支部", 党小组="第一党小组"),
    ]

    bring_in(cast, rows, "organizer", "township")

    groups = {
        row.name: row.group.code
        for row in Person.objects.filter(name__startswith="贺").select_related("group")
    }
    assert groups == {"贺一": "6200010101", "贺二": "6200010101", "贺三": "6200010101", "贺四": "6200010201"}


def test_branch_that_is_none_of_ours(cast: Cast) -> None:
    row = person("贺新", 所在党支部="白水村支部")

    assert told(take_in(cast, [row])) == [
        (2, "所在党支部", "白水村支部", "不是本支部，这里只导入本支部的名册")
    ]
    row["所在党支部"] = "黑水村支部"
    assert codes(take_in(cast, [row], "organizer", "township")) == ["unknown-branch"]


def test_above_a_branch_every_row_must_name_its_branch(cast: Cast) -> None:
    rows = [person("贺新", 所在党支部="青山村支部"), person("贺兰")]

    assert told(take_in(cast, rows, "organizer", "township")) == [(3, "所在党支部", "", "没有填写")]
    assert codes(take_in(cast, [person("贺新")], "county_organizer", "county")) == ["missing-column"]
