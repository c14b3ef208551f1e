"""The arithmetic of votes: quorum, majority, and what cannot be true of a count (REG-02, REG-03, REG-06, REG-07)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jifen.meetings.states.motions import MotionResult, MotionRule, Quorum

UNCOUNTED = "还没有填表决结果；请点“修改”，填赞成、不赞成、弃权各几票，没有的填 0"


@dataclass(frozen=True, slots=True)
class Turnout:
    """Of those with a vote: how many should come (`eligible`, 应到) and how many were there (`present`, 实到)."""

    eligible: int
    present: int

    @property
    def absent(self) -> int:
        """Return how many with a vote were not there."""
        return self.eligible - self.present

    def reaches(self, quorum: Quorum) -> bool:
        """Say whether there are enough: exactly half is `AT_LEAST_HALF` and not `MORE_THAN_HALF`; of nobody, never."""
        if self.eligible <= 0:
            return False
        if quorum is Quorum.AT_LEAST_HALF:
            return self.present * 2 >= self.eligible
        return self.present * 2 > self.eligible

    def least(self, quorum: Quorum) -> int:
        """Return how many must be there."""
        return (self.eligible + 1) // 2 if quorum is Quorum.AT_LEAST_HALF else self.majority

    @property
    def majority(self) -> int:
        """Return the fewest ayes by which a motion passes: more than half of those who should come."""
        return self.eligible // 2 + 1


@dataclass(frozen=True, slots=True)
class Votes:
    """One count. `issued` and `returned` are ballots and stand only where the vote is secret; None is not filled in."""

    ayes: int | None = None
    noes: int | None = None
    abstentions: int | None = None
    written_ayes: int = 0
    issued: int | None = None
    returned: int | None = None

    @property
    def counted(self) -> bool:
        """Say whether the three numbers are there."""
        return None not in (self.ayes, self.noes, self.abstentions)

    @property
    def cast(self) -> int:
        """Return how many voted in the room."""
        return (self.ayes or 0) + (self.noes or 0) + (self.abstentions or 0)


def result_of(votes: Votes, turnout: Turnout, rule: MotionRule, *, secret: bool) -> MotionResult | None:
    """Return how a vote ended; None while it is not counted, or where it was no valid vote."""
    if next(list_faults(votes, turnout, rule, secret=secret), ""):
        return None
    ayes = (votes.ayes or 0) + (votes.written_ayes if rule.written else 0)
    return MotionResult.PASSED if ayes >= turnout.majority else MotionResult.REJECTED


def list_faults(votes: Votes, turnout: Turnout, rule: MotionRule, *, secret: bool) -> Iterator[str]:
    """Yield what cannot be true of a count, or makes it void; all of it at once."""
    if not turnout.reaches(rule.quorum):
        yield (
            f"应到{turnout.eligible}人、实到{turnout.present}人，没有{rule.quorum.label}到会"
            f"（至少要{turnout.least(rule.quorum)}人），不能表决（{rule.clause}）；请核对到会情况，"
            "确实不够的，删去这项议题，另行开会表决"
        )
    if not votes.counted:
        yield UNCOUNTED
        return
    if secret:
        yield from _list_ballot_faults(votes, turnout)
    elif votes.cast > turnout.present:
        yield (
            f"赞成、不赞成、弃权合计{votes.cast}票，多于实到有表决权的{turnout.present}人；"
            "请核对票数和到会情况"
        )
    if votes.written_ayes and not rule.written:
        yield "书面意见只在接收预备党员和预备党员转正时计入；请把书面赞成改成 0"
    elif votes.written_ayes > turnout.absent:
        yield (
            f"书面赞成{votes.written_ayes}票，多于没有到会的{turnout.absent}人；"
            "书面意见只有因故不能到会、会前交来的才计入，请核对"
        )


def _list_ballot_faults(votes: Votes, turnout: Turnout) -> Iterator[str]:
    issued, returned = votes.issued, votes.returned
    if issued is None or returned is None:
        yield "无记名投票要填发出、收回的票数；请点“修改”补填"
        return
    if returned > issued:
        yield (
            f"收回{returned}张票，多于发出的{issued}张，这次投票无效；请重新投票，填重新投票的结果，"
            "填错了的请更正"
        )
    if issued > turnout.present:
        yield f"发出{issued}张票，多于实到有表决权的{turnout.present}人；请核对票数和到会情况"
    if votes.cast > returned:
        yield f"赞成、不赞成、弃权合计{votes.cast}票，多于收回的{returned}张；请核对"
