"""Dividing a branch into its groups."""

import pytest

from jifen.audit.models import Record
from jifen.common.refusals import Blocked, Invalid, NotAllowed, NotFound
from jifen.orgs.actions import assign_group, assign_groups
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def assign(cast: Cast, groups: dict[str, str], who: str = "recorder") -> int:
    return assign_groups(
        actor=cast.actor(who),
        at=NOW,
        branch_id=cast.organization().pk,
        groups={
            str(cast.person(key).pk): str(cast.organization(group).pk) if group else ""
            for key, group in groups.items()
        },
    )


def test_many_are_put_into_groups_at_once_and_written_down_once(cast: Cast) -> None:
    wanted = {"member": "first_group", "migrant": "second_group", "recorder": "first_group", "secretary": ""}

    changed = assign(cast, wanted)

    assert changed == 3
    assert cast.person("member").group == cast.organization("first_group")
    assert cast.person("migrant").group == cast.organization("second_group")
    records = Record.objects.filter(act="orgs.ASSIGN_GROUP")
    assert [row.detail["groups"] for row in records] == [{"6200010101": 2, "6200010102": 1}]
    assert assign(cast, wanted) == 0


def test_group_of_another_branch_is_refused_and_nothing_is_done(cast: Cast) -> None:
    with pytest.raises(Invalid, match="选的党小组不在这个支部"):
        assign(cast, {"member": "first_group", "migrant": "other_group"})
    assert cast.person("member").group is None


def test_person_of_another_branch_is_not_found(cast: Cast) -> None:
    with pytest.raises(NotFound):
        assign(cast, {"stranger": "first_group"})


def test_leader_of_a_group_is_relieved_before_he_leaves_it(cast: Cast) -> None:
    assign(cast, {"commissioner": "first_group"})

    with pytest.raises(Blocked, match="钱组织委员是青山一组组长，请先登记免职再换党小组。"):
        assign(cast, {"commissioner": "second_group"})


@pytest.mark.parametrize("who", ["stranger", "member", "admin", "auditor"])
def test_others_divide_nobody(cast: Cast, who: str) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        assign(cast, {"migrant": "first_group"}, who)
    with pytest.raises((NotAllowed, NotFound)):
        assign_group(
            actor=cast.actor(who),
            at=NOW,
            person_id=cast.person("migrant").pk,
            group_id=cast.organization("first_group").pk,
        )
