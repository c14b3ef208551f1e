"""Registers of the branch at the spot, in the states a page can meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from jifen.common.actor import INSTALLER
from jifen.common.basis import Basis, BasisKind
from jifen.registers import actions
from jifen.registers.actions import About, Filled
from jifen.registers.models import Occasion
from jifen.registers.queries import list_people_of
from jifen.registers.states.kinds import OccasionKind, Said
from tests.web.matrix.things.registry import make, thing
from tests.web.matrix.world import AT, Spot, Thing, World


def begin(spot: Spot, on: date) -> Occasion | None:
    """Begin the dues of a month and say something of everybody; None where there is no branch."""
    if not spot.organization.is_branch:
        return None
    occasion = actions.begin_occasion(
        actor=INSTALLER,
        at=AT,
        branch_id=spot.organization.pk,
        kind=OccasionKind.DUES,
        about=About(on),
    )
    said = Filled(Said.PAID_LATE, date(2026, 3, 8), 500, "代交的同志", "住院")
    filled = {str(person.pk): said for person in list_people_of(occasion)}
    return actions.fill_occasion(
        actor=INSTALLER, at=AT, occasion_id=occasion.pk, version=occasion.version, filled=filled
    )


def about(occasion: Occasion, spot: Spot) -> Thing:
    fresh = Occasion.objects.get(pk=occasion.pk)
    return Thing({"occasion_id": str(fresh.pk)}, (spot.organization,), about=fresh)


@thing("occasion")
def occasion(world: World, spot: Spot) -> Thing | None:
    """The dues of a month; everybody paid late."""
    found = begin(spot, date(2026, 2, 28))
    return found and about(found, spot)


@thing("occasion struck")
def occasion_struck(world: World, spot: Spot) -> Thing | None:
    found = begin(spot, date(2026, 1, 31))
    if found is None:
        return None
    done = actions.strike_occasion(
        actor=INSTALLER, at=AT, occasion_id=found.pk, version=found.version, reason="登记重了"
    )
    return about(done, spot)


@thing("register line")
def register_line(world: World, spot: Spot) -> Thing | None:
    """A line of dues of somebody."""
    found = make(world, "occasion", spot)
    if found is None:
        return None
    assert isinstance(found.about, Occasion)
    row = found.about.lines.exclude(state="STRUCK").order_by("person__pinyin", "pk")[0]
    return replace(found, values={"line_id": str(row.pk)})


@thing("finding")
def finding(world: World, spot: Spot) -> Thing | None:
    """Something that was seen of somebody, with the paper that shows it."""
    if not spot.organization.is_branch:
        return None
    seen = actions.begin_occasion(
        actor=INSTALLER,
        at=AT,
        branch_id=spot.organization.pk,
        kind=OccasionKind.FINDING,
        about=About(
            date(2026, 3, 5),
            "升旗时没有佩戴党徽，当面提醒",
            fact_kind="badge_missing",
            basis=Basis(BasisKind.DOCUMENT, "检查记录", date(2026, 3, 5)),
        ),
    )
    return about(seen, spot)


@thing("occasion taken")
def occasion_taken(world: World, spot: Spot) -> Thing | None:
    """The dues of a month on a line of which a period rests."""
    found = begin(spot, date(2025, 12, 31))
    if found is None:
        return None
    row = found.lines.order_by("person__pinyin", "pk")[0]
    actions.mark_taken(actor=INSTALLER, at=AT, line_ids=[row.pk], taken_by="三月份积分")
    return about(found, spot)
