"""Moving and correcting what a person is, with what ends beside it."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from jifen.audit.models import Record
from jifen.common.basis import Decider
from jifen.common.refusals import Invalid, NotAllowed, NotFound, NotNow
from jifen.orgs.actions import correct_standing, record_bond, record_circumstance
from jifen.orgs.errors import Unconfirmed
from jifen.orgs.models import Discipline, Membership, Person, StandingEvent, User
from jifen.orgs.queries import find_endings
from jifen.orgs.states.acts import Act
from jifen.orgs.states.people import (
    STANDING,
    BondKind,
    CircumstanceKind,
    LeavingKind,
    Measure,
    Standing,
)
from jifen.orgs.states.standing import CONSEQUENCES, MOVES, Consequence
from jifen.orgs.states.transfers import MembershipEnd
from tests.cast import NOW, Cast
from tests.orgs.people.stories import MEETING, REPLY, enter, move

pytestmark = pytest.mark.django_db
S = Standing
TODAY = date(2026, 3, 10)
GIVEN: dict[Act, dict[str, Any]] = {
    Act.EXTEND_PROBATION: {"until": date(2026, 9, 1)},
    Act.LEAVE: {"leaving": LeavingKind.WITHDRAWN},
}


@pytest.mark.parametrize("act", MOVES)
def test_act_moves_from_the_standings_of_its_rows_and_from_no_other(cast: Cast, act: Act) -> None:
    targets = {row.source: row.target for row in STANDING.rows if row.act == act}
    for standing in Standing:
        person = enter(cast, f"{standing.label}", joined_on=date(2025, 3, 1))
        Person.objects.filter(pk=person.pk).update(standing=standing)
        given = {"reason": "大会讨论过", "confirmed": True, **GIVEN.get(act, {})}
        if standing in targets:
            assert move(cast, person, act, **given).standing is targets[standing]
            assert Person.objects.get(pk=person.pk).standing is targets[standing]
        else:
            with pytest.raises(NotNow, match=standing.label):
                move(cast, person, act, **given)
            assert Person.objects.get(pk=person.pk).standing is standing


def test_move_is_kept_as_a_row_with_its_ground_and_who_decided(cast: Cast) -> None:
    person = enter(cast, "吴小", S.ACTIVIST)

    move(
        cast,
        person,
        Act.LIST_TARGET,
        actor=cast.actor("recorder"),
        decider=Decider("青山村支部委员会", basis=MEETING),
        basis=MEETING,
    )

    event = StandingEvent.objects.get(person=person, act=Act.LIST_TARGET)
    assert (event.source, event.target, event.on) == (S.ACTIVIST, S.DEVELOPMENT_TARGET, TODAY)
    assert (event.basis, event.decider, event.branch) == (MEETING, "青山村支部委员会", cast.organization())
    row = Record.objects.get(act="orgs.LIST_TARGET")
    assert (row.actor_name, row.decider) == ("孙记录员", "青山村支部委员会")
    assert row.detail == {
        "from": "ACTIVIST",
        "to": "DEVELOPMENT_TARGET",
        "on": "2026-03-10",
        "doubts": 0,
        "ended": {},
        "version": 2,
    }


def test_admission_and_conversion_set_their_days(cast: Cast) -> None:
    person = enter(cast, "吴小", S.DEVELOPMENT_TARGET)

    move(cast, person, Act.ADMIT, on=date(2025, 3, 1), reason="补录，介绍人已故", confirmed=True)
    person = move(cast, person, Act.CONVERT)

    assert (person.joined_on, person.converted_on) == (date(2025, 3, 1), TODAY)


def test_conversion_before_the_year_is_full_is_refused_and_changes_nothing(cast: Cast) -> None:
    person = enter(cast, "周小", S.PROBATIONARY, joined_on=date(2025, 3, 11))

    with pytest.raises(Invalid) as refusal:
        move(cast, person, Act.CONVERT, basis=MEETING)

    assert refusal.value.fields == {
        "basis_document_no": "“转为正式党员”要有上级批复或者文件，请填写文号。",
        "on": "预备期到2026年3月11日才满，不能早于这一天转正。",
    }
    assert Person.objects.get(pk=person.pk).standing is S.PROBATIONARY
    assert not StandingEvent.objects.filter(person=person, act=Act.CONVERT).exists()


@pytest.mark.parametrize(("reason", "confirmed"), [("", True), ("因为", True), ("介绍人已经去世", False)])
def test_doubt_is_passed_only_with_a_reason_and_a_tick(cast: Cast, reason: str, confirmed: bool) -> None:
    person = enter(cast, "吴小", S.DEVELOPMENT_TARGET)

    with pytest.raises(Unconfirmed, match="入党介绍人应当是两名正式党员"):
        move(cast, person, Act.ADMIT, reason=reason, confirmed=confirmed)

    move(cast, person, Act.ADMIT, reason="介绍人已经去世", confirmed=True)
    assert StandingEvent.objects.get(person=person, act=Act.ADMIT).reason == "介绍人已经去世"


def test_who_leaves_ends_what_he_held_in_the_same_transaction(cast: Cast) -> None:
    recorder, member = cast.person("recorder"), cast.person("member")
    record_bond(
        actor=cast.actor("secretary"),
        at=NOW,
        person_id=member.pk,
        other_id=recorder.pk,
        kind=BondKind.HELPER,
        from_on=TODAY,
    )
    record_circumstance(
        actor=cast.actor("secretary"),
        at=NOW,
        person_id=recorder.pk,
        kind=CircumstanceKind.VILLAGE_CADRE,
        from_on=TODAY,
        basis=MEETING,
    )
    said = find_endings(recorder, CONSEQUENCES[S.LEFT]).sentences(recorder)

    left = move(cast, recorder, Act.LEAVE, leaving=LeavingKind.WITHDRAWN)

    assert said == [
        "组织关系在青山村支部终止。",
        "免去青山村支部记录员。",
        "不再担任李明的帮扶人，请另行指定。",
        "“村“两委”干部”的登记终止。",
        "登录账号停用。",
    ]
    assert find_endings(left, frozenset(Consequence)).counts() == {}
    membership = Membership.objects.get(person=left)
    assert (membership.to_on, membership.end) == (TODAY, MembershipEnd.STANDING)
    office = left.appointments.get()
    assert (office.to_on, office.end_reason, office.end_basis) == (TODAY, "退党、除名", REPLY)
    user = User.objects.get(person=left)
    assert (user.is_active, user.version) == (False, 2)
    assert Record.objects.get(act="orgs.LEAVE").detail["ended"] == {
        "memberships": 1,
        "appointments": 1,
        "bonds": 1,
        "circumstances": 1,
        "users": 1,
    }


def test_suspended_member_keeps_his_branch_and_account_but_no_office(cast: Cast) -> None:
    person = move(cast, cast.person("recorder"), Act.SUSPEND, reason="多方查找没有音讯", confirmed=True)

    assert person.memberships.filter(to_on__isnull=True).count() == 1
    assert person.appointments.filter(to_on__isnull=True).count() == 0
    assert User.objects.get(person=person).is_active


def test_expulsion_enters_its_measure(cast: Cast) -> None:
    person = move(cast, cast.person("member"), Act.EXPEL, reason="严重违反政治纪律")

    measure = Discipline.objects.get(person=person)
    assert (measure.measure, measure.approved_on, measure.effect_until) == (Measure.EXPULSION, TODAY, None)
    assert (measure.matter, measure.basis) == ("严重违反政治纪律", REPLY)


def test_open_row_that_began_later_ends_on_its_first_day(cast: Cast) -> None:
    member = cast.person("member")
    record_circumstance(
        actor=cast.actor("secretary"),
        at=NOW,
        person_id=member.pk,
        kind=CircumstanceKind.FRAIL,
        from_on=TODAY,
        basis=MEETING,
    )

    move(cast, member, Act.RECORD_DEATH, on=date(2026, 3, 1))

    row = member.circumstances.get()
    assert (row.from_on, row.to_on) == (TODAY, TODAY)


def test_stranger_finds_nobody_and_nobody_moves_himself(cast: Cast) -> None:
    member = cast.person("member")

    with pytest.raises(NotFound):
        move(cast, member, Act.EXPEL, actor=cast.actor("stranger"), reason="越权办理")
    with pytest.raises(NotAllowed, match="不能由本人办理"):
        move(cast, cast.person("secretary"), Act.LEAVE, leaving=LeavingKind.WITHDRAWN)
    with pytest.raises(NotAllowed, match="您现在的身份是李明"):
        move(cast, member, Act.EXPEL, actor=cast.actor("member"), reason="越权办理")
    for key in ("stranger", "admin", "auditor"):
        with pytest.raises(NotFound):
            correct_standing(
                actor=cast.actor(key),
                at=NOW,
                person_id=member.pk,
                event_id=member.standing_events.get().pk,
                target=S.APPLICANT,
                on=TODAY,
                basis=MEETING,
                reason="越权更正",
            )


def test_what_fails_half_way_leaves_nothing_behind(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: Any) -> None:
        raise RuntimeError("the memory is full")

    monkeypatch.setattr("jifen.orgs.actions.people.standing.record", fail)
    person = cast.person("recorder")

    with pytest.raises(RuntimeError):
        move(cast, person, Act.LEAVE, leaving=LeavingKind.WITHDRAWN)

    assert cast.person("recorder").standing is S.FORMAL
    assert person.appointments.filter(to_on__isnull=True).count() == 1
    assert User.objects.get(person=person).is_active


# Corrections ---------------------------------------------------------------------------------------------------------


def correct(cast: Cast, event: StandingEvent, **given: Any) -> Person:
    options = {"target": event.target, "on": event.on, "basis": MEETING, "reason": "登记时看错了人", **given}
    return correct_standing(
        actor=cast.actor("secretary"), at=NOW, person_id=event.person_id, event_id=event.pk, **options
    )


def test_wrong_death_is_struck_out_and_the_membership_goes_on(cast: Cast) -> None:
    member = move(cast, cast.person("member"), Act.RECORD_DEATH, on=date(2026, 3, 1))
    wrong = member.standing_events.get(act=Act.RECORD_DEATH)

    person = correct(cast, wrong, target=S.FORMAL)

    assert person.standing is S.FORMAL
    right = StandingEvent.objects.get(act=Act.CORRECT_STANDING)
    assert (right.corrects, right.target, right.reason) == (wrong, S.FORMAL, "登记时看错了人")
    assert list(person.memberships.values_list("from_on", "to_on", "end")) == [
        (date(2012, 7, 1), date(2026, 3, 1), "STANDING"),
        (date(2026, 3, 2), None, ""),
    ]
    assert not User.objects.get(person=person).is_active


def test_day_of_a_conversion_is_corrected_with_the_day_of_the_person(cast: Cast) -> None:
    person = enter(cast, "周小", S.PROBATIONARY, joined_on=date(2024, 3, 1))
    move(cast, person, Act.CONVERT)

    person = correct(cast, person.standing_events.get(act=Act.CONVERT), on=date(2025, 3, 1))

    assert (person.standing, person.converted_on) == (S.FORMAL, date(2025, 3, 1))


def test_conversion_that_never_was_clears_its_day(cast: Cast) -> None:
    person = enter(cast, "周小", S.PROBATIONARY, joined_on=date(2024, 3, 1))
    move(cast, person, Act.CONVERT)

    person = correct(cast, person.standing_events.get(act=Act.CONVERT), target=S.PROBATIONARY)

    assert (person.standing, person.joined_on, person.converted_on) == (
        S.PROBATIONARY,
        date(2024, 3, 1),
        None,
    )


def test_correction_of_an_earlier_move_changes_its_day_alone(cast: Cast) -> None:
    person = enter(cast, "吴小", S.ACTIVIST)
    move(cast, person, Act.LIST_TARGET, on=date(2026, 2, 1))
    first = person.standing_events.get(act=Act.ENTER_PERSON)

    with pytest.raises(Invalid, match="后面还有别的变动，这一条只能更正日期"):
        correct(cast, first, target=S.APPLICANT)
    with pytest.raises(Invalid, match="晚于后一次变动的2026年2月1日"):
        correct(cast, first, on=date(2026, 2, 2))
    assert correct(cast, first, on=date(2021, 1, 1)).standing is S.DEVELOPMENT_TARGET


def test_row_is_corrected_once(cast: Cast) -> None:
    person = enter(cast, "吴小", S.ACTIVIST)
    wrong = person.standing_events.get()
    correct(cast, wrong, target=S.APPLICANT)

    with pytest.raises(Invalid, match="已经更正过"):
        correct(cast, wrong, target=S.ACTIVIST)
    with pytest.raises(IntegrityError), transaction.atomic():
        StandingEvent.objects.create(
            person=person,
            act=Act.CORRECT_STANDING,
            source="",
            target=S.ACTIVIST,
            on=TODAY,
            reason="再更正",
            corrects=wrong,
            entered_at=NOW,
        )


def test_leaving_is_an_act_not_a_correction(cast: Cast) -> None:
    event = cast.person("member").standing_events.get()

    with pytest.raises(Invalid) as refusal:
        correct(cast, event, target=S.EXPELLED, reason="", on=date(2026, 3, 11))

    assert refusal.value.fields == {
        "reason": "请写明错在哪里、为什么更正。",
        "on": "日期2026年3月11日还没有到，请核对。",
        "target": "“已开除党籍”不能用更正登记，请先更正回原来的类别，再正式办理。",
    }
