"""What a branch filed, in the states a page can meet, and a seal of which something can be filed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from jifen.common.actor import INSTALLER
from jifen.common.basis import Basis, BasisKind
from jifen.common.sheet import Column, ColumnKind, Sheet
from jifen.filing import actions
from jifen.filing.models import Package
from jifen.filing.states.packages import Finding, NoticeStatus, Origin
from jifen.ledger.actions import seal_period
from jifen.orgs.queries import list_superiors
from tests.web.matrix.things.books import open_
from tests.web.matrix.things.registry import make, thing
from tests.web.matrix.world import AT, Spot, Thing, World

DECIDED = Basis(BasisKind.MEETING, "支部党员大会", date(2026, 3, 5), "红旗〔2026〕3号")
SHEET = Sheet(
    "积分报备表",
    (Column("number", "序号", ColumnKind.INTEGER), Column("total", "累计", ColumnKind.NUMBER)),
    ((1, Decimal("52.50")),),
    ("应参加 1 人",),
)


def prepare(spot: Spot, period: str) -> Package | None:
    """Freeze a sheet; None where there is no branch or nobody above it."""
    above = list_superiors(spot.organization)
    if not spot.organization.is_branch or not above:
        return None
    return actions.prepare_package(
        actor=INSTALLER,
        at=AT,
        organization_id=spot.organization.pk,
        origin=Origin.CYCLE,
        origin_id=period,
        period=period,
        title=f"{spot.organization}{period}积分报备表",
        sheet=SHEET,
        form="附件4-6",
        to=above[-1],
        due_on=date(2026, 4, 10),
        notice_status=NoticeStatus.RUNNING,
        head="ab" * 32,
        seal="cd" * 32,
        basis=DECIDED,
    )


def about(package: Package, spot: Spot) -> Thing:
    fresh = Package.objects.get(pk=package.pk)
    return Thing({"package_id": str(fresh.pk)}, (spot.organization,), about=fresh)


@thing("package prepared")
def package_prepared(world: World, spot: Spot) -> Thing | None:
    found = prepare(spot, "2026-01")
    return found and about(found, spot)


def sent(spot: Spot, period: str) -> Package | None:
    found = prepare(spot, period)
    return found and actions.send_package(actor=INSTALLER, at=AT, package_id=found.pk, version=1)


def received(spot: Spot, period: str) -> Package | None:
    found = sent(spot, period)
    return found and actions.receive_package(actor=INSTALLER, at=AT, package_id=found.pk, version=2)


@thing("package sent")
def package_sent(world: World, spot: Spot) -> Thing | None:
    found = sent(spot, "2026-02")
    return found and about(found, spot)


@thing("package received")
def package_received(world: World, spot: Spot) -> Thing | None:
    found = received(spot, "2026-03")
    return found and about(found, spot)


@thing("package acknowledged")
def package_acknowledged(world: World, spot: Spot) -> Thing | None:
    found = received(spot, "2026-04")
    return found and about(
        actions.acknowledge_package(
            actor=INSTALLER, at=AT, package_id=found.pk, version=3, answer="同意备案"
        ),
        spot,
    )


@thing("package returned")
def package_returned(world: World, spot: Spot) -> Thing | None:
    found = received(spot, "2026-05")
    return found and about(
        actions.return_package(
            actor=INSTALLER, at=AT, package_id=found.pk, version=3, findings=[Finding("没有盖章")]
        ),
        spot,
    )


@thing("seal to file")
def seal_to_file(world: World, spot: Spot) -> Thing | None:
    """The seal of a book whose branch has a 办法 in force and somebody on the list."""
    if make(world, "enrolment", spot) is None:
        return None
    made = seal_period(actor=INSTALLER, at=AT, book_id=open_(spot.organization, 2026).pk, period="2026-报备")
    return Thing({"seal_id": str(made.pk)}, (spot.organization,), about=made)
