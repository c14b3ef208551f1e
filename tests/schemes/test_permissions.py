"""The table of rights of this room, and what it alone does not answer."""

import pytest

from jifen.common.actor import INSTALLER
from jifen.orgs.states.roles import Role
from jifen.schemes.permissions import (
    RULES,
    may,
    may_approve,
    may_exempt,
    may_give_opinion,
    may_plan,
    may_see,
    may_start,
)
from jifen.schemes.states.acts import Act
from jifen.schemes.states.exemptions import ExemptionStep
from tests.orgs.test_permissions import BRANCH, OTHER, TOWNSHIP, acting

READS = {
    Act.VIEW_SCHEMES,
    Act.VIEW_ENROLMENTS,
    Act.VIEW_PLANS,
    Act.VIEW_EXEMPTIONS,
    Act.READ_EXEMPTION_FORM,
}
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


def test_his_exemption_is_his_wish_and_for_others_to_decide() -> None:
    secretary = acting("SECRETARY")
    own = secretary.person_id
    decided = (Act.FILL_EXEMPTION_FORM, Act.GIVE_BRANCH_OPINION, Act.END_EXEMPTION, Act.RENEW_EXEMPTION)

    for act in (Act.EXPRESS_WISH, Act.WITHDRAW_WISH, Act.VIEW_EXEMPTIONS, Act.READ_EXEMPTION_FORM):
        assert may_exempt(acting("MEMBER"), act, BRANCH, person_id=acting("MEMBER").person_id)
        assert not may_exempt(acting("MEMBER"), act, BRANCH, person_id="somebody else")
    for act in decided:
        assert not may_exempt(secretary, act, BRANCH, person_id=own)
        assert may_exempt(secretary, act, BRANCH, person_id="somebody else")
    assert may_exempt(INSTALLER, Act.APPROVE_EXEMPTION, BRANCH, person_id="")


def test_who_is_at_the_top_enters_what_those_above_said_from_their_papers() -> None:
    for step in ExemptionStep:
        for role in ("SECRETARY", "ORGANIZER"):
            given = {"step": step, "place": BRANCH, "person_id": "somebody else"}
            assert may_give_opinion(acting(role), **given, at_top=True), (step, role)
    for role, step, allowed in (
        ("SECRETARY", ExemptionStep.BRANCH, True),
        ("SECRETARY", ExemptionStep.COMMITTEE, False),
        ("PARTY_OFFICE", ExemptionStep.COMMITTEE, True),
        ("PARTY_OFFICE", ExemptionStep.BRANCH, False),
        ("ORGANIZER", ExemptionStep.COUNTY, False),
        ("COUNTY_ORGANIZER", ExemptionStep.COUNTY, True),
    ):
        answer = may_give_opinion(acting(role), step, BRANCH, person_id="somebody else", at_top=False)
        assert bool(answer) is allowed, (role, step)
    own = acting("SECRETARY")
    assert not may_give_opinion(own, ExemptionStep.BRANCH, BRANCH, person_id=own.person_id, at_top=True)
    assert not may_give_opinion(
        acting("MEMBER"), ExemptionStep.BRANCH, BRANCH, person_id="somebody else", at_top=True
    )
