"""The purse: points to be exchanged, apart from the score (I1-I9). Plain values; no step changes a score by it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from jifen.rules.period import add_months


@dataclass(slots=True)
class Purse:
    """What came in, went out and is left, in exact points.

    ``refused``: fact → barred, cost_unknown, over_limit or over_balance.
    """

    opening: Fraction = Fraction(0)
    earned: Fraction = Fraction(0)
    expired: Fraction = Fraction(0)
    spent: Fraction = Fraction(0)
    shortfall: Fraction = Fraction(0)
    balance: Fraction = Fraction(0)
    refused: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Lot:
    """Points that came in together; ``until``: the day on which what is left of them is gone."""

    left: Fraction
    until: date | None = None


@dataclass(slots=True)
class Till:
    """Keeps a purse day by day, oldest points first. ``most``: how often by each limit, ``often``: done so far."""

    purse: Purse
    coming: list[tuple[date, Fraction]]
    years: int
    compulsory: bool
    lots: list[Lot] = field(default_factory=list)
    most: tuple[int, ...] = ()
    often: dict[tuple[int, int], int] = field(default_factory=dict)

    def receive(self, day: date) -> None:
        """Take in the gains up to a day, and out what is too old on it."""
        while self.coming and self.coming[0][0] <= day:
            on, points = self.coming.pop(0)
            self.purse.earned += points
            self.lots.append(Lot(points, add_months(on, 12 * self.years) if self.years else None))
        for lot in self.lots:
            if lot.until is not None and lot.until <= day:
                self.purse.expired += lot.left
                lot.left = Fraction(0)

    def pay(self, fact: str, price: Fraction | None, spans: tuple[int, ...], *, barred: bool) -> None:
        """Take a price, or say why not; what a compulsory one lacks is noted as a shortfall.

        ``spans``: in which span of each limit it falls.
        """
        there = self.balance
        if barred:
            self.purse.refused[fact] = "barred"
        elif price is None or price < 0:
            self.purse.refused[fact] = "cost_unknown"
        elif any(self.often.get(key, 0) >= most for key, most in self._counts(spans)):
            self.purse.refused[fact] = "over_limit"
        elif price > there and not self.compulsory:
            self.purse.refused[fact] = "over_balance"
        else:
            self.purse.shortfall += max(price - there, Fraction(0))
            self._take(min(price, there))
            for key, _ in self._counts(spans):
                self.often[key] = self.often.get(key, 0) + 1

    def _counts(self, spans: tuple[int, ...]) -> list[tuple[tuple[int, int], int]]:
        return [((number, span), self.most[number]) for number, span in enumerate(spans)]

    @property
    def balance(self) -> Fraction:
        """What is left."""
        return sum((lot.left for lot in self.lots), Fraction(0))

    def _take(self, points: Fraction) -> None:
        self.purse.spent += points
        for lot in self.lots:
            taken = min(points, lot.left)
            lot.left -= taken
            points -= taken
