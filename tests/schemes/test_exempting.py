"""不参加积分: wish, form, opinions, approval; the wish taken back, the end, the renewal (S5-三-一-5, AMB-39)."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from jifen.audit.models import Record
from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Blocked, Invalid, NotAllowed, NotFound, NotNow
from jifen.meetings.states.motions import MotionKind
from jifen.schemes import actions
from jifen.schemes.errors import NoSchemeInForce, StateChangedMeanwhile
from jifen.schemes.models import Enrolment, Exemption
from jifen.schemes.queries import (
    get_exemption_for,
    list_exemption_years,
    list_exemptions_for,
    list_opinions,
    list_out_spans,
)
from jifen.schemes.states.exemptions import (
    ASK_RENEWAL,
    EXEMPT,
    Ending,
    ExemptionState,
    ExemptionStep,
    WishWay,
)
from tests.cast import NOW, TODAY, Cast
from tests.meetings.acts import HELD, attend, confirm, hold, put
from tests.schemes import acts
from tests.schemes.exempted import (
    COMMITTEE,
    FORM,
    ILL,
    OWN_WORDS,
    REPLY,
    STATEMENT,
    approved,
    bureau,
    enrol,
    fill,
    say,
    sent_up,
    wish,
)

pytestmark = pytest.mark.django_db
_S = ExemptionState


def at(month: int, day: int, year: int = 2026) -> datetime:
    return datetime(year, month, day, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def paper(on: date, kind: BasisKind = BasisKind.REPLY) -> Basis:
    return Basis(kind, "批复", on, "组干〔2026〕8号")


def of_the_list(row: Exemption) -> Enrolment:
    found: Enrolment = Enrolment.objects.get(person=row.person, year=row.year)
    return found


def test_application_goes_through_all_steps_and_he_is_out_from_the_day_of_approval(cast: Cast) -> None:
    bureau(cast)

    row = wish(cast)
    assert (row.state, row.transcribed, row.awaits, row.year) == (_S.WISH_EXPRESSED, False, "", "2026")
    row = fill(cast, row)
    assert (row.state, row.awaits, row.form) == (_S.FORM_FILLED, ExemptionStep.BRANCH, FORM)
    row = say(cast, row, "recorder")
    assert (row.state, row.awaits) == (_S.BRANCH_OPINION, ExemptionStep.COMMITTEE)
    row = say(cast, row, "organizer", REPLY)
    assert (row.state, row.awaits) == (_S.COMMITTEE_OPINION, ExemptionStep.COUNTY)
    assert of_the_list(row).participates
    row = say(cast, row, "county_organizer", REPLY)

    assert (row.state, row.awaits, row.from_on) == (_S.IN_FORCE, "", TODAY)
    listed = of_the_list(row)
    assert (listed.participates, listed.reason, listed.out_from) == (False, EXEMPT, TODAY)
    assert (listed.base, listed.basis) == (2000, REPLY)
    assert [(one.step, one.agrees) for one in list_opinions(row)] == [(step, True) for step in ExemptionStep]
    acts_done = Record.objects.filter(subject_id=str(row.person_id), act__startswith="schemes.")
    assert [one.act.partition(".")[2] for one in acts_done.order_by("number")] == [
        "EXPRESS_WISH", "FILL_EXEMPTION_FORM", "GIVE_BRANCH_OPINION", "GIVE_COMMITTEE_OPINION", "APPROVE_EXEMPTION",
    ]  # fmt: skip
    written = str(list(acts_done.values_list("detail", flat=True)))
    assert ILL not in written
    assert OWN_WORDS not in written
    assert "情况属实" not in written


def test_words_are_closed_in_the_table_and_open_for_the_form(cast: Cast) -> None:
    bureau(cast)
    row = sent_up(cast)

    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM schemes_exemption")
        assert OWN_WORDS not in str(cursor.fetchall())
    read = actions.read_exemption_form(actor=cast.actor("organizer"), at=NOW, exemption_id=row.pk)
    assert read.words.reveal() == OWN_WORDS
    seen = Record.objects.filter(act="schemes.READ_EXEMPTION_FORM")
    assert [(one.kind, one.actor_name) for one in seen] == [("READ", "王组织员")]


def test_refused_he_goes_on_taking_part_and_is_told_why(cast: Cast) -> None:
    bureau(cast)
    row = sent_up(cast)
    with pytest.raises(Invalid) as refusal:
        say(cast, row, "county_organizer", REPLY, agrees=False, words=" ")
    assert refusal.value.fields == {"words": "不同意的，请写明为什么：要告诉本人。"}

    row = say(cast, row, "county_organizer", REPLY, agrees=False, words="能参加一部分，改为减少任务")

    assert (row.state, row.from_on, row.awaits) == (_S.REFUSED, None, "")
    assert of_the_list(row).participates
    told = actions.read_exemption_form(actor=cast.actor("member"), at=NOW, exemption_id=row.pk)
    assert list_opinions(told)[-1].words.reveal() == "能参加一部分，改为减少任务"
    assert wish(cast).state is _S.WISH_EXPRESSED


def test_opinion_against_still_goes_up_and_the_last_one_decides(cast: Cast) -> None:
    bureau(cast)
    row = say(cast, fill(cast, wish(cast)), "recorder", agrees=False, words="还能参加学习")
    assert (row.state, row.awaits) == (_S.BRANCH_OPINION, ExemptionStep.COMMITTEE)

    row = say(cast, say(cast, row, "organizer", REPLY), "county_organizer", REPLY)

    assert row.state is _S.IN_FORCE
    assert [one.agrees for one in list_opinions(row)] == [False, True, True]


def test_where_the_scheme_names_fewer_steps_the_last_named_decides(cast: Cast) -> None:
    version = acts.start(cast, "bureau-branch")
    text = version.text.replace("steps: [branch, committee, county]", "steps: [branch]")
    version = actions.save_draft(
        actor=cast.actor("secretary"), at=NOW, version_id=version.pk, text=text, clauses=version.clauses,
        seen=version.version,
    )  # fmt: skip
    acts.put_in_force(cast, acts.adopt(cast, version), "2026-03")
    enrol(cast)

    row = say(cast, fill(cast, wish(cast)), "recorder")

    assert (row.state, row.from_on, row.steps) == (_S.IN_FORCE, TODAY, "BRANCH")


def test_wish_is_withdrawn_at_any_time(cast: Cast) -> None:
    bureau(cast)
    row = sent_up(cast)

    row = actions.withdraw_wish(actor=cast.actor("member"), at=NOW, exemption_id=row.pk, seen=row.version)

    assert (row.state, row.awaits, row.ending, row.ended_on) == (_S.ENDED, "", Ending.WISH_WITHDRAWN, TODAY)
    assert of_the_list(row).participates
    with pytest.raises(NotNow, match="现在是“已终止”"):
        say(cast, row, "county_organizer", REPLY)


def test_who_withdraws_later_takes_part_again_and_the_days_between_stay_out(cast: Cast) -> None:
    bureau(cast)
    row = approved(cast)

    row = actions.withdraw_wish(
        actor=cast.actor("recorder"), at=at(9, 1), exemption_id=row.pk, seen=row.version,
        wish=Basis(BasisKind.STATEMENT, "本人说明", date(2026, 9, 1)),
    )  # fmt: skip

    listed = of_the_list(row)
    assert (listed.participates, listed.reason, listed.out_from) == (True, "", None)
    assert listed.note == "2026-03-10至2026-08-31经批准不参加积分"
    spans = {row.person_id: [(TODAY, date(2026, 8, 31))]}
    assert list_out_spans(cast.organization(), "2026") == spans


def test_condition_that_is_over_ends_it_from_a_day(cast: Cast) -> None:
    bureau(cast)
    row = approved(cast)
    given = {
        "actor": cast.actor("recorder"), "at": at(7, 1), "exemption_id": row.pk, "seen": row.version,
        "ending": Ending.CONDITION_OVER, "basis": paper(date(2026, 6, 30), BasisKind.MEETING),
    }  # fmt: skip
    with pytest.raises(Invalid) as refusal:
        actions.end_exemption(**given, on=date(2026, 3, 1))
    assert refusal.value.fields["on"].startswith("日期要在2026-03-10到2026-12-31之间")

    row = actions.end_exemption(**given, on=date(2026, 7, 1))

    assert (row.state, row.ending, row.ended_on) == (_S.ENDED, Ending.CONDITION_OVER, date(2026, 7, 1))
    assert of_the_list(row).participates


def test_next_year_it_is_asked_again_and_renewed_by_a_short_confirmation(cast: Cast) -> None:
    bureau(cast)
    row = approved(cast)
    given = {
        "actor": cast.actor("recorder"), "exemption_id": row.pk, "seen": row.version, "willing": True,
    }  # fmt: skip
    with pytest.raises(Blocked, match="到2026-12-31期满，从2026年12月1日起才办"):
        actions.renew_exemption(**given, at=at(11, 30), basis=paper(date(2026, 11, 30)))
    with pytest.raises(Invalid, match="要本人仍然愿意"):
        actions.renew_exemption(**{**given, "willing": False}, at=at(12, 20), basis=paper(date(2026, 12, 20)))

    new = actions.renew_exemption(**given, at=at(12, 20), basis=paper(date(2026, 12, 20)))

    row.refresh_from_db()
    assert (row.state, new.state, new.year, new.renews) == (_S.RENEWED, _S.APPROVED, "2027", row)
    new.refresh_from_db()
    assert (new.from_on, new.ground, new.words.reveal()) == (date(2027, 1, 1), ILL, "")
    listed = enrol(cast, date(2027, 1, 5), at(1, 5, 2027))["李明"]
    assert (listed.participates, listed.reason, listed.out_from) == (False, EXEMPT, None)
    new.refresh_from_db()
    assert new.state is _S.IN_FORCE


def test_list_of_the_next_year_asks_for_a_confirmation_where_none_was_given(cast: Cast) -> None:
    bureau(cast)
    row = approved(cast)

    listed = enrol(cast, date(2027, 1, 5), at(1, 5, 2027))["李明"]

    assert (listed.participates, listed.note) == (True, ASK_RENEWAL)
    new = actions.renew_exemption(
        actor=cast.actor("recorder"), at=at(1, 20, 2027), exemption_id=row.pk, seen=row.version, willing=True,
        basis=paper(date(2027, 1, 18)),
    )  # fmt: skip
    listed.refresh_from_db()
    assert (new.state, listed.participates, listed.out_from) == (_S.IN_FORCE, False, date(2027, 1, 18))
    assert listed.note == ""


def test_not_renewed_it_ends_with_the_year_and_last_year_stays_as_it_was(cast: Cast) -> None:
    bureau(cast)
    row = approved(cast)

    row = actions.end_exemption(
        actor=cast.actor("recorder"), at=at(12, 30), exemption_id=row.pk, seen=row.version,
        ending=Ending.YEAR_OVER, on=date(2026, 12, 30), basis=paper(date(2026, 12, 30), BasisKind.MEETING),
    )  # fmt: skip

    assert (row.state, row.ended_on) == (_S.ENDED, date(2027, 1, 1))
    assert not of_the_list(row).participates
    assert ASK_RENEWAL not in enrol(cast, date(2027, 1, 5), at(1, 5, 2027))["李明"].note


def test_approved_before_there_is_a_list_it_is_written_when_the_list_is_made(cast: Cast) -> None:
    acts.in_force(cast, "bureau-branch")
    row = approved(cast)
    assert (row.state, row.from_on) == (_S.APPROVED, TODAY)

    rows = enrol(cast)

    assert (rows["李明"].participates, rows["李明"].out_from) == (False, TODAY)
    row.refresh_from_db()
    assert row.state is _S.IN_FORCE
    assert Record.objects.get(act="schemes.ENROL_YEAR").detail["exempt"] == [str(row.person_id)]


def test_nobody_acts_on_his_own_beyond_his_wish(cast: Cast) -> None:
    bureau(cast)
    row = wish(cast, "recorder")

    with pytest.raises(NotAllowed, match="“登记审批表”不能由本人办理"):
        fill(cast, row, "recorder")
    row = fill(cast, row, "secretary")
    with pytest.raises(NotAllowed, match="“签支部意见”不能由本人办理"):
        say(cast, row, "recorder")
    assert actions.withdraw_wish(
        actor=cast.actor("recorder"), at=NOW, exemption_id=row.pk, seen=row.version
    ).state is _S.ENDED  # fmt: skip


def test_only_those_asked_enter_the_word_of_their_step(cast: Cast) -> None:
    bureau(cast)
    row = say(cast, fill(cast, wish(cast)), "recorder")

    for who in ("recorder", "secretary"):
        with pytest.raises(NotAllowed, match="“签党委意见”由上级党委组织员、党建办办理"):
            say(cast, row, who, REPLY)
    row = say(cast, row, "organizer", REPLY)
    with pytest.raises(NotAllowed, match="“批准不参加积分”由县委组织部办理"):
        say(cast, row, "organizer", REPLY)


def test_stranger_is_refused_everywhere(cast: Cast) -> None:
    bureau(cast)
    row = wish(cast)
    stranger, branch = cast.actor("stranger"), cast.organization()

    with pytest.raises(NotFound):
        get_exemption_for(stranger, row.pk)
    with pytest.raises(NotAllowed):
        list_exemptions_for(stranger, branch, "2026")
    with pytest.raises(NotFound):
        wish(cast, "commissioner", "stranger")
    calls: list[Any] = [
        lambda: fill(cast, row, "stranger"),
        lambda: say(cast, row, "stranger"),
        lambda: actions.withdraw_wish(
            actor=stranger, at=NOW, exemption_id=row.pk, seen=row.version, wish=STATEMENT
        ),
        lambda: actions.end_exemption(
            actor=stranger, at=NOW, exemption_id=row.pk, seen=1, ending=Ending.YEAR_OVER, on=TODAY, basis=COMMITTEE
        ),
        lambda: actions.renew_exemption(
            actor=stranger, at=NOW, exemption_id=row.pk, seen=1, willing=True, basis=COMMITTEE
        ),
        lambda: actions.read_exemption_form(actor=stranger, at=NOW, exemption_id=row.pk),
    ]  # fmt: skip
    for call in calls:
        with pytest.raises(NotFound):
            call()


def test_committee_decides_by_a_motion_of_a_confirmed_meeting(cast: Cast) -> None:
    bureau(cast)
    form = Basis(BasisKind.FORM, "审批表", date(2026, 3, 5))
    row = wish(cast, by="recorder", wish=Basis(BasisKind.STATEMENT, "申请书", date(2026, 3, 4)))
    row = fill(cast, row, form=form)
    meeting = attend(cast, hold(cast))
    motion = put(
        cast,
        meeting,
        kind=MotionKind.APPROVE_EXEMPTION,
        wording="同意李明不参与积分",
        subject_id=row.person_id,
    )
    confirm(cast, meeting)

    row = say(cast, row, "recorder", None, motion_id=motion.pk)  # type: ignore[arg-type]

    (said,) = list_opinions(row)
    assert (said.basis.kind, said.basis.on, said.basis.reference) == (BasisKind.MEETING, HELD, str(motion.pk))


def test_paper_must_say_when_in_its_order_and_the_branch_decides_in_a_meeting(cast: Cast) -> None:
    bureau(cast)
    row = fill(cast, wish(cast))

    for basis, name, said in (
        (paper(TODAY), "basis_kind", "支部意见由支委会"),
        (Basis(BasisKind.MEETING, "支委会", date(2026, 3, 1)), "basis_on", "早于上一步的日期2026-03-10"),
        (Basis(BasisKind.MEETING, "支委会", date(2026, 3, 11)), "basis_on", "还没有到"),
        (Basis(BasisKind.MEETING, "支委会"), "basis_on", "请填写日期"),
        (None, "basis_label", "请选会上通过的议题"),
    ):
        with pytest.raises(Invalid) as refusal:
            say(cast, row, "recorder", basis)  # type: ignore[arg-type]
        assert said in refusal.value.fields[name]


def test_what_speaks_against_an_application_is_told_at_once(cast: Cast) -> None:
    bureau(cast)
    row = wish(cast)
    with pytest.raises(Blocked, match="李明2026年度不参加积分的申请已经有了（本人提出），请接着办它。"):
        wish(cast)
    with pytest.raises(Blocked) as refusal:
        wish(cast, "activist", "recorder")
    assert refusal.value.reasons == ("吴积极分子是入党积极分子，办法本来就不给他积分，不用申请。",)
    with pytest.raises(Invalid) as invalid:
        wish(cast, "commissioner", "recorder", ground="工作忙", words="长" * 1001, wish=None)
    assert sorted(invalid.value.fields) == ["basis_label", "ground", "words"]
    with pytest.raises(StateChangedMeanwhile):
        actions.fill_exemption_form(
            actor=cast.actor("recorder"), at=NOW, exemption_id=row.pk, seen=row.version + 1, form=FORM
        )
    typed = wish(cast, "commissioner", "recorder", way=WishWay.RELATIVE)
    assert (typed.transcribed, typed.way, typed.wish) == (True, WishWay.RELATIVE, STATEMENT)
    assert list_exemption_years(cast.organization()) == ["2026"]


def test_scheme_without_the_word_admits_no_exemption_and_says_what_to_do(cast: Cast) -> None:
    with pytest.raises(NoSchemeInForce):
        wish(cast)
    acts.in_force(cast)

    with pytest.raises(Blocked, match="没有写“经批准不参与积分”，照它不能批准任何人不参加"):
        wish(cast)


def test_exemption_may_be_written_into_a_scheme_in_the_course_of_a_year(cast: Cast) -> None:
    version = acts.in_force(cast)
    later = actions.start_version(actor=cast.actor("secretary"), at=NOW, version_id=version.pk)
    text = later.text.replace(
        "\npeople:\n", "\npeople:\n  exemption: {grounds: [年老体弱], steps: [branch, committee]}\n", 1
    )
    assert text != later.text
    later = actions.save_draft(
        actor=cast.actor("secretary"), at=NOW, version_id=later.pk, text=text, clauses=later.clauses,
        seen=later.version,
    )  # fmt: skip

    assert acts.put_in_force(cast, acts.adopt(cast, later), "2026-04").from_on == date(2026, 4, 1)
