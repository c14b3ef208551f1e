"""How dear a password is on this machine, as `jifen site tune` measured it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

FILE = "hashing.json"


@dataclass(frozen=True, slots=True)
class Hashing:
    """The cost of Argon2id; `milliseconds` is what one digest took when it was measured, 0 before that."""

    time_cost: int = 2
    memory_cost: int = 19_456
    milliseconds: int = 0


def read_hashing(home: Path) -> Hashing:
    """Return the cost the data folder keeps, or the lowest one allowed where it was never measured."""
    path = home / FILE
    return Hashing(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else Hashing()
