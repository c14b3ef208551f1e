"""The import: nothing before it is confirmed, everything or nothing after; what is written, what is refused."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jifen.audit.models import Record
from jifen.common.orm import index_of
from jifen.common.refusals import Invalid, NotAllowed, NotFound, NotNow
from jifen.orgs import actions
from jifen.orgs.actions.roster import applying, checking
from jifen.orgs.models import (
    Circumstance,
    Membership,
    Person,
    RosterBlock,
    RosterImport,
    StandingEvent,
)
from jifen.orgs.states.acts import Act
from jifen.orgs.states.people import CircumstanceKind, Sex, Standing
from jifen.orgs.states.roster import LineKind, RosterState
from jifen.orgs.states.transfers import MembershipStart
from tests.cast import NOW, TODAY, Cast
from tests.orgs.roster.rosters import bring_in, codes, confirm, id_no, person, take_in, told, workbook

pytestmark = pytest.mark.django_db

WHOLE = {
    "姓名": "贺新",
    "性别": "女",
    "民族": "藏",
    "出生日期": "1970年5月6日",
    "身份证号": id_no(male=False),
    "学历": "大专",
    "学位": "无",
    "籍贯": "示范县",
    "人员类别": "正式党员",
    "加入党组织日期": "1992.7.1",
    "转为正式党员日期": "1993/7/1",
    "所在党支部": "青山村支部",
    "党小组": "第二党小组",
    "工作岗位": "村医",
    "工作单位": "青山村卫生室",
    "手机": "13800000011",
    "固定电话": "0931-8123456",
    "家庭住址": "青山村七号",
    "党籍状态": "正常",
    "是否失联": "否",
    "是否流动": "是",
    "外出流向": "邻省务工",
    "党员编号": "QS007",
    "同名区分": "大",
    "参加工作日期": "19900901",
    "备注": "无",
}


def test_checking_writes_nobody(cast: Cast) -> None:
    before = Person.objects.count()

    roster = take_in(cast, [WHOLE])

    assert (roster.state, roster.counts, roster.done) == (RosterState.READY, {"NEW": 1, "ABSENT": 7}, 1)
    assert Person.objects.count() == before


def test_confirmed_person_is_entered_whole(cast: Cast) -> None:
    bring_in(cast, [WHOLE])

    new = Person.objects.get(name="贺新")
    assert (new.sex, new.ethnicity, new.education, new.standing) == (Sex.FEMALE, "04", "31", Standing.FORMAL)
    assert (new.birth_on, new.work_started_on) == (date(1970, 5, 6), date(1990, 9, 1))
    assert (new.joined_on, new.converted_on) == (date(1992, 7, 1), date(1993, 7, 1))
    assert [new.id_no.reveal(), new.phone.reveal(), new.landline.reveal(), new.address.reveal()] == [
        id_no(male=False), "13800000011", "09318123456", "青山村七号",
    ]  # fmt: skip
    assert new.id_index == index_of("orgs.person.id_no", id_no(male=False))
    assert new.phone_index == index_of("orgs.person.phone", "13800000011")
    assert (new.pinyin, new.member_no, new.mark, new.version) == ("hexin hx", "QS007", "大", 1)
    assert (new.branch, new.group) == (cast.organization(), cast.organization("second_group"))
    membership = Membership.objects.get(person=new)
    assert (membership.branch, membership.from_on, membership.start) == (
        cast.organization(), date(1992, 7, 1), MembershipStart.ROSTER,
    )  # fmt: skip
    event = StandingEvent.objects.get(person=new)
    assert (event.act, event.target, event.on, str(event.basis)) == (
        Act.ENTER_PERSON, Standing.FORMAL, date(1992, 7, 1), "2026年3月10日名册导入",
    )  # fmt: skip
    away = Circumstance.objects.get(person=new)
    assert (away.kind, away.from_on, away.where) == (CircumstanceKind.MIGRANT, TODAY, "邻省务工")


def test_act_is_recorded_with_counts_and_without_personal_texts(cast: Cast) -> None:
    bring_in(cast, [WHOLE])

    rows = list(Record.objects.filter(subject_kind="roster").order_by("number"))
    assert [row.act for row in rows] == ["orgs.IMPORT_ROSTER", "orgs.APPLY_ROSTER", "orgs.APPLY_ROSTER"]
    assert rows[2].detail == {"step": "written", "NEW": 1, "ABSENT": 7}
    assert [text for row in rows for text in ("贺新", "13800000011") if text in str(row.__dict__)] == []


def test_same_file_again_changes_nothing(cast: Cast) -> None:
    bring_in(cast, [WHOLE])

    again = take_in(cast, [WHOLE])

    assert (again.state, again.counts) == (RosterState.READY, {"UNCHANGED": 1, "ABSENT": 7})


def test_changed_file_shows_old_and_new_and_of_numbers_only_that_they_changed(cast: Cast) -> None:
    bring_in(cast, [WHOLE])
    changed = WHOLE | {
        "学历": "本科",
        "手机": "13800000022",
        "党小组": "第一党小组",
        "是否流动": "否",
        "外出流向": None,
        "是否失联": "是",
    }

    roster = take_in(cast, [changed])

    line = roster.lines.get(kind=LineKind.CHANGED)
    assert line.changes["said"] == [
        ["学历", "大学专科毕业", "大学本科毕业"],
        ["手机", "", "有变化"],
        ["党小组", "青山村党支部第二党小组", "青山村党支部第一党小组"],
        ["流动党员", "是", "否"],
        ["失去联系", "否", "是"],
    ]
    confirm(cast, roster)
    new = Person.objects.get(name="贺新")
    assert (new.education, new.phone.reveal(), new.group, new.version) == (
        "21", "13800000022", cast.organization("first_group"), 2,
    )  # fmt: skip
    assert [(row.kind, row.to_on) for row in Circumstance.objects.filter(person=new).order_by("kind")] == [
        (CircumstanceKind.LOST_CONTACT, None),
        (CircumstanceKind.MIGRANT, TODAY),
    ]


def test_empty_cells_erase_nothing(cast: Cast) -> None:
    bring_in(cast, [WHOLE])

    roster = take_in(cast, [dict.fromkeys(WHOLE) | {"姓名": "贺新", "人员类别": "正式党员"}])

    assert roster.counts == {"UNCHANGED": 1, "ABSENT": 7}


def test_whoever_the_file_does_not_name_is_listed_and_left_alone(cast: Cast) -> None:
    roster = bring_in(cast, [person("李明", 工作岗位="护林员")])

    absent = roster.lines.filter(kind=LineKind.ABSENT).select_related("person")
    assert sorted(line.person.name for line in absent if line.person) == sorted(
        ["赵书记", "钱组织委员", "孙记录员", "周预备", "吴积极分子", "郑流动"]
    )
    assert cast.person("secretary").version == 1


def test_standing_is_not_changed_by_a_roster(cast: Cast) -> None:
    roster = take_in(cast, [person("周预备", 人员类别="正式党员"), person("李明", 党籍状态="停止党籍")])

    assert roster.state is RosterState.FAULTY
    assert told(roster) == [
        (2, "人员类别", "正式党员", "在系统里是“预备党员”，名册不能改变人员类别"),
        (3, "人员类别", "停止党籍", "在系统里是“正式党员”，名册不能改变人员类别"),
    ]
    with pytest.raises(NotNow, match="有问题，未导入"):
        confirm(cast, roster)
    assert cast.person("probationary").standing is Standing.PROBATIONARY


def test_after_the_act_was_done_the_same_import_is_checked_again(cast: Cast) -> None:
    roster = take_in(cast, [person("周预备", 人员类别="正式党员")])
    Person.objects.filter(name="周预备").update(standing=Standing.FORMAL)

    roster = actions.recheck_roster(actor=cast.actor("recorder"), at=NOW, roster_id=roster.pk)
    roster = actions.check_rows(roster_id=roster.pk, attempt=roster.attempt)

    assert (roster.state, told(roster), roster.counts) == (
        RosterState.READY,
        [],
        {"UNCHANGED": 1, "ABSENT": 6},
    )


def test_suspended_member_is_entered_with_what_he_was(cast: Cast) -> None:
    bring_in(cast, [person("贺新", 人员类别="预备党员", 党籍状态="停止党籍")])

    event = StandingEvent.objects.get(person__name="贺新")
    assert (event.source, event.target) == (Standing.PROBATIONARY, Standing.SUSPENDED)
    again = take_in(cast, [person("贺新", 人员类别="预备党员", 党籍状态="停止党籍")])
    assert again.counts == {"UNCHANGED": 1, "ABSENT": 7}


def test_day_that_disagrees_with_what_is_known(cast: Cast) -> None:
    Person.objects.filter(name="李明").update(joined_on=date(1990, 1, 1), converted_on=date(1991, 1, 1))

    assert codes(take_in(cast, [person("李明", 加入党组织日期="1992-01-01")])) == ["days-in-disorder"]
    bring_in(cast, [person("李明", 加入党组织日期="1992-01-01", 转为正式党员日期="1993-01-01")])
    assert cast.person("member").joined_on == date(1992, 1, 1)


def test_where_to_without_being_away(cast: Cast) -> None:
    rows = [person("贺新", 是否流动="否", 外出流向="邻省"), person("贺兰", 外出流向="邻省")]

    assert codes(take_in(cast, rows)) == ["not-away", "not-away"]


def test_new_whereabouts_of_a_migrant(cast: Cast) -> None:
    bring_in(cast, [WHOLE])

    roster = bring_in(cast, [{"姓名": "贺新", "人员类别": "正式党员", "外出流向": "省城"}])

    assert roster.lines.get(kind=LineKind.CHANGED).changes["said"] == [["外出流向", "邻省务工", "省城"]]
    assert Circumstance.objects.get(person__name="贺新").where == "省城"


# ------------------------------------------------------------------ all or nothing


def test_one_fault_keeps_all_rows_out(cast: Cast) -> None:
    before = Person.objects.count()
    roster = take_in(cast, [person("贺新"), person("贺兰", 性别="先生")])

    with pytest.raises(NotNow):
        confirm(cast, roster)

    assert Person.objects.count() == before


class Crash(Exception):
    """The worker dies."""


@pytest.mark.django_db(transaction=True)
def test_run_that_dies_while_writing_leaves_nothing_and_is_taken_up(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Person.objects.count()
    roster = take_in(cast, many(1_200))
    assert roster.counts == {"NEW": 1_200, "ABSENT": 7}

    with monkeypatch.context() as patched:
        dies_at_block(patched, 2)
        with pytest.raises(Crash):
            confirm(cast, roster)

    roster.refresh_from_db()
    assert (roster.state, Person.objects.count()) == (RosterState.APPLYING, before)
    roster = confirm(cast, roster)
    assert (roster.state, Person.objects.count()) == (RosterState.APPLIED, before + 1_200)
    assert not RosterBlock.objects.filter(roster=roster).exists()


@pytest.mark.canary("名册整体导入", "写一块就提交一块")
@pytest.mark.django_db(transaction=True)
def test_half_an_import_is_noticed_where_every_block_is_committed(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plant the defect: each block in a transaction of its own; the test above would see half an import."""
    before = Person.objects.count()
    roster = take_in(cast, many(1_200))
    roster = actions.apply_roster(actor=cast.actor("recorder"), at=NOW, roster_id=roster.pk)
    dies_at_block(monkeypatch, 2)

    def commit_per_block() -> None:
        for lines in applying.blocks_of(roster, LineKind.NEW):
            applying._enter(roster, lines, NOW)

    with pytest.raises(Crash):
        commit_per_block()

    assert Person.objects.count() == before + 500


