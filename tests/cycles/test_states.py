"""Every act in every state: allowed exactly where the table says, refused with a sentence everywhere else."""

from itertools import product

import pytest

from jifen.common.refusals import NotNow
from jifen.cycles.states.acts import Act
from jifen.cycles.states.cycles import CYCLE, CycleState
from jifen.cycles.states.declarations import DECLARATION, OVER, DeclarationState
from jifen.cycles.states.procedure import Procedure
from jifen.rules.model.cycle import Cycle, Step


def test_all_pairs_of_the_period() -> None:
    acts = {row.act for row in CYCLE.rows}
    allowed = {(row.act, row.source) for row in CYCLE.rows}
    assert len(allowed) == 13
    for act, state in product(acts, (None, *CycleState)):
        if (act, state) in allowed:
            assert CYCLE.find(act, state).source is state
        else:
            with pytest.raises(NotNow, match="积分周期"):
                CYCLE.find(act, state)


def test_all_pairs_of_a_declaration() -> None:
    acts = {row.act for row in DECLARATION.rows}
    allowed = {(row.act, row.source) for row in DECLARATION.rows}
    refused = 0
    for act, state in product(acts, (None, *DeclarationState)):
        if (act, state) in allowed:
            assert DECLARATION.find(act, state).source is state
        else:
            refused += 1
            with pytest.raises(NotNow, match="申报"):
                DECLARATION.find(act, state)
    assert len(allowed) + refused == len(acts) * (len(DeclarationState) + 1)


def test_nothing_follows_what_is_over() -> None:
    after = [(row.source, row.act) for state in OVER for row in DECLARATION.list_from(state)]
    # An objection upheld before posting puts before the body again what it turned down.
    rejected = DeclarationState.REJECTED
    assert after == [(rejected, Act.REOPEN_GAIN), (rejected, Act.REOPEN_DEDUCTION)]
    assert CYCLE.list_from(CycleState.POSTED) == ()


def steps(*rows: tuple[str, str, bool]) -> Cycle:
    made = tuple(
        Step(step=name, title=name, owner=owner, optional=optional) for name, owner, optional in rows
    )  # type: ignore[arg-type]
    return Cycle(every="month", steps=made)


def test_step_a_scheme_does_not_have_is_passed_over() -> None:
    with_both = steps(("review", "branch_committee", False), ("assembly", "member_assembly", False))
    assembly_only = steps(("review", "member_assembly", False), ("assembly", "member_assembly", True))
    committee_only = steps(("review", "branch_committee", False))

    assert (Procedure(with_both).decider, Procedure(with_both).gives_opinion) == ("member_assembly", True)
    # A branch without a committee: the assembly does both (AMB-34).
    alone = Procedure(with_both, has_committee=False)
    assert (alone.decider, alone.gives_opinion) == ("member_assembly", False)
    assert CycleState.PRELIMINARY not in alone.list_states()
    assert (Procedure(assembly_only).decider, Procedure(assembly_only).gives_opinion) == (
        "member_assembly",
        False,
    )
    assert (Procedure(committee_only).decider, Procedure(committee_only).gives_opinion) == (
        "branch_committee",
        False,
    )
    assert Procedure(committee_only, has_committee=False).decider == "member_assembly"


def test_publicity_after_posting_or_of_the_year_does_not_hold_the_month_up() -> None:
    first = steps(("publicize", "recorder", False), ("post", "recorder", False))
    last = steps(("post", "recorder", False), ("publicize", "recorder", False))
    assert (Procedure(first).publicizes, Procedure(last).publicizes) == (True, False)


def test_every_act_but_seeing_has_a_move() -> None:
    moved = {row.act for machine in (CYCLE, DECLARATION) for row in machine.rows}
    assert set(Act) - moved == {Act.VIEW_CYCLES, Act.VIEW_DECLARATION}
