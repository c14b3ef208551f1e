"""Nobody loses a point unheard (trust J1, §6.1): told, three working days or a signed waiver, then the body."""

from collections.abc import Iterator
from datetime import date

import pytest

from jifen.common.refusals import Blocked, Invalid, NotAllowed
from jifen.common.transitions import Machine
from jifen.cycles import actions
from jifen.cycles.errors import AnswerTimeRuns
from jifen.cycles.models import Cycle, Declaration
from jifen.cycles.queries import declarations
from jifen.cycles.states.acts import Act
from jifen.cycles.states.declarations import DECLARATION, DeclarationState, Track
from jifen.ledger.models import Book, Entry
from jifen.rules.holidays import HolidayTable
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

pytestmark = pytest.mark.django_db
OTHERS = ("secretary", "commissioner", "recorder", "probationary", "migrant")
TOLD = date(2026, 4, 1)


@pytest.fixture
def book(cast: Cast) -> Book:
    return village(cast)


def propose(cast: Cast, cycle: Cycle, track: Track = Track.ROUTINE, by: str = "recorder") -> Declaration:
    said = claim(cast, kind="labour_missed", reason="三月二日清淤没有来，也没有请假", fields={})
    return actions.propose_deduction(actor=cast.actor(by), at=NOW, cycle_id=cycle.pk, claim=said, track=track)


def tell(cast: Cast, row: Declaration, on: date = TOLD) -> Declaration:
    return actions.give_notice(
        actor=cast.actor("recorder"),
        at=at(on),
        declaration_id=row.pk,
        version=fresh(row).version,
        on=on,
        way="当面送达",
    )


def answer(cast: Cast, row: Declaration, on: date = TOLD, by: str = "member", **more: str) -> Declaration:
    return actions.record_answer(
        actor=cast.actor(by), at=at(on), declaration_id=row.pk, version=fresh(row).version, on=on,
        answer="  那天腰疼，走不动。  ", **more,
    )  # fmt: skip


def closed(cast: Cast, cycle: Cycle) -> Cycle:
    if cycle.declarations.filter(track="").count() == 0:
        register(cast, cycle, *declare(cast, cycle))
    collect(cast, cycle)
    mark(cast, cycle, *OTHERS)
    return close(cast, cycle)


def test_told_answered_decided_posted(cast: Cast, book: Book) -> None:
    cycle = begin(cast)
    row = propose(cast, cycle)
    assert tell(cast, row).answer_until == date(2026, 4, 7)  # 2, 3 April; 4–6 free; 7 April
    heard = answer(cast, row)
    assert fresh(heard).answer == "  那天腰疼，走不动。  "
    evaluate(cast, closed(cast, cycle), verdicts={row.pk: actions.Verdict(True)})
    post(cast, cycle)

    lines = Entry.objects.filter(book=book).order_by("points")
    assert [(one.item, one.points) for one in lines] == [
        ("village-branch@1#base.labour.labour_missed", -200),
        ("village-branch@1#incentive.service.help", 200),
    ]
    assert fresh(row).state is DeclarationState.POSTED


def test_time_runs_until_the_last_day_is_over(cast: Cast, book: Book) -> None:
    row = tell(cast, propose(cast, begin(cast)))
    end = {"actor": cast.actor("recorder"), "declaration_id": row.pk, "version": row.version}
    with pytest.raises(AnswerTimeRuns, match="申辩时间到2026年4月7日止"):
        actions.end_answer_time(at=at(date(2026, 4, 7), 23), **end)
    assert actions.end_answer_time(at=at(date(2026, 4, 8), 8), **end).heard_on == date(2026, 4, 8)


