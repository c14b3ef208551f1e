"""Who takes part in a points year: from the roster, by the tier the 办法 says, with the base it gives."""

from datetime import date
from typing import Any

import pytest

from jifen.audit.models import Record
from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Blocked, Invalid, NotAllowed, NotFound
from jifen.orgs.actions import record_circumstance
from jifen.orgs.models import Person
from jifen.orgs.states.people import CircumstanceKind
from jifen.schemes import actions
from jifen.schemes.errors import NoSchemeInForce, StateChangedMeanwhile
from jifen.schemes.models import Enrolment
from jifen.schemes.queries import get_enrolment_for, list_enrolled, list_enrolments_for, list_years
from jifen.schemes.states.enrolments import BaseSource
from tests.cast import NOW, TODAY, Cast
from tests.orgs.acts import enter
from tests.schemes import acts

pytestmark = pytest.mark.django_db
LIST = Basis(BasisKind.MEETING, "支委会", TODAY, "记录3")


def enrol(cast: Cast, by: str = "recorder", **changes: Any) -> dict[str, Enrolment]:
    """Make the list of the year; return the new rows by name."""
    given = {
        "actor": cast.actor(by),
        "at": NOW,
        "branch_id": cast.organization().pk,
        "on": TODAY,
        "basis": LIST,
    }
    return {row.person.name: row for row in actions.enrol_year(**{**given, **changes})}


def registered(cast: Cast, who: str, kind: CircumstanceKind, since: date, where: str = "") -> None:
    record_circumstance(
        actor=cast.actor("organizer"), at=NOW, person_id=cast.person(who).pk, kind=kind, from_on=since, basis=LIST,
        where=where,
    )  # fmt: skip


def test_list_is_made_of_those_the_scheme_scores_with_the_base_it_gives(cast: Cast) -> None:
    acts.in_force(cast)

    rows = enrol(cast)

    assert sorted(rows) == sorted(["赵书记", "钱组织委员", "孙记录员", "李明", "郑流动", "周预备"])
    assert {(row.year, row.base, row.base_source, row.tier) for row in rows.values()} == {
        ("2025", 5000, BaseSource.DEFAULT, "")
    }
    assert rows["李明"].from_on == date(2025, 6, 1)
    assert rows["周预备"].from_on == date(2026, 1, 10)
    assert [row.person.name for row in list_enrolled(cast.organization(), "2025")] == [
        row.person.name for row in Enrolment.objects.all()
    ]
    assert Record.objects.filter(act="schemes.ENROL_YEAR").get().detail["version"] == "village-branch@1"


def test_who_comes_later_is_added_and_nobody_is_entered_twice(cast: Cast) -> None:
    acts.in_force(cast)
    enrol(cast)
    with pytest.raises(Blocked, match="2025年度的名单已经编好，没有新增的党员"):
        enrol(cast)
    enter(cast, "新来的")

    assert list(enrol(cast)) == ["新来的"]
    assert list_years(cast.organization()) == ["2025"]


def test_tier_follows_the_order_of_the_scheme(cast: Cast) -> None:
    registered(cast, "secretary", CircumstanceKind.VILLAGE_CADRE, date(2025, 1, 1))
    registered(cast, "migrant", CircumstanceKind.MIGRANT, date(2025, 3, 1), "浙江省义乌市")
    registered(cast, "recorder", CircumstanceKind.FRAIL, date(2025, 3, 1))
    acts.in_force(cast, "township-branch-sample")

    rows = enrol(cast)

    assert {name: (row.tier, row.base) for name, row in rows.items()} == {
        "赵书记": ("第一层次", 2000),
        "李明": ("第四层次", 5000),
        "孙记录员": ("第四层次", 5000),
        "郑流动": ("第三层次", 4000),
        "钱组织委员": ("第二层次", 3000),
        "周预备": ("", None),
    }
    assert rows["周预备"].note == ("层次待定：名册里缺少判断层次要用的内容（例如出生日期），请核对后更正")


def test_change_of_tier_in_midyear_gives_a_base_of_both(cast: Cast) -> None:
    acts.in_force(cast, "township-branch-sample")
    row = enrol(cast)["郑流动"]
    assert (row.tier, row.base) == ("第二层次", 3000)

    row = change(cast, row, tier="第三层次", tier_from=date(2026, 7, 15))

    assert (row.tier, row.base, row.base_source) == ("第三层次", 3500, BaseSource.PRO_RATA)


def test_carried_base_is_passed_in_and_bounded(cast: Cast) -> None:
    acts.in_force(cast, "bureau-branch")
    carried = {str(cast.person("member").pk): 1611}
    with pytest.raises(Blocked, match="0 到 20 分之间"):
        enrol(cast, carried={str(cast.person("member").pk): 2001})

    rows = enrol(cast, carried=carried)

    assert (rows["李明"].base, rows["李明"].base_source) == (1611, BaseSource.CARRIED)
    assert (rows["郑流动"].base, rows["郑流动"].base_source) == (2000, BaseSource.DEFAULT)


def test_scheme_without_carry_takes_nothing_over(cast: Cast) -> None:
    acts.in_force(cast)

    with pytest.raises(Blocked, match="没有规定结转"):
        enrol(cast, carried={str(cast.person("member").pk): 100})


def test_year_needs_a_scheme_a_day_and_a_branch(cast: Cast) -> None:
    with pytest.raises(NoSchemeInForce, match="2026年3月10日青山村支部没有施行的积分办法"):
        enrol(cast)
    acts.in_force(cast)
    with pytest.raises(Invalid, match="研究确定名单的日期"):
        enrol(cast, basis=Basis(BasisKind.MEETING, "支委会"))
    with pytest.raises(Blocked, match="不是党支部"):
        enrol(cast, "organizer", branch_id=cast.organization("township").pk)
    with pytest.raises(NotAllowed):
        enrol(cast, "member")
    with pytest.raises(NotFound):
        enrol(cast, "stranger")


