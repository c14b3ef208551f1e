"""What the registers of March suggest under the village's 办法 (S2) comes into the period, or is passed over."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest

from jifen.audit.models import Record
from jifen.common.refusals import Blocked, Invalid, NotAllowed, NotFound, NotNow
from jifen.cycles import actions, queries
from jifen.cycles.actions import Answer
from jifen.cycles.models import AnsweredSuggestion, Cycle, Declaration
from jifen.cycles.states.acts import Act
from jifen.cycles.states.declarations import DeclarationState, Track
from jifen.meetings.states.meetings import Presence
from jifen.registers import actions as registers
from jifen.registers.actions import Filled
from jifen.registers.models import RegisterLine
from jifen.registers.states.kinds import OccasionKind, Said
from jifen.registers.states.occasions import LineState
from tests.cast import NOW, TODAY, Cast
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
    township,
    village,
)
from tests.cycles.test_bureau_month import COMMITTEE, planned
from tests.registers import acts
from tests.registers.test_suggesting import took_place

pytestmark = pytest.mark.django_db
K = OccasionKind


def march(cast: Cast) -> Cycle:
    """March of 青山村: 李明 was absent from labour and late at the meeting, 赵书记 had leave."""
    village(cast)
    acts.fill(cast, acts.begin(cast, K.LABOUR, title="清理村道"), member=Said.ABSENT, secretary=Said.LEAVE)
    took_place(cast, member=Presence.LATE)
    return begin(cast)


def township_march(cast: Cast) -> Cycle:
    """March under S3: 孙记录员 and 李明 worked half a day each, everybody came to the meeting."""
    township(cast)
    labour = acts.begin(cast, K.LABOUR, title="清理村道")
    acts.fill(cast, labour, recorder=Said.TOOK_PART, member=Said.TOOK_PART)
    took_place(cast)
    return begin(cast)


def offers(cycle: Cycle) -> list[queries.Offered]:
    return list(queries.list_offers(fresh(cycle), TODAY).open)


def key_of(cast: Cast, cycle: Cycle, kind: str, who: str = "member") -> str:
    person = cast.person(who)
    return next(one.key for one in offers(cycle) if one.suggestion.kind == kind and one.person == person)


def take(cast: Cast, cycle: Cycle, *answers: Answer, by: str = "recorder") -> actions.Answered:
    return actions.take_suggestions(actor=cast.actor(by), at=NOW, cycle_id=cycle.pk, answers=answers)


def told(rows: Iterable[Declaration]) -> list[tuple[str, str, str, str, int]]:
    return sorted(
        (str(row.person), row.kind, row.state.value, row.channel.value, row.declared) for row in rows
    )


def test_loss_is_proposed_and_what_it_rests_on_is_frozen(cast: Cast) -> None:
    cycle = march(cast)
    assert [str(one) for one in offers(cycle)] == ["李明：清理村道：缺席", "李明：2026年3月6日党员大会迟到"]
    done = take(cast, cycle, Answer(key_of(cast, cycle, "labour_missed"), taken=True))

    (row,) = done.declared
    assert told([fresh(row)]) == [("李明", "labour_missed", "PROPOSED", "REGISTER", -200)]
    assert (row.track, row.reason, row.occurred_on) == (
        Track.ROUTINE,
        "清理村道：缺席（2026年3月5日义务劳动登记）",
        date(2026, 3, 5),
    )
    line = line_of_labour(cast)
    assert (line.state, line.taken_by) == (LineState.TAKEN, "2026年3月积分")
    assert [str(one) for one in offers(cycle)] == ["李明：2026年3月6日党员大会迟到"]
    assert [one.act for one in Record.objects.order_by("-number")[:3]] == [
        "cycles.TAKE_SUGGESTIONS",
        "cycles.PROPOSE_DEDUCTION",
        "registers.TAKE_LINES",
    ]


def line_of_labour(cast: Cast, who: str = "member") -> RegisterLine:
    return RegisterLine.objects.get(person=cast.person(who), occasion__kind=K.LABOUR)


def test_gains_are_registered_and_go_with_the_period_into_the_book(cast: Cast) -> None:
    cycle = township_march(cast)
    mine = [one for one in offers(cycle) if one.person != cast.person("recorder")]
    assert all(one.is_plain for one in mine)
    done = take(cast, cycle, *(Answer(one.key, taken=True) for one in mine))

    assert told(map(fresh, done.declared)) == [
        ("周预备", "meeting_attended", "REGISTERED", "REGISTER", 100),
        ("李明", "labour_half_day", "REGISTERED", "REGISTER", 100),
        ("李明", "meeting_attended", "REGISTERED", "REGISTER", 100),
        ("赵书记", "meeting_attended", "REGISTERED", "REGISTER", 100),
        ("郑流动", "meeting_attended", "REGISTERED", "REGISTER", 100),
        ("钱组织委员", "meeting_attended", "REGISTERED", "REGISTER", 100),
    ]
    assert {one.person for one in offers(cycle)} == {cast.person("recorder")}


def test_same_answers_sent_twice_are_taken_once(cast: Cast) -> None:
    cycle = march(cast)
    answers = [
        Answer(key_of(cast, cycle, "labour_missed"), taken=True),
        Answer(key_of(cast, cycle, "meeting_late"), taken=False, reason="路上帮人推车"),
    ]
    first = take(cast, cycle, *answers)
    again = take(cast, cycle, *answers)

    assert (len(first.declared), first.passed) == (1, 1)
    assert (again.declared, again.passed) == ([], 0)
    assert (Declaration.objects.count(), AnsweredSuggestion.objects.count()) == (1, 2)


def test_what_was_passed_over_is_remembered_and_not_offered_again(cast: Cast) -> None:
    cycle = march(cast)
    key = key_of(cast, cycle, "meeting_late")
    with pytest.raises(Invalid) as refusal:
        take(cast, cycle, Answer(key, taken=False, reason=" "))
    assert refusal.value.fields == {f"reason_{key}": "李明：2026年3月6日党员大会迟到：不采用的要写明理由。"}
    take(cast, cycle, Answer(key, taken=False, reason="路上帮人推车"))

    assert [str(one) for one in offers(cycle)] == ["李明：清理村道：缺席"]
    assert [(one.said, one.reason) for one in queries.list_passed(cycle)] == [
        ("2026年3月6日党员大会迟到", "路上帮人推车")
    ]
    assert Declaration.objects.count() == 0


def test_register_that_does_not_tell_which_asks_for_the_kind(cast: Cast) -> None:
    village(cast)
    acts.fill(
        cast,
        acts.begin(cast, K.FINDING, title="升旗时没有佩戴党徽，当面提醒"),
        member=Filled(Said.SEEN, who="值班的同志"),
    )
    cycle = begin(cast)
    (offer,) = offers(cycle)
    with pytest.raises(Invalid) as refusal:
        take(cast, cycle, Answer(offer.key, taken=True))
    assert refusal.value.fields == {
        f"kind_{offer.key}": "李明：升旗时没有佩戴党徽，当面提醒：请选是办法的哪一项。"
    }
    done = take(cast, cycle, Answer(offer.key, taken=True, kind="breach", track=Track.GRAVE))
    assert [(row.kind, row.track, row.state.value) for row in done.declared] == [
        ("breach", Track.GRAVE, "PROPOSED")
    ]


def test_every_fault_is_named_at_its_place_and_nothing_is_kept(cast: Cast) -> None:
    cycle = march(cast)
    labour, late = key_of(cast, cycle, "labour_missed"), key_of(cast, cycle, "meeting_late")
    with pytest.raises(Invalid) as refusal:
        take(cast, cycle, Answer(labour, taken=True, kind="help"), Answer(late, taken=False))

    assert refusal.value.fields == {
        f"kind_{labour}": "李明：清理村道：缺席：请选是办法的哪一项。",
        f"reason_{late}": "李明：2026年3月6日党员大会迟到：不采用的要写明理由。",
    }
    assert (Declaration.objects.count(), AnsweredSuggestion.objects.count()) == (0, 0)
    assert line_of_labour(cast).state == LineState.ENTERED
    with pytest.raises(Blocked, match="一条也没有选"):
        take(cast, cycle)


def test_same_fact_in_two_registers_is_taken_when_somebody_says_why(cast: Cast) -> None:
    """Domain §10.7, AMB-53: shown, and stopped until it is said why it is two."""
    village(cast)
    for title in ("清理村道", "栽树"):
        acts.fill(cast, acts.begin(cast, K.LABOUR, title=title), member=Said.ABSENT)
    cycle = begin(cast)
    one, other = offers(cycle)
    assert one.near == ("同一天的同一事项另有一条：清理村道：缺席",)
    with pytest.raises(Invalid) as refusal:
        take(cast, cycle, Answer(one.key, taken=True), Answer(other.key, taken=True))
    said = "2026年3月里已有同一天的“没有参加支部组织的义务劳动”（拟扣分）；确实不是重复的，请写明为什么不是重复。"
    assert refusal.value.fields == {
        f"reason_{one.key}": f"李明：栽树：缺席：{said}",
        f"reason_{other.key}": f"李明：清理村道：缺席：{said}",
    }

    take(cast, cycle, Answer(one.key, taken=True))
    assert offers(cycle)[0].near[-1] == "2026年3月里已有同一天的“没有参加支部组织的义务劳动”（拟扣分）"
    (row,) = take(cast, cycle, Answer(other.key, taken=True, reason="上午、下午各一次")).declared
    assert fresh(row).looked_at == "上午、下午各一次"


def test_what_a_member_declared_himself_stands_beside_the_suggestion(cast: Cast) -> None:
    cycle = township_march(cast)
    worked = claim(cast, kind="labour_half_day", day=date(2026, 3, 5), reason="清理村道", fields={})
    declare(cast, cycle, worked)
    offer = next(one for one in offers(cycle) if one.key == key_of(cast, cycle, "labour_half_day"))

    assert not offer.is_plain
    assert offer.near == (f"2026年3月里已有同一天的“{offer.kinds['labour_half_day']}”（已申报）",)


def test_nobody_takes_or_passes_over_what_concerns_himself(cast: Cast) -> None:
    cycle = township_march(cast)
    own = key_of(cast, cycle, "labour_half_day", "recorder")
    for taken in (True, False):
        with pytest.raises(NotAllowed, match="不能由本人办理"):
            take(cast, cycle, Answer(own, taken=taken, reason="?"))
    assert len(take(cast, cycle, Answer(own, taken=True), by="secretary").declared) == 1


def test_line_struck_since_the_page_was_opened_is_not_taken(cast: Cast) -> None:
    cycle = march(cast)
    key, line = key_of(cast, cycle, "labour_missed"), line_of_labour(cast)
    registers.strike_line(
        actor=cast.actor("recorder"),
        at=NOW,
        line_id=line.pk,
        version=line.occasion.version,
        reason="记错了人",
    )
    with pytest.raises(NotNow, match="有 1 条建议的登记刚刚改过或者作废了"):
        take(cast, cycle, Answer(key, taken=True))
    assert Declaration.objects.count() == 0


def test_withdrawn_deduction_lets_its_line_go_and_it_is_offered_again(cast: Cast) -> None:
    cycle = march(cast)
    (row,) = take(cast, cycle, Answer(key_of(cast, cycle, "labour_missed"), taken=True)).declared
    actions.withdraw_deduction(
        actor=cast.actor("secretary"), at=NOW, declaration_id=row.pk, version=1, reason="那天病了"
    )
    line = line_of_labour(cast)
    assert (line.state, line.taken_by) == (LineState.ENTERED, "")
    assert key_of(cast, cycle, "labour_missed").startswith(str(line.pk))


def test_turned_down_by_the_meeting_lets_the_line_go_and_is_not_offered_again(cast: Cast) -> None:
    cycle = township_march(cast)
    taken = take(cast, cycle, Answer(key_of(cast, cycle, "labour_half_day"), taken=True)).declared
    to_the_meeting(cast, cycle)
    evaluate(cast, cycle, verdicts={taken[0].pk: actions.Verdict(False, "只干了一小时")})

    assert fresh(taken[0]).state is DeclarationState.REJECTED
    assert line_of_labour(cast).state == LineState.ENTERED
    assert AnsweredSuggestion.objects.filter(declaration=taken[0]).count() == 1


def to_the_meeting(cast: Cast, cycle: Cycle) -> None:
    """Close the register with nobody's own declaration, and let the committee think well of the rest."""
    collect(cast, cycle)
    here = set(Declaration.objects.filter(cycle=cycle).values_list("person__name", flat=True))
    everybody = ("secretary", "commissioner", "recorder", "member", "probationary", "migrant")
    mark(cast, cycle, *(key for key in everybody if cast.person(key).name not in here))
    close(cast, cycle)
    rows = Declaration.objects.filter(cycle=cycle, state="REGISTERED")
    opinions = {str(row.pk): actions.Opinion(Act.ACCEPT_FIRST) for row in rows}
    at_committee = {"actor": cast.actor("secretary"), "at": at(date(2026, 4, 3)), "cycle_id": cycle.pk}
    actions.give_opinions(**at_committee, opinions=opinions)
    actions.conclude_review(**at_committee, version=fresh(cycle).version, basis=COMMITTEE)


