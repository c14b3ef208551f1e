"""Holes: live values that a scheme announces and does not give (B42)."""

from __future__ import annotations

from collections.abc import Iterator

from jifen.rules.model.points import RowValue, Table, Unset
from jifen.rules.model.scheme import Scheme
from jifen.rules.yamlfile import Path


def holes(scheme: Scheme) -> Iterator[Path]:
    """Yield the path of every live value that the scheme leaves open (B42): no score until it is filled in."""
    for p, part in enumerate(scheme.parts):
        for n, item in enumerate(part.items):
            for kind, rule in item.facts.items():
                if not (part.enabled and item.enabled and rule.enabled):
                    continue
                path: Path = ("parts", p, "items", n, "facts", kind, "points")
                if isinstance(rule.points, Unset):
                    yield path
                elif isinstance(rule.points, Table):
                    yield from ((*path, "rows", key) for key, row in rule.points.rows.items() if row.unset)
                    if isinstance(rule.points.none, RowValue) and rule.points.none.unset:
                        yield (*path, "none")
