"""All pairs of act and state, the forms of all kinds, and who may what."""

from typing import Any

import pytest

from jifen.common.actor import INSTALLER
from jifen.common.refusals import NotNow
from jifen.common.transitions import Machine
from jifen.orgs.states.roles import Role
from jifen.registers.permissions import RULES, may
from jifen.registers.states.acts import Act
from jifen.registers.states.kinds import FORM_OF, OccasionKind, Said
from jifen.registers.states.occasions import LINE, OCCASION, LineState, OccasionState
from jifen.rules.sourcing import CASES
from tests.orgs.test_permissions import BRANCH, OTHER, TOWNSHIP, acting

ON_OCCASION = {
    (Act.BEGIN_OCCASION, None): OccasionState.OPEN,
    (Act.EDIT_OCCASION, OccasionState.OPEN): OccasionState.OPEN,
    (Act.FILL_OCCASION, OccasionState.OPEN): OccasionState.OPEN,
    (Act.STRIKE_LINE, OccasionState.OPEN): OccasionState.OPEN,
    (Act.STRIKE_OCCASION, OccasionState.OPEN): OccasionState.STRUCK,
}
ON_LINE = {
    (Act.FILL_OCCASION, None): LineState.ENTERED,
    (Act.FILL_OCCASION, LineState.ENTERED): LineState.ENTERED,
    (Act.STRIKE_LINE, LineState.ENTERED): LineState.STRUCK,
    (Act.STRIKE_OCCASION, LineState.ENTERED): LineState.STRUCK,
    (Act.TAKE_LINES, LineState.ENTERED): LineState.TAKEN,
    (Act.RELEASE_LINES, LineState.TAKEN): LineState.ENTERED,
}


@pytest.mark.parametrize(
    ("machine", "moves"), [(OCCASION, ON_OCCASION), (LINE, ON_LINE)], ids=["one", "line"]
)
def test_every_pair_of_act_and_state_is_a_move_or_refused(machine: Machine, moves: dict[Any, Any]) -> None:
    acts = {row.act for row in machine.rows}
    for act in acts:
        for state in (None, *machine.states):
            if (act, state) in moves:
                assert machine.find(act, state).target is moves[act, state]
            else:
                with pytest.raises(NotNow):
                    machine.find(act, state)


def test_every_kind_has_a_form_whose_parts_fit_together() -> None:
    assert set(FORM_OF) == set(OccasionKind)
    for form in FORM_OF.values():
        assert form.usual is None or form.usual in form.outcomes
        assert form.dated <= set(form.outcomes)
        assert bool(form.done) >= bool(form.dated)
    assert {one for form in FORM_OF.values() for one in form.outcomes} == set(Said)


def test_every_case_of_the_language_is_of_a_form_or_of_a_meeting() -> None:
    ours = {f"{kind.value}.{one.value}" for kind, form in FORM_OF.items() for one in form.outcomes}

    assert {case.code for case in CASES if not case.code.startswith("MEETING.")} <= ours
    registers = {kind.value: set(form.registers) for kind, form in FORM_OF.items()}
    for case in CASES:
        kind = case.code.partition(".")[0]
        assert kind == "MEETING" or set(case.registers) == registers[kind], case.code


DESK = {
    "SECRETARY", "DEPUTY_SECRETARY", "ORGANIZATION_COMMISSIONER", "PUBLICITY_COMMISSIONER", "DISCIPLINE_COMMISSIONER",
    "RECORDER",
}  # fmt: skip
SEES = DESK | {"COMMITTEE_MEMBER", "ORGANIZER", "COUNTY_ORGANIZER", "PARTY_OFFICE"}


@pytest.mark.parametrize("act", sorted(RULES))
def test_desk_of_the_branch_enters_and_superiors_only_see(act: Act) -> None:
    for role in Role:
        # Whoever may withdraw a deduction lets go of the lines it rested on.
        letting = DESK | {"COMMITTEE_MEMBER"} if act is Act.RELEASE_LINES else DESK
        wanted = SEES if act is Act.VIEW_REGISTERS else letting
        assert bool(may(acting(role.value), act, BRANCH)) is (role.value in wanted), role
        if role.value in DESK | {"COMMITTEE_MEMBER"}:
            assert not may(acting(role.value, OTHER), act, BRANCH), role
    for role in ("ORGANIZER", "PARTY_OFFICE"):
        assert bool(may(acting(role, TOWNSHIP), act, BRANCH)) is (act is Act.VIEW_REGISTERS)
    assert may(INSTALLER, act, BRANCH)
