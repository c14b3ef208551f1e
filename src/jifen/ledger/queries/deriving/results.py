"""A result as bytes: what a snapshot keeps, and what a later reckoning is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from django.utils import timezone

from jifen.common.refusals import Blocked
from jifen.ledger.models import Book, Seal, Snapshot
from jifen.ledger.queries.deriving.derived import Derived
from jifen.ledger.queries.deriving.deriving import derive
from jifen.ledger.states.chain import canonical

PERIOD = "PERIOD"
"""The kind of a result that was stored when a period was sealed."""


def bytes_of(derived: Derived) -> bytes:
    """Return every member's figures in canonical bytes: exact fractions as text, by person."""
    return canonical(
        [
            [
                str(person),
                account.state.value,
                _text(derived.score_of(person)),
                account.grade or "",
                {name: _text(value) for name, value in account.items.items()},
            ]
            for person, account in sorted(derived.accounts.items(), key=lambda pair: str(pair[0]))
        ]
    )


def reckon_sealed(book: Book, seal: Seal) -> Derived | None:
    """Reckon a book as it stood under a seal; None where that cannot be reckoned (no 办法, no list)."""
    try:
        return derive(book, timezone.localdate(seal.at), length=seal.last)
    except Blocked:
        return None


def list_changed_results(book: Book) -> Iterator[tuple[int, str]]:
    """Yield what does not agree: (entry or 0, sentence); results whose inputs changed since are passed over."""
    seals = {seal.period: seal for seal in Seal.objects.filter(book=book)}
    for snapshot in Snapshot.objects.filter(book=book, kind=PERIOD):
        seal = seals.get(snapshot.period)
        derived = reckon_sealed(book, seal) if seal else None
        if derived is None or derived.input != snapshot.input:
            continue
        if bytes_of(derived) != bytes(snapshot.content):
            yield 0, f"{snapshot.period} 存下的结果和重算的不一样"
        own = f"{derived.version.reference}#"
        items = {row.sequence: row.item for row in book.entries.all()} if derived.differences else {}
        for difference in derived.differences:
            if items[difference.sequence].startswith(own):
                yield difference.sequence, str(difference)


def _text(value: Fraction | None) -> str:
    return "" if value is None else str(value)
