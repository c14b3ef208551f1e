"""Who is measured against whom, and what the pool says: place, mean, best, size."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from jifen.rules.conditions.syntax import Call
from tests.oracle.asking import Scope, value_of
from tests.oracle.book import Book, Desk
from tests.oracle.calls import word_of
from tests.oracle.three_valued import MISSING


def ranked_in_pool(book: Book, desk: Desk) -> list[Desk]:
    """Those of his pool who are ranked."""
    return [other for other in book.pool_of(desk) if other.ranked]


def ranked_size(book: Book, desk: Desk) -> object:
    """How many are ranked in his pool; nobody knows while others of the pool are missing."""
    return MISSING if book.incomplete else Fraction(len(ranked_in_pool(book, desk)))


def pool_call(book: Book, desk: Desk, node: Call, seen: Callable[[Desk], Scope]) -> object:
    """A pool function over those who are ranked."""
    if book.incomplete:
        return MISSING
    return over(desk, ranked_in_pool(book, desk), node, seen)


def over(desk: Desk, others: list[Desk], node: Call, seen: Callable[[Desk], Scope]) -> object:
    """Place (1, 2, 2, 4), mean or best of an expression among these members, as far as it is known."""
    asked = {id(other): value_of(node.args[0], seen(other)) for other in others}
    numbers = [number for number in asked.values() if isinstance(number, Fraction)]
    bottom = any(name == "from" and word_of(end) == "bottom" for name, end in node.named)
    match node.name[1]:
        case "rank":
            mine = asked.get(id(desk))
            if not isinstance(mine, Fraction):
                return MISSING
            return Fraction(1 + sum(number < mine if bottom else number > mine for number in numbers))
        case "mean":
            return sum(numbers, Fraction(0)) / len(numbers) if numbers else MISSING
        case "best":
            return (min if bottom else max)(numbers) if numbers else MISSING
    raise NotImplementedError(node)
