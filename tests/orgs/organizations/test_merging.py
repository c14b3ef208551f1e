"""Merging organisations: what goes over, what ends, what stays."""

from datetime import date, timedelta

import pytest

from jifen.common.refusals import Blocked, Invalid, NotAllowed, NotFound, NotNow
from jifen.orgs.actions import assign_group, merge_organizations
from jifen.orgs.models import (
    Appointment,
    Household,
    Membership,
    Organization,
    OrganizationEvent,
    Person,
    Transfer,
)
from jifen.orgs.states.organizations import OrganizationKind, OrganizationState
from jifen.orgs.states.transfers import MembershipEnd, MembershipStart
from tests.cast import NOW, TODAY, Cast
from tests.orgs.acts import REPLY, enter, found, send

pytestmark = pytest.mark.django_db


def merge(cast: Cast, key: str, into: str, who: str = "organizer", on: date = TODAY) -> Organization:
    return merge_organizations(
        actor=cast.actor(who),
        at=NOW,
        organization_id=cast.organization(key).pk,
        into_id=cast.organization(into).pk,
        on=on,
        basis=REPLY,
    )


def test_members_go_over_on_the_same_day(cast: Cast) -> None:
    people = set(Person.objects.filter(branch=cast.organization("other_branch")))

    merge(cast, "other_branch", "branch")

    assert {
        person for person in Person.objects.filter(branch=cast.organization()) if person in people
    } == people
    left = Membership.objects.filter(branch=cast.organization("other_branch"))
    assert {(row.to_on, row.end) for row in left} == {(TODAY, MembershipEnd.MERGED_OUT)}
    joined = Membership.objects.filter(branch=cast.organization(), person__in=people)
    assert {(row.from_on, row.to_on, row.start) for row in joined} == {
        (TODAY, None, MembershipStart.MERGED_IN)
    }
    assert joined.count() == len(people) == 2


def test_merged_branch_keeps_code_place_and_history(cast: Cast) -> None:
    before = cast.organization("other_branch")

    into = merge(cast, "other_branch", "branch")

    after = cast.organization("other_branch")
    assert (after.code, after.path, after.full_name) == (before.code, before.path, before.full_name)
    assert (after.state, after.merged_into) == (OrganizationState.MERGED, into)
    assert [event.said for event in OrganizationEvent.objects.filter(organization=after)] == [
        "设立红旗镇白水村党支部",
        "并入红旗镇青山村党支部",
    ]
    assert into.events.get(act="MERGE_ORGANIZATION").said == "红旗镇白水村党支部并入"


def test_groups_go_over_with_their_people_and_offices_end(cast: Cast) -> None:
    group = cast.organization("other_group")
    assign_group(
        actor=cast.actor("organizer"),
        at=NOW,
        person_id=cast.person("stranger").pk,
        group_id=group.pk,
    )

    merge(cast, "other_branch", "branch")

    group.refresh_from_db()
    assert group.is_child_of(cast.organization())
    assert cast.person("stranger").group == group
    assert not Appointment.objects.filter(organization__code="62000102", to_on__isnull=True).exists()
    ended = Appointment.objects.get(person=cast.person("stranger"))
    assert (ended.to_on, ended.end_reason, ended.end_basis) == (TODAY, "白水村支部并入青山村支部", REPLY)
    assert Organization.objects.find_problems() == ([], [], [], [], [])


def test_open_letters_go_over_to_the_branch_that_goes_on(cast: Cast) -> None:
    found(cast, "62000103", "township", OrganizationKind.BRANCH, "红旗镇黄土村党支部")
    letter = send(cast, "member", to="62000102")

    merge_organizations(
        actor=cast.actor("organizer"),
        at=NOW,
        organization_id=cast.organization("other_branch").pk,
        into_id=Organization.objects.get(code="62000103").pk,
        on=TODAY,
        basis=REPLY,
    )

    letter = Transfer.objects.get(pk=letter.pk)
    assert letter.to_branch is not None
    assert (letter.to_branch.code, letter.to_name) == ("62000103", "红旗镇黄土村党支部")


def test_letter_between_the_two_must_be_answered_first(cast: Cast) -> None:
    send(cast, "member")

    with pytest.raises(Blocked, match="李明的组织关系正在白水村支部和青山村支部之间转接"):
        merge(cast, "other_branch", "branch")


def test_households_go_over_and_a_taken_number_gets_the_old_code(cast: Cast) -> None:
    for key, head in (("branch", "member"), ("other_branch", "stranger")):
        Household.objects.create(branch=cast.organization(key), number="12", head=cast.person(head))

    merge(cast, "other_branch", "branch")

    assert {house.number for house in Household.objects.filter(branch=cast.organization())} == {
        "12",
        "62000102-12",
    }


def test_who_came_later_than_the_day_of_merging_is_named(cast: Cast) -> None:
    with pytest.raises(Blocked, match="陈某、冯记录员"):
        merge(cast, "other_branch", "branch", on=date(2012, 6, 30))


WRONG = {
    "itself": ("branch", "branch", "不能并入自己"),
    "a group": ("branch", "other_group", "党支部不能并入党小组"),
    "a committee": ("branch", "township", "党支部不能并入党委"),
    "a group of another branch": ("first_group", "other_group", "不是同一个支部的党小组"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_does_not_fit_together_is_refused(cast: Cast, case: str) -> None:
    key, into, said = WRONG[case]

    with pytest.raises(Invalid) as refusal:
        merge(cast, key, into, "county_organizer")

    assert said in refusal.value.fields["target"]


def test_group_merges_into_a_group_of_the_same_branch(cast: Cast) -> None:
    assign_group(
        actor=cast.actor("recorder"),
        at=NOW,
        person_id=cast.person("member").pk,
        group_id=cast.organization("second_group").pk,
    )

    merge(cast, "second_group", "first_group")

    assert cast.person("member").group == cast.organization("first_group")
    assert Membership.objects.filter(person=cast.person("member")).count() == 1


def test_merged_twice_is_refused(cast: Cast) -> None:
    merge(cast, "other_branch", "branch")

    with pytest.raises(NotNow, match="已并入其他组织"):
        merge(cast, "other_branch", "office_branch")
    with pytest.raises(Invalid, match="已并入其他组织"):
        merge(cast, "office_branch", "other_branch")


@pytest.mark.parametrize("who", ["secretary", "recorder", "member", "stranger", "admin", "auditor"])
def test_only_a_superior_merges(cast: Cast, who: str) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        merge(cast, "branch", "other_branch", who)


def test_upper_organisation_hands_over_what_stands_below(cast: Cast) -> None:
    general = found(cast, "62000110", "township", OrganizationKind.GENERAL_BRANCH)
    branch = Organization.objects.get(pk=general.pk)
    child = found(cast, "62000111", "township", OrganizationKind.BRANCH)
    Organization.objects.move(child, branch, pos="last-child")

    merge_organizations(
        actor=cast.actor("county_organizer"),
        at=NOW,
        organization_id=general.pk,
        into_id=cast.organization("township").pk,
        on=TODAY,
        basis=REPLY,
    )

    child.refresh_from_db()
    assert child.is_child_of(cast.organization("township"))


def test_number_of_queries_does_not_grow_with_the_members(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    for number in range(40):
        enter(cast, f"同志{number}")

    with django_assert_max_num_queries(70):  # type: ignore[operator]
        merge(cast, "branch", "other_branch", on=TODAY + timedelta(days=1))

    assert Person.objects.filter(branch=cast.organization("other_branch")).count() == 49
