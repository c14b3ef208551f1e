"""Entering people and changing what is known of them."""

from datetime import date
from typing import Any

import pytest

from jifen.audit.models import Record
from jifen.common.refusals import Blocked, Invalid, NotAllowed, NotFound
from jifen.orgs.actions import edit_person, enter_person
from jifen.orgs.actions.people.saving import save_person
from jifen.orgs.errors import ChangedMeanwhile, EditedMeanwhile
from jifen.orgs.models import Person
from jifen.orgs.states.people import Sex, Standing
from tests.cast import NOW, Cast
from tests.orgs.people.stories import enter, id_number

pytestmark = pytest.mark.django_db


def enter_as(cast: Cast, key: str, name: str = "王小二", **details: Any) -> Person:
    given = {"standing": Standing.FORMAL, "on": date(2026, 3, 1), **details}
    return enter_person(actor=cast.actor(key), at=NOW, branch_id=cast.organization().pk, name=name, **given)


def edit(cast: Cast, person: Person, key: str = "recorder", **changes: Any) -> Person:
    given = {"version": person.version, **changes}
    return edit_person(actor=cast.actor(key), at=NOW, person_id=person.pk, **given)


def test_recorder_enters_somebody_with_what_his_number_says(cast: Cast) -> None:
    person = enter_as(
        cast, "recorder", " 王小二 ", id_no=" 620000 19900115 001x".replace("x", id_number()[-1])
    )

    person = Person.objects.get(pk=person.pk)
    assert (person.name, person.pinyin) == ("王小二", "wangxiaoer wxe")
    assert (person.birth_on, person.sex) == (date(1990, 1, 15), Sex.MALE)
    assert person.id_no.reveal() == id_number()
    assert str(person.id_no) == f"620{'*' * 14}{id_number()[-1]}"


def test_every_fault_is_named_at_once_and_nobody_is_entered(cast: Cast) -> None:
    wrong = id_number()[:-1] + ("0" if id_number()[-1] != "0" else "1")

    with pytest.raises(Invalid) as refusal:
        enter_as(
            cast,
            "recorder",
            "李明",
            on=date(2026, 3, 11),
            id_no=wrong,
            phone="12345",
            birth_on=date(2030, 1, 1),
            joined_on=date(2020, 1, 1),
            converted_on=date(2019, 1, 1),
        )

    assert refusal.value.fields == {
        "mark": "青山村支部已经有李明，请填写同名区分，印在每张表上好认人；例如“大”“小”“东头”“二组”。",
        "id_no": "公民身份号码的最后一位对不上，请对照证件逐位核对。",
        "phone": "手机号应当是1开头的11位数字，现在是5位，请核对；固定电话填在“固定电话”一栏。",
        "birth_on": "出生日期2030年1月1日还没有到，请核对。",
        "joined_on": "加入党组织日期2020年1月1日不晚于出生日期2030年1月1日，请核对。",
        "converted_on": "转正日期2019年1月1日早于入党日期2020年1月1日，请核对。",
        "on": "到本支部的日期2026年3月11日还没有到，请核对。",
    }
    assert wrong not in str(refusal.value)
    assert Person.objects.filter(name="李明").count() == 1


def test_second_of_a_name_is_told_apart(cast: Cast) -> None:
    assert str(enter_as(cast, "recorder", "李明", mark="小")) == "李明（小）"
    with pytest.raises(Invalid, match="已经有李明（小），请换一个"):
        enter_as(cast, "recorder", "李明", mark="小")


@pytest.mark.parametrize(
    ("branch", "said"), [("branch", "在红旗镇青山村党支部"), ("other_branch", "在其他支部")]
)
def test_number_entered_before_is_refused_without_saying_whose(cast: Cast, branch: str, said: str) -> None:
    enter(cast, "王小二", id_no=id_number(), branch_id=cast.organization(branch).pk)

    with pytest.raises(Invalid) as refusal:
        enter_as(cast, "recorder", "别的名字", id_no=id_number())

    assert refusal.value.fields == {
        "id_no": f"这个公民身份号码已经{said}登记过，请核对；如果是转入，请办理组织关系转接。"
    }


