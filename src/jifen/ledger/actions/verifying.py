"""Walking all books by night, and remembering what was found: an alarm nobody reads is none."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jifen.audit.actions import Subject, record
from jifen.common.actor import Actor, ActorKind
from jifen.common.decision import allowed_if
from jifen.ledger.queries.verifying import Alarm, verify_all
from jifen.ledger.queries.watching import ALL_BOOKS
from jifen.ledger.states.acts import Act


def verify_books(*, actor: Actor, at: datetime) -> tuple[Alarm, ...]:
    """Verify the database, every book and every kept seal; write down which books do not hold; return the alarms.

    The clock's act. Nothing is locked while it walks: what is posted meanwhile is seen or not, and holds either way.
    """
    allowed_if(
        actor.kind in (ActorKind.CLOCK, ActorKind.INSTALLER), "全部积分账由系统每天自动核对。"
    ).require()
    alarms = tuple(verify_all())
    with transaction.atomic():
        record(
            actor=actor,
            at=at,
            act=Act.VERIFY_BOOKS,
            subject=Subject("books", ALL_BOOKS, "全部积分账"),
            detail={"alarms": len(alarms), "books": sorted({alarm.book_id for alarm in alarms} - {""})},
        )
    return alarms
