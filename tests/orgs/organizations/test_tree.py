"""Whatever is moved and merged: the tree stays a tree, and everybody keeps exactly one open membership."""

from collections import Counter

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jifen.common.refusals import Refused
from jifen.orgs.actions import dissolve_organization, merge_organizations, move_organization
from jifen.orgs.models import Membership, Organization, Person
from jifen.orgs.states.organizations import STANDS_BELOW, OrganizationKind, OrganizationState
from tests.cast import NOW, TODAY, Cast
from tests.orgs.acts import REPLY, enter, found

pytestmark = pytest.mark.django_db

ACTS = st.lists(
    st.tuples(st.sampled_from(["move", "merge", "dissolve"]), st.integers(0, 14), st.integers(0, 14)),
    min_size=1,
    max_size=12,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(acts=ACTS)
def test_tree_and_memberships_survive_any_story(cast: Cast, acts: list[tuple[str, int, int]]) -> None:
    with transaction.atomic():
        play(cast, acts)
        check()
        # The next story begins with the cast as it was.
        transaction.set_rollback(True)


def play(cast: Cast, acts: list[tuple[str, int, int]]) -> None:
    kinds = OrganizationKind
    for code, parent, kind in (
        ("620002", "county", kinds.COMMITTEE),
        ("62000110", "township", kinds.GENERAL_BRANCH),
        ("62000111", "township", kinds.GENERAL_BRANCH),
        ("62000112", "township", kinds.BRANCH),
        ("62000113", "township", kinds.JOINT_BRANCH),
        ("6200010103", "branch", kinds.GROUP),
    ):
        found(cast, code, parent, kind)
    for number in range(5):
        enter(cast, f"同志{number}")
    keys = list(Organization.objects.order_by("code").values_list("pk", flat=True))
    county = cast.actor("county_organizer")
    for act, one, other in acts:
        given_all = {
            "actor": county,
            "at": NOW,
            "organization_id": keys[one % len(keys)],
            "on": TODAY,
            "basis": REPLY,
        }
        second = keys[other % len(keys)]
        try:
            with transaction.atomic():
                if act == "move":
                    move_organization(parent_id=second, **given_all)
                elif act == "merge":
                    merge_organizations(into_id=second, **given_all)
                else:
                    dissolve_organization(**given_all)
        except Refused:
            continue


def check() -> None:
    assert Organization.objects.find_problems() == ([], [], [], [], [])
    by_path = {row.path: row for row in Organization.objects.all()}
    for row in by_path.values():
        above = by_path.get(row.path[:-4])
        if above and row.state is OrganizationState.ACTIVE:
            assert above.kind in STANDS_BELOW[row.kind]
            assert above.state is OrganizationState.ACTIVE
    open_ones = Counter(Membership.objects.filter(to_on__isnull=True).values_list("person_id", flat=True))
    people = {person.pk: person for person in Person.objects.select_related("branch", "group")}
    assert open_ones == Counter(people.keys())
    for person in people.values():
        assert person.branch is not None
        assert person.branch.state is OrganizationState.ACTIVE
        assert Membership.objects.get(person=person, to_on__isnull=True).branch == person.branch
        assert person.group is None or person.group.is_child_of(person.branch)
