"""What is due: read from states, for each hat its own, in the same number of queries."""

from datetime import date, timedelta
from typing import Any

import pytest

from jifen.common.basis import Basis, BasisKind
from jifen.orgs.actions import accept_transfer, assign_group
from jifen.orgs.models import (
    Appointment,
    Bond,
    Circumstance,
    Organization,
    Person,
    RosterImport,
    StandingEvent,
)
from jifen.orgs.queries import Due, list_due
from jifen.orgs.states.acts import Act
from jifen.orgs.states.due import DueKind
from jifen.orgs.states.people import BondKind, CircumstanceKind, Standing
from jifen.orgs.states.roles import Role
from jifen.orgs.states.roster import RosterState
from tests.cast import NOW, TODAY, Cast
from tests.orgs.acts import enter, send

pytestmark = pytest.mark.django_db

PAPER = Basis(BasisKind.MEETING, "支部委员会", TODAY)


def ask(cast: Cast, who: str, hat: str = "", on: date = TODAY) -> dict[DueKind, list[Due]]:
    return {found.kind: list(found.lines) for found in list_due(cast.actor(who, hat), on)}


def say(cast: Cast, who: str, kind: DueKind, on: date = TODAY) -> list[str]:
    return [due.what for due in ask(cast, who, on=on).get(kind, [])]


def test_letter_waits_with_the_receiver_and_later_with_the_sender(cast: Cast) -> None:
    letter = send(cast)

    (due,) = ask(cast, "stranger")[DueKind.ACCEPT_TRANSFER]
    assert (due.what, due.subject_id, due.by, due.blocked) == (
        "李明的组织关系从青山村支部转来",
        letter.pk,
        TODAY + timedelta(days=90),
        "",
    )
    assert DueKind.CHASE_TRANSFER not in ask(cast, "recorder")
    late = TODAY + timedelta(days=91)
    (due,) = ask(cast, "recorder", on=late)[DueKind.CHASE_TRANSFER]
    assert (due.what, due.late) == ("李明转往红旗镇白水村党支部，对方还没有接收", True)
    (due,) = ask(cast, "stranger", on=late)[DueKind.ACCEPT_TRANSFER]
    assert due.blocked == "介绍信已于2026年6月8日过期，只能退回。"
    assert {DueKind.ACCEPT_TRANSFER, DueKind.CHASE_TRANSFER} <= ask(cast, "organizer", on=late).keys()

    accept_transfer(actor=cast.actor("stranger"), at=NOW, transfer_id=letter.pk, on=TODAY)
    assert DueKind.ACCEPT_TRANSFER not in ask(cast, "stranger", on=late)


def test_probation_is_told_sixty_days_before_its_end_and_an_extension_counts(cast: Cast) -> None:
    end = date(2027, 1, 10)

    assert say(cast, "recorder", DueKind.END_OF_PROBATION, end - timedelta(days=61)) == []
    assert say(cast, "recorder", DueKind.END_OF_PROBATION, end - timedelta(days=60)) == [
        "周预备的预备期到2027年1月10日为止"
    ]
    assert say(cast, "organizer", DueKind.END_OF_PROBATION, end + timedelta(days=1)) == [
        "周预备的预备期已于2027年1月10日届满"
    ]
    StandingEvent.objects.create(
        person=cast.person("probationary"),
        act=Act.EXTEND_PROBATION,
        source=Standing.PROBATIONARY,
        target=Standing.PROBATIONARY,
        on=end,
        until=date(2027, 7, 10),
        entered_at=NOW,
    )
    assert say(cast, "recorder", DueKind.END_OF_PROBATION, end + timedelta(days=1)) == []
    assert say(cast, "recorder", DueKind.END_OF_PROBATION, date(2027, 6, 1)) == [
        "周预备的预备期到2027年7月10日为止"
    ]


def test_extension_that_was_corrected_or_belongs_to_an_earlier_probation_does_not_count(cast: Cast) -> None:
    end, person = date(2027, 1, 10), cast.person("probationary")

    def extend(on: date, until: date) -> StandingEvent:
        return StandingEvent.objects.create(
            person=person,
            act=Act.EXTEND_PROBATION,
            source=Standing.PROBATIONARY,
            target=Standing.PROBATIONARY,
            on=on,
            until=until,
            entered_at=NOW,
        )

    extend(date(2020, 1, 10), date(2030, 7, 10))
    wrong = extend(end, date(2027, 12, 10))
    StandingEvent.objects.create(
        person=person,
        act=Act.CORRECT_STANDING,
        source=Standing.PROBATIONARY,
        target=Standing.PROBATIONARY,
        on=end,
        reason="没有延长过",
        corrects=wrong,
        entered_at=NOW,
    )
    assert say(cast, "recorder", DueKind.END_OF_PROBATION, end + timedelta(days=1)) == [
        "周预备的预备期已于2027年1月10日届满"
    ]

    extend(end, date(2027, 4, 10))
    assert say(cast, "recorder", DueKind.END_OF_PROBATION, date(2027, 4, 1)) == [
        "周预备的预备期到2027年4月10日为止"
    ]


def test_who_may_have_been_entered_twice_is_told_once(cast: Cast) -> None:
    born = date(1978, 3, 4)
    twins = [enter(cast, "欧阳文静", mark=mark) for mark in ("", "大")]
    other = enter(cast, "欧阳文静", mark="小")
    Person.objects.filter(pk__in=[row.pk for row in twins]).update(birth_on=born)
    Person.objects.filter(pk=other.pk).update(birth_on=date(1980, 3, 4))

    (due,) = ask(cast, "recorder")[DueKind.CHECK_DUPLICATE]
    assert (due.what, due.blocked, due.organization) == (
        "欧阳文静（1978年3月4日出生）可能登记了两次",
        "核对以后是同一个人的，请上级党委组织员合并。",
        "青山村支部",
    )
    assert DueKind.CHECK_DUPLICATE not in ask(cast, "organizer")
    assert DueKind.CHECK_DUPLICATE not in ask(cast, "stranger")

    Person.objects.filter(pk=twins[1].pk).update(same_as=twins[0])
    assert DueKind.CHECK_DUPLICATE not in ask(cast, "recorder")


