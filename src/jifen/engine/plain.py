"""Accounts and facts as plain values: what callers hand in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from fractions import Fraction

Plain = str | int | Decimal | Fraction | date | time | bool | None


@dataclass(slots=True)
class Person:
    """An account as plain values: fields of the registry or the scheme's flags, dated changes, earlier periods.

    ``changes``: (day, field, value); ``prior[0]`` is last year; ``findings`` by name; ``scheme``: index.
    """

    name: str
    number: str = ""
    branch: str = ""
    scheme: int = 0
    fields: dict[str, Plain] = field(default_factory=dict)
    changes: list[tuple[date, str, Plain]] = field(default_factory=list)
    prior: list[dict[str, Plain]] = field(default_factory=list)
    findings: dict[str, bool] = field(default_factory=dict)


@dataclass(slots=True)
class Event:
    """A fact as plain values; ``person`` is the index of the person; ``fields`` are fact fields by name."""

    id: str
    person: int
    kind: str
    occurred_on: date
    fields: dict[str, Plain] = field(default_factory=dict)
