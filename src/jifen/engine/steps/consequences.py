"""Step 13: proposals to people. They never change a score; what is not known becomes a question."""

from __future__ import annotations

import numpy as np

from jifen.engine.batch import Batch
from jifen.engine.evaluation import truth
from jifen.engine.resultscope import ResultScope


def consequences(batch: Batch) -> None:
    """For every outcome the members it applies to, and those of whom people must first find something out."""
    for scheme, rows in batch.schemes:
        here = rows[batch.scored[rows] & (batch.absent_from[rows] > batch.end_day[rows])]
        scope = ResultScope(batch, scheme, here)
        for number, row in enumerate(batch.plan.tables[scheme].outcomes):
            yes, no = np.ones(len(here), bool), np.zeros(len(here), bool)
            for node in (row.members, row.when):
                if node is not None:
                    held = truth(node, scope)
                    yes, no = yes & held.yes, no | held.no
            batch.proposals += [(int(here[n]), number, False) for n in np.flatnonzero(yes)]
            batch.proposals += [(int(here[n]), number, True) for n in np.flatnonzero(~yes & ~no)]
