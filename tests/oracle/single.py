"""A scheme with one small item, and what becomes of facts under it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from jifen.rules.model.scheme import Scheme
from tests.oracle.evaluate import evaluate
from tests.oracle.facts import Account, Fact
from tests.oracle.story import member, scheme


def single(facts: dict[str, object], item: dict[str, object] | None = None, **words: object) -> Scheme:
    """One part `a` with one item `a.one` that reads these kinds; the score is the part."""
    one = {"item": "a.one", "title": "一", "facts": facts, **(item or {})}
    return scheme(
        **{"parts": [{"part": "a", "title": "甲", "items": [one]}], "total": {"score": "a"}, **words}
    )


def account(rules: Scheme, *facts: Fact, as_of: str | None = None, **fields: object) -> Account:
    """What 李明 gets."""
    day = None if as_of is None else date.fromisoformat(as_of)
    return evaluate(rules, [member("李明", **fields)], list(facts), 2026, day)["李明"]


def told(found: Account) -> dict[str, object]:
    """Every record of the one item: its credit, or the reason why it has none."""
    return {
        number: dropped if isinstance(dropped, str) else plain(dropped)
        for (number, _), dropped in sorted({**found.credited, **found.dropped}.items())
    }


def plain(number: Fraction) -> object:
    """A whole number as such, else the fraction as text."""
    return int(number) if number.denominator == 1 else str(number)
