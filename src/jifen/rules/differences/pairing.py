"""Which entry of one list is which entry of the other: by identity, by equal content, by title, by turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from jifen.rules.fieldwords.anatomy import identity
from jifen.rules.model.base import Word
from jifen.rules.model.items import Item, Part
from jifen.rules.model.scheme import Scheme

_T = TypeVar("_T")
_MOST_LOOKED_AT = 250_000
"""Pairs of entries that are held against each other; beyond, entries are told as dropped and added."""

Key = tuple[str, int]
"""An identity, and how often it stood before in the same list (0 but for a list that repeats itself)."""


class Pairs(NamedTuple):
    """Entries of both lists that belong together, and those that stand alone, each with its key."""

    same: list[tuple[Key, Key, Any, Any]]
    dropped: list[tuple[Key, Any]]
    added: list[tuple[Key, Any]]


def keyed(entries: Sequence[Word]) -> dict[Key, Word] | None:
    """Entries by their identity; None where nothing tells them apart."""
    name = identity(type(entries[0])) if entries else ""
    if name is None:
        return None
    seen: Counter[str] = Counter()
    found: dict[Key, Word] = {}
    for entry in entries:
        own = str(getattr(entry, name))
        found[own, seen[own]] = entry
        seen[own] += 1
    return found


def numbered(entries: Sequence[_T]) -> dict[Key, _T]:
    """Entries by their place, from 1."""
    return {(str(number), 0): entry for number, entry in enumerate(entries, start=1)}


def pair(before: Mapping[Key, Any], after: Mapping[Key, Any]) -> Pairs:
    """Pair entries by key; of the others, those that are the same but for the key, or bear the same title."""
    same = [(key, key, before[key], after[key]) for key in before if key in after]
    dropped = [(key, entry) for key, entry in before.items() if key not in after]
    added = [(key, entry) for key, entry in after.items() if key not in before]
    return _by_likeness(same, dropped, added)


def pair_in_turn(before: Sequence[Any], after: Sequence[Any]) -> Pairs:
    """Pair entries that have no identity: equal ones, which are left out, then the rest as they follow."""
    old, new = list(numbered(before).items()), list(numbered(after).items())
    for one in list(old) if _few(old, new) else ():
        twin = next((other for other in new if other[1] == one[1]), None)
        if twin is not None:
            old.remove(one)
            new.remove(twin)
    together = min(len(old), len(new))
    same = [(a, b, one, other) for (a, one), (b, other) in zip(old[:together], new[:together], strict=True)]
    return Pairs(same, old[together:], new[together:])


def _by_likeness(
    same: list[tuple[Key, Key, Any, Any]], dropped: list[tuple[Key, Any]], added: list[tuple[Key, Any]]
) -> Pairs:
    for alike in (_equal, _same_title) if _few(dropped, added) else ():
        for one in list(dropped):
            twin = next((other for other in added if alike(one[1], other[1])), None)
            if twin is not None:
                dropped.remove(one)
                added.remove(twin)
                same.append((one[0], twin[0], one[1], twin[1]))
    return Pairs(same, dropped, added)


def _few(one: Sequence[Any], other: Sequence[Any]) -> bool:
    return len(one) * len(other) <= _MOST_LOOKED_AT


def _equal(one: Any, other: Any) -> bool:
    if not isinstance(one, Word) or type(one) is not type(other):
        return bool(one == other)
    name = identity(type(one))
    return all(
        getattr(one, field) == getattr(other, field) for field in type(one).model_fields if field != name
    )


def _same_title(one: Any, other: Any) -> bool:
    title = getattr(one, "title", None)
    return title is not None and title == getattr(other, "title", None)


class Move(NamedTuple):
    """An item that stands in another part now."""

    part: Part
    item: Item
    new_part: Part
    new_item: Item


def moved_items(before: Scheme, after: Scheme) -> dict[str, Move]:
    """Return the items that stand once in each scheme, in different parts."""
    parts = pair(keyed(before.parts) or {}, keyed(after.parts) or {})
    same = {(old.part, new.part) for _, _, old, new in parts.same}
    old, new = _items(before), _items(after)
    return {
        item: Move(*old[item], *new[item])
        for item in old
        if item in new and (old[item][0].part, new[item][0].part) not in same
    }


def _items(scheme: Scheme) -> dict[str, tuple[Part, Item]]:
    """Items by their identity with their part, without those that stand twice."""
    found = [(part, item) for part in scheme.parts for item in part.items]
    often = Counter(item.item for _, item in found)
    return {item.item: (part, item) for part, item in found if often[item.item] == 1}
