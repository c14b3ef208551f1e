"""What a page points out about an organisation, and never forbids."""

from datetime import date

import pytest

from jifen.orgs.models import Appointment, Organization
from jifen.orgs.queries import list_warnings
from jifen.orgs.states.hints import HintKind
from jifen.orgs.states.organizations import OrganizationKind, OrganizationState
from jifen.orgs.states.people import Standing
from jifen.orgs.states.roles import Role
from tests.cast import TODAY, Cast
from tests.orgs.acts import enter, found

pytestmark = pytest.mark.django_db


def kinds(organization: Organization) -> list[HintKind]:
    return [hint.kind for hint in list_warnings(organization, TODAY)]


def test_branch_in_order_has_no_hints(cast: Cast) -> None:
    assert list_warnings(cast.organization(), TODAY) == ()


def test_branch_with_fewer_than_three_formal_members(cast: Cast) -> None:
    hints = list_warnings(cast.organization("other_branch"), TODAY)

    assert [hint.said for hint in hints] == [
        "正式党员 2 名，不足 3 名；请与邻近单位成立联合党支部，或者并入其他支部。"
    ]


def test_branch_of_more_than_fifty_outside_a_general_branch(cast: Cast) -> None:
    for number in range(45):
        enter(cast, f"同志{number}", Standing.PROBATIONARY)
    assert kinds(cast.organization()) == [HintKind.MANY_MEMBERS]

    general = found(cast, "62000110", "township", OrganizationKind.GENERAL_BRANCH)
    Organization.objects.move(cast.organization(), general, pos="last-child")

    assert kinds(cast.organization()) == []


def test_seven_formal_members_need_a_committee(cast: Cast) -> None:
    for number in range(2):
        enter(cast, f"同志{number}")

    assert [hint.said for hint in list_warnings(cast.organization(), TODAY)] == [
        "正式党员 7 名，应设支委会 3 至 5 人；现在登记的有 2 人。"
    ]


def test_term_that_is_over_and_offices_nobody_holds(cast: Cast) -> None:
    Organization.objects.filter(code="62000101").update(term_to=date(2026, 3, 9))
    Appointment.objects.filter(role__in=(Role.SECRETARY, Role.RECORDER)).delete()

    assert [hint.said for hint in list_warnings(cast.organization(), TODAY)] == [
        "本届任期已于2026年3月9日届满，请按期换届。",
        "没有登记书记，请在任职情况里登记。",
        "没有登记记录员，请在任职情况里登记。",
    ]
    assert kinds(cast.organization("first_group")) == []


def test_dissolved_organisation_is_left_alone(cast: Cast) -> None:
    general = found(cast, "62000110", "township", OrganizationKind.GENERAL_BRANCH)
    assert kinds(general) == [HintKind.NO_SECRETARY]
    Organization.objects.filter(pk=general.pk).update(state=OrganizationState.DISSOLVED)

    general.refresh_from_db()
    assert kinds(general) == []
