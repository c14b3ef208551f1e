"""Who sees whom, and how people are found."""

from typing import Any

import pytest

from jifen.common.refusals import NotAllowed, NotFound
from jifen.orgs.actions import record_bond, record_circumstance
from jifen.orgs.models import Person
from jifen.orgs.queries import get_file_for, get_person_for, list_marks, list_people_for
from jifen.orgs.states.people import BondKind, CircumstanceKind, Measure, Standing
from tests.cast import NOW, TODAY, Cast
from tests.orgs.people.stories import MEETING, enter, id_number
from tests.orgs.people.test_status import discipline

pytestmark = pytest.mark.django_db


def found(cast: Cast, by: str = "secretary", organization: str = "branch", **asked: Any) -> list[str]:
    rows = list_people_for(cast.actor(by), cast.organization(organization), **asked)
    return [str(person) for person in rows]


def test_branch_sees_its_own_and_a_superior_all_below(cast: Cast) -> None:
    assert found(cast) == ["李明", "钱组织委员", "孙记录员", "吴积极分子", "赵书记", "郑流动", "周预备"]
    assert "陈某" in found(cast, "organizer", "township")
    with pytest.raises(NotAllowed):
        found(cast, "stranger")
    with pytest.raises(NotAllowed):
        found(cast, "member")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("李", ["李明"]),
        ("liming", ["李明"]),
        ("LM", ["李明"]),
        (" li ming ", ["李明"]),
        ("13800000001", ["李明"]),
        ("1380000000", []),
        (id_number(), ["王小二"]),
        (id_number().lower(), ["王小二"]),
        (id_number()[:17], []),
        ("陈", []),
    ],
)
def test_people_are_found_by_name_sound_or_whole_number(cast: Cast, words: str, names: list[str]) -> None:
    enter(cast, "王小二", id_no=id_number())

    assert found(cast, words=words) == names


def test_those_who_left_are_listed_when_asked_for(cast: Cast) -> None:
    Person.objects.filter(pk=cast.person("member").pk).update(standing=Standing.LEFT)

    assert "李明" not in found(cast)
    assert "李明" in found(cast, everybody=True)
    assert found(cast, standing=Standing.LEFT) == ["李明"]
    assert found(cast, standing=Standing.PROBATIONARY) == ["周预备"]


def test_group_leader_sees_his_group_and_no_more(cast: Cast) -> None:
    Person.objects.filter(pk=cast.person("member").pk).update(group=cast.organization("first_group"))
    leader = cast.actor("commissioner", "GROUP_LEADER")

    assert [str(row) for row in list_people_for(leader, cast.organization("first_group"))] == ["李明"]
    assert get_person_for(leader, cast.person("member").pk)
    with pytest.raises(NotFound):
        get_person_for(leader, cast.person("migrant").pk)
    with pytest.raises(NotAllowed):
        list_people_for(leader, cast.organization())


def test_marks_say_what_holds_today_and_measures_only_to_those_who_may_see_them(cast: Cast) -> None:
    member = cast.person("member")
    record_circumstance(
        actor=cast.actor("secretary"),
        at=NOW,
        person_id=member.pk,
        kind=CircumstanceKind.LOST_CONTACT,
        from_on=TODAY,
        basis=MEETING,
    )
    record_bond(
        actor=cast.actor("secretary"),
        at=NOW,
        person_id=member.pk,
        other_id=cast.person("migrant").pk,
        kind=BondKind.HELPER,
        from_on=TODAY,
    )
    discipline(cast, member, Measure.WARNING, TODAY)
    Person.objects.filter(pk=member.pk).update(group=cast.organization("first_group"))

    def marks(by: str, organization: str, hat: str = "") -> list[tuple[str, bool]]:
        actor = cast.actor(by, hat)
        told = list_marks(actor, cast.organization(organization), [cast.person("member")], TODAY)
        return [(mark.text, mark.warns) for mark in told[member.pk]]

    assert marks("secretary", "branch") == [("失联", True), ("帮扶", False), ("处分期内", True)]
    assert marks("commissioner", "first_group", "GROUP_LEADER") == [("失联", True), ("帮扶", False)]


@pytest.mark.parametrize(
    ("key", "hat", "sees"),
    [
        ("secretary", "", True),
        ("recorder", "", True),
        ("organizer", "", True),
        ("county_organizer", "", True),
        ("member", "", True),
        ("commissioner", "GROUP_LEADER", False),
    ],
)
def test_measures_are_seen_by_committee_superiors_and_himself(
    cast: Cast, key: str, hat: str, sees: bool
) -> None:
    member = cast.person("member")
    discipline(cast, member, Measure.WARNING, TODAY)

    file = get_file_for(cast.actor(key, hat), member, TODAY)

    assert (file.disciplines is not None) is sees