def test_carried_over_and_withdrawn_in_the_next_period_lets_the_line_go(cast: Cast) -> None:
    cycle = march(cast)
    (row,) = take(cast, cycle, Answer(key_of(cast, cycle, "labour_missed"), taken=True)).declared
    begin(cast, when=at(date(2026, 4, 2)), reason="三月的会推迟")
    secretary = cast.actor("secretary")
    actions.carry_over(actor=secretary, at=at(date(2026, 4, 2)), declaration_id=row.pk, version=1)
    later = Declaration.objects.get(carried_from=row)
    assert line_of_labour(cast).state == LineState.TAKEN
    actions.withdraw_deduction(
        actor=secretary, at=at(date(2026, 4, 2)), declaration_id=later.pk, version=1, reason="那天病了"
    )
    assert line_of_labour(cast).state == LineState.ENTERED


def test_all_lines_told_together_are_frozen_together(cast: Cast) -> None:
    """S2-二-激5: the patrols of a year are one fact."""
    village(cast)
    for day in (5, 7):
        patrol = acts.begin(cast, K.PATROL, title="夜间巡逻", on=date(2026, 3, day))
        acts.fill(cast, patrol, member=Said.TOOK_PART)
    cycle = begin(cast)
    Cycle.objects.filter(pk=cycle.pk).update(
        period="2026-05", starts_on=date(2026, 5, 1), ends_on=date(2026, 5, 31)
    )
    when = at(date(2026, 6, 1))
    (offer,) = queries.list_offers(fresh(cycle), date(2026, 6, 1)).open
    one = {"actor": cast.actor("recorder"), "at": when, "cycle_id": cycle.pk}
    for wrong in (None, Decimal(6)):
        with pytest.raises(Invalid) as refusal:
            actions.take_suggestions(**one, answers=[Answer(offer.key, taken=True, points=wrong)])
        assert refusal.value.fields == {
            f"points_{offer.key}": "李明：夜间巡逻：参加；全年共 2 次：请填拟定的分（3 至 5 分），由会议评定。"
        }
    done = actions.take_suggestions(**one, answers=[Answer(offer.key, taken=True, points=Decimal("4.5"))])
    assert told(done.declared) == [("李明", "patrol_year", "REGISTERED", "REGISTER", 450)]
    assert set(RegisterLine.objects.values_list("state", flat=True)) == {"TAKEN"}
    assert AnsweredSuggestion.objects.filter(declaration=done.declared[0]).count() == 2
    assert queries.list_offers(fresh(cycle), date(2026, 6, 1)).open == ()


