"""March under the bureau's 办法 (S5): the plan's month, endorsed, registered, looked at by the committee, decided."""

from datetime import date
from decimal import Decimal

import pytest

from jifen.common.basis import Basis, BasisKind
from jifen.common.plainsheet import sheet_of
from jifen.common.refusals import Blocked, Invalid, NotAllowed, NotNow
from jifen.cycles import actions
from jifen.cycles.models import Cycle, Declaration
from jifen.cycles.states.acts import Act
from jifen.cycles.states.cycles import CycleState
from jifen.cycles.states.declarations import Channel, DeclarationState, Done
from jifen.ledger.actions import open_book
from tests.cast import NOW, Cast
from tests.cycles.months import at, begin, close, collect, evaluate, fresh, mark, post, register, resolve
from tests.schemes.planned import enrolled, standing

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 4, 3)
COMMITTEE = Basis(BasisKind.MEETING, "支部委员会会议", date(2026, 4, 2), "支委会记录2026-4")


def planned(cast: Cast) -> Cycle:
    """March, with the months of 李明 and 孙记录员 as their plans say, told by 孙记录员."""
    rows = enrolled(cast)
    standing(cast, rows["李明"])
    standing(cast, rows["孙记录员"], by="secretary")
    open_book(
        actor=cast.actor("recorder"), at=NOW, branch_id=cast.organization().pk, year="2026",
        starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31),
    )  # fmt: skip
    cycle = begin(cast)
    actions.take_plan_months(actor=cast.actor("recorder"), at=at(date(2026, 3, 31)), cycle_id=cycle.pk)
    return cycle


def endorse(cast: Cast, cycle: Cycle, *rows: Declaration, **changes: str) -> list[Declaration]:
    words = [actions.Word(row.pk, Done.DONE, **changes) for row in rows]
    return actions.endorse(
        actor=cast.actor("secretary", "SUPERVISING_LEADER"), at=at(date(2026, 4, 1)), cycle_id=cycle.pk, words=words,
        on=date(2026, 4, 1),
    )  # fmt: skip


def test_month_of_a_plan_is_declared_at_what_it_allots_and_never_twice(cast: Cast) -> None:
    cycle = planned(cast)
    again = actions.take_plan_months(
        actor=cast.actor("recorder"), at=at(date(2026, 3, 31)), cycle_id=cycle.pk
    )

    rows = Declaration.objects.order_by("person__pinyin")
    assert again == []
    assert [(str(row.person), row.channel, row.declared, row.occurred_on) for row in rows] == [
        ("李明", Channel.PLAN, 600, date(2026, 3, 31)),
        ("孙记录员", Channel.PLAN, 600, date(2026, 3, 31)),
    ]
    assert rows[0].reason == "当月目标任务：每周下两次河巡查"


def test_month_is_endorsed_registered_looked_at_and_decided(cast: Cast) -> None:
    cycle = planned(cast)
    rows = list(Declaration.objects.all())
    assert (cycle.meeting_on, cycle.period) == (FRIDAY, "2026-03")
    with pytest.raises(Blocked, match="还没有签注意见，请先由分管领导签注"):
        register(cast, cycle, *rows, when=at(date(2026, 4, 1)))
    endorse(cast, cycle, *rows)
    register(cast, cycle, *rows, when=at(date(2026, 4, 1)))
    collect(cast, cycle)
    mark(cast, cycle, "secretary", "commissioner", "probationary", "migrant")
    close(cast, cycle, date(2026, 4, 2))
    with pytest.raises(Blocked, match="还没有完成初评"):
        evaluate(cast, cycle, resolve(cast, FRIDAY), FRIDAY)
    opinions = {str(row.pk): actions.Opinion(Act.ACCEPT_FIRST) for row in rows}
    member = next(row for row in rows if str(row.person) == "李明")
    opinions[str(member.pk)] = actions.Opinion(Act.LEAVE_UNCLEAR, "巡查记录少两次")
    actions.give_opinions(
        actor=cast.actor("secretary"), at=at(date(2026, 4, 2)), cycle_id=cycle.pk, opinions=opinions
    )
    actions.conclude_review(
        actor=cast.actor("secretary"), at=at(date(2026, 4, 2)), cycle_id=cycle.pk, version=fresh(cycle).version,
        basis=COMMITTEE,
    )  # fmt: skip
    yes = {member.pk: actions.Verdict(True, "补交了记录")}
    decided = evaluate(cast, cycle, resolve(cast, FRIDAY), FRIDAY, verdicts=yes)

    assert (decided.state, decided.review) == (CycleState.EVALUATED, COMMITTEE)
    assert {str(row.person): row.points for row in Declaration.objects.all()} == {
        "李明": 600,
        "孙记录员": 600,
    }
    sheet = sheet_of(decided.sheet)
    own = dict(
        zip(
            (one.heading for one in sheet.columns), next(r for r in sheet.rows if r[1] == "李明"), strict=True
        )
    )
    assert (own["任务分"], own["本期合计"]) == (Decimal("6.00"), Decimal("6.00"))


