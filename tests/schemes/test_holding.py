"""From when a version holds: not for days before it, base items from a new year, under what holds above."""

from datetime import date
from typing import Any

import pytest

from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Blocked, Invalid, NotAllowed, NotNow
from jifen.schemes import actions
from jifen.schemes.errors import FrameFromAbove, OnlyFromNextYear, Retroactive
from jifen.schemes.models import SchemeVersion
from jifen.schemes.queries import find_version, period_of, propose_period, tables_of, year_of
from jifen.schemes.states.versions import VersionState
from tests.cast import NOW, TODAY, Cast
from tests.schemes import acts
from tests.schemes.small import FRAME, LANE, PROCEDURE, SMALL

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 6)


def frame(cast: Cast, period: str = "2026-03", text: str = FRAME) -> SchemeVersion:
    """Return the frame of the township, approved and in force."""
    version = acts.write(cast, text, "organizer", organization_id=cast.organization("township").pk)
    version = acts.adopt(cast, version, acts.ORDER, "organizer")
    actions.approve_version(actor=cast.actor("organizer"), at=NOW, version_id=version.pk, basis=acts.ORDER)
    return acts.put_in_force(cast, version, period, "organizer")


def lane(cast: Cast, **changes: Any) -> SchemeVersion:
    """Return what the branch adds to the frame, adopted."""
    return acts.adopt(cast, acts.write(cast, LANE), **changes)


def vote(on: date) -> Basis:
    return Basis(BasisKind.MEETING, "支部党员大会", on, "记录7")


def next_version(cast: Cast, first: SchemeVersion, *words: str, new: str, on: date = MAY) -> SchemeVersion:
    """Return the next version with one value changed, adopted in May."""
    second = acts.change(cast, first, acts.value_key(first, *words), new)
    return acts.adopt(cast, second, vote(on), when=acts.at(on))


def test_first_scheme_holds_from_the_month_of_its_adoption_and_no_earlier(cast: Cast) -> None:
    version = acts.adopt(cast, acts.write(cast, SMALL))
    assert propose_period(version, TODAY) == "2026-03"

    with pytest.raises(Retroactive) as refusal:
        acts.put_in_force(cast, version, "2026-02")

    assert refusal.value.reasons == (
        "办法是2026年3月10日通过的，不能管通过以前的事：最早从2026年3月1日起施行，请填 2026-03 或以后的一期。",
    )
    assert acts.put_in_force(cast, version, "2026-03").from_on == date(2026, 3, 1)


def test_change_holds_from_the_month_after_its_adoption(cast: Cast) -> None:
    first = acts.put_in_force(cast, acts.adopt(cast, acts.write(cast, SMALL)), "2026-03")
    second = next_version(cast, first, "帮助群众", new="3")
    assert propose_period(second, MAY) == "2026-06"

    with pytest.raises(Retroactive):
        acts.put_in_force(cast, second, "2026-05", when=acts.at(MAY))
    with pytest.raises(Retroactive, match="2026年8月1日"):
        acts.put_in_force(cast, second, "2026-06", when=acts.at(date(2026, 8, 9)))

    assert acts.put_in_force(cast, second, "2026-06", when=acts.at(MAY)).from_on == date(2026, 6, 1)


def test_base_item_changes_only_with_a_new_points_year(cast: Cast) -> None:
    first = acts.put_in_force(cast, acts.adopt(cast, acts.write(cast, SMALL)), "2026-03")
    second = next_version(cast, first, "迟到", new="-1")

    with pytest.raises(OnlyFromNextYear) as refusal:
        acts.put_in_force(cast, second, "2026-06", when=acts.at(MAY))

    assert refusal.value.reasons == (
        "基础分、积分年度、参加范围和层次只能从新的积分年度（2027年1月1日）起改，这一版改了：大项“基础分”的小项“履行义务”的"
        "事项“迟到”：分值由扣 0.5 分改为扣 1 分，扣得更多。请从新年度起施行，或者另起一版，先不改这些。",
    )
    second = acts.put_in_force(cast, second, "2027-01", when=acts.at(MAY))
    assert find_version(cast.organization(), date(2026, 12, 31)) == first
    assert find_version(cast.organization(), date(2027, 1, 1)) == second


