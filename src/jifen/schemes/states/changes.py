"""Which differences between two versions may come in the course of a year, and which only with a new one."""

from __future__ import annotations

from collections.abc import Iterable

from jifen.rules.differences import Difference, compare_schemes
from jifen.rules.model.items import Item, Part
from jifen.rules.model.scheme import Scheme

_ONLY_WORDS = frozenset({"title", "clause", "note", "assumed", "form"})
_OF_THE_YEAR = frozenset({"period", "people", "tiers"})
_PROCEDURE = ("people", "exemption")
"""How members are approved to stay out moves no figure: as free to change as any procedure."""


def list_yearly(before: Scheme, after: Scheme) -> list[Difference]:
    """Return the differences that only a new points year brings (domain §8.15).

    Base items are those that open with a value or are handed out over the year: part of that value is already used.
    Who takes part, in which tier and over which year belongs to them. Changed words alone do not.
    """
    base = {*_base_parts(before), *_base_parts(after)}
    return [one for one in compare_schemes(before, after) if _is_yearly(one, base)]


def _is_yearly(one: Difference, base: set[str]) -> bool:
    if one.path[-1] in _ONLY_WORDS or one.path[:2] == _PROCEDURE:
        return False
    return one.path[0] in _OF_THE_YEAR or (one.path[0] == "parts" and not base.isdisjoint(one.path[1:2]))


def _base_parts(scheme: Scheme) -> Iterable[str]:
    return (part.part for part in scheme.parts if _opens(part) or any(map(_opens, part.items)))


def _opens(one: Part | Item) -> bool:
    opened = (one.full, one.start, getattr(one, "allot", None))
    return any(value is not None for value in opened)
