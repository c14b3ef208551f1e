"""March under the township's 办法 (S3): nothing is shown before each handbook was laid beside the decided sheet."""

from datetime import date
from typing import Any

import pytest

from jifen.common.refusals import Blocked, Invalid, NotAllowed, NotFound, NotNow
from jifen.cycles import actions, queries
from jifen.cycles.actions import Comparison
from jifen.cycles.models import Cycle, Reconciliation
from jifen.cycles.states.acts import Act
from jifen.cycles.states.cycles import CycleState
from jifen.cycles.states.reconciling import Compared
from tests.cast import Cast
from tests.cycles.months import (
    at,
    begin,
    claim,
    close,
    collect,
    declare,
    evaluate,
    fresh,
    mark,
    register,
    township,
)
from tests.cycles.test_bureau_month import COMMITTEE
from tests.cycles.test_publishing import decided as bureau_decided

pytestmark = pytest.mark.django_db
APRIL = date(2026, 4, 8)


def decided(cast: Cast) -> Cycle:
    """March as the assembly decided it: 李明 took part in a campaign."""
    township(cast)
    cycle = begin(cast)
    (row,) = declare(cast, cycle, claim(cast, kind="publicity_action", reason="发宣传单", fields={}))
    register(cast, cycle, row)
    collect(cast, cycle)
    mark(cast, cycle, "secretary", "commissioner", "recorder", "probationary", "migrant")
    close(cast, cycle)
    one = {"actor": cast.actor("secretary"), "at": at(date(2026, 4, 3)), "cycle_id": cycle.pk}
    actions.give_opinions(**one, opinions={str(row.pk): actions.Opinion(Act.ACCEPT_FIRST)})
    actions.conclude_review(**one, version=fresh(cycle).version, basis=COMMITTEE)
    return evaluate(cast, cycle)


def compare(cast: Cast, cycle: Cycle, *compared: Comparison, by: str = "recorder", **more: Any) -> Any:
    given = {"at": at(APRIL), "on": APRIL, "version": fresh(cycle).version, **more}
    return actions.record_reconciliation(actor=cast.actor(by), cycle_id=cycle.pk, compared=compared, **given)


def agrees(cast: Cast, *who: str) -> list[Comparison]:
    return [Comparison(cast.person(key).pk, Compared.AGREES) for key in who]


def publish(cast: Cast, cycle: Cycle) -> Cycle:
    return actions.publish_cycle(
        actor=cast.actor("recorder"), at=at(APRIL), cycle_id=cycle.pk, version=fresh(cycle).version
    )


def test_nothing_is_shown_before_every_handbook_was_compared(cast: Cast) -> None:
    cycle = decided(cast)
    with pytest.raises(Blocked) as refusal:
        publish(cast, cycle)
    assert refusal.value.reasons == (
        "办法规定积分手册核对无误再公布，还有 6 人没有核对：李明、钱组织委员、孙记录员、赵书记、郑流动、周预备。",
    )
    compare(cast, cycle, *agrees(cast, "secretary", "commissioner", "probationary", "migrant"))
    differs = Comparison(cast.person("member").pk, Compared.DIFFERS, "手册多记了一次宣传")
    compare(cast, cycle, differs)
    compare(cast, cycle, *agrees(cast, "recorder"), by="secretary")
    with pytest.raises(Blocked) as refusal:
        publish(cast, cycle)
    assert refusal.value.reasons == ("李明的积分手册和评定表不一致，还没有查清。",)

    settled = Comparison(differs.person_id, Compared.SETTLED, "手册多记了一次宣传", "本人记重了，手册已改")
    compare(cast, cycle, settled)
    assert publish(cast, cycle).state is CycleState.PUBLISHED
    assert [
        (row.outcome, row.finding) for row in Reconciliation.objects.filter(person=cast.person("member"))
    ] == [(Compared.SETTLED, "本人记重了，手册已改")]


def test_every_fault_is_named_and_nothing_is_kept(cast: Cast) -> None:
    cycle = decided(cast)
    member, migrant = cast.person("member"), cast.person("migrant")
    wrong = [
        Comparison(member.pk, Compared.DIFFERS),
        Comparison(migrant.pk, Compared.SETTLED, "少记一次会议"),
        *agrees(cast, "secretary"),
    ]
    with pytest.raises(Invalid) as refusal:
        compare(cast, cycle, *wrong, on=date(2026, 4, 6))
    assert refusal.value.fields == {
        "on": "2026年4月6日早于评定的日期（2026年4月7日），那时还没有评定表；请核对日期。",
        f"difference_{member.pk}": "李明：请写明手册和评定表哪一行不一致。",
        f"finding_{migrant.pk}": "郑流动：请写明查下来怎样：谁记错了，怎么改的。",
    }
    with pytest.raises(Invalid, match="还没有到"):
        compare(cast, cycle, *agrees(cast, "secretary"), on=date(2026, 4, 9))
    with pytest.raises(Blocked, match="一个人也没有填"):
        compare(cast, cycle)
    assert Reconciliation.objects.count() == 0


def test_difference_once_entered_is_not_smoothed_over(cast: Cast) -> None:
    cycle = decided(cast)
    compare(cast, cycle, Comparison(cast.person("member").pk, Compared.DIFFERS, "手册多记了一次宣传"))
    with pytest.raises(Invalid, match="登记过不一致；查清了的选“不一致已查清”"):
        compare(cast, cycle, *agrees(cast, "member"))
    assert [str(one) for one in queries.list_unreconciled(fresh(cycle))] == [
        "钱组织委员",
        "孙记录员",
        "赵书记",
        "郑流动",
        "周预备",
    ]


def test_nobody_compares_his_own_and_others_nothing(cast: Cast) -> None:
    cycle = decided(cast)
    with pytest.raises(NotAllowed, match="不能由本人办理"):
        compare(cast, cycle, *agrees(cast, "recorder"))
    with pytest.raises(NotFound):
        compare(cast, cycle, *agrees(cast, "stranger"))
    for who in ("stranger", "member", "organizer"):
        with pytest.raises((NotFound, NotAllowed)):
            compare(cast, cycle, *agrees(cast, "migrant"), by=who)
    assert Reconciliation.objects.count() == 0


def test_page_opened_before_somebody_else_saved_is_refused(cast: Cast) -> None:
    cycle = decided(cast)
    seen = fresh(cycle).version
    compare(cast, cycle, *agrees(cast, "member"), by="secretary")
    with pytest.raises(NotNow, match="别的同志改过这里"):
        compare(cast, cycle, *agrees(cast, "migrant"), version=seen)


def test_scheme_without_handbooks_compares_nothing_and_waits_for_nothing(cast: Cast) -> None:
    """S5 knows no handbook."""
    cycle = bureau_decided(cast)
    with pytest.raises(Blocked, match="没有和本人手册核对的步骤"):
        compare(cast, cycle, *agrees(cast, "member"))
    assert queries.say_unreconciled(cycle, queries.procedure_of(cycle)) == []


def test_handbook_is_compared_with_a_decided_sheet_only(cast: Cast) -> None:
    cycle = decided(cast)
    Cycle.objects.filter(pk=cycle.pk).update(state="REGISTERED")
    with pytest.raises(NotNow, match="不能“登记手册核对”"):
        compare(cast, cycle, *agrees(cast, "member"))
