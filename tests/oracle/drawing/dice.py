"""A seeded source of choices, with the few ways of choosing the generator needs."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice(Random):
    """`Random(seed)` with words for chances. The same seed and words give the same draws."""

    words: frozenset[str] = frozenset()

    def new(self, group: str, percent: int) -> bool:
        """True in so many of a hundred throws if the group of words is switched on; else nothing is thrown."""
        return group in self.words and self.chance(percent)

    def chance(self, percent: int) -> bool:
        """True in so many of a hundred throws."""
        return self.randrange(100) < percent

    def pick(self, options: Sequence[T], *weights: int) -> T:
        """One of the options, by weight where weights are given."""
        return self.choices(options, weights or None)[0]

    def some(self, options: Sequence[T], least: int, most: int) -> list[T]:
        """Between `least` and `most` different options, in the order given."""
        wanted = self.randint(least, min(most, len(options)))
        places = sorted(self.sample(range(len(options)), wanted))
        return [options[place] for place in places]


def written(number: Fraction | int) -> int | str:
    """A number as it stands in a YAML file: whole, or decimal text."""
    exact = Fraction(number)
    return int(exact) if exact.denominator == 1 else str(float(exact))
