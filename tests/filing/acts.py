"""What the stories of this room do again and again."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from jifen.common.basis import Basis, BasisKind
from jifen.common.sheet import Column, ColumnKind, Sheet
from jifen.filing import actions
from jifen.filing.models import Package
from jifen.filing.states.packages import NoticeStatus, Origin
from jifen.ledger.actions import seal_period
from jifen.ledger.models import Book, Seal
from jifen.schemes.actions import enrol_year
from tests.cast import NOW, TODAY, Cast
from tests.ledger.desk import ASSEMBLY, open_desk
from tests.schemes.acts import in_force

DECIDED = Basis(BasisKind.MEETING, "支部党员大会", date(2026, 3, 5), "青山〔2026〕3号")
SHEET = Sheet(
    "积分报备表",
    (
        Column("number", "序号", ColumnKind.INTEGER),
        Column("name", "姓名"),
        Column("total", "累计", ColumnKind.NUMBER),
    ),
    ((1, "李明", Decimal("52.50")), (2, "郑流动", None), (3, "赵书记", Decimal("-0.25"))),
    ("应参加 3 人",),
)


def prepare(cast: Cast, who: str = "recorder", **more: Any) -> Package:
    """Freeze the sheet of March, due on 10 April 2026 (a Friday), with the township; `more` says otherwise."""
    given = {
        "origin": Origin.CYCLE,
        "origin_id": "三月",
        "period": "2026-03",
        "title": "青山村支部2026-03积分报备表",
        "sheet": SHEET,
        "form": "附件4-6",
        "to": cast.organization("township"),
        "due_on": date(2026, 4, 10),
        "notice_status": NoticeStatus.RUNNING,
        "head": "ab" * 32,
        "seal": "cd" * 32,
        "basis": DECIDED,
        **more,
    }
    return actions.prepare_package(
        actor=cast.actor(who), at=NOW, organization_id=cast.organization().pk, **given
    )


def do(cast: Cast, act: str, package: Package, who: str, at: datetime = NOW, **more: Any) -> Package:
    """Do an act on a package as it is now."""
    fresh = Package.objects.get(pk=package.pk)
    done: Package = getattr(actions, f"{act}_package")(
        actor=cast.actor(who), at=at, package_id=fresh.pk, version=fresh.version, **more
    )
    return done


def sealed(cast: Cast, *, scheme: bool = True, period: str = "2026-03") -> Seal:
    """Seal a period of 青山村's book; with the village's 办法 in force and everybody on the list."""
    if scheme:
        in_force(cast)
        enrol_year(
            actor=cast.actor("recorder"), at=NOW, branch_id=cast.organization().pk, on=TODAY, basis=ASSEMBLY
        )
    book: Book = Book.objects.filter(branch=cast.organization()).first() or open_desk(cast)
    made = seal_period(
        actor=cast.actor("recorder"), at=NOW + timedelta(minutes=1), book_id=book.pk, period=period
    )
    return Seal.objects.get(pk=made.pk)
