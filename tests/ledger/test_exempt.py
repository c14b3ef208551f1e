"""Somebody who was approved to stay out in the course of a year: what he has stays, nothing is added (E36, AMB-39)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from jifen.common.basis import Basis, BasisKind
from jifen.ledger.errors import LinesRefused
from jifen.schemes import actions
from jifen.schemes.models import Enrolment, Exemption
from tests.cast import NOW, Cast
from tests.ledger.desk import line, open_desk, post
from tests.schemes.acts import in_force

pytestmark = pytest.mark.django_db
PAPER = Basis(BasisKind.REPLY, "批复", date(2026, 3, 8))


def out(cast: Cast, since: date, **details: object) -> Exemption:
    """Let 李明 be out from a day."""
    row = Enrolment.objects.get(person=cast.person("member"))
    Enrolment.objects.filter(pk=row.pk).update(participates=False, reason="经批准不参加积分", out_from=since)
    return Exemption.objects.create(
        person=row.person, branch=row.branch, scheme_version=row.scheme_version, year=row.year,
        until_on=date(2026, 5, 31), ground="长期病卧", steps="BRANCH", wish=PAPER, state="IN_FORCE", from_on=since,
        **details,
    )  # fmt: skip


def test_what_happened_before_is_posted_and_from_the_day_of_approval_on_nothing(cast: Cast) -> None:
    in_force(cast)
    book = open_desk(cast)
    actions.enrol_year(
        actor=cast.actor("recorder"), at=NOW, branch_id=book.branch.pk, on=date(2026, 3, 10), basis=PAPER
    )
    out(cast, date(2026, 3, 8))

    assert len(post(cast, book, "三月", line(cast, occurred_on=date(2026, 3, 7))).entries) == 1
    for day in (date(2026, 3, 8), date(2026, 3, 9)):
        with pytest.raises(LinesRefused) as refusal:
            post(cast, book, f"以后{day}", line(cast, occurred_on=day))
        assert refusal.value.fields == {
            "1.occurred_on": f"第 1 行：这位同志自2026-03-08起不参加积分，{day}的事不记；以前的不受影响。"
        }
    assert len(post(cast, book, "别人", line(cast, "secretary", occurred_on=date(2026, 3, 9))).entries) == 1


def test_who_takes_part_again_is_posted_again_and_the_days_between_are_not(cast: Cast) -> None:
    in_force(cast)
    book = open_desk(cast)
    actions.enrol_year(
        actor=cast.actor("recorder"), at=NOW, branch_id=book.branch.pk, on=date(2026, 3, 10), basis=PAPER
    )
    row = out(cast, date(2026, 3, 4))
    actions.withdraw_wish(
        actor=cast.actor("member"), at=datetime(2026, 3, 9, 9, tzinfo=ZoneInfo("Asia/Shanghai")),
        exemption_id=row.pk, seen=row.version,
    )  # fmt: skip

    with pytest.raises(LinesRefused, match="自2026-03-04起到2026-03-08不参加积分，2026-03-08的事不记"):
        post(cast, book, "中间", line(cast, occurred_on=date(2026, 3, 8)))
    assert len(post(cast, book, "以后", line(cast, occurred_on=date(2026, 3, 9))).entries) == 1