def many(count: int) -> list[dict[str, Any]]:
    return [person(f"贺{number}", 党员编号=str(number)) for number in range(count)]


def dies_at_block(patched: pytest.MonkeyPatch, block: int) -> None:
    """Let the writing of people die at a block."""
    whole, calls = applying._enter, []

    def enter(*words: Any) -> None:
        calls.append(words)
        if len(calls) == block:
            raise Crash
        whole(*words)

    patched.setattr(applying, "_enter", enter)


@pytest.mark.django_db(transaction=True)
def test_run_that_dies_while_checking_tells_how_far_it_was_and_is_taken_up_or_discarded(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, calls = checking._check, []

    def check(*words: Any) -> int:
        calls.append(words)
        if len(calls) == 2:
            raise Crash
        return whole(*words)

    with monkeypatch.context() as patched:
        patched.setattr(checking, "_check", check)
        with pytest.raises(Crash):
            take_in(cast, many(700))

    roster = RosterImport.objects.get()
    assert (roster.state, roster.done, roster.rows) == (RosterState.CHECKING, 500, 700)
    roster = actions.recheck_roster(actor=cast.actor("recorder"), at=NOW, roster_id=roster.pk)
    assert (roster.done, roster.lines.count()) == (0, 0)
    roster = actions.check_rows(roster_id=roster.pk, attempt=roster.attempt)
    assert (roster.state, roster.done) == (RosterState.READY, 700)
    roster = actions.discard_roster(actor=cast.actor("recorder"), at=NOW, roster_id=roster.pk)
    assert roster.state is RosterState.DISCARDED


def test_run_that_was_overtaken_writes_nothing(cast: Cast) -> None:
    roster = take_in(cast, [person("贺新")])
    old = roster.attempt
    actions.recheck_roster(actor=cast.actor("recorder"), at=NOW, roster_id=roster.pk)

    roster = actions.check_rows(roster_id=roster.pk, attempt=old)

    assert (roster.state, roster.lines.count()) == (RosterState.CHECKING, 0)


def test_import_confirmed_twice_is_written_once(cast: Cast) -> None:
    roster = take_in(cast, [person("贺新")])
    actor = cast.actor("recorder")
    first = actions.apply_roster(actor=actor, at=NOW, roster_id=roster.pk)
    second = actions.apply_roster(actor=actor, at=NOW, roster_id=roster.pk)
    done = actions.write_rows(actor=actor, at=NOW, roster_id=roster.pk, attempt=second.attempt)
    late = actions.write_rows(actor=actor, at=NOW, roster_id=roster.pk, attempt=first.attempt)

    assert (done.state, late.state) == (RosterState.APPLIED, RosterState.APPLIED)
    assert Person.objects.filter(name="贺新").count() == 1
    with pytest.raises(NotNow):
        actions.apply_roster(actor=actor, at=NOW, roster_id=roster.pk)


@pytest.mark.parametrize("what", ["person", "new", "number", "circumstance"])
def test_roster_changed_after_the_check_is_not_written_over(cast: Cast, what: str) -> None:
    bring_in(cast, [WHOLE])
    changed = {**WHOLE, "工作岗位": "护士", "身份证号": id_no(serial=5), "是否流动": "否", "外出流向": None}
    roster = take_in(cast, [changed, person("贺兰")])
    assert roster.state is RosterState.READY, told(roster)
    if what == "person":
        Person.objects.filter(name="贺新").update(version=9)
    elif what == "new":
        enter(cast, "贺兰")
    elif what == "number":
        enter(cast, "贺远", id_no=id_no(serial=5))
    else:
        Circumstance.objects.filter(person__name="贺新").update(to_on=TODAY)

    roster = confirm(cast, roster)

    assert (roster.state, codes(roster)) == (RosterState.FAULTY, ["changed-since"])
    assert Person.objects.get(name="贺新").work_post == "村医"
    assert Person.objects.filter(name="贺兰").count() == (what == "new")


def enter(cast: Cast, name: str, **details: Any) -> Person:
    return actions.enter_person(
        actor=cast.actor("recorder"),
        at=NOW,
        branch_id=cast.organization().pk,
        name=name,
        standing=Standing.FORMAL,
        on=TODAY,
        **details,
    )


# ------------------------------------------------------------------ who may, and how much is asked


def test_stranger_and_member_and_recorder_of_another_branch_may_not(cast: Cast) -> None:
    content = workbook([person("贺新")])

    for who in ("stranger", "probationary"):
        with pytest.raises((NotFound, NotAllowed)):
            take_in(cast, content, who)
    with pytest.raises(NotFound):
        take_in(cast, content, "recorder", "other_branch")
    with pytest.raises(NotFound):
        take_in(cast, content, "recorder", "township")
    assert not RosterImport.objects.exists()


def test_stranger_finds_no_import_of_the_branch(cast: Cast) -> None:
    roster = take_in(cast, [person("贺新")])
    stranger = cast.actor("stranger")

    for act in (actions.recheck_roster, actions.apply_roster, actions.discard_roster, actions.undo_roster):
        with pytest.raises(NotFound):
            act(actor=stranger, at=NOW, roster_id=roster.pk)
    for run in (actions.write_rows, actions.take_back_rows):
        with pytest.raises(NotFound):
            run(actor=stranger, at=NOW, roster_id=roster.pk, attempt=1)


def test_whoever_lost_the_right_after_confirming_writes_nothing(cast: Cast) -> None:
    roster = take_in(cast, [person("贺新")])
    roster = actions.apply_roster(actor=cast.actor("recorder"), at=NOW, roster_id=roster.pk)

    with pytest.raises(NotFound):
        actions.write_rows(
            actor=cast.actor("recorder", "MEMBER"), at=NOW, roster_id=roster.pk, attempt=roster.attempt
        )


def test_superiors_import_into_what_is_below_them(cast: Cast) -> None:
    bring_in(cast, [person("贺新", 所在党支部="白水村支部")], "organizer", "township")
    bring_in(cast, [person("贺兰", 所在党支部="镇机关支部")], "county_organizer", "county")

    assert Person.objects.get(name="贺新").branch == cast.organization("other_branch")
    assert Person.objects.get(name="贺兰").branch == cast.organization("office_branch")


def test_rows_do_not_ask_the_database_one_by_one(cast: Cast) -> None:
    def count(rows: int) -> int:
        content = workbook([person(f"贺{rows}{number}", 所在党支部="青山村支部") for number in range(rows)])
        with CaptureQueriesContext(
            connection,
        ) as captured:
            bring_in(cast, content)
        return sum(not query["sql"].startswith("INSERT") for query in captured.captured_queries)

    assert count(200) == count(2)


def test_group_has_no_roster_of_its_own(cast: Cast) -> None:
    with pytest.raises(Invalid, match="名册按党支部导入"):
        take_in(cast, [person("贺新", 所在党支部="青山村支部")], "organizer", "first_group")
