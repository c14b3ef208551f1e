"""Who an account acts as: hats from offices, duty or membership, on the day."""

from datetime import date

import pytest

from jifen.orgs.models import Appointment, User
from jifen.orgs.queries import get_actor, list_hats
from jifen.orgs.states.people import Standing
from tests.cast import TODAY, Cast

pytestmark = pytest.mark.django_db


def labels(user: User, on: date = TODAY) -> list[str]:
    return [hat.label for hat in list_hats(user, on)]


def test_offices_come_before_membership_in_the_order_of_the_table(cast: Cast) -> None:
    assert labels(cast.user("commissioner")) == [
        "青山村支部组织委员",
        "青山一组党小组组长",
        "青山村支部正式党员",
    ]
    assert labels(cast.user("member")) == ["青山村支部正式党员"]
    assert labels(cast.user("probationary")) == ["青山村支部预备党员"]


def test_account_with_a_duty_has_that_hat_alone_and_no_person(cast: Cast) -> None:
    admin = cast.actor("admin")

    assert labels(cast.user("admin")) == ["系统管理员"]
    assert (admin.role, admin.person_id, admin.hat and admin.hat.path) == ("ADMIN", "", "")


def test_office_counts_from_its_first_day_to_its_last(cast: Cast) -> None:
    Appointment.objects.filter(person=cast.person("recorder")).update(
        from_on=date(2026, 3, 1), to_on=date(2026, 3, 31), end_reason="调整"
    )

    office = "青山村支部记录员"
    user = cast.user("recorder")
    held = {
        day: office in labels(user, day)
        for day in [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1)]
    }
    assert list(held.values()) == [False, True, True, False]


def test_actor_wears_the_hat_chosen_and_the_first_one_otherwise(cast: Cast) -> None:
    user = cast.user("secretary")
    branch = cast.organization()

    assert get_actor(user, TODAY).role == "SECRETARY"
    assert get_actor(user, TODAY, f"MEMBER.{branch.pk}").role == "MEMBER"
    assert get_actor(user, TODAY, f"COUNTY_ORGANIZER.{branch.pk}").role == "SECRETARY"


def test_who_left_the_party_keeps_no_hat_of_a_member(cast: Cast) -> None:
    person = cast.person("member")
    person.standing = Standing.LEFT
    person.save()

    assert labels(cast.user("member")) == []


def test_office_in_a_dissolved_organisation_gives_no_right(cast: Cast) -> None:
    organization = cast.organization("first_group")
    organization.state = "DISSOLVED"
    organization.save()

    assert "青山一组党小组组长" not in labels(cast.user("commissioner"))