def test_unclear_without_a_word_of_the_assembly_goes_on_in_april(cast: Cast) -> None:
    cycle = planned(cast)
    rows = list(Declaration.objects.all())
    endorse(cast, cycle, *rows)
    register(cast, cycle, *rows, when=at(date(2026, 4, 1)))
    collect(cast, cycle)
    mark(cast, cycle, "secretary", "commissioner", "probationary", "migrant")
    close(cast, cycle, date(2026, 4, 2))
    actions.give_opinions(
        actor=cast.actor("secretary"), at=at(date(2026, 4, 2)), cycle_id=cycle.pk,
        opinions={str(row.pk): actions.Opinion(Act.LEAVE_UNCLEAR, "等核实") for row in rows},
    )  # fmt: skip
    actions.conclude_review(
        actor=cast.actor("secretary"), at=at(date(2026, 4, 2)), cycle_id=cycle.pk, version=fresh(cycle).version,
        basis=COMMITTEE,
    )  # fmt: skip
    april = begin(cast, when=at(date(2026, 4, 2)), reason="先登记四月的")
    evaluate(cast, cycle, resolve(cast, FRIDAY), FRIDAY)

    assert {row.state for row in cycle.declarations.all()} == {DeclarationState.LAPSED}
    assert [(str(row.person), row.state, row.endorser) for row in april.declarations.all()] == [
        ("李明", DeclarationState.REGISTERED, "赵书记"),
        ("孙记录员", DeclarationState.REGISTERED, "赵书记"),
    ]


def test_what_the_scheme_shows_first_is_not_posted_before(cast: Cast) -> None:
    cycle = planned(cast)
    Cycle.objects.filter(pk=cycle.pk).update(state="EVALUATED", decision=COMMITTEE)
    with pytest.raises(Blocked, match="先公示"):
        post(cast, cycle)


def test_nobody_endorses_his_own_and_what_is_not_done_is_explained(cast: Cast) -> None:
    cycle = planned(cast)
    member, recorder = Declaration.objects.order_by("person__pinyin")
    with pytest.raises(NotAllowed):
        actions.endorse(
            actor=cast.actor("recorder"), at=NOW, cycle_id=cycle.pk, on=date(2026, 4, 1),
            words=[actions.Word(recorder.pk, Done.DONE)],
        )  # fmt: skip
    with pytest.raises(Invalid, match="没有全部完成，请写明完成到哪一步"):
        actions.endorse(
            actor=cast.actor("secretary"), at=NOW, cycle_id=cycle.pk, on=date(2026, 4, 1),
            words=[actions.Word(member.pk, Done.PARTLY)],
        )  # fmt: skip
    with pytest.raises(NotNow):
        actions.give_opinions(
            actor=cast.actor("secretary"), at=NOW, cycle_id=cycle.pk,
            opinions={str(member.pk): actions.Opinion(Act.ACCEPT_FIRST)},
        )  # fmt: skip
