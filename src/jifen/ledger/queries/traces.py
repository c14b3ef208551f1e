"""What became of a member's statement: who read it, where it went, what was answered in the book itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from jifen.audit.queries import list_readings_of, list_records_about
from jifen.ledger.models import Book, Entry, KeptSeal, Seal
from jifen.ledger.states.acts import Act
from jifen.ledger.states.books import EntryKind
from jifen.orgs.models import Person
from jifen.orgs.queries import list_aliases
from jifen.rules.periodname import say_period

_MOST = 100


@dataclass(frozen=True, slots=True)
class Reading:
    """Who read a statement on a day; `whole`: printed with those of the whole branch."""

    on: date
    who: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Sending:
    """What went out, when, and to whom or by whom; `personal`: his lines and reasons were in it."""

    at: datetime
    what: str
    who: str
    personal: bool


def list_readings_in(book: Book, person: Person) -> list[Reading]:
    """Return who else read the lines of a member in a book, latest first, each once a day.

    What was printed or read before this was recorded is not known.
    """
    ids = [str(key) for key in list_aliases(person)]
    code = f"ledger.{Act.VIEW_STATEMENT.value}"
    rows = [
        row
        for row in list_readings_of(*ids).filter(act=code)[:_MOST]
        if row.detail.get("book") == str(book.pk)
    ]
    found = [(row, False) for row in rows if row.person_id not in ids]
    found += [(row, True) for row in list_records_about(str(book.pk), kind="READ")[:_MOST]]
    days = {Reading(timezone.localdate(row.at), _who(row), whole) for row, whole in found}
    return sorted(days, key=lambda one: (one.on, one.who), reverse=True)


def _who(row: Any) -> str:
    return f"{row.actor_name}（{row.hat}）" if row.hat else str(row.actor_name)


def list_sendings_of(book: Book, person: Person) -> list[Sending]:
    """Return where the lines of a member went, latest first: seals kept above, and the book taken out as a file."""
    mine = dict(Entry.objects.filter(book=book, person=person).values_list("sequence", "posted_at"))
    if not mine:
        return []
    seals = {seal.number: seal for seal in Seal.objects.filter(book=book, last__gte=min(mine))}
    kept = KeptSeal.objects.filter(book_id=str(book.pk), number__in=seals).select_related("keeper")
    found = [
        Sending(one.kept_at, f"{say_period(seals[one.number].period)}的封条", f"{one.keeper}收存", False)
        for one in kept
    ]
    periods = {
        seal.period for seal in seals.values() if any(seal.first <= number <= seal.last for number in mine)
    }
    exports = list_records_about(str(book.pk), kind="EXPORT").filter(at__gte=min(mine.values()))[:_MOST]
    for row in exports:
        period = row.detail.get("period", "")
        if not period or period in periods:
            what = f"{say_period(period)}一期的文件" if period else "整本账的文件"
            found.append(Sending(row.at, what, f"{_who(row)}导出", True))
    return sorted(found, key=lambda one: one.at, reverse=True)


def list_answers_in(book: Book, person: Person) -> list[Entry]:
    """Return the reversals and corrections about a member in a book, with their reasons, latest first."""
    kinds = (EntryKind.REVERSAL, EntryKind.CORRECTION)
    rows = Entry.objects.filter(book=book, person=person, kind__in=kinds)
    return list(rows.select_related("text", "reverses").order_by("-sequence"))
