"""What a register or a record of attendance suggests for a period: a value, until a body decides (ADR 20, 31)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jifen.common.basis import Basis


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One fact that may be declared. Nothing counts before a body has decided it.

    `kind` is the kind of fact as the 办法 names it; empty where its names do not tell which, then one of `candidates`
    is to be chosen. `candidates` are all kinds of the register that fit, `kind` among them. `fields` are those the
    engine reads, as JSON values (numbers and days as text). `gain`: it would give points, else take them. `origin`
    and `origin_id` name the row it comes from, `others` the rows told together with it; `conflict` says where the same
    was posted or suggested already.
    """

    person_id: str
    kind: str
    candidates: tuple[str, ...]
    day: date
    gain: bool
    fields: Mapping[str, str]
    reason: str
    basis: Basis
    origin: str
    origin_id: str
    conflict: str = ""
    others: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Return its name within a period: who came late was there and was late, from one row."""
        return f"{self.origin_id}-{'gain' if self.gain else 'loss'}"


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A row that suggests nothing although it is in the registers, and `why` in words (REG-36)."""

    person_id: str
    day: date
    reason: str
    why: str
    origin: str
    origin_id: str
