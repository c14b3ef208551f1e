"""Which named readings of the scheme a result rests on: those of every clause that touched it."""

from __future__ import annotations

from collections.abc import Iterator

from jifen.engine.codes import State
from jifen.engine.explain.statute import Statute
from jifen.engine.result import Account
from jifen.rules.model.base import Reading


class Readings:
    """Finds readings by clause: the whole clause, or the clause they stand under."""

    def __init__(self, statute: Statute) -> None:
        self._statute = statute
        self._by_clause: dict[str, list[Reading]] = {}
        for reading in statute.scheme.readings:
            if reading.clause is not None:
                self._by_clause.setdefault(reading.clause, []).append(reading)
        self._items = {row.item: row for row in statute.tables.items}

    def of(self, account: Account) -> list[Reading]:
        """The readings that touched a result, in the order of the scheme."""
        clauses = set(self._clauses(account))
        return [r for r in self._statute.scheme.readings if r.clause is not None and r.clause in clauses]

    def _clauses(self, account: Account) -> Iterator[str | None]:
        tables = self._statute.tables
        for path, item in {(entry.path, entry.item) for entry in account.entries}:
            rule = self._statute.rules[path]
            yield rule.clause
            if item:
                yield self._items[item].clause
                yield from (limit.clause for limit in self._statute.limits_of(rule))
        yield from (line.clause for line in tables.lines)
        yield from (clause for _, _, clause in account.overrides)
        yield from (proposal.clause for proposal in account.proposals)
        quotas = self._statute.scheme.quotas
        yield from (quotas[name].clause for name, place in account.quotas.items() if place != "out")
        yield from (row.clause for row in tables.grades if row.grade in (account.grade, *account.options))
        if account.state in (State.NOT_GRADED, State.NOT_SCORED):
            yield self._statute.scheme.people.clause
        for part in self._statute.scheme.parts:
            yield part.clause
            if part.start is not None:
                yield part.start.clause
                yield part.start.carry.clause if part.start.carry else None
