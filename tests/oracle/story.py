"""Short ways to say a scheme, a member and a fact in a test."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import count

from jifen.rules.model.scheme import Scheme
from tests.oracle.facts import Fact, Member

_numbers = count(1)


def scheme(**words: object) -> Scheme:
    """A scheme with the words given and the smallest rest."""
    people = {"scored": ["formal", "probationary"], "graded": ["formal"]}
    return Scheme.model_validate({"scheme": "sample", "title": "样例", "people": people, **words})


def member(name: str, **fields: object) -> Member:
    """A formal member of the one branch; prior, changes and findings go where they belong."""
    prior = fields.pop("prior", [])
    changes = fields.pop("changes", [])
    row = {"status": "formal", **fields}
    return Member(name, fields=row, prior=prior, changes=changes)  # type: ignore[arg-type]


def fact(who: str, kind: str, on: str, **fields: object) -> Fact:
    """A fact of a day written `2026-03-15`."""
    number = str(fields.pop("id", f"f{next(_numbers)}"))
    if "value" in fields:
        fields["decided_value"] = Fraction(str(fields.pop("value")))
    return Fact(number, who, kind, date.fromisoformat(on), dict(fields))


def reversal(of: str, who: str, on: str) -> Fact:
    """A fact that takes another out of the replay."""
    return fact(who, "reversal", on, reverses=of)
