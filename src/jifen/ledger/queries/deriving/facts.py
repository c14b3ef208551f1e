"""Entries as facts: which still count, and what each says in the engine's own types."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import timezone

from jifen.engine.gather import Event, Plain
from jifen.ledger.models import Entry
from jifen.ledger.states.books import EntryKind
from jifen.rules.fields import FACT_FIELDS, FieldType

TOLD = "（有事由）"
"""Stands for a reason that was erased: there was one."""


def read_facts(
    entries: Sequence[Entry], place: Mapping[Any, int], as_of: date | None, without: Collection[int] = ()
) -> list[Event]:
    """Return the facts that count, of people whose place is known; reversed ones are left out.

    `entries`: all of a book in order, with `text`; `place`: person id → index of the account; `without`: numbers of
    entries looked away from.
    """
    taken_out = list_reversed(entries, as_of)
    return [
        Event(str(one.sequence), place[one.person_id], kind_of(one), one.occurred_on, fields_of(one))
        for one in entries
        if one.kind in (EntryKind.NORMAL, EntryKind.CORRECTION)
        and one.pk not in taken_out
        and one.sequence not in without
        and one.person_id in place
    ]


def list_reversed(entries: Sequence[Entry], as_of: date | None) -> set[int]:
    """Return the keys of entries a reversal takes out as of a day; a reversed reversal takes nothing out."""
    until = as_of and timezone.make_aware(datetime.combine(as_of + timedelta(days=1), time()))
    out: set[int] = set()
    for one in reversed(entries):  # a reversal stands after what it reverses
        if one.reverses_id is None or one.pk in out or (until and one.posted_at >= until):
            continue
        out.add(one.reverses_id)
    return out


def kind_of(entry: Entry) -> str:
    """Return the kind of fact an entry is about: the last part of its item."""
    return entry.item.rpartition("#")[2].rpartition(".")[2]


def fields_of(entry: Entry) -> dict[str, Plain]:
    """Return the fields of the fact in the types of the registry; what cannot be read is left out."""
    read = ((name, _value(name, said)) for name, said in entry.fields.items())
    found: dict[str, Plain] = {name: value for name, value in read if value is not None}
    if entry.commitment:
        text = getattr(entry, "text", None)
        found["reason"] = text.reason if text is not None and text.reason else TOLD
    return found


def _value(name: str, said: Any) -> Plain:
    known = FACT_FIELDS.get(name)
    kind = known.type if known else FieldType.TEXT
    try:
        if kind in (FieldType.NUMBER, FieldType.POINTS):
            return Decimal(str(said))
        if kind is FieldType.DATE:
            return date.fromisoformat(said)
        if kind is FieldType.TIME:
            return time.fromisoformat(said)
        if kind is FieldType.FLAG:
            return bool(said)
    except (ValueError, InvalidOperation, TypeError):
        return None
    return str(said) if said != "" else None
