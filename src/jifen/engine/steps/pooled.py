"""Step 6: count tables, free units and pooled quantities. None of the words of this step runs yet."""

from __future__ import annotations

from jifen.engine.batch import Batch


def pooled(batch: Batch) -> None:
    """Nothing to pool: ``pooled``, ``free`` and ``over`` are refused by lint (``word-not-yet-run``)."""
