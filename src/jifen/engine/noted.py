"""Facts that no rule reads and that are still counted: of kinds that a scheme only declares."""

from __future__ import annotations

import numpy as np

from jifen.engine.book import Facts, Members
from jifen.engine.plan import Plan
from jifen.engine.vectors import MISSING32, Array
from jifen.rules.tables import day_number


def only_noted(plan: Plan, members: Members, facts: Facts, known_day: int) -> Array:
    """For every fact whether it is of a kind without rules, decided, not reversed and of the period."""
    without_rules = plan.kind_count == 0
    if not without_rules.any():
        return np.zeros(len(facts), bool)
    noted = without_rules[facts.kind]
    if not noted.any():
        return np.asarray(noted)
    days = facts.occurred_on.astype(np.int64)
    missing = np.full(len(days), MISSING32)
    decided = facts.columns.get("decided_on", missing)
    reversed_on = facts.columns.get("reversed_on", missing)
    noted &= (days <= known_day) & (decided <= known_day)
    noted &= (reversed_on == MISSING32) | (reversed_on > known_day)
    scheme = members.scheme[facts.member]
    by_decision = np.array([table.counts_decided for table in plan.tables])[scheme] & (decided != MISSING32)
    days = np.where(by_decision, decided, days)
    starts = np.array([day_number(period.start) for period in plan.periods])[scheme]
    ends = np.array([day_number(period.end) for period in plan.periods])[scheme]
    return np.asarray(noted & (days >= starts) & (days <= ends))
