"""Offices: who enters them, how many, from above, at an election, the points group."""

from datetime import date
from typing import Any

import pytest

from jifen.audit.models import Record
from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Blocked, Invalid, NotAllowed, NotFound, NotNow
from jifen.orgs.actions import appoint, end_appointment, name_points_group, renew_committee
from jifen.orgs.errors import OfficeTaken
from jifen.orgs.models import Appointment, Organization
from jifen.orgs.queries import list_office_lines, propose_points_group
from jifen.orgs.states.organizations import OrganizationKind
from jifen.orgs.states.roles import OFFICES, Role
from tests.cast import NOW, TODAY, Cast
from tests.orgs.acts import enter

pytestmark = pytest.mark.django_db

VOTE = Basis(BasisKind.MEETING, "支部党员大会", TODAY)


def put(cast: Cast, who: str, role: Role, by: str = "organizer", **changes: Any) -> Appointment:
    given = {
        "actor": cast.actor(by),
        "at": NOW,
        "person_id": cast.person(who).pk,
        "organization_id": cast.organization().pk,
        "role": role,
        "from_on": TODAY,
        "basis": VOTE,
        "reason": "增补",
        **changes,
    }
    return appoint(**given)


def held(cast: Cast, who: str, role: Role) -> Appointment:
    return Appointment.objects.get(person=cast.person(who), role=role, to_on__isnull=True)


def test_office_is_entered_with_its_ground_and_the_page_shows_who_did(cast: Cast) -> None:
    row = put(cast, "member", Role.PUBLICITY_COMMISSIONER, "recorder", term_until=date(2026, 4, 30))

    current, past = list_office_lines(cast.actor("member"), cast.organization(), TODAY)

    line = next(line for line in current if line.appointment == row)
    assert (line.entered_by, line.entered_at, line.term) == ("孙记录员", NOW, "任期2026年4月30日届满")
    assert [line.appointment.role.label for line in current] == ["书记", "组织委员", "宣传委员", "记录员"]
    assert past == []


def test_ended_office_keeps_its_reason_and_who_entered_it(cast: Cast) -> None:
    row = held(cast, "commissioner", Role.ORGANIZATION_COMMISSIONER)
    end_appointment(
        actor=cast.actor("recorder"),
        at=NOW,
        appointment_id=row.pk,
        to_on=date(2026, 3, 9),
        basis=VOTE,
        reason="工作调动",
    )

    _, past = list_office_lines(cast.actor("member"), cast.organization(), TODAY)

    assert [(line.appointment.end_reason, line.ended_by) for line in past] == [("工作调动", "孙记录员")]


@pytest.mark.parametrize(
    "role",
    [office.role for office in OFFICES if office.from_above and OrganizationKind.BRANCH in office.kinds],
)
def test_office_from_above_is_entered_by_the_superior_alone(cast: Cast, role: Role) -> None:
    Appointment.objects.filter(role=role).delete()

    with pytest.raises(NotAllowed, match=f"“{role.label}”由上级党组织任免"):
        put(cast, "member", role, "recorder")

    assert put(cast, "member", role, "organizer").role is role


def test_branch_that_runs_alone_enters_its_secretary_from_the_paper(cast: Cast) -> None:
    Appointment.objects.filter(role=Role.SECRETARY).delete()
    branch = cast.organization()
    Organization.objects.move(branch, cast.organization("county"), pos="right")

    assert put(cast, "member", Role.SECRETARY, "recorder").role is Role.SECRETARY


@pytest.mark.parametrize("by", ["recorder", "secretary"])
def test_nobody_appoints_himself(cast: Cast, by: str) -> None:
    with pytest.raises(NotAllowed, match="“登记任职”不能由本人办理"):
        put(cast, by, Role.PUBLICITY_COMMISSIONER, by)
    with pytest.raises(NotAllowed, match="“登记免职”不能由本人办理"):
        end_appointment(
            actor=cast.actor("recorder"),
            at=NOW,
            appointment_id=held(cast, "recorder", Role.RECORDER).pk,
            to_on=TODAY,
            basis=VOTE,
            reason="不干了",
        )