def test_people_for_whom_nobody_is_named(cast: Cast) -> None:
    target = enter(cast, "孔发展", Standing.DEVELOPMENT_TARGET)
    Bond.objects.create(person=target, other=cast.person("member"), kind=BondKind.INTRODUCER, from_on=TODAY)
    for key, kind in (("migrant", CircumstanceKind.MIGRANT), ("member", CircumstanceKind.FRAIL)):
        Circumstance.objects.create(person=cast.person(key), kind=kind, from_on=TODAY, basis=PAPER)

    assert say(cast, "recorder", DueKind.NAME_INTRODUCERS) == [
        "孔发展是发展对象，入党介绍人要 2 名，现有 1 名"
    ]
    assert say(cast, "recorder", DueKind.NAME_CONTACTS) == ["吴积极分子是入党积极分子，还没有培养联系人"]
    assert say(cast, "recorder", DueKind.NAME_LIAISON) == ["郑流动外出流动，还没有联系人"]
    assert say(cast, "recorder", DueKind.NAME_HELPER) == ["李明年老体弱，还没有帮扶人"]
    assert say(cast, "organizer", DueKind.NAME_LIAISON) == []

    for person, other, bond in (
        (target, "secretary", BondKind.INTRODUCER),
        (cast.person("activist"), "member", BondKind.CULTIVATION_CONTACT),
        (cast.person("migrant"), "member", BondKind.MIGRANT_LIAISON),
        (cast.person("member"), "secretary", BondKind.HELPER),
    ):
        Bond.objects.create(person=person, other=cast.person(other), kind=bond, from_on=TODAY)
    assert set(ask(cast, "recorder")) == {DueKind.ASSIGN_GROUPS}


def test_terms_that_end_and_offices_nobody_holds(cast: Cast) -> None:
    Organization.objects.filter(code="62000101").update(term_to=date(2026, 5, 1))
    Appointment.objects.filter(role=Role.RECORDER, organization__code="62000101").update(
        term_until=TODAY - timedelta(days=1)
    )
    Appointment.objects.filter(
        role__in=(Role.SECRETARY, Role.RECORDER), organization__code="62000102"
    ).delete()

    assert say(cast, "secretary", DueKind.HOLD_ELECTION) == ["青山村支部本届任期2026年5月1日届满"]
    assert say(cast, "secretary", DueKind.RENEW_OFFICE) == ["孙记录员任青山村支部记录员已于2026年3月9日届满"]
    assert say(cast, "organizer", DueKind.APPOINT_SECRETARY) == [
        "红旗镇党委没有登记书记",
        "镇机关支部没有登记书记",
        "白水村支部没有登记书记",
    ]
    assert say(cast, "secretary", DueKind.APPOINT_RECORDER) == []


def test_roster_that_waits_and_members_in_no_group(cast: Cast) -> None:
    RosterImport.objects.create(
        organization=cast.organization(),
        state=RosterState.READY,
        document="x",
        file_name="名册.xlsx",
        entered_by="孙记录员",
        entered_at=NOW,
        rows=30,
    )
    assign_group(
        actor=cast.actor("recorder"),
        at=NOW,
        person_id=cast.person("member").pk,
        group_id=cast.organization("first_group").pk,
    )

    assert say(cast, "secretary", DueKind.CONFIRM_ROSTER) == ["名册.xlsx（30行），孙记录员上传"]
    assert say(cast, "secretary", DueKind.ASSIGN_GROUPS) == ["青山村支部有 5 名党员没有编入党小组"]


def test_slip_that_was_never_used(cast: Cast) -> None:
    names = {due.what for due in ask(cast, "secretary").get(DueKind.HAND_OUT_SLIP, [])}

    assert "李明还没有用密码条登录" in names
    assert names == {due.what for due in ask(cast, "secretary")[DueKind.HAND_OUT_SLIP]}
    assert DueKind.HAND_OUT_SLIP in ask(cast, "admin")
    assert DueKind.HAND_OUT_SLIP not in ask(cast, "organizer")


@pytest.mark.parametrize("who", ["member", "auditor"])
def test_who_holds_no_office_has_nothing_due(cast: Cast, who: str) -> None:
    assert list_due(cast.actor(who), TODAY) == ()


def test_stranger_has_nothing_of_the_branch(cast: Cast) -> None:
    enter(cast, "孔发展", Standing.DEVELOPMENT_TARGET)

    found = [due for lines in ask(cast, "stranger").values() for due in lines]

    assert {due.organization for due in found} <= {"白水村支部"}


def test_long_list_shows_the_first_and_counts_the_rest(cast: Cast, django_assert_num_queries: Any) -> None:
    recorder = cast.actor("recorder")
    with django_assert_num_queries(4) as few:
        list_due(recorder, TODAY)
    for number in range(35):
        enter(cast, f"积极{number}", Standing.ACTIVIST)
    with django_assert_num_queries(len(few)):
        lists = list_due(recorder, TODAY)

    found = next(found for found in lists if found.kind is DueKind.NAME_CONTACTS)
    assert (len(found.lines), found.more) == (20, True)
    assert Person.objects.filter(standing=Standing.ACTIVIST).count() == 36
