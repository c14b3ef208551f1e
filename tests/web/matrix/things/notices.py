"""Notices of the branch at the spot, in every state a page can meet."""

from __future__ import annotations

from datetime import date, timedelta

from jifen.common.actor import INSTALLER
from jifen.common.basis import Basis, BasisKind
from jifen.common.sheet import Column, ColumnKind, Sheet
from jifen.orgs.models import Person
from jifen.publicity import actions
from jifen.publicity.actions import ShownPerson
from jifen.publicity.models import PublicNotice
from jifen.publicity.states.notices import Origin
from jifen.rules.model.cycle import Publicity
from tests.web.matrix.things.registry import thing
from tests.web.matrix.world import AT, Spot, Thing, World

SHEET = (Column("name", "姓名"), Column("total", "累计积分", ColumnKind.NUMBER))
BASIS = Basis(BasisKind.MEETING, "支委会会议", date(2026, 3, 5), "会议记录本7号")
EARLIER = AT - timedelta(days=30)


def drafted(
    spot: Spot, period: str, at: object = AT, origin: Origin = Origin.CYCLE, origin_id: str = ""
) -> PublicNotice | None:
    """Draft a notice about everybody of the branch; None where there is no branch or nobody."""
    people = Person.objects.filter(branch=spot.organization, same_as__isnull=True).order_by("pinyin", "pk")
    if not spot.organization.is_branch or not people:
        return None
    rows = tuple((str(one), 50) for one in people)
    return actions.draft_notice(
        actor=INSTALLER,
        at=at,  # type: ignore[arg-type]
        organization_id=spot.organization.pk,
        origin=origin,
        origin_id=origin_id or str(spot.organization.pk),
        period=period,
        sheet=Sheet(f"{period}积分公示", SHEET, rows),
        people=[ShownPerson(str(one.pk)) for one in people],
        rule=Publicity(days=5, unit="day", columns=("name", "total"), public=("members",)),
        basis=BASIS,
    )


def forward(notice: PublicNotice, *steps: str) -> PublicNotice:
    """Take steps of a notice, by the names of the acts, to the end of its window a month ago."""
    said = {
        "check_secrecy": {"checked_by": "审查的同志"},
        "approve_notice": {"approved_by": "批准的同志"},
        "show_notice": {"places": "公开栏", "shown_on": EARLIER.date()},
        "close_notice": {},
        "announce_result": {"result": "没有收到异议"},
        "withdraw_notice": {"reason": "有一处填错"},
    }
    for step in steps:
        at = AT if step in ("close_notice", "announce_result") else EARLIER
        notice = getattr(actions, step)(
            actor=INSTALLER, at=at, notice_id=notice.pk, version=notice.version, **said[step]
        )
    return notice


def about(notice: PublicNotice, spot: Spot) -> Thing:
    fresh = PublicNotice.objects.get(pk=notice.pk)
    return Thing({"notice_id": str(fresh.pk)}, (spot.organization,), about=fresh)


_SHOWN = ("check_secrecy", "approve_notice", "show_notice")


@thing("notice drafted")
def notice_drafted(world: World, spot: Spot) -> Thing | None:
    found = drafted(spot, "2026-01", EARLIER)
    return found and about(found, spot)


@thing("notice checked")
def notice_checked(world: World, spot: Spot) -> Thing | None:
    found = drafted(spot, "2026-02", EARLIER)
    return found and about(forward(found, *_SHOWN[:1]), spot)


@thing("notice approved")
def notice_approved(world: World, spot: Spot) -> Thing | None:
    found = drafted(spot, "2026-03", EARLIER)
    return found and about(forward(found, *_SHOWN[:2]), spot)


@thing("notice over")
def notice_over(world: World, spot: Spot) -> Thing | None:
    """On show, its window over since weeks."""
    found = drafted(spot, "2026-04", EARLIER)
    return found and about(forward(found, *_SHOWN), spot)


@thing("notice closed")
def notice_closed(world: World, spot: Spot) -> Thing | None:
    found = drafted(spot, "2026-05", EARLIER)
    return found and about(forward(found, *_SHOWN, "close_notice"), spot)


@thing("notice announced")
def notice_announced(world: World, spot: Spot) -> Thing | None:
    found = drafted(spot, "2026-06", EARLIER)
    return found and about(forward(found, *_SHOWN, "close_notice", "announce_result"), spot)


@thing("notice withdrawn")
def notice_withdrawn(world: World, spot: Spot) -> Thing | None:
    found = drafted(spot, "2026-07", EARLIER)
    return found and about(forward(found, *_SHOWN, "withdraw_notice"), spot)
