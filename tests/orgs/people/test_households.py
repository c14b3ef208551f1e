"""Households: formed of people of one branch, each in one at a time."""

from datetime import date
from typing import Any

import pytest

from jifen.common.refusals import Invalid, NotAllowed, NotFound
from jifen.orgs.actions import change_household_head, form_household, move_to_household
from jifen.orgs.models import Household
from jifen.orgs.queries import list_households_for, list_without_household_for
from tests.cast import NOW, TODAY, Cast

pytestmark = pytest.mark.django_db


def form(cast: Cast, *members: str, by: str = "recorder", **given: Any) -> Household:
    head, *others = (cast.person(key).pk for key in members)
    options = {"branch_id": cast.organization().pk, "number": "一组12号", "on": date(2026, 1, 1), **given}
    return form_household(actor=cast.actor(by), at=NOW, head_id=head, member_ids=others, **options)


def test_household_has_its_head_and_its_members(cast: Cast) -> None:
    household = form(cast, "member", "activist")

    assert household.head == cast.person("member")
    assert [str(row.person) for row in household.members.order_by("person__pinyin")] == ["李明", "吴积极分子"]
    assert [row.size for row in list_households_for(cast.actor("recorder"), cast.organization())] == [2]  # type: ignore[attr-defined]
    free = list_without_household_for(cast.actor("recorder"), cast.organization())
    assert not free.filter(name__in=("李明", "吴积极分子")).exists()
    assert free.filter(name="郑流动").exists()


def test_faults_of_a_household_are_named_at_once(cast: Cast) -> None:
    form(cast, "member")

    with pytest.raises(Invalid) as refusal:
        form(cast, "member", "activist", on=date(2026, 3, 11))

    assert refusal.value.fields == {
        "number": "户号“一组12号”已经用过，请换一个。",
        "members": "李明（一组12号户）已经在别的户里；要换户的，请在本人页面办理。",
        "on": "日期2026年3月11日还没有到，请核对。",
    }


def test_head_leaves_only_after_another_is_head(cast: Cast) -> None:
    household = form(cast, "member", "activist")
    given: dict[str, Any] = {"actor": cast.actor("recorder"), "at": NOW}
    out: dict[str, Any] = {"person_id": cast.person("member").pk, "household_id": None, "on": TODAY}

    with pytest.raises(Invalid, match="李明是一组12号户的户主，请先换户主再换户"):
        move_to_household(**given, **out)
    with pytest.raises(Invalid, match="郑流动不在一组12号户"):
        change_household_head(**given, household_id=household.pk, head_id=cast.person("migrant").pk)
    change_household_head(**given, household_id=household.pk, head_id=cast.person("activist").pk)
    move_to_household(**given, **out)

    assert list(household.members.filter(to_on__isnull=True).values_list("person__name", flat=True)) == [
        "吴积极分子"
    ]
    assert household.members.get(person__name="李明").to_on == date(2026, 3, 9)


def test_member_goes_from_one_household_to_another(cast: Cast) -> None:
    form(cast, "member", "activist")
    other = form(cast, "migrant", number="一组13号")

    move_to_household(
        actor=cast.actor("recorder"),
        at=NOW,
        person_id=cast.person("activist").pk,
        household_id=other.pk,
        on=TODAY,
    )

    rows = cast.person("activist").households.order_by("from_on")
    assert [(row.household.number, row.from_on, row.to_on) for row in rows] == [
        ("一组12号", date(2026, 1, 1), date(2026, 3, 9)),
        ("一组13号", TODAY, None),
    ]


def test_strangers_and_members_form_nothing(cast: Cast) -> None:
    household = form(cast, "member")

    with pytest.raises(NotFound):
        form(cast, "member", by="stranger", number="2")
    with pytest.raises(NotFound):
        change_household_head(
            actor=cast.actor("stranger"),
            at=NOW,
            household_id=household.pk,
            head_id=cast.person("stranger").pk,
        )
    with pytest.raises(NotAllowed):
        form(cast, "member", by="member", number="2")
    with pytest.raises(NotFound):
        form(cast, "stranger", number="2")
