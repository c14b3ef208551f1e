"""What a reckoned book is: the accounts of everybody with their trace, and what the book says of an entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from jifen.engine.explain import Teller, amount
from jifen.engine.result import Account
from jifen.ledger.models import Entry
from jifen.ledger.queries.deriving.facts import fields_of
from jifen.ledger.queries.taken import TakenYear
from jifen.orgs.models import Person
from jifen.rules.fields import FACT_FIELDS, find_choice
from jifen.rules.model.items import Part
from jifen.schemes.models import SchemeVersion

_SHOWN = (
    "level",
    "organiser",
    "outlet",
    "option",
    "quantity",
    "amount",
    "minutes_late",
    "test_score",
    "matter",
)


@dataclass(frozen=True, slots=True)
class Difference:
    """An entry whose frozen raw points (hundredths) are not what its 办法 gives now."""

    sequence: int
    frozen: int
    reckoned: Fraction

    def __str__(self) -> str:
        """Return it as a sentence."""
        frozen, now = amount(Fraction(self.frozen, 100)), amount(self.reckoned)
        return f"第 {self.sequence} 条入账时是 {frozen} 分，照办法重算是 {now} 分"


@dataclass(slots=True)
class Derived:
    """A book as of a day: the 办法, its teller, the account of every person, and what does not agree.

    `accounts`: by the id of the person; `taken_over`: points brought along that name no part or item of the 办法, added
    outside of all limits, by person (hundredths); `earlier`: results of years before that were taken over.
    """

    version: SchemeVersion
    teller: Teller
    as_of: date
    accounts: dict[UUID, Account]
    people: dict[UUID, Person]
    input: str
    taken_over: dict[UUID, int] = field(default_factory=dict)
    earlier: dict[UUID, dict[int, TakenYear]] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The components of the score, in the order of the 办法."""
        return tuple(part for part in self.teller.statute.scheme.parts if part.enabled)

    def score_of(self, person_id: UUID) -> Fraction | None:
        """Return the figure of a person: reckoned, and what was brought along; None where there is none."""
        account = self.accounts.get(person_id)
        if account is None or account.score is None:
            return None
        return account.score + Fraction(self.taken_over.get(person_id, 0), 100)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A fact that is not posted yet: whom it concerns, of which kind, when, and what it says (JSON values)."""

    person_id: UUID
    kind: str
    occurred_on: date
    fields: Mapping[str, Any]
    reason: str = ""


def hundredths(value: Fraction) -> int:
    """Return what is frozen of an exact figure: hundredths, half rounded away from zero."""
    scaled = abs(value) * 100 + Fraction(1, 2)
    whole = scaled.numerator // scaled.denominator
    return whole if value >= 0 else -whole


class Details:
    """What the book says of an entry beyond its points."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = {str(one.sequence): one for one in entries}

    def remark(self, fact: str) -> str:
        """Level, quantity, matter and reason in a few words; nothing of a fact that is not posted yet."""
        entry = self._entries.get(fact)
        if entry is None:
            return ""
        said = [
            _said(name, entry.fields[name]) for name in _SHOWN if entry.fields.get(name) not in (None, "")
        ]
        reason = fields_of(entry).get("reason")
        return "，".join([*said, *([str(reason)] if reason else [])])

    def place(self, fact: str) -> str:
        """The number of the entry."""
        return f"账目第 {fact} 条"

    def matter(self, fact: str, key: str) -> str | None:
        """What the entry has under `matter` or `act`."""
        entry = self._entries.get(fact)
        said = entry.fields.get(key) if entry else None
        return str(said) if said else None

    def figure(self, account: Account, name: str) -> Decimal | None:
        """Nothing: figures of the register come with the register."""
        return None


def _said(name: str, value: object) -> str:
    known = FACT_FIELDS[name]
    choice = find_choice(known.choices, str(value)) if known.choices else None
    return choice.label if choice else f"{known.heading} {value}" if name != "matter" else str(value)
