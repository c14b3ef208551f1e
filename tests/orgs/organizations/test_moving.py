"""Placing an organisation below another."""

from datetime import date

import pytest

from jifen.audit.models import Record
from jifen.common.refusals import Invalid, NotAllowed, NotFound, NotNow
from jifen.orgs.actions import merge_organizations, move_organization
from jifen.orgs.models import Organization, OrganizationEvent
from jifen.orgs.states.organizations import OrganizationKind, OrganizationState
from tests.cast import NOW, TODAY, Cast
from tests.orgs.acts import REPLY, found

pytestmark = pytest.mark.django_db


def move(cast: Cast, key: str, parent: Organization, who: str = "county_organizer") -> Organization:
    return move_organization(
        actor=cast.actor(who),
        at=NOW,
        organization_id=cast.organization(key).pk,
        parent_id=parent.pk,
        on=TODAY,
        basis=REPLY,
    )


def test_branch_moves_with_groups_code_and_people(cast: Cast) -> None:
    general = found(cast, "62000110", "township", OrganizationKind.GENERAL_BRANCH, "红旗镇农村党总支")

    moved = move(cast, "branch", general)

    assert moved.is_child_of(Organization.objects.get(pk=general.pk))
    assert (moved.code, moved.state) == ("62000101", OrganizationState.ACTIVE)
    assert cast.organization("first_group").is_child_of(moved)
    assert cast.person("member").branch == moved
    assert Organization.objects.find_problems() == ([], [], [], [], [])


def test_move_is_told_on_the_page_and_in_the_memory(cast: Cast) -> None:
    general = found(cast, "62000110", "township", OrganizationKind.GENERAL_BRANCH, "红旗镇农村党总支")
    before = cast.organization().path

    move(cast, "branch", general, "organizer")

    event = OrganizationEvent.objects.get(organization=cast.organization(), act="MOVE_ORGANIZATION")
    assert event.said == "由中国共产党示范县红旗镇委员会调整到红旗镇农村党总支下面"
    assert event.basis == REPLY
    record = Record.objects.latest("number")
    assert (record.act, record.path, record.detail["to"]) == ("orgs.MOVE_ORGANIZATION", before, "62000110")


def test_rights_that_come_from_the_place_follow_at_the_next_request(cast: Cast) -> None:
    district = found(cast, "620002", "county", OrganizationKind.COMMITTEE, "示范县白马镇党委")
    assert cast.browser("organizer").get(f"/organizations/{cast.organization().pk}/").status_code == 200

    move(cast, "branch", district)

    assert cast.browser("organizer").get(f"/organizations/{cast.organization().pk}/").status_code == 404
    assert cast.browser("secretary").get(f"/organizations/{cast.organization().pk}/").status_code == 200


WRONG = {
    "itself": ("branch", "branch", "就是青山村支部或者在它下面"),
    "its own group": ("branch", "first_group", "或者在它下面"),
    "where it is": ("branch", "township", "已经在红旗镇党委下面"),
    "a branch": ("branch", "other_branch", "党支部下面不能设党支部"),
    "a group elsewhere": ("first_group", "other_branch", "不能单独调整"),
    "a committee below a branch": ("township", "branch", "就是红旗镇党委或者在它下面"),
}


@pytest.mark.parametrize("case", WRONG)
def test_place_where_it_cannot_stand_is_refused(cast: Cast, case: str) -> None:
    key, parent, said = WRONG[case]
    before = list(Organization.objects.order_by("pk").values())

    with pytest.raises(Invalid) as refusal:
        move(cast, key, cast.organization(parent))

    assert said in refusal.value.fields["target"]
    assert list(Organization.objects.order_by("pk").values()) == before


def test_merged_organisation_neither_moves_nor_takes_others(cast: Cast) -> None:
    general = found(cast, "62000110", "township", OrganizationKind.GENERAL_BRANCH)
    other = found(cast, "62000111", "township", OrganizationKind.GENERAL_BRANCH)
    county = cast.actor("county_organizer")
    merge_organizations(
        actor=county, at=NOW, organization_id=general.pk, into_id=other.pk, on=TODAY, basis=REPLY
    )

    with pytest.raises(Invalid, match="已并入其他组织"):
        move(cast, "branch", general)
    with pytest.raises(NotNow, match="不能“调整隶属关系”"):
        move_organization(
            actor=county,
            at=NOW,
            organization_id=general.pk,
            parent_id=cast.organization("county").pk,
            on=date(2026, 3, 9),
            basis=REPLY,
        )


@pytest.mark.parametrize("who", ["secretary", "recorder", "member"])
def test_branch_itself_does_not_choose_its_superior(cast: Cast, who: str) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        move(cast, "branch", cast.organization("branch"), who)


@pytest.mark.parametrize("who", ["stranger", "auditor", "admin"])
def test_stranger_and_accounts_without_office_do_not_move_it(cast: Cast, who: str) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        move(cast, "branch", cast.organization("county"), who)


def test_organizer_cannot_take_a_branch_to_where_he_has_no_say(cast: Cast) -> None:
    district = found(cast, "620002", "county", OrganizationKind.COMMITTEE)

    with pytest.raises(NotFound):
        move(cast, "branch", district, "organizer")
