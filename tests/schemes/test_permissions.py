"""The table of rights of this room, and what it alone does not answer."""

import pytest

from jifen.common.actor import INSTALLER
from jifen.orgs.states.roles import Role
from jifen.schemes.permissions import RULES, may, may_approve, may_plan, may_see, may_start
from jifen.schemes.states.acts import Act
from tests.orgs.test_permissions import BRANCH, OTHER, TOWNSHIP, acting

READS = {Act.VIEW_SCHEMES, Act.VIEW_ENROLMENTS, Act.VIEW_PLANS}
TYPED = {Act.DRAFT_PLAN, Act.SAVE_PLAN, Act.OFFER_PLANS, Act.CHANGE_PLAN, Act.WITHDRAW_PLAN}
"""What a group leader types for the members of his group."""


@pytest.mark.parametrize("act", sorted(set(RULES) - READS))
def test_plain_member_onlookers_and_overseers_change_nothing(act: Act) -> None:
    for role in ("MEMBER", "SUPERVISING_LEADER", "GROUP_LEADER", "POINTS_GROUP_HEAD", "ADMIN", "AUDITOR"):
        assert bool(may(acting(role), act, BRANCH)) is (role == "GROUP_LEADER" and act in TYPED), role


@pytest.mark.parametrize("act", sorted(set(RULES) - {Act.IMPORT_HOLIDAYS}))
def test_branch_next_door_is_refused_everything(act: Act) -> None:
    for role in Role:
        if role not in (Role.ADMIN, Role.AUDITOR, Role.ORGANIZER, Role.COUNTY_ORGANIZER, Role.PARTY_OFFICE):
            assert not may(acting(role.value, OTHER), act, BRANCH), role


@pytest.mark.parametrize(
    ("role", "act", "allowed"),
    [
        ("COMMITTEE_MEMBER", Act.CHANGE_VALUES, True),
        ("COMMITTEE_MEMBER", Act.ADOPT_VERSION, False),
        ("RECORDER", Act.ADOPT_VERSION, True),
        ("RECORDER", Act.CHOOSE_RECORDER, False),
        ("PARTY_OFFICE", Act.START_SCHEME, True),
        ("PARTY_OFFICE", Act.PUT_IN_FORCE, False),
        ("SECRETARY", Act.APPROVE_VERSION, False),
        ("ORGANIZER", Act.APPROVE_VERSION, True),
        ("AUDITOR", Act.VIEW_SCHEMES, True),
        ("AUDITOR", Act.VIEW_ENROLMENTS, False),
    ],
)
def test_who_may_what(role: str, act: Act, allowed: bool) -> None:
    assert bool(may(acting(role), act, BRANCH)) is allowed


def test_what_was_passed_above_is_read_below_and_drafts_are_not() -> None:
    member = acting("MEMBER")

    assert may_see(member, TOWNSHIP, passed=True)
    assert not may_see(member, TOWNSHIP, passed=False)
    assert may_see(member, BRANCH, passed=False)
    assert not may_see(acting("MEMBER", OTHER), BRANCH, passed=True)


def test_branch_that_runs_alone_enters_the_approval_from_paper() -> None:
    assert may_approve(acting("SECRETARY"), BRANCH, has_superior=False)
    assert not may_approve(acting("SECRETARY"), BRANCH, has_superior=True)
    assert not may_approve(acting("MEMBER"), BRANCH, has_superior=False)


def test_group_begins_nothing_and_the_installation_may_all() -> None:
    assert not may_start(acting("SECRETARY"), BRANCH, has_schemes=False)
    assert all(may(INSTALLER, act, None) for act in Act)


def test_member_writes_his_own_plan_and_nobody_decides_on_his_own() -> None:
    member, secretary = acting("MEMBER"), acting("SECRETARY")
    own, other = member.person_id, "somebody else"

    assert all(may_plan(member, act, BRANCH, person_id=own) for act in TYPED)
    assert not any(may_plan(member, act, BRANCH, person_id=other) for act in TYPED)
    for act in (Act.ACCEPT_PLANS, Act.RETURN_PLAN):
        assert not may_plan(member, act, BRANCH, person_id=own)
        assert may_plan(secretary, act, BRANCH, person_id=other)
        assert not may_plan(secretary, act, BRANCH, person_id=secretary.person_id)
        assert may_plan(INSTALLER, act, None, person_id="")
