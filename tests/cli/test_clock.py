"""What is done by itself when it is due."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from jifen.audit.actions import seal_lines
from jifen.audit.models import Record, Segment
from jifen.cli.main import main
from jifen.cli.site.clock import WORK, count_ended_notices, end_answer_times, export_old_records, run_clock
from jifen.common.actor import CLOCK
from jifen.common.refusals import NotFound
from jifen.cycles import actions
from jifen.cycles.actions import Claim
from jifen.cycles.errors import AnswerTimeRuns
from jifen.cycles.models import Declaration
from jifen.cycles.permissions import may
from jifen.cycles.states.acts import Act
from jifen.cycles.states.declarations import DeclarationState, Hearing, Track
from jifen.orgs.models import User
from jifen.publicity.states.notices import NoticeState
from tests.cast import NOW, Cast
from tests.cycles.months import at, begin, village
from tests.publicity.acts import on_show

pytestmark = pytest.mark.django_db


def test_clock_without_the_setting_leaves_the_records_alone(cast: Cast) -> None:
    before = Record.objects.count()

    assert export_old_records(NOW) == "没有设置，不办。"
    assert Record.objects.count() == before


def test_records_older_than_the_setting_leave_once(cast: Cast, settings: Any, tmp_path: Path) -> None:
    settings.JIFEN_RECORDS_DAYS, settings.JIFEN_RECORDS = 400, tmp_path / "records"
    old, later = Record.objects.count(), NOW + timedelta(days=401)

    assert export_old_records(later) == f"已导出 {old} 条。"
    assert export_old_records(later) == "没有到期的。"

    segment = Segment.objects.get()
    file = tmp_path / "records" / f"records-{segment.first_number}-{segment.last_number}.jsonl"
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert seal_lines(file.read_bytes().splitlines(), "") == segment.seal
    assert [row.actor_name for row in Record.objects.all()] == ["到期自动办理"]


def test_setting_that_keeps_too_little_is_refused(cast: Cast, settings: Any) -> None:
    settings.JIFEN_RECORDS_DAYS = 30

    answer = CliRunner().invoke(main, ["clock"])

    assert answer.exit_code == 1
    assert "操作记录至少要留 365 天" in answer.output


def told(cast: Cast, track: Track = Track.ROUTINE) -> Declaration:
    """A deduction of which 李明 was told on Thursday 12 March: his three working days end on the 17th."""
    cycle, secretary = begin(cast), cast.actor("secretary")
    claim = Claim(cast.person("member").pk, "labour_missed", date(2026, 3, 8), "没有参加义务劳动")
    row = actions.propose_deduction(actor=secretary, at=on(12), cycle_id=cycle.pk, claim=claim, track=track)
    return actions.give_notice(
        actor=secretary, at=on(12), declaration_id=row.pk, version=row.version, on=date(2026, 3, 12), way="当面送达"
    )  # fmt: skip


def on(day: int) -> datetime:
    return at(date(2026, 3, day))


def test_answer_time_that_nobody_closed_ends_a_week_later_once(cast: Cast) -> None:
    village(cast)
    row = told(cast)

    assert end_answer_times(on(24)) == "0 件。"
    with pytest.raises(AnswerTimeRuns):
        actions.end_answer_time(actor=CLOCK, at=on(24), declaration_id=row.pk, version=row.version)
    assert end_answer_times(on(25)) == "1 件。"
    assert end_answer_times(on(25)) == "0 件。"

    row.refresh_from_db()
    assert (row.state, row.heard, row.heard_on) == (
        DeclarationState.HEARD, Hearing.TIME_OVER, date(2026, 3, 18),
    )  # fmt: skip
    last = Record.objects.order_by("-number").first()
    assert last is not None
    assert (last.act, last.actor_name) == ("cycles.END_ANSWER_TIME", "到期自动办理")


def test_grave_deduction_and_answer_entered_meanwhile_are_left_to_people(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    village(cast)
    row = told(cast, Track.GRAVE)
    assert end_answer_times(on(31)) == "0 件。"
    row.refresh_from_db()
    assert row.state is DeclarationState.NOTIFIED

    monkeypatch.setattr("jifen.cli.site.clock.list_unanswered", lambda _: [row])
    actions.record_answer(
        actor=cast.actor("secretary"), at=on(17), declaration_id=row.pk, version=row.version, on=date(2026, 3, 17),
        answer="那天在县医院陪护", present="赵书记、钱组织委员",
    )  # fmt: skip
    assert end_answer_times(on(31)) == "0 件。"
    row.refresh_from_db()
    assert (row.heard, row.answer) == (Hearing.ANSWERED, "那天在县医院陪护")


def test_clock_has_no_other_right_in_a_period(cast: Cast) -> None:
    village(cast)
    cycle = begin(cast)

    with pytest.raises(NotFound):
        actions.start_collecting(actor=CLOCK, at=on(31), cycle_id=cycle.pk, version=cycle.version)
    assert {act for act in Act if may(CLOCK, act, cycle.place)} == {Act.VIEW_DECLARATION, Act.END_ANSWER_TIME}


def test_notice_that_is_over_is_counted_and_stays_where_it_is(cast: Cast) -> None:
    notice = on_show(cast)

    assert count_ended_notices(on(17)) == "0 份，由支部办理。"
    assert count_ended_notices(on(18)) == "1 份，由支部办理。"
    notice.refresh_from_db()
    assert notice.state is NoticeState.ON_SHOW


def test_work_that_fails_keeps_none_of_the_others_waiting(cast: Cast, settings: Any) -> None:
    settings.JIFEN_RECORDS_DAYS = 30

    done = list(run_clock(NOW))

    assert [one.title for one in done if one.failed] == ["导出旧的操作记录"]
    assert len(done) == len(WORK)


def test_false_instant_is_only_for_a_demonstration(cast: Cast, settings: Any) -> None:
    answer = CliRunner().invoke(main, ["clock", "--at", "2030-01-01T09:00"])
    assert (answer.exit_code, User.objects.filter(is_active=False).count()) == (1, 0)
    assert "--at 只能在演示的网站上用" in answer.output
    settings.JIFEN_DEMO = True

    assert "不是时刻" in CliRunner().invoke(main, ["clock", "--at", "明年"]).output
    answer = CliRunner().invoke(main, ["clock", "--at", "2030-01-01T09:00"])
    assert answer.exit_code == 0
    assert "停用 90 天没有用过的账号：10 个。" in answer.output