def test_scheme_of_the_township_holds_for_its_branches(cast: Cast) -> None:
    held = frame(cast)

    assert find_version(cast.organization(), TODAY) == held
    assert find_version(cast.organization("other_branch"), TODAY) == held
    assert find_version(cast.organization("county"), TODAY) is None


def test_branch_fills_in_the_frame_and_its_own_holds_instead(cast: Cast) -> None:
    frame(cast)
    version = lane(cast)
    assert version.upper is not None
    with pytest.raises(NotNow, match="还要上级党委批准"):
        acts.put_in_force(cast, version, "2026-03")
    with pytest.raises(NotAllowed):
        actions.approve_version(
            actor=cast.actor("secretary"), at=NOW, version_id=version.pk, basis=acts.ORDER
        )

    actions.approve_version(actor=cast.actor("organizer"), at=NOW, version_id=version.pk, basis=acts.ORDER)
    version = acts.put_in_force(cast, version, "2026-03")

    assert find_version(cast.organization(), TODAY) == version
    assert find_version(cast.organization("other_branch"), TODAY) == version.upper
    assert [item.item for item in tables_of(version).items] == ["base.duty", "own.lane"]
    assert tables_of(version).holes == ()


def test_branch_under_a_frame_puts_no_other_scheme_in_force(cast: Cast) -> None:
    frame(cast)
    version = acts.adopt(cast, acts.write(cast, SMALL))

    with pytest.raises(FrameFromAbove) as refusal:
        acts.put_in_force(cast, version, "2026-03")

    assert refusal.value.reasons == (
        "红旗镇党委的《镇里的框架》第1版从2026年3月1日起施行，下级的办法要建立在它上面"
        "（extends: {scheme: frame, version: 1}）；请从上级办法新立。",
    )


def test_frame_that_comes_later_takes_the_place_of_what_does_not_build_on_it(cast: Cast) -> None:
    own = acts.put_in_force(cast, acts.adopt(cast, acts.write(cast, SMALL)), "2026-03")
    held = frame(cast, "2026-05")

    assert find_version(cast.organization(), date(2026, 4, 30)) == own
    assert find_version(cast.organization(), date(2026, 5, 1)) == held


def test_what_builds_on_a_frame_goes_on_under_its_next_version(cast: Cast) -> None:
    first = frame(cast)
    own = lane(cast)
    actions.approve_version(actor=cast.actor("organizer"), at=NOW, version_id=own.pk, basis=acts.ORDER)
    acts.put_in_force(cast, own, "2026-03")
    township = cast.actor("organizer")
    second = actions.start_version(actor=township, at=NOW, version_id=first.pk)
    second = acts.adopt(cast, second, acts.ORDER, "organizer")
    actions.approve_version(actor=township, at=NOW, version_id=second.pk, basis=acts.ORDER)
    acts.put_in_force(cast, second, "2026-05", "organizer")

    assert find_version(cast.organization(), date(2026, 5, 1)) == own
    assert find_version(cast.organization("other_branch"), date(2026, 5, 1)) == second


def test_branch_with_open_values_cannot_score_by_them(cast: Cast) -> None:
    hole = SMALL.replace("points: 2,", "points: unset,")
    version = acts.adopt(cast, acts.write(cast, hole))

    with pytest.raises(Blocked, match="还有 1 处分值没有定"):
        acts.put_in_force(cast, version, "2026-03")


def test_own_scheme_of_a_branch_needs_no_approval(cast: Cast) -> None:
    version = acts.adopt(cast, acts.write(cast, SMALL))

    with pytest.raises(Invalid, match="不用批准"):
        actions.approve_version(
            actor=cast.actor("organizer"), at=NOW, version_id=version.pk, basis=acts.ORDER
        )


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        (Basis(BasisKind.DOCUMENT, "批复"), "请填写批准的日期"),
        (Basis(BasisKind.DOCUMENT, "批复", date(2026, 3, 9)), "早于通过日期"),
        (Basis(BasisKind.DOCUMENT, "批复", date(2026, 3, 11)), "还没有到"),
    ],
)
def test_approval_has_its_day_after_the_vote(cast: Cast, basis: Basis, said: str) -> None:
    frame(cast)
    version = lane(cast)

    with pytest.raises(Invalid, match=said):
        actions.approve_version(actor=cast.actor("organizer"), at=NOW, version_id=version.pk, basis=basis)