@pytest.mark.parametrize("by", ["member", "stranger", "admin", "auditor"])
def test_others_enter_no_office(cast: Cast, by: str) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        put(cast, "migrant", Role.PUBLICITY_COMMISSIONER, by)
    with pytest.raises((NotAllowed, NotFound)):
        end_appointment(
            actor=cast.actor(by),
            at=NOW,
            appointment_id=held(cast, "commissioner", Role.ORGANIZATION_COMMISSIONER).pk,
            to_on=TODAY,
            basis=VOTE,
            reason="免职",
        )


FAULTS: dict[str, tuple[str, Role, dict[str, Any], str, str]] = {
    "wrong kind": ("member", Role.ORGANIZER, {}, "role", "党支部里没有“组织员”这个职务。"),
    "probationary": ("probationary", Role.RECORDER, {}, "person", "记录员要由正式党员担任。"),
    "no reason": ("member", Role.SECTION_HEAD, {"reason": " "}, "reason", "请写明任职原因"),
    "term": ("member", Role.SECTION_HEAD, {"term_until": date(2026, 1, 1)}, "term_until", "早于任职日期"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_fault_stands_at_its_field(cast: Cast, case: str) -> None:
    who, role, changes, field, said = FAULTS[case]

    with pytest.raises(Invalid) as refusal:
        put(cast, who, role, **changes)

    assert said in refusal.value.fields[field]


def test_office_that_is_held_says_by_whom(cast: Cast) -> None:
    with pytest.raises(OfficeTaken, match="书记已有赵书记，请先登记免职"):
        put(cast, "member", Role.SECRETARY)
    with pytest.raises(Blocked, match="钱组织委员已经是青山村支部组织委员"):
        put(cast, "commissioner", Role.ORGANIZATION_COMMISSIONER)


def test_office_ends_once_and_not_before_it_began(cast: Cast) -> None:
    row = held(cast, "commissioner", Role.ORGANIZATION_COMMISSIONER)

    def end(on: date, reason: str = "调动") -> Appointment:
        return end_appointment(
            actor=cast.actor("organizer"), at=NOW, appointment_id=row.pk, to_on=on, basis=VOTE, reason=reason
        )

    with pytest.raises(Invalid) as refusal:
        end(date(2026, 2, 1), " ")
    assert set(refusal.value.fields) == {"to_on", "reason"}
    end(TODAY)
    with pytest.raises(NotNow, match="刚才有别的同志办理过"):
        end(TODAY)


def test_right_is_gone_at_the_next_request(cast: Cast) -> None:
    browser = cast.browser("recorder")
    address = f"/organizations/{cast.organization().pk}/edit/"
    assert browser.get(address).status_code == 200

    end_appointment(
        actor=cast.actor("organizer"),
        at=NOW,
        appointment_id=held(cast, "recorder", Role.RECORDER).pk,
        to_on=date(2026, 3, 9),
        basis=VOTE,
        reason="改选",
    )

    assert browser.get(address).status_code == 302
    assert cast.browser("recorder").get(address).status_code == 403


def elect(cast: Cast, by: str = "organizer", **changes: Any) -> Organization:
    people = {
        Role.SECRETARY: [cast.person("commissioner").pk],
        Role.ORGANIZATION_COMMISSIONER: [cast.person("recorder").pk],
        Role.DISCIPLINE_COMMISSIONER: [cast.person("member").pk],
        **changes.pop("holders", {}),
    }
    given = {
        "actor": cast.actor(by),
        "at": NOW,
        "organization_id": cast.organization().pk,
        "holders": people,
        "from_on": date(2026, 3, 8),
        "term_until": date(2029, 3, 7),
        "basis": VOTE,
        **changes,
    }
    return renew_committee(**given)


def test_election_ends_the_old_committee_and_enters_the_new_on_one_ground(cast: Cast) -> None:
    branch = elect(cast)

    now = Appointment.objects.filter(organization=branch, to_on__isnull=True).exclude(role=Role.RECORDER)
    assert {(row.person.name, row.role, row.term_until, row.basis) for row in now} == {
        ("钱组织委员", Role.SECRETARY, date(2029, 3, 7), VOTE),
        ("孙记录员", Role.ORGANIZATION_COMMISSIONER, date(2029, 3, 7), VOTE),
        ("李明", Role.DISCIPLINE_COMMISSIONER, date(2029, 3, 7), VOTE),
    }
    old = Appointment.objects.filter(organization=branch, to_on__isnull=False)
    assert {(row.person.name, row.to_on, row.end_reason) for row in old} == {
        ("赵书记", date(2026, 3, 7), "换届选举"),
        ("钱组织委员", date(2026, 3, 7), "换届选举"),
    }
    assert held(cast, "recorder", Role.RECORDER).from_on == date(2026, 3, 1)
    assert (branch.term_from, branch.term_to) == (date(2026, 3, 8), date(2029, 3, 7))
    assert Record.objects.filter(act="orgs.RENEW_COMMITTEE").count() == 1


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "probationary": (
        {"holders": {Role.DISCIPLINE_COMMISSIONER: ["probationary"]}},
        "纪检委员要由正式党员担任",
    ),
    "two offices": ({"holders": {Role.DISCIPLINE_COMMISSIONER: ["recorder"]}}, "一位同志只填一个"),
    "two secretaries": ({"holders": {Role.SECRETARY: ["member", "migrant"]}}, "书记最多1名，选了2名"),
    "no secretary": ({"holders": {Role.SECRETARY: []}}, "请选书记。"),
    "before the old term": ({"from_on": date(2026, 2, 1)}, "早于赵书记、钱组织委员现在任职的日期"),
}


@pytest.mark.parametrize("case", WRONG)
def test_election_with_a_fault_changes_nothing(cast: Cast, case: str) -> None:
    changes, said = WRONG[case]
    changes = dict(changes)
    if "holders" in changes:
        changes["holders"] = {
            role: [cast.person(key).pk for key in keys] for role, keys in changes["holders"].items()
        }
    before = list(Appointment.objects.order_by("pk").values())

    with pytest.raises(Invalid) as refusal:
        elect(cast, **changes)

    assert any(said in reason for reason in refusal.value.reasons)
    assert list(Appointment.objects.order_by("pk").values()) == before


def test_branch_below_a_superior_does_not_enter_its_own_secretary_at_an_election(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="“书记”由上级党组织任免"):
        elect(cast, "recorder", holders={Role.ORGANIZATION_COMMISSIONER: [cast.person("migrant").pk]})
    for by in ("stranger", "member", "admin"):
        with pytest.raises((NotAllowed, NotFound)):
            elect(cast, by)


def test_points_group_is_proposed_from_the_committee_and_entered_whole(cast: Cast) -> None:
    branch = cast.organization()
    proposed = propose_points_group(branch, TODAY)
    assert {role: [str(person) for person in people] for role, people in proposed.items()} == {
        Role.POINTS_GROUP_HEAD: ["赵书记"],
        Role.POINTS_GROUP_DEPUTY: ["钱组织委员"],
        Role.POINTS_GROUP_MEMBER: ["孙记录员"],
    }

    def name(holders: dict[Role, list[Any]], by: str = "organizer") -> Organization:
        return name_points_group(
            actor=cast.actor(by),
            at=NOW,
            organization_id=branch.pk,
            holders=holders,
            from_on=TODAY,
            basis=VOTE,
        )

    ids: dict[Role, list[Any]] = {role: [person.pk for person in people] for role, people in proposed.items()}
    name(ids)
    kept = held(cast, "secretary", Role.POINTS_GROUP_HEAD)
    with pytest.raises(Blocked, match="没有变化"):
        name(ids)
    name({**ids, Role.POINTS_GROUP_MEMBER: [cast.person("member").pk]})

    assert held(cast, "secretary", Role.POINTS_GROUP_HEAD) == kept
    assert held(cast, "member", Role.POINTS_GROUP_MEMBER).from_on == TODAY
    with pytest.raises(NotAllowed, match="不能由本人办理"):
        name({**ids, Role.POINTS_GROUP_MEMBER: [cast.person("recorder").pk]}, "recorder")


def test_committee_lines_cost_the_same_for_many_offices(cast: Cast, django_assert_num_queries: Any) -> None:
    member = cast.actor("member")
    branch = cast.organization()
    with django_assert_num_queries(2):
        list_office_lines(member, branch, TODAY)
    for number in range(30):
        person = enter(cast, f"同志{number}")
        put(cast, "member", Role.POINTS_GROUP_MEMBER, person_id=person.pk)
    with django_assert_num_queries(2):
        list_office_lines(member, branch, TODAY)
