"""What a scheme has settled by a reading of its own (释义): then lint need not ask again."""

from __future__ import annotations

from jifen.rules.lint.page import Page
from jifen.rules.model.base import Reading
from jifen.rules.wording import clause_at, written
from jifen.rules.yamlfile import Path


def reading_of(page: Page, path: Path, *words: str) -> Reading | None:
    """Return the reading that speaks of a matter by one of the words, else the one on the clause of the place."""
    readings = page.scheme.readings
    for reading in readings:
        if any(word in f"{reading.question}{reading.choice}" for word in words):
            return reading
    clause = clause_at(page.tree, written(page.tree, path))
    return next((reading for reading in readings if clause and reading.clause == clause), None)


def is_open(page: Page, path: Path, *words: str) -> bool:
    """Say whether no reading settles a place."""
    return reading_of(page, path, *words) is None
