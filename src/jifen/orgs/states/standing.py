"""What each move of a standing needs, and what follows from it (REG-23…REG-34)."""

from __future__ import annotations

from dataclasses import dataclass

from jifen.common.labelled import LabelledEnum
from jifen.orgs.states.acts import Act
from jifen.orgs.states.people import STANDING, Standing


@dataclass(frozen=True, slots=True)
class Need:
    """What must be given for a move beside its day and ground.

    `superior`: a reply from above or the number of a document. `until`: the last day of an extension. `leaving`: how
    the membership ends. `matter`: the reason is part of the act itself.
    """

    superior: bool = False
    until: bool = False
    leaving: bool = False
    matter: bool = False


NOTHING_MORE = Need()
NEEDS: dict[Act, Need] = {
    Act.ADMIT: Need(superior=True),
    Act.EXTEND_PROBATION: Need(superior=True, until=True),
    Act.CONVERT: Need(superior=True),
    Act.CANCEL_PROBATION: Need(superior=True),
    Act.SUSPEND: Need(superior=True),
    Act.RESTORE: Need(superior=True),
    Act.LEAVE: Need(superior=True, leaving=True),
    Act.EXPEL: Need(superior=True, matter=True),
}
"""Acts that are not named here need their day and their ground alone."""


class Consequence(LabelledEnum):
    """What ends together with a standing."""

    MEMBERSHIP = "MEMBERSHIP", "组织关系"
    OFFICES = "OFFICES", "任职"
    BONDS = "BONDS", "联系人"
    CIRCUMSTANCES = "CIRCUMSTANCES", "情况"
    HOUSEHOLD = "HOUSEHOLD", "家庭户"
    ACCOUNT = "ACCOUNT", "账号"


_GONE = frozenset(Consequence)
_OFF_THE_ROSTER = frozenset({Consequence.OFFICES, Consequence.BONDS})
CONSEQUENCES: dict[Standing, frozenset[Consequence]] = {
    Standing.LEFT: _GONE - {Consequence.HOUSEHOLD},
    Standing.EXPELLED: _GONE - {Consequence.HOUSEHOLD},
    Standing.DECEASED: _GONE,
    Standing.SUSPENDED: _OFF_THE_ROSTER,
    Standing.ACTIVIST_CANCELLED: _OFF_THE_ROSTER,
    Standing.PROBATION_CANCELLED: _OFF_THE_ROSTER,
}
"""New standing → what ends. A household is a family's, not the Party's: leaving the Party does not end it."""

MOVES: tuple[Act, ...] = tuple(dict.fromkeys(Act(row.act) for row in STANDING.rows))
"""The acts that move a standing, in the order of the path."""


def wording(act: Act) -> str:
    """Return the words on the button: for somebody who comes back, entering is a new application."""
    return "重新登记为入党申请人" if act is Act.ENTER_PERSON else act.label
