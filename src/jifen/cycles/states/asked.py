"""Points that a 办法 leaves to the body, within bounds or without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from jifen.rules.conditions.syntax import number_text
from jifen.rules.tables import Form, RuleRow


@dataclass(frozen=True, slots=True)
class AskedPoints:
    """How many points a body may settle for a kind, without their sign; None: the 办法 sets no bound."""

    low: Fraction | None = None
    high: Fraction | None = None

    def __str__(self) -> str:
        """Return the bounds as people say them."""
        if self.low is None or self.high is None:
            return "分值由会议定"
        return f"{number_text(self.low)} 至 {number_text(self.high)} 分"

    def fits(self, points: Decimal) -> bool:
        """Say whether points lie within the bounds."""
        if self.low is None or self.high is None:
            return points > 0
        return self.low <= Fraction(points) <= self.high


def asked_points(rules: Sequence[RuleRow], kind: str) -> AskedPoints | None:
    """Return what is to be settled for a kind; None where the 办法 fixes its points itself."""
    own = [rule for rule in rules if rule.enabled and rule.kind == kind]
    if not own or any(rule.form not in (Form.BETWEEN, Form.ASK) for rule in own):
        return None
    ends = [abs(end) for rule in own for end in (rule.low, rule.high) if end is not None]
    if any(rule.form is Form.ASK or rule.low is None or rule.high is None for rule in own):
        return AskedPoints()
    return AskedPoints(min(ends), max(ends))