def test_frame_with_open_values_opens_no_year(cast: Cast) -> None:
    from tests.schemes.test_holding import frame

    frame(cast)

    with pytest.raises(Blocked, match="还有 1 处分值没有定"):
        enrol(cast)


def test_branch_without_members_has_no_list(cast: Cast) -> None:
    acts.in_force(cast)
    Person.objects.filter(branch=cast.organization()).update(branch=None)

    with pytest.raises(Blocked, match="请先登记名册"):
        enrol(cast)


def change(cast: Cast, row: Enrolment, by: str = "secretary", **changes: Any) -> Enrolment:
    given = {
        "actor": cast.actor(by), "at": NOW, "enrolment_id": row.pk, "seen": row.version, "basis": LIST,
        "participates": True, "tier": row.tier,
    }  # fmt: skip
    return actions.change_enrolment(**{**given, **changes})


def test_correction_says_why_and_keeps_what_was(cast: Cast) -> None:
    acts.in_force(cast)
    row = enrol(cast)["郑流动"]

    row = change(cast, row, participates=False, reason="长期失去联系", base=4500, note="支委会核定")

    assert (row.participates, row.reason, row.base, row.base_source) == (
        False, "长期失去联系", 4500, BaseSource.ENTERED,
    )  # fmt: skip
    detail = Record.objects.get(act="schemes.CHANGE_ENROLMENT").detail
    assert (detail["before"]["base"], detail["after"]["base"]) == (5000, 4500)
    assert change(cast, row).reason == ""


def test_faults_of_a_correction_are_told_together(cast: Cast) -> None:
    acts.in_force(cast)
    row = enrol(cast)["郑流动"]

    with pytest.raises(Invalid) as refusal:
        change(
            cast, row, participates=False, tier="第九层次", tier_from=date(2030, 1, 1), base=-1,
            basis=Basis(BasisKind.MEETING, "支委会"),
        )  # fmt: skip

    assert sorted(refusal.value.fields) == ["base", "basis_on", "reason", "tier", "tier_from"]
    change(cast, row)
    with pytest.raises(StateChangedMeanwhile):
        change(cast, row)


def test_nobody_corrects_his_own_row(cast: Cast) -> None:
    acts.in_force(cast)
    row = enrol(cast)["赵书记"]

    with pytest.raises(NotAllowed, match="不能由本人办理"):
        change(cast, row)
    with pytest.raises(NotFound):
        change(cast, row, "stranger")
    with pytest.raises(NotFound):
        get_enrolment_for(cast.actor("member"), row.pk)
    with pytest.raises(NotAllowed):
        list_enrolments_for(cast.actor("member"), cast.organization(), "2025")
    assert list_enrolments_for(cast.actor("secretary"), cast.organization(), "2025").count() == 6


def end(cast: Cast, row: Enrolment, on: date, reason: str = "组织关系转出") -> Enrolment:
    return actions.end_enrolment(
        actor=cast.actor("secretary"), at=NOW, enrolment_id=row.pk, to_on=on, basis=LIST, reason=reason
    )


def test_row_ends_once_inside_its_year(cast: Cast) -> None:
    acts.in_force(cast)
    row = enrol(cast)["郑流动"]
    with pytest.raises(Invalid) as refusal:
        end(cast, row, date(2026, 6, 1), " ")
    assert sorted(refusal.value.fields) == ["reason", "to_on"]

    row = end(cast, row, date(2026, 3, 31))

    assert (row.to_on, row.note) == (date(2026, 3, 31), "组织关系转出")
    with pytest.raises(StateChangedMeanwhile):
        end(cast, row, date(2026, 3, 31))


def test_who_stays_out_in_midyear_is_out_since_a_day(cast: Cast) -> None:
    acts.in_force(cast)
    rows = enrol(cast)

    row = change(cast, rows["李明"], participates=False, reason="经批准", out_from=date(2026, 3, 5))
    assert (row.participates, row.reason, row.out_from) == (False, "经批准", date(2026, 3, 5))
    assert Record.objects.get(act="schemes.CHANGE_ENROLMENT").detail["after"]["out_from"] == "2026-03-05"
    back = change(cast, row)
    assert (back.participates, back.reason, back.out_from) == (True, "", None)
    since_ever = rows["周预备"].from_on
    whole = change(cast, rows["周预备"], participates=False, reason="经批准", out_from=since_ever)
    assert (whole.participates, whole.out_from) == (False, None)


@pytest.mark.parametrize(
    ("participates", "out_from", "said"),
    [
        (True, date(2026, 3, 5), "参加积分的不填从哪天起不参加"),
        (False, date(2025, 5, 31), "日期要在2025-06-01到2026-05-31之间"),
        (False, date(2026, 6, 1), "日期要在2025-06-01到2026-05-31之间"),
    ],
)
def test_day_out_lies_in_the_time_one_took_part(
    cast: Cast, participates: bool, out_from: date, said: str
) -> None:
    acts.in_force(cast)
    row = enrol(cast)["李明"]

    with pytest.raises(Invalid, match=said) as refusal:
        change(cast, row, participates=participates, reason="经批准", out_from=out_from)

    assert list(refusal.value.fields) == ["out_from"]
    row.refresh_from_db()
    assert (row.participates, row.out_from, row.version) == (True, None, 1)