def test_another_scheme_of_the_same_branch_takes_over(cast: Cast) -> None:
    first = acts.put_in_force(cast, acts.adopt(cast, acts.write(cast, SMALL)), "2026-03")
    other = acts.write(cast, SMALL.replace("scheme: small", "scheme: other"))
    other = acts.adopt(cast, other, vote(MAY), when=acts.at(MAY))

    acts.put_in_force(cast, other, "2026-07", when=acts.at(MAY))

    first.refresh_from_db()
    assert (first.state, first.until_on) == (VersionState.SUPERSEDED, date(2026, 6, 30))
    third = acts.adopt(cast, acts.write(cast, SMALL.replace("small", "third")), vote(MAY), when=acts.at(MAY))
    with pytest.raises(Blocked, match="已经定于2026年7月1日起施行"):
        acts.put_in_force(cast, third, "2026-06", when=acts.at(MAY))


def end(cast: Cast, version: SchemeVersion, period: str, on: date = TODAY) -> SchemeVersion:
    return actions.supersede_version(
        actor=cast.actor("secretary"), at=NOW, version_id=version.pk, last_period=period, basis=vote(on)
    )


def test_scheme_ends_without_another_in_its_place(cast: Cast) -> None:
    version = acts.put_in_force(cast, acts.adopt(cast, acts.write(cast, SMALL)), "2026-03")
    with pytest.raises(Retroactive, match="最早施行到2026年3月31日，请填 2026-03"):
        end(cast, version, "2026-02")
    with pytest.raises(Invalid, match="2026-03 这样"):
        end(cast, version, "三月")
    with pytest.raises(Invalid, match="作出决定的日期"):
        actions.supersede_version(
            actor=cast.actor("secretary"), at=NOW, version_id=version.pk, last_period="2026-04",
            basis=Basis(BasisKind.MEETING, "支部党员大会"),
        )  # fmt: skip

    ended = end(cast, version, "2026-04")

    assert (ended.state, ended.until_on) == (VersionState.SUPERSEDED, date(2026, 4, 30))
    assert find_version(cast.organization(), date(2026, 4, 30)) == ended
    assert find_version(cast.organization(), date(2026, 5, 1)) is None
    next_one = acts.adopt(cast, acts.write(cast, SMALL.replace("small", "next")))
    with pytest.raises(Blocked, match="施行到2026年4月30日"):
        acts.put_in_force(cast, next_one, "2026-04")
    assert acts.put_in_force(cast, next_one, "2026-05").from_on == date(2026, 5, 1)


def test_period_that_is_none_of_the_schemes_is_refused_at_its_field(cast: Cast) -> None:
    version = acts.adopt(cast, acts.write(cast, SMALL))

    with pytest.raises(Invalid) as refusal:
        acts.put_in_force(cast, version, "2026Q1")

    assert refusal.value.fields == {"from_period": "这份办法的周期应写成 2026-03 这样，写的是“2026Q1”。"}


def test_periods_and_years_are_those_of_the_scheme(cast: Cast) -> None:
    version = acts.start(cast)

    assert period_of(version, TODAY).label == "2025年6月—2026年5月"
    assert year_of(version, TODAY).start == date(2025, 6, 1)


@pytest.mark.parametrize(
    ("change", "period"),
    [
        ("period: {kind: quarter}", "2026Q1"),
        ("period: {kind: term, terms: [02-20, 09-01]}", "2026T1"),
        ("period: {kind: running, since: 2026-01-01}", "2026-03-10"),
    ],
)
def test_scheme_without_a_procedure_begins_with_its_account(cast: Cast, change: str, period: str) -> None:
    text = SMALL.replace(PROCEDURE, change)
    version = acts.adopt(cast, acts.write(cast, text))

    assert propose_period(version, TODAY) == period
    acts.put_in_force(cast, version, period)
    assert find_version(cast.organization(), TODAY) == version
    assert year_of(version, TODAY).contains(TODAY)
