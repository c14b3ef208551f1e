"""Step 8: items: what they start with, what was credited, their figure, their ends; all or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from jifen.rules.model.items import Item, Part
from tests.oracle.book import Book, Desk, Entry
from tests.oracle.exist import exists
from tests.oracle.opening import opening
from tests.oracle.rounding import rounded
from tests.oracle.scopes import of_figures
from tests.oracle.steps.figures import figure
from tests.oracle.steps.gates import gated, through
from tests.oracle.three_valued import known


def spread(book: Book, desk: Desk, part: Part) -> dict[str, object]:
    """The full marks of his items, scaled to the part's start where the part says `spread`."""
    there = [one for one in part.items if exists(book, desk, part, one)]
    fulls: dict[str, object] = {one.item: one.full for one in there if one.full is not None}
    if part.spread is None or not fulls:
        return fulls
    whole = opening(book, desk, part.start)
    total = sum(fulls.values())  # type: ignore[arg-type]
    for name, full in fulls.items():
        fulls[name] = known(lambda start, full=full: rounded(full * start / total, part.spread), whole)
    if part.spread.rest == "last":
        *before, last = fulls
        shares = [fulls[name] for name in before]
        fulls[last] = known(lambda start, *others: start - sum(others), whole, *shares)
    return fulls


def item_start(book: Book, desk: Desk, item: Item, full: object) -> object:
    """What it starts with: its own word, else its full mark."""
    if item.start is not None:
        return opening(book, desk, item.start)
    return Fraction(0) if full is None else full


def item_value(book: Book, desk: Desk, part: Part, item: Item, full: object) -> object:
    """Start + credits + figure, everything lost, floor, cap; then whether it is valid at all."""
    entries = [entry for entry in desk.entries if entry.counts and entry.item is item]
    floor: object = item.floor.at if item.floor is not None else None if full is None else Fraction(0)
    cap: object = item.cap if item.cap is not None else full
    end = floor
    value = item_start(book, desk, item, full)
    if item.floor is not None and item.floor.each:
        value = known(lambda start: running(start, entries, item.floor.at), value)  # type: ignore[union-attr]
        end = None
    else:
        value = known(lambda start: start + sum(entry.credited for entry in entries), value)
    if item.value is not None:
        value = known(lambda sum_, own: sum_ + own, value, figure(book, desk, part, item))
    if any(entry.everything for entry in entries):
        value = Fraction(0) if floor is None else floor
    value = between_ends(value, end, cap)
    found = through(desk, item.gate, of_figures(book, desk))
    if isinstance(found, Fraction) and isinstance(floor, Fraction):
        found = max(found, floor)
    return gated(value, found)


def running(start: Fraction, entries: Iterable[Entry], floor: Fraction) -> Fraction:
    """Credit by credit in canonical order, never below the floor on the way."""
    value = max(start, floor)
    for entry in sorted(entries, key=Entry.canonical):
        value = max(floor, value + entry.credited)
    return value


def between_ends(value: object, floor: object, cap: object) -> object:
    """First the floor, then the cap."""
    value = value if floor is None else known(max, value, floor)
    return value if cap is None else known(min, value, cap)
