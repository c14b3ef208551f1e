"""After a meeting some members are asked again: drawn by a seed, and the record is put beside what they say."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from jifen.common.refusals import Blocked, Invalid, NotAllowed, NotFound, NotNow
from jifen.meetings import actions
from jifen.meetings.actions import Said
from jifen.meetings.models import Meeting, SpotCheck
from jifen.meetings.states.checks import Answer, SpotCheckState, draw_sample, sample_size
from tests.cast import NOW, Cast
from tests.meetings.acts import attend, confirm, hold

pytestmark = pytest.mark.django_db
ASKED = date(2026, 3, 9)


def confirmed(cast: Cast) -> Meeting:
    meeting = hold(cast)
    attend(cast, meeting)
    return confirm(cast, meeting)


def draw(cast: Cast, meeting: Meeting, who: str = "organizer", **changes: Any) -> SpotCheck:
    given = {"checker": "王组织员", "at_most": Fraction(1, 2), **changes}
    return actions.draw_spot_check(actor=cast.actor(who), at=NOW, meeting_id=meeting.pk, **given)


def fill(cast: Cast, check: SpotCheck, **answers: Answer) -> SpotCheck:
    said = {key.removeprefix("n"): Said(answer, ASKED, "电话核实") for key, answer in answers.items()}
    version = SpotCheck.objects.get(pk=check.pk).version
    return actions.fill_spot_check(
        actor=cast.actor("organizer"), at=NOW, check_id=check.pk, version=version, said=said
    )


def conclude(cast: Cast, check: SpotCheck, conclusion: str, follow_up: str = "") -> SpotCheck:
    return actions.conclude_spot_check(
        actor=cast.actor("organizer"),
        at=NOW,
        check_id=check.pk,
        version=SpotCheck.objects.get(pk=check.pk).version,
        conclusion=conclusion,
        follow_up=follow_up,
    )


@pytest.mark.parametrize(
    ("due", "drawn"), [(5, 1), (10, 1), (11, 2), (21, 3), (31, 3), (300, 3), (0, 0), (1, 1)]
)
def test_usual_size_is_three_at_most_one_in_ten_rounded_up(due: int, drawn: int) -> None:
    assert sample_size(due) == drawn


def test_same_seed_draws_the_same_whatever_the_order() -> None:
    ids = [f"member {number}" for number in range(30)]

    assert draw_sample("7f", ids, 3) == draw_sample("7f", reversed(ids), 3)  # type: ignore[arg-type]
    assert len({draw_sample(f"{seed}", ids, 3) for seed in range(40)}) > 30


def test_drawn_asked_and_concluded(cast: Cast) -> None:
    meeting = confirmed(cast)
    check = draw(cast, meeting)
    lines = list(check.lines.all())
    due = {str(row.person_id) for row in meeting.attendances.filter(eligible=True)}

    assert (check.due, len(lines)) == (5, 3)
    assert tuple(str(line.attendance.person_id) for line in lines) == draw_sample(check.seed, due, 3)
    with pytest.raises(Blocked, match="的核实情况还没有填"):
        conclude(cast, check, "属实")
    fill(cast, check, n1=Answer.AGREES, n2=Answer.UNREACHED)
    fill(cast, check, n3=Answer.DIFFERS)
    with pytest.raises(Invalid, match="有与记录不符的"):
        conclude(cast, check, "一人不符")

    done = conclude(cast, check, "一人说没有到会", "退回更正到会情况")

    assert (done.state, done.follow_up) == (SpotCheckState.CONCLUDED, "退回更正到会情况")
    with pytest.raises(NotNow):
        fill(cast, check, n1=Answer.DIFFERS)


def test_only_the_superior_draws_and_only_once(cast: Cast) -> None:
    meeting = confirmed(cast)
    with pytest.raises(NotAllowed, match="上级党委的党建办工作人员或组织员"):
        draw(cast, meeting, "recorder")
    with pytest.raises(NotFound):
        draw(cast, meeting, "stranger")
    with pytest.raises(Invalid):
        draw(cast, meeting, checker=" ")

    draw(cast, meeting)

    with pytest.raises(Blocked, match="已经抽取过核实对象，不能重抽"):
        draw(cast, meeting)


def test_record_is_confirmed_first(cast: Cast) -> None:
    with pytest.raises(Blocked, match="记录确认以后才抽查"):
        draw(cast, hold(cast))


def test_days_before_the_meeting_or_to_come_are_refused(cast: Cast) -> None:
    check = draw(cast, confirmed(cast))
    with pytest.raises(Invalid) as refusal:
        actions.fill_spot_check(
            actor=cast.actor("organizer"),
            at=NOW,
            check_id=check.pk,
            version=1,
            said={"1": Said(Answer.AGREES, date(2026, 3, 5)), "2": Said(Answer.AGREES, date(2026, 3, 11))},
        )
    assert set(refusal.value.fields) == {"on-1", "on-2"}
    with pytest.raises(NotFound):
        fill(cast, check, n9=Answer.AGREES)
