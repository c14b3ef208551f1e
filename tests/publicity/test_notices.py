"""青山村 shows its points: checked, approved, five working days on the board, the result announced (domain §8.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jifen.audit.models import Record
from jifen.common.refusals import Blocked, Invalid, NotAllowed, NotFound, NotNow
from jifen.common.sheet import Column, ColumnKind, Sheet
from jifen.publicity import actions, queries
from jifen.publicity.actions import ShownPerson
from jifen.publicity.errors import ChangedMeanwhile, NotForPublic, NoticeUnderWay
from jifen.publicity.models import NoticeLine, PublicNotice
from jifen.publicity.states.notices import NoticeState, Origin
from jifen.publicity.states.openness import find_number
from jifen.rules.model.cycle import Publicity
from tests.cast import NOW, TODAY, Cast
from tests.publicity.acts import COMMITTEE, LATER, book_of, draft, on_show, step

database = pytest.mark.django_db
RULE = Publicity(days=5, columns=("number", "name", "total"), public=("members", "masses"), clause="S2-二-1a")


@database
def test_a_notice_goes_from_the_draft_to_the_result(cast: Cast) -> None:
    notice = on_show(cast)
    assert (notice.state, notice.first_on, notice.last_on) == (
        NoticeState.ON_SHOW,
        date(2026, 3, 11),
        date(2026, 3, 17),
    )
    assert (notice.checked_by, notice.approved_by, notice.places) == ("钱组织委员", "赵书记", "村务公开栏")

    closed = step(cast, notice, "close_notice", at=LATER)
    assert closed.state is NoticeState.CLOSED_CLEAN
    step(cast, closed, "announce_result", at=LATER, result="公示期间没有收到异议，按公示的积分入账。")

    assert PublicNotice.objects.get().state is NoticeState.ANNOUNCED
    acts = [row.act for row in Record.objects.filter(act__startswith="publicity.").order_by("number")]
    assert acts == [
        "publicity.DRAFT_NOTICE",
        "publicity.CHECK_SECRECY",
        "publicity.APPROVE_NOTICE",
        "publicity.SHOW_NOTICE",
        "publicity.CLOSE_NOTICE",
        "publicity.ANNOUNCE_RESULT",
    ]


@database
def test_the_sheet_has_the_columns_of_its_scheme_and_no_reasons(cast: Cast) -> None:
    notice = draft(cast)
    sheet = notice.sheet()

    assert [column.heading for column in sheet.columns] == ["姓名", "基础分", "激励分", "累计积分"]
    shown = {row[0]: row[1:] for row in sheet.rows}
    assert shown["李明"] == (Decimal("48.00"), Decimal("0.00"), Decimal("48.00"))
    assert shown["赵书记"] == (Decimal("50.00"), Decimal("0.00"), Decimal("50.00"))
    assert "家里有事" not in str(sheet)
    line = NoticeLine.objects.get(person=cast.person("member"))
    assert line.authors == [str(cast.person("commissioner").pk)]
    assert (notice.days, notice.unit.label, notice.public) == (5, "个工作日", ["members", "masses"])


@database
def test_who_drafted_it_does_not_approve_it_and_nobody_skips_a_step(cast: Cast) -> None:
    notice = draft(cast)
    with pytest.raises(NotNow):
        step(cast, notice, "show_notice", places="村务公开栏", shown_on=TODAY)
    checked = step(cast, notice, "check_secrecy", checked_by="钱组织委员")
    with pytest.raises(Invalid) as refused:
        step(cast, checked, "approve_notice", approved_by="孙记录员")

    assert refused.value.fields == {
        "approved_by": "孙记录员是拟定这份公示的人，批准的要是另一位同志（一般是书记）。"
    }


@database
def test_it_is_closed_when_the_window_is_over_and_not_before(cast: Cast) -> None:
    notice = on_show(cast)
    with pytest.raises(Blocked) as refused:
        step(cast, notice, "close_notice", at=NOW + timedelta(days=7))

    assert refused.value.reasons == ("公示到2026年3月17日为止，第二天起才能登记期满。",)
    closed = step(cast, notice, "close_notice", at=NOW + timedelta(days=8))
    assert (closed.state, closed.objections) == (NoticeState.CLOSED_CLEAN, 0)


@database
def test_everything_wrong_with_putting_up_is_said_at_once(cast: Cast) -> None:
    notice = step(cast, draft(cast), "check_secrecy", checked_by="钱组织委员")
    notice = step(cast, notice, "approve_notice", approved_by="赵书记")
    with pytest.raises(Invalid) as refused:
        step(cast, notice, "show_notice", places=" ", shown_on=TODAY + timedelta(days=1))

    assert refused.value.fields == {
        "places": "请写明张贴在哪里，例如：村务公开栏、支部活动室。",
        "shown_on": "张贴日期2026年3月11日不对：不能晚于今天，也不能早于2026年3月3日。",
    }


@database
def test_one_at_a_time_and_a_withdrawn_one_begins_again(cast: Cast) -> None:
    book = book_of(cast)
    first = draft(cast, book)
    with pytest.raises(NoticeUnderWay) as refused:
        draft(cast, book)
    assert refused.value.reasons == (
        "“青山村支部2025年度积分公示”现在是“拟公示”，先把它办完，或者撤下，再拟定新的。",
    )
    assert queries.find_notice(Origin.BOOK, str(book.pk)) == first

    gone = step(cast, first, "withdraw_notice", reason="李明的分数填错了")
    assert (gone.state, gone.withdrawn) == (NoticeState.WITHDRAWN, "李明的分数填错了")
    assert queries.find_notice(Origin.BOOK, str(book.pk)) is None
    again = draft(cast, book)
    assert queries.find_notice(Origin.BOOK, str(book.pk)) == again


@database
def test_two_who_take_the_same_step_do_it_once(cast: Cast) -> None:
    notice = draft(cast)
    stale = PublicNotice.objects.get()
    step(cast, notice, "check_secrecy", checked_by="钱组织委员")
    with pytest.raises((ChangedMeanwhile, NotNow)):
        step(cast, stale, "check_secrecy", who="secretary", checked_by="赵书记")

    assert PublicNotice.objects.get().checked_by == "钱组织委员"


@database
def test_stranger_is_refused_everywhere(cast: Cast) -> None:
    notice = draft(cast)
    book = notice.origin_id
    with pytest.raises(NotFound):
        queries.get_notice_for(cast.actor("stranger"), notice.pk)
    with pytest.raises(NotFound):
        actions.draft_from_book(actor=cast.actor("stranger"), at=NOW, book_id=book, basis=COMMITTEE)
    with pytest.raises(NotFound):
        step(cast, notice, "withdraw_notice", who="stranger", reason="不让公示")
    with pytest.raises(NotAllowed):
        step(cast, notice, "withdraw_notice", who="organizer", reason="上级看看")


@database
def test_what_no_notice_may_show_is_refused_all_at_once(cast: Cast) -> None:
    branch, member, migrant = cast.organization(), cast.person("member"), cast.person("migrant")
    sheet = Sheet(
        "三月积分公示",
        (
            Column("number", "序号", ColumnKind.INTEGER),
            Column("name", "姓名"),
            Column("total", "累计积分", ColumnKind.NUMBER),
            Column("reason", "扣分原因"),
        ),
        (
            (1, "李明", Decimal("48"), "住院，电话138 0000 0000"),
            (2, "郑流动的家属", Decimal("50"), ""),
        ),
    )
    people = [ShownPerson(str(member.pk)), ShownPerson(str(migrant.pk))]

    def try_it(shown: Sheet) -> None:
        actions.draft_notice(
            actor=cast.actor("recorder"), at=NOW, organization_id=branch.pk, origin=Origin.CYCLE, origin_id="一",
            period="2026-03", sheet=shown, people=people, rule=RULE, basis=COMMITTEE,
        )  # fmt: skip

    with pytest.raises(NotForPublic) as refused:
        try_it(sheet)
    assert refused.value.fields == {
        "column.reason": "“扣分原因”不在办法写明的公示栏目里，办法只公示序号、姓名、累计积分。",
        "1.reason": "第 1 行“扣分原因”里有一长串号码（11 位），公示里不能有证件号、电话。",
        "2.name": "第 2 行的姓名不是郑流动，请重新生成。",
    }
    assert PublicNotice.objects.count() == 0
    with pytest.raises(ValueError, match="belongs to nobody"):
        try_it(replace(sheet, rows=sheet.rows[:1]))


PLANTED = (
    "110105194912310021",
    "１１０１０５１９４９１２３１００２１",
    "110105 19491231 0021",
    "1101051949123100*2",
    "138-0000-0000",
    "一三八〇〇〇〇〇〇〇〇",
    "0370-6660000",
)
PLAIN = ("2026年3月", "得 48.50 分", "第 12 号", "青山〔2026〕7号", "二等奖，加 2 分", "")


@pytest.mark.canary("公示不泄密", "证件号、电话写成全角、隔开、汉字、打星号")
@pytest.mark.parametrize("text", PLANTED)
def test_number_is_found_however_it_is_written(text: str) -> None:
    assert find_number(f"扣分说明：{text}，已核实")


@pytest.mark.parametrize("text", PLAIN)
def test_what_a_notice_says_usually_is_let_through(text: str) -> None:
    assert find_number(text) == ""


@given(
    st.text("0123456789", min_size=7, max_size=18),
    st.sampled_from(["", " ", "-", "—", "．", "  "]),
    st.sampled_from([str, lambda said: said.translate(str.maketrans("0123456789", "０１２３４５６７８９"))]),
)
def test_any_long_number_is_found_in_any_dress(number: str, between: str, dress: object) -> None:
    said = between.join(number)
    assert find_number(dress(said) if callable(dress) else said)
