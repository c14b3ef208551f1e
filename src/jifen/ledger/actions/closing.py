"""Sealing a period, and closing the year."""

from __future__ import annotations

from datetime import datetime
from importlib.metadata import version
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Basis
from jifen.common.refusals import Blocked
from jifen.ledger.actions.recording import about
from jifen.ledger.models import Book, Entry, KeptSeal, Seal, Snapshot
from jifen.ledger.permissions import may
from jifen.ledger.queries.books import get_book_for
from jifen.ledger.queries.deriving import PERIOD, bytes_of, reckon_sealed
from jifen.ledger.queries.verifying import verify_book
from jifen.ledger.states.acts import Act
from jifen.ledger.states.books import BOOK, BookState
from jifen.ledger.states.chain import digest, root
from jifen.orgs.queries import count_people_in, list_superiors
from jifen.schemes.queries import find_version


def seal_period(*, actor: Actor, at: datetime, book_id: UUID | str, period: str) -> Seal:
    """Seal what was posted since the last seal; the next superior keeps a copy in the same transaction.

    The seal names the 办法 that holds on the day. The whole book is verified first. Raises `NotFound`, `NotAllowed`,
    `Blocked` (the period is sealed already, or the book does not verify).
    """
    with transaction.atomic():
        book = get_book_for(actor, book_id, lock=True)
        may(actor, Act.SEAL_PERIOD, book.branch.place).require()
        BOOK.find(Act.SEAL_PERIOD, book.state)
        before = Seal.objects.filter(book=book).order_by("-number").first()
        _refuse_seal(book, period)
        first = before.last + 1 if before else 1
        rows = Entry.objects.filter(book=book, sequence__gte=first).order_by("sequence")
        seal = Seal(
            book=book,
            number=before.number + 1 if before else 1,
            period=period.strip(),
            first=first,
            last=book.length,
            root=root(book.algorithm.value, rows.values_list("hash", flat=True).iterator()),
            head=book.head,
            count=book.length,
            control=book.control,
            roster=count_people_in([book.branch]).get(book.branch.pk, 0),
            schemes=_schemes_of(book, at),
            program=version("jifen"),
            previous=before.hash if before else "",
            at=at,
        )
        seal.hash = seal.digest(book.algorithm.value)
        seal.save(force_insert=True)
        _keep(book, seal, at)
        _store(book, seal, at)
        record(
            actor=actor,
            at=at,
            act=Act.SEAL_PERIOD,
            place=book.branch.place,
            subject=about(book),
            detail={"period": seal.period, "first": first, "last": seal.last, "code": seal.code},
        )
        return seal


def close_year(*, actor: Actor, at: datetime, book_id: UUID | str, basis: Basis) -> Book:
    """Close the points year: from now on only corrections by decision enter.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Blocked` (lines that no seal covers yet, or no seal at all).
    """
    with transaction.atomic():
        book = get_book_for(actor, book_id, lock=True)
        may(actor, Act.CLOSE_YEAR, book.branch.place).require()
        move = BOOK.find(Act.CLOSE_YEAR, book.state)
        sealed = Seal.objects.filter(book=book).order_by("-number").values_list("last", flat=True).first()
        if sealed is None:
            raise Blocked("这本账还没有封过，请先封账，再结账。")
        if sealed < book.length:
            raise Blocked(f"还有 {book.length - sealed} 条账目没有封账，请先封账，再结账。")
        moved = Book.objects.filter(pk=book.pk, state=BookState.OPEN).update(state=move.target)
        assert moved == 1
        book.state = BookState.CLOSED
        record(
            actor=actor,
            at=at,
            act=Act.CLOSE_YEAR,
            place=book.branch.place,
            subject=about(book),
            basis=basis,
            detail={"count": book.length, "head": book.head},
        )
        return book


def _refuse_seal(book: Book, period: str) -> None:
    said = []
    if not period.strip():
        said.append("请写明封的是哪一期，例如 2026-03。")
    if Seal.objects.filter(book=book, period=period.strip()).exists():
        said.append(f"{period.strip()} 这一期已经封过账。")
    said += [f"账本核对不上，不能封账：{alarm}" for alarm in verify_book(book)][:5]
    if said:
        raise Blocked(*said)


def _schemes_of(book: Book, at: datetime) -> list[list[str]]:
    """Return `[reference, digest]` of the version that holds on the day of sealing, or of the year's last day."""
    version = find_version(book.branch, min(timezone.localdate(at), book.ends_on))
    return [[version.reference, version.digest]] if version else []


def _store(book: Book, seal: Seal, at: datetime) -> None:
    """Keep the result of the sealed period beside the digest of its inputs, where it can be reckoned."""
    derived = reckon_sealed(book, seal)
    if derived is None:
        return
    content = bytes_of(derived)
    Snapshot.objects.create(
        book=book,
        kind=PERIOD,
        period=seal.period,
        input=derived.input,
        program=seal.program,
        content=content,
        digest=digest(book.algorithm.value, content),
        made_at=at,
    )


def _keep(book: Book, seal: Seal, at: datetime) -> None:
    superiors = list_superiors(book.branch)
    if superiors:
        KeptSeal.objects.create(
            keeper=superiors[-1],
            book_id=str(book.pk),
            branch_id=str(book.branch_id),
            branch_name=book.branch.full_name,
            year=book.year,
            number=seal.number,
            period=seal.period,
            count=seal.count,
            head=seal.head,
            hash=seal.hash,
            kept_at=at,
        )
