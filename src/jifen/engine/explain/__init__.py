"""A result in Chinese sentences: the figure with its arithmetic, every fact with its reason, what is still open.

Reads results; never computes a score and never decides.
"""

from __future__ import annotations

from jifen.engine.explain.amounts import amount, points
from jifen.engine.explain.details import BookDetails, Details, NoDetails, named_kinds
from jifen.engine.explain.labels import FLAGS, SHORT_FLAGS, STATES
from jifen.engine.explain.statute import Statute
from jifen.engine.explain.telling import Section, Teller
from jifen.engine.explain.trace import Tracer, TraceRow

__all__ = [
    "FLAGS",
    "SHORT_FLAGS",
    "STATES",
    "BookDetails",
    "Details",
    "NoDetails",
    "Section",
    "Statute",
    "Teller",
    "TraceRow",
    "Tracer",
    "amount",
    "named_kinds",
    "points",
]
