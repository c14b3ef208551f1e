"""All pairs of act and state of a notice, and who may what."""

from __future__ import annotations

import pytest

from jifen.common.actor import INSTALLER
from jifen.common.refusals import NotNow
from jifen.orgs.states.roles import Role
from jifen.publicity.permissions import RULES, may
from jifen.publicity.states.acts import Act
from jifen.publicity.states.due import ACT_OF, KIND_OF, OBJECTION_KIND_OF, DueKind
from jifen.publicity.states.notices import NOTICE, UNDER_WAY, NoticeState
from jifen.publicity.states.objections import ObjectionState
from tests.orgs.test_permissions import BRANCH, OTHER, TOWNSHIP, acting

_S = NoticeState
MOVES = {
    (Act.DRAFT_NOTICE, None): _S.DRAFT,
    (Act.CHECK_SECRECY, _S.DRAFT): _S.CHECKED,
    (Act.APPROVE_NOTICE, _S.CHECKED): _S.APPROVED,
    (Act.SHOW_NOTICE, _S.APPROVED): _S.ON_SHOW,
    (Act.CLOSE_NOTICE, _S.ON_SHOW): _S.CLOSED_CLEAN,
    (Act.CLOSE_CONTESTED, _S.ON_SHOW): _S.CLOSED_CONTESTED,
    (Act.ANNOUNCE_RESULT, _S.CLOSED_CLEAN): _S.ANNOUNCED,
    (Act.ANNOUNCE_RESULT, _S.CLOSED_CONTESTED): _S.ANNOUNCED,
    **{(Act.WITHDRAW_NOTICE, state): _S.WITHDRAWN for state in (*UNDER_WAY, _S.CLOSED_CONTESTED)},
}
ACTS = [act for act in Act if not act.value.endswith("_OBJECTION")]
"""The acts on a notice; those on an objection have stories and a table of their own."""


@pytest.mark.parametrize("act", [act for act in ACTS if act is not Act.VIEW_NOTICES], ids=str)
def test_every_pair_of_act_and_state_is_a_move_or_refused(act: Act) -> None:
    for state in (None, *NoticeState):
        if (act, state) in MOVES:
            assert NOTICE.find(act, state).target is MOVES[act, state]
        else:
            with pytest.raises(NotNow):
                NOTICE.find(act, state)


def test_nothing_is_shown_before_it_was_checked_and_approved() -> None:
    reached = {_S.DRAFT: [()]}
    for _ in NoticeState:
        for row in NOTICE.rows:
            if row.source in reached:
                found = reached.setdefault(_S(row.target), [])
                found += [(*way, row.act) for way in reached[row.source] if (*way, row.act) not in found]
    for way in reached[_S.ON_SHOW]:
        assert way[:3] == (Act.CHECK_SECRECY, Act.APPROVE_NOTICE, Act.SHOW_NOTICE)


@pytest.mark.parametrize("act", ACTS, ids=str)
def test_the_desk_of_the_branch_does_it_and_superiors_only_look(act: Act) -> None:
    assert may(INSTALLER, act, BRANCH)
    for role in (Role.SECRETARY, Role.RECORDER, Role.PUBLICITY_COMMISSIONER):
        assert may(acting(role, BRANCH), act, BRANCH)
        assert not may(acting(role, OTHER), act, BRANCH)
    organizer = may(acting(Role.ORGANIZER, TOWNSHIP), act, BRANCH)
    assert bool(organizer) is (act is Act.VIEW_NOTICES)
    if not organizer:
        assert "记录员" in organizer.reason


def test_every_step_under_way_has_its_line_on_the_to_do_page() -> None:
    assert set(KIND_OF) == set(NoticeState) - {_S.ANNOUNCED, _S.WITHDRAWN}
    waiting = set(ObjectionState) - {ObjectionState.NOT_ADMITTED, ObjectionState.CLOSED}
    assert set(OBJECTION_KIND_OF) == waiting
    assert set(ACT_OF) == set(DueKind)
    assert set(ACT_OF.values()) < set(RULES)
