"""March of 青山村 (S2): declared, registered, decided by the assembly on the seventh of April, posted, sealed."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from jifen.common.actor import INSTALLER
from jifen.common.plainsheet import sheet_of
from jifen.common.refusals import Blocked, Invalid, NotAllowed, NotFound, NotNow
from jifen.cycles import actions
from jifen.cycles.models import Cycle, Declaration
from jifen.cycles.states.cycles import CycleState
from jifen.cycles.states.declarations import Channel, DeclarationState
from jifen.ledger.models import Book, Entry, Seal
from jifen.meetings.states.motions import MotionKind
from jifen.meetings.states.tally import Votes
from jifen.orgs.actions import appoint, end_appointment
from jifen.orgs.models import Appointment
from jifen.orgs.states.roles import Role
from tests.cast import NOW, Cast
from tests.cycles.months import (
    MEETING,
    at,
    begin,
    claim,
    close,
    collect,
    declare,
    evaluate,
    fresh,
    mark,
    post,
    register,
    resolve,
    village,
)
from tests.ledger.desk import ASSEMBLY

pytestmark = pytest.mark.django_db
SILENT = ("secretary", "commissioner", "probationary", "migrant")


@pytest.fixture
def book(cast: Cast) -> Book:
    return village(cast)


def ripe(cast: Cast) -> Cycle:
    """March with one good deed of 李明 and one report of 孙记录员, the register closed."""
    cycle = begin(cast)
    register(cast, cycle, *declare(cast, cycle))
    report = claim(cast, "recorder", "help", date(2026, 3, 9), reason="调解东头两家的地界")
    actions.enter_reports(actor=cast.actor("secretary"), at=NOW, cycle_id=cycle.pk, claims=[report])
    collect(cast, cycle)
    mark(cast, cycle, *SILENT)
    return close(cast, cycle)


def test_month_goes_from_opening_to_the_sealed_book(cast: Cast, book: Book) -> None:
    cycle = ripe(cast)
    assert (cycle.period, cycle.starts_on, cycle.ends_on) == ("2026-03", date(2026, 3, 1), date(2026, 3, 31))
    assert (cycle.meeting_on, cycle.meeting_said) == (
        MEETING,
        "2026年4月5日（星期日）逢清明放假，顺延到2026年4月7日（星期二）",
    )

    decided = evaluate(cast, cycle)
    posted = post(cast, decided)

    lines = Entry.objects.filter(book=book).order_by("sequence")
    assert [(str(one.person), one.item, one.occurred_on, one.points, one.approver) for one in lines] == [
        ("李明", "village-branch@1#incentive.service.help", date(2026, 3, 8), 200, "党员大会"),
        ("孙记录员", "village-branch@1#incentive.service.help", date(2026, 3, 9), 200, "党员大会"),
    ]
    assert [one.text.reason for one in lines] == ["帮王大娘家收麦子", "调解东头两家的地界"]
    assert [one.author_id for one in lines] == [
        str(cast.person("member").pk),
        str(cast.person("secretary").pk),
    ]
    assert posted.state is CycleState.POSTED
    assert list(Seal.objects.values_list("period", "first", "last")) == [("2026-03", 1, 2)]
    assert set(Declaration.objects.values_list("state", flat=True)) == {"POSTED"}


def test_sheet_is_frozen_at_the_decision(cast: Cast, book: Book) -> None:
    sheet = sheet_of(evaluate(cast, ripe(cast)).sheet)

    assert [one.heading for one in sheet.columns] == [
        "序号",
        "姓名",
        "基础分",
        "激励分",
        "本期合计",
        "累计积分",
    ]
    own = next(row for row in sheet.rows if row[1] == "李明")
    assert own[2:5] == (Decimal("0.00"), Decimal("2.00"), Decimal("2.00"))
    assert next(row for row in sheet.rows if row[1] == "赵书记")[4] == Decimal("0.00")


def test_posting_twice_writes_once(cast: Cast, book: Book) -> None:
    cycle = evaluate(cast, ripe(cast))
    first = post(cast, cycle)
    again = post(cast, cycle)

    assert (again.state, again.version) == (CycleState.POSTED, first.version)
    assert Entry.objects.count() == 2
    assert Seal.objects.count() == 1


def test_form_sent_twice_is_one_declaration(cast: Cast, book: Book) -> None:
    cycle, once = begin(cast), claim(cast, key=uuid4())

    assert len(declare(cast, cycle, once)) == 1
    assert declare(cast, cycle, once) == []
    assert Declaration.objects.count() == 1


def test_desk_fills_in_for_somebody_and_it_is_marked(cast: Cast, book: Book) -> None:
    own, other = begin(cast), claim(cast, "migrant")

    assert [row.channel for row in declare(cast, own)] == [Channel.FORM]
    assert [row.channel for row in declare(cast, own, other, by="recorder")] == [Channel.ON_BEHALF]
    with pytest.raises(NotFound):
        declare(cast, own, other)  # 李明 for 郑流动


def test_every_fault_of_a_pasted_list_is_named_and_nothing_is_kept(cast: Cast, book: Book) -> None:
    cycle = begin(cast)
    rows = (
        claim(cast),
        claim(cast, day=date(2026, 3, 11)),
        claim(cast, "stranger"),
        claim(cast, kind="nothing", reason=""),
        claim(cast, "migrant", "labour_missed"),
        claim(cast, day=date(2025, 5, 3)),
    )
    with pytest.raises(Invalid) as refusal:
        declare(cast, cycle, *rows, by="recorder")

    assert refusal.value.fields == {
        "2.occurred_on": "第 2 行：2026年3月11日还没有到，请核对日期。",
        "3.person": "第 3 行：这位同志不参加青山村支部2026年3月的积分，不能申报；请核对参加名单。",
        "4.kind": "第 4 行：请从办法的事项里选一项。",
        "4.reason": "第 4 行：请写清是什么事：时间、地点、做了什么、谁能证明。",
        "5.kind": "第 5 行：“没有参加支部组织的义务劳动”照办法是扣分，由支部提出并告知本人，不在这里申报。",
        "6.occurred_on": "第 6 行：2025年5月3日属于以前的积分年度，只能由会议决定后更正"
        "（青山村支部2025积分账起于2025年6月1日）。",
    }
    assert Declaration.objects.count() == 0


def test_nobody_registers_his_own(cast: Cast, book: Book) -> None:
    cycle = begin(cast)
    (row,) = declare(cast, cycle, claim(cast, "recorder"), by="recorder")

    with pytest.raises(NotAllowed, match="不能由本人办理"):
        register(cast, cycle, row, by="recorder")
    register(cast, cycle, row)
    assert fresh(row).state is DeclarationState.REGISTERED


def test_same_fact_twice_stops_until_somebody_says_why(cast: Cast, book: Book) -> None:
    cycle = begin(cast)
    first, second = declare(cast, cycle, claim(cast), claim(cast, reason="又帮李大爷家"))
    register_both = pytest.raises(
        Blocked, match="2026年3月里已有同一天的“帮助困难群众、调解邻里纠纷、解决实际困难”（已申报）"
    )
    with register_both:
        register(cast, cycle, first, second)

    actions.look_at_conflict(
        actor=cast.actor("recorder"), at=NOW, declaration_id=second.pk, version=1, reason="上午、下午两户人家"
    )
    register(cast, cycle, first, second)
    assert set(Declaration.objects.values_list("state", flat=True)) == {"REGISTERED"}


def test_register_is_not_closed_over_anybodys_head(cast: Cast, book: Book) -> None:
    cycle = begin(cast)
    declare(cast, cycle)
    collect(cast, cycle)
    with pytest.raises(Blocked) as refusal:
        close(cast, cycle)

    assert refusal.value.reasons == (
        "还有 1 项申报没有登记：李明：帮助困难群众、调解邻里纠纷、解决实际困难。",
        "钱组织委员、孙记录员、赵书记、郑流动、周预备没有申报，请代填，或者登记未申报并写明原因。",
    )


def test_who_speaks_after_all_is_no_longer_marked(cast: Cast, book: Book) -> None:
    cycle = begin(cast)
    collect(cast, cycle)
    mark(cast, cycle, "member")
    declare(cast, cycle, when=at(date(2026, 4, 2)))
    assert cycle.not_declared.count() == 0


def test_returned_and_handed_in_again(cast: Cast, book: Book) -> None:
    cycle = begin(cast)
    (row,) = declare(cast, cycle)
    actions.return_declaration(
        actor=cast.actor("recorder"), at=NOW, declaration_id=row.pk, version=1, reason="请写明谁能证明"
    )
    again = actions.resubmit_declaration(
        actor=cast.actor("member"), at=NOW, declaration_id=row.pk, version=2, kind="help",
        occurred_on=date(2026, 3, 7), reason="帮王大娘家收麦子，王大娘证明", fields={"evidence": "yes"},
    )  # fmt: skip

    assert (again.state, again.occurred_on) == (DeclarationState.SUBMITTED, date(2026, 3, 7))
    assert fresh(row).reason == "帮王大娘家收麦子，王大娘证明"
    gone = actions.withdraw_declaration(actor=cast.actor("member"), at=NOW, declaration_id=row.pk, version=3)
    assert gone.state is DeclarationState.WITHDRAWN
    with pytest.raises(NotNow):
        register(cast, cycle, row)


def test_decision_needs_a_resolution_of_the_assembly_on_the_period(cast: Cast, book: Book) -> None:
    cycle = ripe(cast)
    lost = resolve(cast, votes=Votes(2, 3, 0))
    with pytest.raises(Blocked, match="没有通过"):
        evaluate(cast, cycle, lost)
    other = resolve(cast, kind=MotionKind.OTHER)
    with pytest.raises(Blocked, match="这里要的是“评定本期积分”的议题"):
        evaluate(cast, cycle, other)
    assert fresh(cycle).state is CycleState.REGISTERED


def test_meeting_on_another_day_says_why(cast: Cast, book: Book) -> None:
    cycle, late = ripe(cast), date(2026, 4, 9)
    motion = resolve(cast, late)
    with pytest.raises(
        Blocked, match="办法规定2026年4月7日开会，这次会议是2026年4月9日；请写明没有按规定日期开会的原因。"
    ):
        evaluate(cast, cycle, motion, late)
    assert evaluate(cast, cycle, motion, late, deviation="村里抗旱").deviation == "村里抗旱"


def test_turned_down_with_a_reason_is_not_posted(cast: Cast, book: Book) -> None:
    cycle = ripe(cast)
    row = Declaration.objects.get(person=cast.person("member"))
    motion = resolve(cast)
    with pytest.raises(
        Blocked, match="李明：帮助困难群众、调解邻里纠纷、解决实际困难：评定不通过要写明理由。"
    ):
        evaluate(cast, cycle, motion, verdicts={row.pk: actions.Verdict(False)})
    evaluate(cast, cycle, motion, verdicts={row.pk: actions.Verdict(False, "没有人证明")})
    post(cast, cycle)

    assert (fresh(row).state, fresh(row).verdict) == (DeclarationState.REJECTED, "没有人证明")
    assert [str(one.person) for one in Entry.objects.all()] == ["孙记录员"]


def test_next_period_waits_or_says_why(cast: Cast, book: Book) -> None:
    cycle = begin(cast)
    with pytest.raises(Blocked) as refusal:
        begin(cast)
    assert refusal.value.reasons == (
        "下一期自2026年4月1日起，还没有到。",
        "2026年3月还是“记录中”，没有评定；确要先开始下一期的，请写明原因。",
    )
    april = begin(cast, when=at(date(2026, 4, 2)), reason="三月的会推迟")
    assert (april.period, april.reason) == ("2026-04", "三月的会推迟")
    late = declare(cast, april, claim(cast, day=date(2026, 3, 30)), when=at(date(2026, 4, 2)))
    assert (late[0].cycle_id, late[0].occurred_on) == (april.pk, date(2026, 3, 30))
    assert fresh(cycle).state is CycleState.OPEN


def test_recorder_is_replaced_in_the_middle_and_the_month_goes_on(cast: Cast, book: Book) -> None:
    cycle = begin(cast)
    (row,) = declare(cast, cycle)
    held = Appointment.objects.get(person=cast.person("recorder"), role=Role.RECORDER)
    end_appointment(
        actor=INSTALLER, at=NOW, appointment_id=held.pk, to_on=date(2026, 3, 9), basis=ASSEMBLY, reason="调走"
    )
    appoint(
        actor=INSTALLER, at=NOW, person_id=cast.person("member").pk, organization_id=cast.organization().pk,
        role=Role.RECORDER, from_on=date(2026, 3, 10), basis=ASSEMBLY, reason="接任",
    )  # fmt: skip

    with pytest.raises(NotFound):
        register(cast, cycle, row, by="recorder")
    with pytest.raises(NotAllowed, match="不能由本人办理"):
        actions.register(
            actor=cast.actor("member", "RECORDER"), at=NOW, cycle_id=cycle.pk, declaration_ids=[row.pk]
        )
    register(cast, cycle, row)
    assert (fresh(row).author_name, fresh(row).state) == ("李明", DeclarationState.REGISTERED)


def test_stranger_is_refused_everywhere(cast: Cast, book: Book) -> None:
    cycle = begin(cast)
    (row,) = declare(cast, cycle)
    one = {"actor": cast.actor("stranger"), "at": NOW}
    acts = (
        lambda: actions.open_cycle(**one, branch_id=cast.organization().pk),
        lambda: actions.declare(**one, cycle_id=cycle.pk, claims=[claim(cast)]),
        lambda: actions.enter_reports(**one, cycle_id=cycle.pk, claims=[claim(cast)]),
        lambda: actions.register(**one, cycle_id=cycle.pk, declaration_ids=[row.pk]),
        lambda: actions.return_declaration(**one, declaration_id=row.pk, version=1, reason="?"),
        lambda: actions.withdraw_declaration(**one, declaration_id=row.pk, version=1),
        lambda: actions.start_collecting(**one, cycle_id=cycle.pk, version=1),
        lambda: actions.close_register(**one, cycle_id=cycle.pk, version=1),
        lambda: actions.post_cycle(**one, cycle_id=cycle.pk, version=1),
        lambda: actions.take_plan_months(**one, cycle_id=cycle.pk),
        lambda: actions.carry_over(**one, declaration_id=row.pk, version=1),
    )
    for act in acts:
        with pytest.raises((NotFound, NotAllowed)):
            act()
    assert (fresh(row).state, fresh(cycle).state) == (DeclarationState.SUBMITTED, CycleState.OPEN)
