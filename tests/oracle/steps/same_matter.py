"""Step 5: of one matter (or act) only the largest or the first counts."""

from __future__ import annotations

from jifen.rules.model.items import FactRule
from jifen.rules.model.points import Keep
from jifen.rules.model.totals import OverrideFact
from tests.oracle.book import Book, Desk, Entry
from tests.oracle.days import span_of
from tests.oracle.steps.admit import keep_of


def same_matter(book: Book) -> None:
    """Absorb all but one entry of every member, group and key."""
    for desk in book.desks:
        groups: dict[object, list[tuple[Entry, Keep]]] = {}
        for entry in desk.entries:
            keep = keep_of(entry)
            if not entry.counts or keep is None:
                continue
            key = key_of(book, entry, keep)
            if key is not None:
                groups.setdefault(key, []).append((entry, keep))
        for members in groups.values():
            settle(members)


def key_of(book: Book, entry: Entry, keep: Keep) -> object:
    """Group, field and value; the period too unless the word spans a life. None: the entry stands alone."""
    name = keep.largest or keep.first
    value = entry.fact.fields.get(str(name))
    if not value or (entry.memory and keep.scope != "life"):
        return None
    own = isinstance(entry.rule, FactRule | OverrideFact) and entry.rule.keep is not None
    place = entry.override.override if entry.override is not None else entry.item.item if entry.item else ""
    group = keep.group or (f"{place}/{entry.fact.kind}" if own else place)
    when = "life" if keep.scope == "life" else span_of(entry.fact.occurred_on, "period", book.year)
    return (group, name, value, when)


def settle(members: list[tuple[Entry, Keep]]) -> None:
    keep = members[0][1]

    def preference(entry: Entry) -> tuple[object, ...]:
        kind = entry.fact.kind
        prefer = keep.prefer.index(kind) if kind in keep.prefer else len(keep.prefer)
        if keep.first is not None:
            return entry.canonical()
        weight = (entry.override is None, not entry.everything, -abs(entry.multiplied))
        return (*weight, prefer, entry.canonical())

    stays = min((entry for entry, _ in members), key=preference)
    for entry, _ in members:
        if entry is not stays:
            entry.dropped = "absorbed"


def standing(desk: Desk) -> list[Entry]:
    """Entries with a number that still count, in canonical order."""
    found = [entry for entry in desk.entries if entry.counts and entry.item is not None]
    return sorted((entry for entry in found if not entry.everything), key=Entry.canonical)
