"""Taking lines out of the reckoning: a reversal names its original; a correction reverses and posts anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Basis, Decider
from jifen.common.refusals import Invalid
from jifen.ledger.actions.lines import Line, refuse_faults
from jifen.ledger.actions.posting import Posted, append, digest_of, find_before, refuse_clock
from jifen.ledger.actions.recording import about
from jifen.ledger.models import Book, Entry
from jifen.ledger.permissions import may
from jifen.ledger.queries.books import find_struck, get_book_for
from jifen.ledger.states.acts import Act
from jifen.ledger.states.books import BOOK, EntryKind


@dataclass(frozen=True, slots=True)
class Correction:
    """What a line should have said; `sequence` is the wrong one."""

    sequence: int
    line: Line


def reverse_entries(
    *,
    actor: Actor,
    at: datetime,
    book_id: UUID | str,
    key: str,
    sequences: Sequence[int],
    reason: str,
    basis: Basis,
    decider: Decider | None = None,
    clock_confirmed: bool = False,
) -> Posted:
    """Reverse entries by their numbers. A reversal may itself be reversed: its original then counts again.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `OtherContent`, `Invalid`, `ClockWentBack`.
    """
    with transaction.atomic():
        book = get_book_for(actor, book_id, lock=True)
        may(actor, Act.REVERSE, book.branch.place).require()
        asked = digest_of(book, Act.REVERSE, basis, [[number, reason] for number in sequences])
        if before := find_before(book, key, asked):
            return before
        BOOK.find(Act.REVERSE, book.state)
        refuse_clock(book, at, confirmed=clock_confirmed)
        originals = _originals(actor, book, sequences, reason)
        entries = [_reversal(actor, original, basis, decider) for original in originals]
        append(book, key, asked, entries, [reason] * len(entries), at)
        _record(Act.REVERSE, actor, at, book, entries, basis, decider)
        return Posted(tuple(entries), again=False)


def correct_entries(
    *,
    actor: Actor,
    at: datetime,
    book_id: UUID | str,
    key: str,
    corrections: Sequence[Correction],
    reason: str,
    basis: Basis,
    decider: Decider | None = None,
    clock_confirmed: bool = False,
) -> Posted:
    """Reverse wrong entries and post what they should have said, in one act. Raises as `reverse_entries`."""
    with transaction.atomic():
        book = get_book_for(actor, book_id, lock=True)
        may(actor, Act.CORRECT, book.branch.place).require()
        wanted = [[one.sequence, reason, *one.line.asked()] for one in corrections]
        asked = digest_of(book, Act.CORRECT, basis, wanted)
        if before := find_before(book, key, asked):
            return before
        BOOK.find(Act.CORRECT, book.state)
        refuse_clock(book, at, confirmed=clock_confirmed)
        originals = _originals(actor, book, [one.sequence for one in corrections], reason)
        lines = [one.line for one in corrections]
        refuse_faults(actor, book, lines, timezone.localdate(at))
        entries = [_reversal(actor, original, basis, decider) for original in originals]
        entries += [_correction(actor, line, basis, decider) for line in lines]
        append(book, key, asked, entries, [reason] * len(originals) + [line.reason for line in lines], at)
        _record(Act.CORRECT, actor, at, book, entries, basis, decider)
        return Posted(tuple(entries), again=False)


def _originals(actor: Actor, book: Book, sequences: Sequence[int], reason: str) -> list[Entry]:
    """Return the entries meant; raise `Invalid` with all that speaks against reversing them."""
    rows = Entry.objects.filter(book=book, sequence__in=sequences).select_related("person")
    found = {row.sequence: row for row in rows}
    struck = find_struck(book)
    faults: dict[str, str] = {}
    if not sequences:
        faults["sequences"] = "没有选要冲销的账目。"
    if len(set(sequences)) != len(sequences):
        faults["sequences"] = "同一条账目选了两次。"
    if not reason.strip():
        faults["reason"] = "请写明为什么冲销，本人看得到。"
    for number in sequences:
        row = found.get(number)
        if row is None:
            faults[str(number)] = f"这本账里没有第 {number} 条。"
        elif number in struck:
            faults[str(number)] = f"第 {number} 条已经由第 {struck[number][0]} 条冲销，不能再冲销一次。"
        elif actor.is_person(str(row.person_id)):
            faults[str(number)] = f"第 {number} 条记的是您本人，请由别的同志办理。"
    if faults:
        raise Invalid(**faults)
    return [found[number] for number in sequences]


def _reversal(actor: Actor, original: Entry, basis: Basis, decider: Decider | None) -> Entry:
    return Entry(
        kind=EntryKind.REVERSAL,
        person_id=original.person_id,
        item=original.item,
        occurred_on=original.occurred_on,
        points=-original.points,
        reverses=original,
        basis=basis,
        author_id=actor.person_id,
        approver=decider.label if decider else basis.label,
    )


def _correction(actor: Actor, line: Line, basis: Basis, decider: Decider | None) -> Entry:
    return Entry(
        kind=EntryKind.CORRECTION,
        person_id=UUID(line.person_id),
        item=line.item,
        occurred_on=line.occurred_on,
        points=line.points,
        fields=dict(line.fields),
        basis=basis,
        author_id=line.author_id or actor.person_id,
        approver=decider.label if decider else basis.label,
    )


def _record(
    act: Act,
    actor: Actor,
    at: datetime,
    book: Book,
    entries: list[Entry],
    basis: Basis,
    decider: Decider | None,
) -> None:
    record(
        actor=actor,
        at=at,
        act=act,
        place=book.branch.place,
        subject=about(book),
        basis=basis,
        decider=decider,
        detail={
            "first": entries[0].sequence,
            "last": entries[-1].sequence,
            "reversed": [entry.reverses.sequence for entry in entries if entry.reverses],
            "head": book.head,
        },
    )
