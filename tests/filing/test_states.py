"""All pairs of act and state, and who may what."""

import pytest

from jifen.common.actor import INSTALLER
from jifen.common.refusals import NotNow
from jifen.filing.permissions import RULES, may
from jifen.filing.states.acts import Act
from jifen.filing.states.packages import PACKAGE, PackageState
from jifen.orgs.states.roles import Role
from tests.orgs.test_permissions import BRANCH, OTHER, TOWNSHIP, acting

S = PackageState
MOVES = {
    (Act.PREPARE_PACKAGE, None): S.PREPARED,
    (Act.PREPARE_PACKAGE, S.PREPARED): S.CORRECTED,
    (Act.PREPARE_PACKAGE, S.RETURNED): S.CORRECTED,
    (Act.PREPARE_PACKAGE, S.ACKNOWLEDGED): S.CORRECTED,
    (Act.SEND_PACKAGE, S.PREPARED): S.SENT,
    (Act.RECEIVE_PACKAGE, S.SENT): S.RECEIVED,
    (Act.ACKNOWLEDGE_PACKAGE, S.RECEIVED): S.ACKNOWLEDGED,
    (Act.RETURN_PACKAGE, S.RECEIVED): S.RETURNED,
}
DESK = {"RECORDER", "SECRETARY", "DEPUTY_SECRETARY"}
OFFICE = {"ORGANIZER", "COUNTY_ORGANIZER", "PARTY_OFFICE"}
COMMITTEE = {
    "ORGANIZATION_COMMISSIONER", "PUBLICITY_COMMISSIONER", "DISCIPLINE_COMMISSIONER", "COMMITTEE_MEMBER",
}  # fmt: skip


def test_every_pair_of_act_and_state_is_a_move_or_refused() -> None:
    for act in set(Act) - {Act.VIEW_PACKAGES}:
        for state in (None, *PackageState):
            if (act, state) in MOVES:
                assert PACKAGE.find(act, state).target is MOVES[act, state]
            else:
                with pytest.raises(NotNow):
                    PACKAGE.find(act, state)


@pytest.mark.parametrize("act", sorted(RULES))
def test_the_branch_sends_and_only_those_above_it_answer(act: Act) -> None:
    sends = act in (Act.PREPARE_PACKAGE, Act.SEND_PACKAGE)
    for role in Role:
        code = role.value
        here = code in DESK if sends else act is Act.VIEW_PACKAGES and code in DESK | COMMITTEE | OFFICE
        assert bool(may(acting(code, BRANCH), act, BRANCH)) is here, role
        assert bool(may(acting(code, TOWNSHIP), act, BRANCH)) is (not sends and code in OFFICE), role
        assert not may(acting(code, OTHER), act, BRANCH), role
    assert may(INSTALLER, act, BRANCH)
