"""Step 5: of one matter (or act) only the largest or the first counts."""

from __future__ import annotations

from jifen.rules.model.items import FactRule
from jifen.rules.model.points import Keep
from tests.oracle.book import Book, Desk, Entry
from tests.oracle.days import span_of


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


def keep_of(entry: Entry) -> Keep | None:
    """The rule's own word, else the item's."""
    if entry.item is None:
        return None
    return (entry.rule.keep if isinstance(entry.rule, FactRule) else None) or entry.item.keep


def key_of(book: Book, entry: Entry, keep: Keep) -> object:
    """Group, field and value; the period too unless the word spans a life. None: the entry stands alone."""
    assert entry.item is not None
    name = keep.largest or keep.first
    value = entry.fact.fields.get(str(name))
    if not value:
        return None
    own = isinstance(entry.rule, FactRule) and entry.rule.keep is not None
    group = keep.group or (f"{entry.item.item}/{entry.fact.kind}" if own else entry.item.item)
    when = "life" if keep.scope == "life" else span_of(entry.fact.occurred_on, "period", book.year)
    return (group, name, value, when)


def settle(members: list[tuple[Entry, Keep]]) -> None:
    keep = members[0][1]

    def preference(entry: Entry) -> tuple[object, ...]:
        kind = entry.fact.kind
        prefer = keep.prefer.index(kind) if kind in keep.prefer else len(keep.prefer)
        if keep.first is not None:
            return entry.canonical()
        return (not entry.everything, -abs(entry.multiplied), prefer, entry.canonical())

    stays = min((entry for entry, _ in members), key=preference)
    for entry, _ in members:
        if entry is not stays:
            entry.dropped = "absorbed"


def standing(desk: Desk) -> list[Entry]:
    """Entries with a number that still count, in canonical order."""
    found = [entry for entry in desk.entries if entry.counts and entry.item is not None]
    return sorted((entry for entry in found if not entry.everything), key=Entry.canonical)
