"""What the book says about a fact beyond its points: where it stands, its level, its reason, what it belongs to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Protocol

from jifen.engine.gather import Person, Plain
from jifen.engine.households import SHARED
from jifen.engine.intake.notes import written
from jifen.engine.intake.register import Register
from jifen.engine.result import Account
from jifen.rules.fields import FACT_FIELDS, find_choice
from jifen.rules.tables import Tables

_COUNTED = ("quantity", "amount", "minutes_late", "test_score")
_SHOWN = ("level", "organiser", "outlet", "option", *_COUNTED, "matter", "reason")
_SEEN = {"matter", "act"}


class Details(Protocol):
    """Looks up facts by the identity the caller gave them."""

    def remark(self, fact: str) -> str:
        """Level, matter and reason of a fact in a few words; empty where there is nothing to say."""

    def place(self, fact: str) -> str:
        """Where the fact stands: 「事实」第 12 行; empty where it stands nowhere."""

    def matter(self, fact: str, key: str) -> str | None:
        """What the fact has under ``matter`` or ``act``."""

    def figure(self, account: Account, name: str) -> Decimal | None:
        """A number that the roster gives for the account under a name of the registry or ``measure.…``."""


@dataclass(frozen=True, slots=True)
class NoDetails:
    """Facts without a book behind them."""

    def remark(self, fact: str) -> str:
        """Nothing."""
        return ""

    def place(self, fact: str) -> str:
        """Nowhere."""
        return ""

    def matter(self, fact: str, key: str) -> str | None:
        """Nothing."""
        return None

    def figure(self, account: Account, name: str) -> Decimal | None:
        """Nothing."""
        return None


class BookDetails:
    """Facts of a sheet taken in, and the accounts of its roster.

    ``persons``: whose facts they are, in the order of the roster, and ``named``: the kinds that say so, since they
    stand in the account of somebody else.
    """

    def __init__(
        self,
        register: Register,
        people: Sequence[Person] = (),
        persons: Sequence[Person] = (),
        named: Collection[str] = (),
    ) -> None:
        self._register = register
        self._persons, self._named = persons, named
        self._people = {(one.branch, one.number, one.name): one for one in people}
        self._columns = [(_Said(name), register.fields[name]) for name in _SHOWN if name in register.fields]

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {name: row for row, name in enumerate(self._register.ids)}

    def remark(self, fact: str) -> str:
        """Level, matter and reason of a fact, as far as the sheet has them."""
        row = self._rows[fact]
        said = [said[cells[row]] for said, cells in self._columns if cells[row] is not None]
        person = self._register.person[row]
        if person is not None and self._register.kind[row] in self._named:
            said.insert(0, self._persons[person].name)
        return "，".join(said)

    def place(self, fact: str) -> str:
        """The sheet and row of a fact."""
        table = self._register.table
        sheet = f"“{table.sheet}”" if table.sheet else ""
        return f"{sheet}第 {table.rows[self._rows[fact]]} 行"

    def matter(self, fact: str, key: str) -> str | None:
        """The matter or act of a fact."""
        cells = self._register.fields.get(key)
        value = cells[self._rows[fact]] if cells else None
        return None if value is None else str(value)

    def figure(self, account: Account, name: str) -> Decimal | None:
        """What the roster says; None where it says nothing."""
        person = self._people.get((account.branch, account.number, account.name))
        value = None if person is None else person.fields.get(name)
        return value if isinstance(value, Decimal) else None


def named_kinds(tables: Tables) -> frozenset[str]:
    """Kinds whose facts must name their person: of shared accounts all, else those booked to others."""
    if tables.account in SHARED:
        return frozenset(tables.kinds)
    return frozenset(rule.kind for rule in tables.rules if rule.to is not None)


class _Said(dict[Plain, str]):
    """Value of one field → its words; the same value is worded once."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def __missing__(self, value: Plain) -> str:
        known = FACT_FIELDS[self._name]
        choice = find_choice(known.choices, str(value))
        if self._name in _COUNTED:
            self[value] = f"{known.heading} {written(value)}"
            return self[value]
        words = choice.label if choice else f"“{value}”" if self._name in _SEEN else written(value)
        self[value] = words
        return words
