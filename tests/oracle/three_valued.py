"""True, False and Unknown. An unknown value remembers why nobody can tell it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Unknown:
    """A value that is not there. `why`: `ask` (people must say), `no_result`, `undefined`."""

    why: frozenset[str] = frozenset({"ask"})


MISSING = Unknown()


def unknown_of(values: Iterable[object]) -> Unknown | None:
    """All the reasons among the values, or None when every value is known."""
    found = [value for value in values if isinstance(value, Unknown)]
    return Unknown(frozenset().union(*(value.why for value in found))) if found else None


def known(act: Callable[..., object], *values: object) -> object:
    """Apply `act` when all values are known; otherwise the result is unknown."""
    return unknown_of(values) or act(*values)


def all_of(values: Iterable[object]) -> object:
    """Kleene's and: one false decides, else one unknown leaves it open."""
    values = list(values)
    if any(value is False for value in values):
        return False
    return unknown_of(values) or True


def any_of(values: Iterable[object]) -> object:
    """Kleene's or: one true decides, else one unknown leaves it open."""
    values = list(values)
    if any(value is True for value in values):
        return True
    return unknown_of(values) or False


def opposite(value: object) -> object:
    """Kleene's not."""
    return value if isinstance(value, Unknown) else not value
