"""The recorder, found as the 办法 says (AMB-40)."""

from datetime import date
from typing import Any

import pytest

from jifen.audit.models import Record
from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Blocked, Invalid, NotAllowed, NotFound
from jifen.orgs.models import Appointment
from jifen.orgs.states.roles import Role
from jifen.schemes import actions
from jifen.schemes.errors import NotChosenAsTheSchemeSays
from jifen.schemes.queries import get_recorder_rule
from tests.cast import NOW, TODAY, Cast
from tests.schemes import acts

pytestmark = pytest.mark.django_db
ORDER = Basis(BasisKind.DOCUMENT, "关于记录员的通知", TODAY, "青支发〔2026〕2号")


def choose(cast: Cast, who: str, by: str = "secretary", **changes: Any) -> Appointment:
    given = {
        "actor": cast.actor(by), "at": NOW, "branch_id": cast.organization().pk, "person_id": cast.person(who).pk,
        "from_on": TODAY, "basis": ORDER,
    }  # fmt: skip
    return actions.appoint_recorder(**{**given, **changes})


def recorders(cast: Cast) -> list[tuple[str, date | None]]:
    rows = Appointment.objects.filter(organization=cast.organization(), role=Role.RECORDER)
    return [(str(row.person), row.to_on) for row in rows.order_by("from_on")]


def test_branch_names_any_formal_member_where_nothing_else_is_said(cast: Cast) -> None:
    assert get_recorder_rule(cast.organization(), TODAY).rule == "appointed"

    made = choose(cast, "member")

    assert made.reason == "支部指定"
    assert recorders(cast) == [("孙记录员", date(2026, 3, 9)), ("李明", None)]
    acts_done = Record.objects.order_by("-number").values_list("label", flat=True)[:3]
    assert list(acts_done) == ["确定记录员", "登记任职", "登记免职"]
    with pytest.raises(Invalid, match="要由正式党员担任"):
        choose(cast, "probationary", from_on=date(2026, 3, 12))
    with pytest.raises(Blocked, match="已经是"):
        choose(cast, "member")
    with pytest.raises(Invalid, match="早于李明担任记录员的日期"):
        choose(cast, "migrant", from_on=date(2026, 3, 9))


def test_bureau_elects_its_recorder_and_changes_him_only_with_a_reason(cast: Cast) -> None:
    acts.in_force(cast, "bureau-branch")

    with pytest.raises(NotChosenAsTheSchemeSays) as refusal:
        choose(cast, "member")

    assert refusal.value.reasons == (
        "办法规定记录员由党员大会选举产生（S5-四-2c）：依据请选“会议”，写明是哪次党员大会。",
        "办法规定记录员没有正当原因不更换（S5-四-2c）：请写明更换孙记录员的原因。",
    )
    assert choose(cast, "member", basis=acts.VOTE, reason="孙记录员调离").person == cast.person("member")


def test_township_branch_takes_a_member_of_its_committee(cast: Cast) -> None:
    acts.in_force(cast, "township-branch-sample")

    with pytest.raises(NotChosenAsTheSchemeSays, match="李明不是青山村支部的委员"):
        choose(cast, "member")

    assert choose(cast, "commissioner").reason == "由委员担任"


def test_others_choose_no_recorder(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        choose(cast, "member", "recorder")
    with pytest.raises(NotAllowed, match="不能由本人办理"):
        choose(cast, "secretary")
    with pytest.raises(NotFound):
        choose(cast, "member", "stranger")
    with pytest.raises(Blocked, match="不是党支部"):
        choose(cast, "member", "organizer", branch_id=cast.organization("township").pk)
