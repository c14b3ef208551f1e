"""The retention action: personal texts end in time, the chain does not."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Basis
from jifen.common.refusals import Blocked
from jifen.ledger.actions.recording import about
from jifen.ledger.models import EntryText
from jifen.ledger.permissions import may
from jifen.ledger.queries.books import get_book_for
from jifen.ledger.states.acts import Act
from jifen.ledger.states.books import BookState


def erase_texts(*, actor: Actor, at: datetime, book_id: UUID | str, before: date, basis: Basis) -> int:
    """Empty the personal texts of a closed book that are about days before one; return how many.

    What remains is the commitment: the chain verifies as before. Raises `NotFound`, `NotAllowed`, `Blocked`.
    """
    with transaction.atomic():
        book = get_book_for(actor, book_id, lock=True)
        may(actor, Act.ERASE_TEXTS, book.branch.place).require()
        if book.state is not BookState.CLOSED:
            raise Blocked("年度还没有结账，文字还要用，不能清除；请先结账。")
        rows = EntryText.objects.filter(
            entry__book=book, entry__occurred_on__lt=before, erased_at__isnull=True
        )
        keys = list(rows.values_list("pk", flat=True))
        done = EntryText.objects.filter(pk__in=keys).update(reason="", salt="", erased_at=at)
        record(
            actor=actor,
            at=at,
            act=Act.ERASE_TEXTS,
            place=book.branch.place,
            subject=about(book),
            basis=basis,
            detail={"before": before.isoformat(), "count": done},
        )
        return done
