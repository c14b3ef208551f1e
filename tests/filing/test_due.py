"""With whom a package lies: with the branch until it is sent, then with the superior until it is answered."""

from __future__ import annotations

from datetime import date

import pytest

from jifen.filing.models import Package
from jifen.filing.queries import list_due
from jifen.filing.states.packages import Finding
from tests.cast import Cast
from tests.filing.acts import do, prepare

pytestmark = pytest.mark.django_db
TITLE = "青山村支部2026-03积分报备表"
FRIDAY, MONDAY = date(2026, 4, 10), date(2026, 4, 13)


def due(cast: Cast, who: str, on: date = FRIDAY) -> list[tuple[str, str, date | None, bool]]:
    return [(one.kind.value, one.what, one.by, one.late) for one in list_due(cast.actor(who), on)]


def test_package_is_to_be_sent_by_its_day_and_late_only_after_the_next_working_day(cast: Cast) -> None:
    package = prepare(cast, due_on=date(2026, 5, 10))

    for who in ("recorder", "secretary"):
        assert due(cast, who) == [("SEND_PACKAGE", TITLE, date(2026, 5, 10), False)]
    # The tenth of May 2026 is a Sunday: Monday is in time (E41).
    assert due(cast, "recorder", date(2026, 5, 11))[0][3] is False
    assert due(cast, "recorder", date(2026, 5, 12))[0][3] is True
    for who in ("organizer", "county_organizer", "commissioner", "stranger", "member", "auditor", "admin"):
        assert due(cast, who) == []
    do(cast, "send", package, "secretary")
    assert due(cast, "recorder") == []


def test_what_was_sent_lies_with_the_superior_until_it_is_answered(cast: Cast) -> None:
    package = prepare(cast)
    do(cast, "send", package, "recorder")
    assert due(cast, "organizer", MONDAY) == [("RECEIVE_PACKAGE", TITLE, None, False)]
    assert due(cast, "county_organizer") == due(cast, "stranger") == []
    do(cast, "receive", package, "organizer")
    assert due(cast, "organizer") == [("ACKNOWLEDGE_PACKAGE", TITLE, None, False)]
    do(cast, "return", package, "organizer", findings=[Finding("没有盖章")])
    assert due(cast, "organizer") == []
    assert due(cast, "recorder", MONDAY) == [("CORRECT_PACKAGE", TITLE, FRIDAY, True)]

    again = prepare(cast)
    assert due(cast, "recorder") == [("SEND_PACKAGE", f"{TITLE}（第 2 版）", FRIDAY, False)]
    do(cast, "send", again, "recorder")
    do(cast, "receive", again, "organizer")
    do(cast, "acknowledge", again, "organizer", answer="同意备案")
    assert due(cast, "recorder") == due(cast, "organizer") == []


def test_whoever_sent_it_is_not_asked_to_answer_it(cast: Cast) -> None:
    package = prepare(cast, due_on=None)
    assert due(cast, "recorder") == [("SEND_PACKAGE", TITLE, None, False)]
    do(cast, "send", package, "recorder")
    Package.objects.filter(pk=package.pk).update(sender_id=str(cast.person("organizer").pk))

    assert due(cast, "organizer") == []
