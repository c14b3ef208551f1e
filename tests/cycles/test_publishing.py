"""March under the bureau's 办法 (S5) to its end: decided, on show for three working days, posted, sealed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from jifen.common.refusals import Blocked, NotAllowed
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


def dismiss(cast: Cast, case: Objection) -> None:
    """赵书记 looks into it; the committee keeps the figure."""
    said: dict[str, dict[str, Any]] = {
        "admit_objection": {},
        "assign_objection": {"reviewer_id": cast.person("secretary").pk},
        "decide_objection": {
            "outcome": ObjectionOutcome.DISMISSED, "findings": "核对了台账", "reasons": "与台账一致",
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