@pytest.mark.parametrize(
    ("standing", "field", "said"),
    [
        (Standing.ACTIVIST, "joined_on", "入党积极分子还没有加入党组织，请不要填加入日期。"),
        (Standing.PROBATIONARY, "converted_on", "预备党员还没有转正，请不要填转正日期。"),
    ],
)
def test_days_fit_the_standing(cast: Cast, standing: Standing, field: str, said: str) -> None:
    with pytest.raises(Invalid) as refusal:
        enter_as(cast, "recorder", standing=standing, **{field: date(2020, 1, 1)})

    assert refusal.value.fields == {field: said}


def test_people_are_entered_into_branches_and_only_by_those_who_may(cast: Cast) -> None:
    with pytest.raises(Invalid, match="人员请登记到党支部"):
        enter(cast, "王小二", branch_id=cast.organization("township").pk)
    with pytest.raises(NotFound):
        enter_as(cast, "stranger")
    with pytest.raises(NotAllowed):
        enter_as(cast, "member")


# Changing ------------------------------------------------------------------------------------------------------------


def test_edit_changes_what_it_names_and_says_which_fields(cast: Cast) -> None:
    person = edit(cast, cast.person("member"), employer="青山村", phone="13900000002", remark=" ")

    person = Person.objects.get(pk=person.pk)
    assert (person.employer, person.phone.reveal(), person.remark, person.version) == (
        "青山村",
        "13900000002",
        "",
        2,
    )
    row = Record.objects.get(act="orgs.EDIT_PERSON")
    assert row.detail == {"fields": ["employer", "phone", "remark"], "version": 2}


def test_new_name_and_phone_are_found_by_typing(cast: Cast) -> None:
    person = edit(cast, cast.person("member"), name="单明", phone="13900000002")

    assert person.pinyin == "shanming sm danming dm"
    assert person.phone_index == Person.objects.get(pk=person.pk).phone_index != ""


def test_cleared_number_leaves_nothing_to_be_found_by(cast: Cast) -> None:
    person = Person.objects.get(pk=edit(cast, cast.person("member"), phone="").pk)

    assert (person.phone.reveal(), person.phone_index) == ("", "")


def test_second_of_two_recorders_is_told_what_changed_and_saves_nothing(cast: Cast) -> None:
    seen = cast.person("member")
    edit(cast, seen, employer="青山村", work_post="会计")

    with pytest.raises(EditedMeanwhile) as refusal:
        edit(cast, seen, "secretary", remark="住镇上")

    assert str(refusal.value) == (
        "刚才孙记录员（青山村支部记录员）改过“工作单位、工作岗位”，您打开这张表单以后内容已经变了。"
        "您填的都还在，请核对后再保存一次。"
    )
    assert cast.person("member").remark == ""


def test_nobody_changes_who_he_is_or_since_when(cast: Cast) -> None:
    recorder = cast.person("recorder")

    edit(cast, recorder, phone="13900000003")
    with pytest.raises(NotAllowed, match="本人的加入党组织日期、姓名不能由本人修改"):
        edit(cast, cast.person("recorder"), name="孙某", joined_on=date(1990, 1, 1))


def test_edit_checks_what_it_changes_against_what_stays(cast: Cast) -> None:
    secretary = cast.person("secretary")

    with pytest.raises(Invalid) as refusal:
        edit(cast, secretary, birth_on=date(2000, 1, 1), name="李明")

    assert set(refusal.value.fields) == {"joined_on", "mark"}
    with pytest.raises(Blocked, match="没有改动"):
        edit(cast, secretary)
    with pytest.raises(TypeError, match="standing"):
        edit(cast, secretary, standing=Standing.LEFT)


def test_stranger_and_member_do_not_edit(cast: Cast) -> None:
    with pytest.raises(NotFound):
        edit(cast, cast.person("member"), "stranger", remark="陈某来过")
    with pytest.raises(NotAllowed):
        edit(cast, cast.person("member"), "member", remark="自己改")


def test_row_read_before_somebody_else_wrote_it_is_not_written_over(cast: Cast) -> None:
    first, second = cast.person("member"), cast.person("member")
    first.remark, second.remark = "先写的", "后写的"
    save_person(first, "remark")

    with pytest.raises(ChangedMeanwhile):
        save_person(second, "remark")

    assert (cast.person("member").remark, cast.person("member").version) == ("先写的", 2)
