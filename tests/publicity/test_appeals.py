"""An objection goes to the township: at once or after the branch decided, with a paper, once only."""

from datetime import date, timedelta

import pytest

from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Blocked, Invalid, NotAllowed, NotFound
from jifen.publicity import actions, queries
from jifen.publicity.models import Objection
from jifen.publicity.states.notices import Origin
from jifen.publicity.states.objections import ObjectionOutcome, ObjectionState
from tests.cast import NOW, TODAY, Cast
from tests.publicity.acts import COMMITTEE, on_show
from tests.publicity.test_objections import assigned, receive, step

pytestmark = pytest.mark.django_db
REASONS = "支委会没有看医院的住院证明，请上级核对"
REPLY = Basis(BasisKind.REPLY, "镇党委的答复", TODAY, "镇组〔2026〕3号")


def appealed(cast: Cast, found: Objection) -> Objection:
    return step(cast, found, "appeal_objection", appealed_on=TODAY, appeal=REASONS)


def settled(cast: Cast, found: Objection, who: str = "organizer") -> Objection:
    return step(
        cast, found, "settle_objection", who, outcome=ObjectionOutcome.UPHELD, reasons="住院证明属实",
        decided_on=TODAY, basis=REPLY,
    )  # fmt: skip


def dismissed(cast: Cast) -> Objection:
    return step(
        cast, assigned(cast), "decide_objection", outcome=ObjectionOutcome.DISMISSED, findings="问了本人",
        reasons="没有请假", decided_on=TODAY, basis=COMMITTEE,
    )  # fmt: skip


def test_appeal_against_the_branch_is_settled_by_the_township_and_both_decisions_stay(cast: Cast) -> None:
    found = appealed(cast, dismissed(cast))
    assert queries.list_contested(cast.organization()) == {cast.person("member").pk}
    assert queries.list_open_objections(Origin.BOOK, found.notice.origin_id) == []

    found = settled(cast, found)
    assert queries.list_contested(cast.organization()) == frozenset()
    found = step(cast, found, "tell_objection", member_on=TODAY)

    kept = Objection.objects.get()
    assert (kept.state, kept.outcome, kept.superior_outcome) == (
        ObjectionState.TOLD,
        ObjectionOutcome.DISMISSED,
        ObjectionOutcome.UPHELD,
    )
    assert (kept.reasons, kept.superior_reasons) == ("没有请假", "住院证明属实")
    with pytest.raises(Blocked) as refused:
        appealed(cast, found)
    assert refused.value.reasons == ("上级2026年3月10日已经作出处理，同一件异议不再申诉。",)


def test_straight_to_the_township_the_branch_still_waits_for_a_decision(cast: Cast) -> None:
    found = appealed(cast, receive(cast, on_show(cast)))
    assert queries.list_open_objections(Origin.BOOK, found.notice.origin_id) == [found]

    found = step(cast, settled(cast, found, "recorder"), "tell_objection", member_on=TODAY)
    meeting = Basis(BasisKind.MEETING, "党员大会", TODAY)
    found = step(cast, found, "report_objection", reported=meeting)

    kept = Objection.objects.get()
    assert (kept.state, kept.reviewer, kept.outcome) == (ObjectionState.CLOSED, None, "")
    assert queries.list_open_objections(Origin.BOOK, found.notice.origin_id) == []


def test_what_was_not_admitted_may_be_appealed(cast: Cast) -> None:
    found = step(cast, receive(cast, on_show(cast)), "refuse_objection", refusal="没有写事实")

    assert appealed(cast, found).state is ObjectionState.APPEALED
    assert Objection.objects.get().refusal == "没有写事实"


def test_appeal_comes_in_time_and_is_settled_on_a_paper_of_the_township(cast: Cast) -> None:
    found = dismissed(cast)
    with pytest.raises(Invalid) as refused:
        actions.appeal_objection(
            actor=cast.actor("recorder"), at=NOW + timedelta(days=91), objection_id=found.pk,
            version=found.version, appealed_on=TODAY + timedelta(days=91), appeal=REASONS,
        )  # fmt: skip
    assert refused.value.fields == {"appealed_on": "决定以后 90 天内可以申诉，2026年6月8日已经过了。"}
    with pytest.raises(Invalid) as refused:
        step(cast, found, "appeal_objection", appealed_on=TODAY - timedelta(days=1), appeal="不服")
    assert refused.value.fields == {
        "appealed_on": "申诉日期2026年3月9日不对：不能早于2026年3月10日，也不能晚于今天。",
        "appeal": "请写明申诉的理由，至少 10 个字，现在是 2 个。",
    }

    found = appealed(cast, found)
    with pytest.raises(Invalid) as refused:
        step(
            cast, found, "settle_objection", outcome=ObjectionOutcome.UPHELD, reasons="电话13800000000",
            decided_on=date(2026, 3, 9), basis=COMMITTEE,
        )  # fmt: skip
    assert set(refused.value.fields) == {"reasons", "decided_on", "basis_kind"}
    assert Objection.objects.get().superior_on is None


def test_township_settles_but_does_not_take_the_steps_of_the_branch(cast: Cast) -> None:
    found = dismissed(cast)
    with pytest.raises(NotAllowed):
        step(cast, found, "appeal_objection", "organizer", appealed_on=TODAY, appeal=REASONS)
    with pytest.raises(NotFound):
        step(cast, found, "appeal_objection", "stranger", appealed_on=TODAY, appeal=REASONS)
    with pytest.raises(NotFound):
        settled(cast, appealed(cast, found), "stranger")
