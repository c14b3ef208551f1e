"""What looks like the same fact twice (domain §10.7; AMB-53, AMB-59): shown, and blocking until looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from jifen.cycles.models import Cycle, Declaration
from jifen.cycles.queries.weighing import find_book
from jifen.cycles.states.declarations import STANDING
from jifen.ledger.queries import find_struck, kind_of, list_lines_by_person


def list_conflicts(cycle: Cycle, rows: Sequence[Declaration]) -> dict[UUID, list[str]]:
    """Return declaration → sentences about what stands beside it: claimed, proposed or posted already.

    One person and day and kind is the same fact; one `matter` or `act` under two kinds is one fact punished or
    rewarded twice.
    """
    people = {row.person_id for row in rows}
    others = Declaration.objects.filter(
        person__in=people, cycle__branch=cycle.branch, state__in=sorted(STANDING)
    ).exclude(state="POSTED")
    near: dict[UUID, list[Declaration]] = defaultdict(list)
    for other in others.select_related("cycle"):
        near[other.person_id].append(other)
    posted = _posted(cycle, people)
    found: dict[UUID, list[str]] = {}
    for row in rows:
        said = [
            f"{other.cycle.said}里已有同一天的“{other.title}”（{other.state.label}）"
            for other in near[row.person_id]
            if other.pk != row.pk and not other.looked_at and _same(row, other)
        ]
        said += [
            f"积分账第 {number} 条已经记了同一天的这一项"
            for kind, day, number in posted.get(row.person_id, [])
            if kind == row.kind and day == row.occurred_on
        ]
        if said and not row.looked_at and row.state in STANDING:
            found[row.pk] = sorted(said)
    return found


def _same(row: Declaration, other: Declaration) -> bool:
    if row.kind == other.kind:
        return row.occurred_on == other.occurred_on
    return any(
        row.fields.get(name) and row.fields[name] == other.fields.get(name) for name in ("matter", "act")
    )


def _posted(cycle: Cycle, people: set[UUID]) -> dict[UUID, list[tuple[str, object, int]]]:
    book = find_book(cycle.branch, cycle.ends_on)
    struck = {number for number, (_, holds) in find_struck(book).items() if holds}
    lines = list_lines_by_person(book)
    return {
        person: [
            (kind_of(entry), entry.occurred_on, entry.sequence)
            for entry in lines.get(person, [])
            if entry.sequence not in struck
        ]
        for person in people
    }
