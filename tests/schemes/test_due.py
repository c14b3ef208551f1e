"""What the law book puts on the to-do page, for whom, and what takes a line away."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jifen.common.actor import INSTALLER
from jifen.common.basis import Basis, BasisKind
from jifen.schemes.actions import approve_version, enrol_year
from jifen.schemes.models import SchemeVersion
from jifen.schemes.queries import find_version, find_versions, list_due
from tests.cast import NOW, TODAY, Cast
from tests.schemes import acts
from tests.schemes.small import FRAME, LANE, SMALL

pytestmark = pytest.mark.django_db


def due(cast: Cast, who: str, hat: str = "", on: date = TODAY) -> list[tuple[str, str]]:
    return [(one.kind.value, one.what) for one in list_due(cast.actor(who, hat), on)]


def test_list_of_the_year_is_due_from_the_day_a_scheme_holds(cast: Cast) -> None:
    acts.in_force(cast)
    wanted = [("ENROL_YEAR", "青山村支部还没有编制2025年度参加积分的名单")]

    assert due(cast, "recorder") == due(cast, "secretary") == due(cast, "commissioner") == wanted
    assert (
        due(cast, "member") == due(cast, "stranger") == due(cast, "auditor") == due(cast, "organizer") == []
    )
    enrol_year(
        actor=cast.actor("recorder"),
        at=NOW,
        branch_id=cast.organization().pk,
        on=TODAY,
        basis=Basis(BasisKind.MEETING, "支部委员会", TODAY),
    )
    assert due(cast, "recorder") == []
    # A new points year begins: the list must be made again.
    assert due(cast, "recorder", on=date(2026, 6, 1)) == [
        ("ENROL_YEAR", "青山村支部还没有编制2026年度参加积分的名单")
    ]


def test_what_was_adopted_waits_for_the_day_it_holds_from(cast: Cast) -> None:
    version = acts.adopt(cast, acts.write(cast, SMALL))

    assert due(cast, "recorder") == [("PUT_IN_FORCE", "《小办法》第1版已经通过，还没有确定从哪一期起施行")]
    assert due(cast, "organizer") == due(cast, "stranger") == []
    acts.put_in_force(cast, version, "2026-03")
    assert [kind for kind, _ in due(cast, "recorder")] == ["ENROL_YEAR"]


def lane(cast: Cast) -> SchemeVersion:
    """Return what a branch adopted on top of its township's frame, which is in force."""
    township = cast.organization("township").pk
    frame = acts.write(cast, FRAME, "organizer", organization_id=township)
    frame = acts.adopt(cast, frame, acts.ORDER, "organizer")
    assert due(cast, "county_organizer") == due(cast, "organizer") != []
    approved = approve_version(
        actor=cast.actor("county_organizer"), at=NOW, version_id=frame.pk, basis=acts.ORDER
    )
    acts.put_in_force(cast, approved, "2026-03", "organizer")
    return acts.adopt(cast, acts.write(cast, LANE))


def test_superior_is_asked_to_approve_and_then_the_branch_goes_on(cast: Cast) -> None:
    version = lane(cast)

    asked = [("APPROVE_VERSION", "青山村支部通过了《青山村的补充》第1版，等待批准")]
    assert due(cast, "organizer") == asked
    assert "PUT_IN_FORCE" not in dict(due(cast, "secretary"))
    assert due(cast, "stranger") == [("ENROL_YEAR", "白水村支部还没有编制2026年度参加积分的名单")]
    approve_version(actor=cast.actor("organizer"), at=NOW, version_id=version.pk, basis=acts.ORDER)
    assert due(cast, "organizer") == []
    assert "PUT_IN_FORCE" in dict(due(cast, "secretary"))


def test_questions_do_not_grow_with_branches_below(cast: Cast, django_assert_num_queries: Any) -> None:
    organizer = cast.actor("organizer")
    lane(cast)
    with CaptureQueriesContext(connection) as one:
        list(list_due(organizer, TODAY))
    text = LANE.replace("scheme: lane", "scheme: other")
    other = acts.write(cast, text, "organizer", organization_id=cast.organization("other_branch").pk)
    acts.adopt(cast, other, by="organizer")

    with django_assert_num_queries(len(one)):
        assert len(list(list_due(organizer, TODAY))) == 2


def test_versions_of_several_days_are_those_of_each(cast: Cast, django_assert_num_queries: Any) -> None:
    version = acts.in_force(cast)
    branch, days = cast.organization(), [date(2026, 2, 1), date(2026, 3, 1), date(2027, 1, 1)]

    with django_assert_num_queries(1):
        found = find_versions(branch, days)

    assert found == {days[0]: None, days[1]: version, days[2]: version}
    assert [find_version(branch, day) for day in days] == list(found.values())
    assert list(list_due(INSTALLER, TODAY)) == []
