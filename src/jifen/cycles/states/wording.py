"""Names in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

_SHOWN = 5


def say_names(names: Sequence[str]) -> str:
    """Return names as people list them; of many the first five and how many there are."""
    shown = "、".join(names[:_SHOWN])
    return f"{shown}等 {len(names)} 个" if len(names) > _SHOWN else shown
