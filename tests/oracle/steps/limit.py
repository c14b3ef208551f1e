"""Step 7: gross caps, inner to outer, in the order in which things happened."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jifen.rules.model.items import FactRule
from jifen.rules.model.points import Limit
from tests.oracle.book import Book, Desk, Entry
from tests.oracle.people import counting_months
from tests.oracle.steps.buckets import buckets
from tests.oracle.steps.same_matter import standing

Word = tuple[Limit, list[Entry]]


def limit(book: Book) -> None:
    """Cut credits: limits of rules, then of items, then of parts; in each level the shared ones last."""
    for desk in book.desks:
        entries = standing(desk)
        shared_above = shared_names(book)
        for level in ("rule", "item", "part"):
            words = list(words_of(book, level, entries))
            if level == "part":
                monthly(book, desk, entries)
            for found, below in words:
                if found.shared is None:
                    cut(book, found, below)
            for name in names_at(words):
                if shared_above[name] == level:
                    cut_shared(book, name, entries)
        for entry in entries:
            if entry.credited == 0 and (entry.multiplied != 0 or entry.limited):
                entry.dropped = "limit"
        for entry in desk.entries:
            if entry.memory:
                entry.dropped = "outside_period"
                entry.credited = Fraction(0)


def words_of(book: Book, level: str, entries: list[Entry]) -> Iterator[Word]:
    """The limits of one level in the order of the file, each with the entries below it."""
    if level == "part":
        for part in book.scheme.parts:
            for found in part.limit:
                yield found, [entry for entry in entries if entry.part is part]
        return
    for _, _, item in book.items():
        below = [entry for entry in entries if entry.item is item]
        if level == "item":
            for found in item.limit:
                yield found, below
            continue
        for kind, rule in item.facts.items():
            for found in rule.limit:
                yield found, [entry for entry in below if not entry.derived and entry.fact.kind == kind]


def names_at(words: list[Word]) -> list[str]:
    names = [found.shared for found, _ in words if found.shared is not None]
    return list(dict.fromkeys(names))


def shared_names(book: Book) -> dict[str, str]:
    """The outermost level on which each shared limit is written."""
    levels = {}
    for level in ("rule", "item", "part"):
        for found, _ in words_of(book, level, []):
            if found.shared is not None:
                levels[found.shared] = level
    return levels


def cut_shared(book: Book, name: str, entries: list[Entry]) -> None:
    """All entries under limits of one name, as one list."""
    found, below = None, []
    for entry in entries:
        for word in limits_over(entry):
            if word.shared == name:
                found = word
                below.append(entry)
                break
    if found is not None:
        cut(book, found, below)


def limits_over(entry: Entry) -> list[Limit]:
    assert entry.item is not None
    assert entry.part is not None
    own = entry.rule.limit if isinstance(entry.rule, FactRule) else ()
    return [*own, *entry.item.limit, *entry.part.limit]


def monthly(book: Book, desk: Desk, entries: list[Entry]) -> None:
    """The months of `allot`: what is handed out in a month bounds its gains; nothing before he came."""
    there = counting_months(book, desk)
    for part in book.scheme.parts:
        if part.allot is None:
            continue
        for place, (first, _) in enumerate(book.year.months()):
            month = (first.year, first.month)
            gains = [
                entry
                for entry in entries
                if entry.part is part
                and not entry.memory
                and entry.credited > 0
                and (entry.fact.occurred_on.year, entry.fact.occurred_on.month) == month
            ]
            cut_points(gains, part.allot.months[place] if place in there else Fraction(0))


def cut(book: Book, found: Limit, entries: list[Entry]) -> None:
    """Apply one limit to its entries, span by span."""
    for members in buckets(book, entries, found.per):
        gains = [entry for entry in members if entry.credited > 0]
        losses = [entry for entry in members if entry.credited < 0]
        if found.facts is not None:
            chosen = {"gains": gains, "losses": losses, None: [e for e in members if e.credited != 0]}
            for entry in chosen[found.side][found.facts :]:
                entry.credited = Fraction(0)
        if found.points is not None and found.side != "losses":
            cut_points(gains, found.points)
        if found.points is not None and found.side != "gains":
            cut_points(losses, found.points)


def cut_points(entries: list[Entry], room: Fraction) -> None:
    """Credit until the room is full; the entry that crosses gets the rest."""
    for entry in entries:
        size = min(abs(entry.credited), room)
        room -= size
        entry.credited = size if entry.credited > 0 else -size
