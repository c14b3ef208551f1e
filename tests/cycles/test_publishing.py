"""March under the bureau's 办法 (S5) to its end: decided, on show for three working days, posted, sealed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from jifen.common.refusals import Blocked, NotAllowed, NotFound
from jifen.cycles import actions
from jifen.cycles.models import Cycle, Declaration
from jifen.cycles.queries import notice_of
from jifen.cycles.states.acts import Act
from jifen.cycles.states.cycles import CycleState
from jifen.ledger.models import Book, Entry, Seal
from jifen.publicity import actions as notices
from jifen.publicity.models import Objection, PublicNotice
from jifen.publicity.states.notices import NoticeState
from jifen.publicity.states.objections import ObjectionChannel, ObjectionOutcome
from tests.cast import Cast
from tests.cycles.months import at, close, collect, evaluate, fresh, mark, post, register, resolve
from tests.cycles.test_bureau_month import COMMITTEE, FRIDAY, endorse, planned

pytestmark = pytest.mark.django_db
OVER = date(2026, 4, 10)
"""Posted on Friday the third: the seventh, eighth and ninth are the three working days (清明 until the sixth)."""


def decided(cast: Cast) -> Cycle:
    """March as the assembly decided it on the first Friday of April."""
    cycle = planned(cast)
    rows = list(Declaration.objects.all())
    endorse(cast, cycle, *rows)
    register(cast, cycle, *rows, when=at(date(2026, 4, 1)))
    collect(cast, cycle)
    mark(cast, cycle, "secretary", "commissioner", "probationary", "migrant")
    close(cast, cycle, date(2026, 4, 2))
    opinions = {str(row.pk): actions.Opinion(Act.ACCEPT_FIRST) for row in rows}
    secretary = cast.actor("commissioner")
    actions.give_opinions(actor=secretary, at=at(date(2026, 4, 2)), cycle_id=cycle.pk, opinions=opinions)
    actions.conclude_review(
        actor=secretary, at=at(date(2026, 4, 2)), cycle_id=cycle.pk, version=fresh(cycle).version,
        basis=COMMITTEE,
    )  # fmt: skip
    evaluate(cast, cycle, resolve(cast, FRIDAY), FRIDAY)
    return Cycle.objects.get(pk=cycle.pk)


def publish(cast: Cast, cycle: Cycle, who: str = "recorder", when: datetime | None = None) -> Cycle:
    return actions.publish_cycle(
        actor=cast.actor(who), at=when or at(FRIDAY), cycle_id=cycle.pk, version=fresh(cycle).version
    )


def step(cast: Cast, name: str, when: datetime, **said: Any) -> PublicNotice:
    """Take a step of the notice that stands."""
    notice = PublicNotice.objects.exclude(state=NoticeState.WITHDRAWN).get()
    done: PublicNotice = getattr(notices, name)(
        actor=cast.actor("recorder"), at=when, notice_id=notice.pk, version=notice.version, **said
    )
    return done


def object_to(cast: Cast, notice: PublicNotice) -> Objection:
    """Somebody rings about 李明."""
    line = notice.lines.get(person=cast.person("member"))
    return notices.receive_objection(
        actor=cast.actor("recorder"), at=at(OVER), notice_id=notice.pk, channel=ObjectionChannel.PHONE,
        received_on=OVER, statement="李明三月没有完成这项任务", line_id=line.pk,
    )  # fmt: skip


def dismiss(cast: Cast, case: Objection, outcome: ObjectionOutcome = ObjectionOutcome.DISMISSED) -> None:
    """赵书记 looks into it; the committee keeps the figure, unless told otherwise."""
    said: dict[str, dict[str, Any]] = {
        "admit_objection": {},
        "assign_objection": {"reviewer_id": cast.person("secretary").pk},
        "decide_objection": {
            "outcome": outcome, "findings": "核对了台账", "reasons": "与台账一致",
            "decided_on": OVER, "basis": COMMITTEE,
        },
    }  # fmt: skip
    for name, values in said.items():
        case = getattr(notices, name)(
            actor=cast.actor("recorder"), at=at(OVER), objection_id=case.pk, version=case.version, **values
        )


def put_up(cast: Cast) -> PublicNotice:
    step(cast, "check_secrecy", at(FRIDAY), checked_by="钱组织委员")
    step(cast, "approve_notice", at(FRIDAY), approved_by="赵书记")
    return step(cast, "show_notice", at(FRIDAY), places="局机关公示栏", shown_on=FRIDAY)


def test_month_is_shown_and_posted_when_nobody_objected(cast: Cast) -> None:
    cycle = publish(cast, decided(cast))
    notice = put_up(cast)
    assert (cycle.state, notice.period, notice.last_on) == (CycleState.PUBLISHED, "2026-03", date(2026, 4, 9))
    headings = [column.heading for column in notice.sheet().columns]
    assert headings[:2] == ["序号", "姓名"]
    assert headings[-2:] == ["本期合计", "累计积分"]
    with pytest.raises(Blocked, match="公示现在是“公示中”，期满以后再入账"):
        post(cast, cycle)

    step(cast, "close_notice", at(OVER))
    post(cast, cycle, day=OVER)

    assert fresh(cycle).state is CycleState.POSTED
    lines = Entry.objects.order_by("person__pinyin").values_list("person__name", "points", "approver")
    assert list(lines) == [("李明", 600, "党员大会"), ("孙记录员", 600, "党员大会")]
    assert Seal.objects.get(book=Book.objects.get()).period == "2026-03"


def test_contested_month_waits_for_the_result_and_a_wrong_notice_is_drafted_again(cast: Cast) -> None:
    cycle = publish(cast, decided(cast))
    with pytest.raises(Blocked, match="不用再拟定"):
        publish(cast, cycle)
    step(cast, "withdraw_notice", at(FRIDAY), reason="标题写错了")
    with pytest.raises(Blocked, match="公示撤下了"):
        post(cast, cycle)
    publish(cast, cycle)
    put_up(cast)
    case = object_to(cast, PublicNotice.objects.get(state=NoticeState.ON_SHOW))
    step(cast, "close_notice", at(OVER))
    undecided = ("异议第 1 号（已收到）还没有作出处理，处理以后再办。",)
    for act in (
        lambda: post(cast, cycle, day=OVER),
        lambda: step(cast, "announce_result", at(OVER), result="维持"),
    ):
        with pytest.raises(Blocked) as refused:
            act()
        assert refused.value.reasons == undecided
    dismiss(cast, case)
    with pytest.raises(Blocked, match="收到 1 件异议"):
        post(cast, cycle, day=OVER)
    step(cast, "announce_result", at(OVER), result="经核查，李明的任务分属实，维持原来的积分。")
    post(cast, cycle, day=OVER)

    assert fresh(cycle).state is CycleState.POSTED
    assert [row.state.value for row in PublicNotice.objects.order_by("state")] == ["ANNOUNCED", "WITHDRAWN"]


def test_whoever_wrote_it_is_kept_with_the_line_and_superiors_do_not_publish(cast: Cast) -> None:
    cycle = decided(cast)
    with pytest.raises(NotAllowed):
        publish(cast, cycle, "organizer")
    publish(cast, cycle)
    notice = notice_of(cycle)

    assert notice is not None
    authors = {line.person.name: line.authors for line in notice.lines.select_related("person")}
    assert authors["李明"] == [str(cast.person("recorder").pk)]
    assert authors["赵书记"] == []


def test_upheld_objection_takes_the_period_back_to_its_register_and_before_the_body_again(cast: Cast) -> None:
    cycle = publish(cast, decided(cast))
    notice = put_up(cast)
    with pytest.raises(Blocked, match="没有处理决定是更正的异议，不用重新评定"):
        resolve_again(cast, cycle)
    case = object_to(cast, notice)
    with pytest.raises(Blocked, match="还没有作出处理，处理以后再办"):
        resolve_again(cast, cycle)
    dismiss(cast, case, ObjectionOutcome.UPHELD)
    step(cast, "close_notice", at(OVER))
    with pytest.raises(Blocked, match="的处理决定是更正，先“照异议处理重新评定”，改好再公示"):
        post(cast, cycle, day=OVER)
    with pytest.raises(NotFound):
        resolve_again(cast, cycle, "stranger")

    resolve_again(cast, cycle)

    again = fresh(cycle)
    assert (again.state, again.decision, again.sheet) == (CycleState.COLLECTING, None, None)
    assert fresh(notice).state is NoticeState.WITHDRAWN
    rows = list(Declaration.objects.order_by("person__pinyin").values_list("person__name", "state", "points"))
    assert rows == [("李明", "REGISTERED", None), ("孙记录员", "REGISTERED", None)]
    assert Entry.objects.count() == 0

    close(cast, again, OVER)
    wrong, right = Declaration.objects.order_by("person__pinyin")
    opinions = {str(row.pk): actions.Opinion(Act.ACCEPT_FIRST) for row in (wrong, right)}
    desk = cast.actor("commissioner")
    actions.give_opinions(actor=desk, at=at(OVER), cycle_id=cycle.pk, opinions=opinions)
    actions.conclude_review(
        actor=desk, at=at(OVER), cycle_id=cycle.pk, version=fresh(cycle).version, basis=COMMITTEE
    )
    verdicts = {wrong.pk: actions.Verdict(False, "核查以后没有完成")}
    evaluate(cast, cycle, resolve(cast, OVER), OVER, verdicts=verdicts, deviation="照异议处理重新评定")
    publish(cast, cycle, when=at(OVER))
    shown = PublicNotice.objects.exclude(state=NoticeState.WITHDRAWN).get()
    figures = {str(row.person): row.cells[-2] for row in shown.lines.all()}
    assert (figures["李明"], figures["孙记录员"]) == ("0.00", "6.00")
    with pytest.raises(Blocked, match="公示现在是“拟公示”，期满以后再入账"):
        post(cast, cycle, day=OVER)


def resolve_again(cast: Cast, cycle: Cycle, who: str = "recorder") -> Cycle:
    return actions.resolve_objection(
        actor=cast.actor(who), at=at(OVER), cycle_id=cycle.pk, version=fresh(cycle).version
    )
