"""The table of rights, cell by cell, and what it alone does not answer."""

import pytest

from jifen.common.actor import INSTALLER, Actor, ActorKind, Hat
from jifen.common.permissions import Place
from jifen.orgs.permissions import RULES, may, may_act_on, may_appoint, may_record_discipline
from jifen.orgs.states.acts import Act
from jifen.orgs.states.roles import OFFICES, Role

BRANCH = Place("b", "000100020001", "青山村党支部")
OTHER = Place("o", "000100020002", "白水村党支部")
TOWNSHIP = Place("t", "00010002", "红旗镇党委")
HERE = {"ORGANIZER": TOWNSHIP, "PARTY_OFFICE": TOWNSHIP, "COUNTY_ORGANIZER": Place("c", "0001", "县委组织部")}


def acting(role: str, place: Place | None = None, person_id: str = "p") -> Actor:
    place = place or HERE.get(role, BRANCH)
    hat = Hat(role, place.organization_id, place.path, f"{place.name}{Role(role).label}")
    return Actor(ActorKind.PERSON, "某人", "u", person_id, (hat,), hat)


WRITES = sorted(set(RULES) - {Act.VIEW_ORGANIZATION, Act.VIEW_PEOPLE, Act.VIEW_PERSON})


@pytest.mark.parametrize("act", WRITES)
def test_plain_member_and_onlookers_change_nothing(act: Act) -> None:
    for role in ("MEMBER", "SUPERVISING_LEADER", "SECTION_HEAD", "LIAISON_LEADER", "GROUP_LEADER", "AUDITOR"):
        assert not may(acting(role), act, BRANCH), role


@pytest.mark.parametrize("act", RULES)
def test_stranger_is_refused_everything(act: Act) -> None:
    for role in Role:
        if role in (Role.ADMIN, Role.AUDITOR, Role.ORGANIZER, Role.COUNTY_ORGANIZER, Role.PARTY_OFFICE):
            continue
        assert not may(acting(role.value, OTHER), act, BRANCH), role


@pytest.mark.parametrize("act", RULES)
def test_administrator_touches_accounts_and_nothing_else(act: Act) -> None:
    accounts = {
        Act.VIEW_ACCOUNTS,
        Act.OPEN_ACCOUNT,
        Act.CLOSE_ACCOUNT,
        Act.REOPEN_ACCOUNT,
        Act.ISSUE_SLIP,
        Act.RESET_SECOND_FACTOR,
        Act.VIEW_ORGANIZATION,
    }

    assert bool(may(acting("ADMIN"), act, BRANCH)) is (act in accounts)


@pytest.mark.parametrize(
    ("role", "act", "allowed"),
    [
        ("RECORDER", Act.ENTER_PERSON, True),
        ("RECORDER", Act.RECORD_DISCIPLINE, False),
        ("RECORDER", Act.OPEN_ACCOUNT, False),
        ("RECORDER", Act.FOUND_GROUP, False),
        ("SECRETARY", Act.FOUND_GROUP, True),
        ("SECRETARY", Act.FOUND_ORGANIZATION, False),
        ("SECRETARY", Act.MERGE_PEOPLE, False),
        ("COMMITTEE_MEMBER", Act.VIEW_PEOPLE, True),
        ("COMMITTEE_MEMBER", Act.REVEAL, False),
        ("GROUP_LEADER", Act.VIEW_PEOPLE, True),
        ("ORGANIZER", Act.MOVE_ORGANIZATION, True),
        ("ORGANIZER", Act.REVEAL, True),
        ("COUNTY_ORGANIZER", Act.REVEAL, False),
        ("COUNTY_ORGANIZER", Act.MERGE_ORGANIZATION, True),
        ("PARTY_OFFICE", Act.VIEW_PEOPLE, True),
        ("PARTY_OFFICE", Act.EDIT_PERSON, False),
        ("MEMBER", Act.VIEW_ORGANIZATION, True),
        ("MEMBER", Act.VIEW_PEOPLE, False),
    ],
)
def test_role_may_what_its_cell_says(role: str, act: Act, allowed: bool) -> None:
    assert bool(may(acting(role), act, BRANCH)) is allowed


def test_nobody_changes_what_he_himself_is() -> None:
    secretary = acting("SECRETARY", person_id="p")

    assert may_act_on(secretary, Act.CONVERT, BRANCH, subject_id="q")
    answer = may_act_on(secretary, Act.CONVERT, BRANCH, subject_id="p")
    assert answer.reasons == ("“转为正式党员”不能由本人办理，请由本支部其他有权的同志或上级党委办理。",)


@pytest.mark.parametrize(
    ("role", "office", "has_superior", "allowed"),
    [
        ("SECRETARY", Role.RECORDER, True, True),
        ("RECORDER", Role.SECRETARY, True, False),
        ("RECORDER", Role.SECRETARY, False, True),
        ("ORGANIZER", Role.SECRETARY, True, True),
        ("ORGANIZER", Role.ORGANIZER, True, True),
        ("SECRETARY", Role.MEMBER, True, False),
        ("MEMBER", Role.RECORDER, True, False),
    ],
)
def test_superior_appoints_whom_only_a_superior_may(
    role: str, office: Role, has_superior: bool, allowed: bool
) -> None:
    answer = may_appoint(acting(role), Act.APPOINT, office, BRANCH, subject_id="q", has_superior=has_superior)

    assert bool(answer) is allowed


def test_installation_may_everything() -> None:
    assert all(may(INSTALLER, act, None) for act in RULES)
    assert all(
        may_appoint(INSTALLER, Act.APPOINT, office.role, BRANCH, subject_id="q", has_superior=True)
        for office in OFFICES
    )


def test_discipline_needs_the_number_of_its_document() -> None:
    secretary = acting("SECRETARY")

    assert may_record_discipline(secretary, BRANCH, subject_id="q", document_no="红纪发〔2026〕3号")
    assert may_record_discipline(secretary, BRANCH, subject_id="q", document_no=" ").reasons == (
        "登记处分要写明批准处分的文件文号；没有文号的不能登记。",
    )