def test_gain_waits_for_the_leader_where_the_scheme_wants_it_endorsed(cast: Cast) -> None:
    """S5-四-3b; and the member does not take back what the branch listed."""
    cycle = planned(cast)
    acts.fill(cast, acts.begin(cast, K.TASK, title="收齐医保缴费"), member=Said.DONE)
    (offer,) = offers(cycle)
    (row,) = take(cast, cycle, Answer(offer.key, taken=True, points=Decimal(2))).declared
    assert told([fresh(row)]) == [("李明", "task_done", "SUBMITTED", "REGISTER", 200)]
    withdraw = {"at": NOW, "declaration_id": row.pk, "version": 1}
    with pytest.raises(NotAllowed):
        actions.withdraw_declaration(actor=cast.actor("member"), **withdraw)
    actions.withdraw_declaration(actor=cast.actor("secretary"), **withdraw)
    assert [one.key for one in offers(cycle)] == [offer.key]


def test_nothing_is_taken_once_the_register_is_closed(cast: Cast) -> None:
    cycle = march(cast)
    key = key_of(cast, cycle, "labour_missed")
    Cycle.objects.filter(pk=cycle.pk).update(state="REGISTERED")
    with pytest.raises(NotNow, match="不再收申报"):
        take(cast, cycle, Answer(key, taken=True))


@pytest.mark.parametrize("who", ["stranger", "member", "organizer"])
def test_others_take_nothing(cast: Cast, who: str) -> None:
    cycle = march(cast)
    key = key_of(cast, cycle, "labour_missed")
    with pytest.raises((NotFound, NotAllowed)):
        take(cast, cycle, Answer(key, taken=True), by=who)
    assert Declaration.objects.count() == 0
