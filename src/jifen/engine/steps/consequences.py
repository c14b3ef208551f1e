"""Step 13: proposals to people, facts for other schemes, purses. They never change a score."""

from __future__ import annotations

from datetime import date

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.evaluation import number, truth
from jifen.engine.resultscope import ResultScope
from jifen.engine.steps.spending import spending
from jifen.engine.vectors import Array
from jifen.rules.period import Period


def consequences(batch: Batch) -> None:
    """For every outcome the members it applies to, and those of whom people must first find something out."""
    for scheme, rows in batch.schemes:
        here = rows[batch.scored[rows] & (batch.absent_from[rows] > batch.end_day[rows])]
        scope = ResultScope(batch, scheme, here)
        period, today = batch.plan.periods[scheme], batch.plan.evaluated_on[scheme]
        for number_, row in enumerate(batch.plan.tables[scheme].outcomes):
            if not _is_the_day(row.at, period, today):
                continue
            yes, no = np.ones(len(here), bool), np.zeros(len(here), bool)
            for node in (row.members, row.when):
                if node is not None:
                    held = truth(node, scope)
                    yes, no = yes & held.yes, no | held.no
            batch.proposals += [(member, number_, False) for member in here[yes].tolist()]
            batch.proposals += [(member, number_, True) for member in here[~(yes | no)].tolist()]
        _feed(batch, scheme, here, scope)
        spending(batch, scheme, here)


def _is_the_day(at: str, period: Period, today: date) -> bool:
    """Whether something is to be proposed on this day (LANGUAGE: ``at``)."""
    match at:
        case "always":
            return True
        case "close":
            return today == period.end
        case "month_end":
            return any(month.end == today for month in period.months())
        case "quarter_end":
            return any(quarter.end == today for quarter in period.quarters())
        case _:
            return f"{today:%m-%d}" == at


def _feed(batch: Batch, scheme: int, here: Array, scope: ResultScope) -> None:
    """The result as a fact of another scheme; what cannot be told is asked (D9)."""
    for index, row in enumerate(batch.plan.tables[scheme].feeds):
        yes, no = np.ones(len(here), bool), np.zeros(len(here), bool)
        if row.when is not None:
            held = truth(row.when, scope)
            yes, no = held.yes, held.no
        value = number(row.value, scope)
        known = np.broadcast_to(True if value.known is None else value.known, (len(here),))
        for position in np.flatnonzero(yes & known):
            points = value.fraction(int(position))
            assert points is not None
            batch.fed.append((int(here[position]), index, points))
        batch.ask(here[~no & ~(yes & known)], "feed_unknown", row.kind)
