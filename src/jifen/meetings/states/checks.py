"""Asking members again after a meeting (抽查核实): who is drawn, and what came of it (S3-二-三-1d, AMB-57)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from fractions import Fraction

from jifen.common.labelled import LabelledEnum
from jifen.common.transitions import Machine, Transition
from jifen.meetings.states.acts import Act

USUAL_MEMBERS, USUAL_SHARE = 3, Fraction(1, 10)
"""Where the 办法 says no number (AMB-57): three, at most one in ten of those who should come, rounded up."""


class SpotCheckState(LabelledEnum):
    """How far a spot check is."""

    DRAWN = "DRAWN", "已抽取"
    CONCLUDED = "CONCLUDED", "已办结"


class Answer(LabelledEnum):
    """What a member who was asked said, beside what the record says of him."""

    AGREES = "AGREES", "与记录相符"
    DIFFERS = "DIFFERS", "与记录不符"
    UNREACHED = "UNREACHED", "没有联系上"


_OWNER = "党建办工作人员或上级党委组织员"
SPOT_CHECK = Machine(
    "抽查核实",
    SpotCheckState,
    (
        Transition(Act.DRAW_SPOT_CHECK, None, SpotCheckState.DRAWN, _OWNER),
        Transition(Act.FILL_SPOT_CHECK, SpotCheckState.DRAWN, SpotCheckState.DRAWN, _OWNER),
        Transition(Act.CONCLUDE_SPOT_CHECK, SpotCheckState.DRAWN, SpotCheckState.CONCLUDED, _OWNER),
    ),
)


def sample_size(due: int, members: int = USUAL_MEMBERS, at_most: Fraction = USUAL_SHARE) -> int:
    """Return how many of so many who should come are drawn; at least one where there is anybody."""
    share = due * at_most
    return min(members, -(-share.numerator // share.denominator), due)


def draw_sample(seed: str, ids: Collection[str], size: int) -> tuple[str, ...]:
    """Return who is drawn: the same for the same seed and list, in whatever order the list comes.

    Everybody's number is the digest of seed and id; the smallest are drawn. Who keeps the seed can show it again.
    """
    by_number = sorted(ids, key=lambda one: (hashlib.sha256(f"{seed}:{one}".encode()).hexdigest(), one))
    return tuple(by_number[:size])