def test_notice_waits_for_the_holidays_of_its_year(
    cast: Cast, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = propose(cast, begin(cast))
    monkeypatch.setattr(declarations, "get_holiday_table", lambda: HolidayTable(()))
    with pytest.raises(Blocked, match="还没有导入 2026 年（年底告知的，下一年）的放假安排"):
        tell(cast, row)
    assert fresh(row).state is DeclarationState.PROPOSED


def test_what_is_not_ripe_goes_on_in_the_next_month_and_the_meeting_is_held(cast: Cast, book: Book) -> None:
    cycle = begin(cast)
    row = tell(cast, propose(cast, cycle))
    closed(cast, cycle)
    # The days were over on the eighth; the meeting was on the seventh: entering it late changes nothing.
    actions.end_answer_time(
        actor=cast.actor("recorder"), at=at(date(2026, 4, 8)), declaration_id=row.pk, version=row.version
    )
    motion = resolve(cast)
    with pytest.raises(Blocked, match="开会时申辩时间没有满，不能在这次会上决定，将转入下期。"):
        evaluate(cast, cycle, motion, date(2026, 4, 8), verdicts={row.pk: actions.Verdict(True)})
    evaluate(cast, cycle, motion, date(2026, 4, 8))
    post(cast, cycle, day=date(2026, 4, 8))
    april = begin(cast, when=at(date(2026, 4, 9)))

    assert fresh(row).state is DeclarationState.LAPSED
    (carried,) = april.declarations.all()
    assert (carried.carried_from_id, carried.state, carried.heard_on) == (
        row.pk, DeclarationState.HEARD, date(2026, 4, 8),
    )  # fmt: skip
    assert [one.points for one in Entry.objects.all()] == [200]
    assert begin(cast, when=at(date(2026, 5, 2)), reason="先开五月").declarations.count() == 0


def test_waiver_stands_for_the_days(cast: Cast, book: Book) -> None:
    row = tell(cast, propose(cast, begin(cast)))
    waived = actions.record_waiver(
        actor=cast.actor("recorder"), at=at(TOLD), declaration_id=row.pk, version=row.version, on=TOLD
    )
    assert (waived.state, waived.heard) == (DeclarationState.HEARD, "WAIVED")


def test_grave_needs_two_who_were_there_and_a_vote_of_its_own(cast: Cast, book: Book) -> None:
    cycle = begin(cast)
    row = tell(cast, propose(cast, cycle, Track.GRAVE))
    with pytest.raises(Invalid, match="重大扣分要有两名同志在场"):
        answer(cast, row, present="赵书记")
    answer(cast, row, present="赵书记、钱组织委员")
    closed(cast, cycle)
    motion, yes = resolve(cast), {row.pk: actions.Verdict(True)}
    with pytest.raises(Blocked, match="是重大扣分，要有涉及他本人的单独议题"):
        evaluate(cast, cycle, motion, verdicts=yes)
    alone = resolve(cast, subject="member")
    evaluate(cast, cycle, motion, verdicts=yes, contested={str(cast.person("member").pk): alone.pk})
    post(cast, cycle)

    papers = {one.points: one.basis.reference for one in Entry.objects.all()}
    assert papers == {-200: str(alone.pk), 200: str(alone.pk)}


def test_nobody_proposes_or_hears_about_himself(cast: Cast, book: Book) -> None:
    cycle = begin(cast)
    own = claim(cast, "recorder", "labour_missed", fields={})
    with pytest.raises(NotAllowed, match="不能由本人办理"):
        actions.propose_deduction(
            actor=cast.actor("recorder"), at=NOW, cycle_id=cycle.pk, claim=own, track=Track.ROUTINE
        )
    gain = claim(cast)
    with pytest.raises(Invalid, match="照办法不扣分，请用“申报”"):
        actions.propose_deduction(
            actor=cast.actor("recorder"), at=NOW, cycle_id=cycle.pk, claim=gain, track=Track.ROUTINE
        )


def test_deduction_without_a_verdict_is_not_decided_in_silence(cast: Cast, book: Book) -> None:
    cycle = begin(cast)
    row = propose(cast, cycle)
    tell(cast, row)
    answer(cast, row)
    evaluate(cast, closed(cast, cycle))
    assert fresh(row).state is DeclarationState.LAPSED


def paths(machine: Machine, limit: int = 9) -> Iterator[tuple[Act, ...]]:
    """Yield every way to a posted deduction that repeats no state."""
    waiting: list[tuple[tuple[Act, ...], tuple[object, ...]]] = [((), (None,))]
    while waiting:
        acts, states = waiting.pop()
        if states[-1] is DeclarationState.POSTED:
            yield acts
        elif len(acts) < limit:
            waiting += [
                ((*acts, Act(row.act)), (*states, row.target))
                for row in machine.rows
                if row.source is states[-1] and row.target not in states
            ]


def test_no_way_leads_around_notice_answer_and_body() -> None:
    found = [way for way in paths(DECLARATION) if way[0] is Act.PROPOSE_DEDUCTION]
    assert len(found) == 123
    for way in found:
        assert way[1] is Act.GIVE_NOTICE
        assert way[2] in (Act.RECORD_ANSWER, Act.RECORD_WAIVER, Act.END_ANSWER_TIME)
        assert way[-2:] == (Act.ACCEPT, Act.POST_DECLARATION)
    others = {act for way in paths(DECLARATION) if way[0] is not Act.PROPOSE_DEDUCTION for act in way}
    assert not others & {Act.GIVE_NOTICE, Act.RECORD_ANSWER, Act.RECORD_WAIVER, Act.END_ANSWER_TIME}


def test_meeting_day_is_that_of_the_scheme() -> None:
    assert date(2026, 4, 7) == MEETING
