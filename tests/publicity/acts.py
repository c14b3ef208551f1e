"""What the stories of this room do again and again: 青山村's points of the year become a notice."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from jifen.common.basis import Basis, BasisKind
from jifen.ledger.actions import Line, post_entries
from jifen.ledger.models import Book
from jifen.publicity import actions
from jifen.publicity.models import PublicNotice
from jifen.schemes.actions import enrol_year
from tests.cast import NOW, TODAY, Cast
from tests.ledger.desk import ASSEMBLY, open_desk
from tests.schemes.acts import in_force

COMMITTEE = Basis(BasisKind.MEETING, "支委会会议", date(2026, 3, 9), "青支〔2026〕7号")
LATER = NOW + timedelta(days=9)
"""2026-03-19: five working days after the tenth are over on the seventeenth."""


def book_of(cast: Cast) -> Book:
    """The village's 办法 in force, everybody enrolled, one line about 李明."""
    in_force(cast)
    recorder = cast.actor("recorder")
    enrol_year(actor=recorder, at=NOW, branch_id=cast.organization().pk, on=TODAY, basis=ASSEMBLY)
    book = open_desk(cast)
    missed = Line(
        str(cast.person("member").pk), "village-branch@1#base.labour.labour_missed", date(2026, 3, 1), -200,
        {"decided_by": "branch_committee"}, "没有参加义务劳动，家里有事", str(cast.person("commissioner").pk),
    )  # fmt: skip
    post_entries(actor=recorder, at=NOW, book_id=book.pk, key="一", lines=[missed], basis=ASSEMBLY)
    return book


def draft(cast: Cast, book: Book | None = None, who: str = "recorder", at: datetime = NOW) -> PublicNotice:
    """孙记录员 drafts the notice of the book."""
    found = book or book_of(cast)
    return actions.draft_from_book(actor=cast.actor(who), at=at, book_id=found.pk, basis=COMMITTEE)


def step(
    cast: Cast, notice: PublicNotice, name: str, who: str = "recorder", at: datetime = NOW, **said: Any
) -> PublicNotice:
    """Take a step of a notice by the name of its act."""
    done: PublicNotice = getattr(actions, name)(
        actor=cast.actor(who), at=at, notice_id=notice.pk, version=notice.version, **said
    )
    return done


def on_show(cast: Cast) -> PublicNotice:
    """The notice checked by 钱组织委员, approved by 赵书记, on the board."""
    notice = step(cast, draft(cast), "check_secrecy", checked_by="钱组织委员")
    notice = step(cast, notice, "approve_notice", approved_by="赵书记")
    return step(cast, notice, "show_notice", places="村务公开栏", shown_on=TODAY)
