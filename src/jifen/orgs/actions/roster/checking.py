"""The dry run: every row compared with what is there, block by block, each block in a short transaction of its own.

Nothing but the import's own lines and faults is written. A run that dies leaves the state CHECKING: it is checked again
from the start, or given up. A run that was overtaken by a newer one stops at its next block.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from jifen.orgs.actions.roster.comparing import Changes, difference, new_entry
from jifen.orgs.actions.roster.doubles import Doubles
from jifen.orgs.actions.roster.matching import Key, find_people
from jifen.orgs.actions.roster.places import Places, load_places
from jifen.orgs.actions.roster.sheet import COLUMN, HEADINGS, SHEET
from jifen.orgs.actions.roster.uploading import blocks
from jifen.orgs.actions.roster.values import Trouble, Wish, read_row
from jifen.orgs.models import Circumstance, Person, RosterBlock, RosterFault, RosterImport, RosterLine
from jifen.orgs.states.people import CircumstanceKind
from jifen.orgs.states.roster import ROSTER_STANDINGS, LineKind, RosterState
from jifen.workbook.faults import mask, shorten

LISTED = frozenset({CircumstanceKind.MIGRANT, CircumstanceKind.LOST_CONTACT})
"""Circumstances a roster speaks of."""


class Overtaken(Exception):
    """Another run has begun, or the import was given up: this one writes nothing more."""


@dataclass(slots=True)
class _Run:
    """One run over an import, with what it remembers from block to block."""

    roster: RosterImport
    places: Places
    names: dict[str, str]
    told: set[tuple[int, str]]
    """Cells of which the reader of the file has told a fault: none gets two."""
    doubles: Doubles = field(default_factory=Doubles)
    counts: Counter[str] = field(default_factory=Counter)
    branches: set[str] = field(default_factory=set)
    faulty_rows: set[int] = field(default_factory=set)


def check_rows(*, roster_id: UUID | str, attempt: int) -> RosterImport:
    """Compare all rows of an import and end in FAULTY or READY; return quietly where another run took over."""
    roster = RosterImport.objects.select_related("organization").get(pk=roster_id)
    if roster.state is not RosterState.CHECKING or roster.attempt != attempt:
        return roster
    run = _begin(roster)
    try:
        done = 0
        for number in range(RosterBlock.objects.filter(roster=roster).count()):
            with transaction.atomic():
                done += _check(run, number)
                _tell(run, done=done)
        with transaction.atomic():
            _list_absent(run)
            blocked = RosterFault.objects.filter(roster=roster, blocking=True).exists()
            state = RosterState.FAULTY if blocked else RosterState.READY
            _tell(run, done=done, state=state, counts=dict(run.counts))
    except Overtaken:
        pass
    roster.refresh_from_db()
    return roster


def load_opened(people: Iterable[Person]) -> dict[str, dict[CircumstanceKind, Circumstance]]:
    """Return what holds of people now, as far as a roster speaks of it: one read."""
    found: dict[str, dict[CircumstanceKind, Circumstance]] = {}
    rows = Circumstance.objects.filter(
        person__in=[person.pk for person in people], kind__in=LISTED, to_on__isnull=True
    )
    for row in rows:
        found.setdefault(str(row.person_id), {})[row.kind] = row
    return found


def key_of(wish: Wish) -> Key:
    """Return by what a row can be known."""
    assert wish.branch is not None
    return Key(wish.branch.id, wish.name, wish.mark, wish.member_no, wish.id_index)


def _begin(roster: RosterImport) -> _Run:
    places = load_places(roster.organization)
    told = RosterFault.objects.filter(roster=roster, from_file=True, blocking=True).values_list(
        "row", "column"
    )
    names = {key: branch.name for key, branch in places.branches.items()}
    return _Run(roster, places, names, set(told), faulty_rows={row for row, _ in told})


def _tell(run: _Run, **values: object) -> None:
    """Write how far the run is; raise `Overtaken` where it is no longer wanted."""
    mine = RosterImport.objects.filter(
        pk=run.roster.pk, state=RosterState.CHECKING, attempt=run.roster.attempt
    )
    if not mine.update(**values):
        raise Overtaken


def _check(run: _Run, number: int) -> int:
    """Compare one block of rows and write what came of it; return how many there were."""
    today = timezone.localdate(run.roster.entered_at)
    block = RosterBlock.objects.get(roster=run.roster, number=number)
    rows = json.loads(block.cells.reveal())
    wishes = [read_row(row, cells, run.places, today) for row, cells in rows]
    for wish in wishes:
        run.doubles.note(wish)
    named = [wish for wish in wishes if wish.branch and wish.name]
    people = find_people([key_of(wish) for wish in named], run.names)
    found = {wish.row: match for wish, match in zip(named, people, strict=True)}
    opened = load_opened(match for match in people if isinstance(match, Person))
    lines: list[RosterLine] = []
    faults: list[RosterFault] = []
    for wish in wishes:
        line = _compare(run, wish, found.get(wish.row), opened)
        faults += _faults(run, wish)
        if line.kind is LineKind.FAULTY or wish.row in run.faulty_rows:
            line.kind, line.changes = LineKind.FAULTY, {}
        run.counts[line.kind.value] += 1
        lines.append(line)
    RosterLine.objects.bulk_create(lines)
    RosterFault.objects.bulk_create(faults)
    return len(lines)


def _compare(
    run: _Run,
    wish: Wish,
    match: Person | Trouble | None,
    opened: dict[str, dict[CircumstanceKind, Circumstance]],
) -> RosterLine:
    """Return what a row comes to; what is wrong with it is taken down in the wish."""
    line = RosterLine(roster=run.roster, row=wish.row)
    if isinstance(match, Trouble):
        wish.troubles.append(match)
    elif match is not None:
        run.doubles.take(wish, match)
        line.person, line.person_version = match, match.version
        line.changes = difference(wish, match, run.places, opened.get(str(match.pk), {}))
    if wish.branch:
        run.branches.add(wish.branch.id)
    blocked = any(trouble.blocking for trouble in wish.troubles)
    if blocked or not wish.branch or not wish.name or not wish.standing:
        line.kind = LineKind.FAULTY
    elif match is None:
        line.changes = _entry(wish)
        line.kind = LineKind.FAULTY if any(trouble.blocking for trouble in wish.troubles) else LineKind.NEW
    else:
        line.kind = LineKind.CHANGED if line.changes else LineKind.UNCHANGED
    return line


def _entry(wish: Wish) -> Changes:
    """Return a new person's entry with the key by which the row is asked for again before it is written."""
    return new_entry(wish) | {"key": [wish.mark, wish.member_no, wish.id_index]}


def _faults(run: _Run, wish: Wish) -> list[RosterFault]:
    found = []
    for trouble in wish.troubles:
        heading = HEADINGS[trouble.key]
        if (wish.row, heading) in run.told:
            continue
        value = mask(trouble.value) if COLUMN[trouble.key].sensitive else shorten(trouble.value)
        found.append(
            RosterFault(
                roster=run.roster,
                row=wish.row,
                sheet=SHEET,
                column=heading,
                value=value,
                code=trouble.code,
                message=trouble.message[:500],
                remedy=trouble.remedy,
                blocking=trouble.blocking,
            )
        )
    return found


def _list_absent(run: _Run) -> None:
    """List the people of the branches in the file whom the file does not name; an import leaves them as they are."""
    named = RosterLine.objects.filter(roster=run.roster, person__isnull=False).values("person")
    absent = (
        Person.objects.filter(
            branch__in=[UUID(key) for key in run.branches],
            standing__in=ROSTER_STANDINGS,
            same_as__isnull=True,
        )
        .exclude(pk__in=named)
        .order_by("branch__path", "pinyin", "name", "pk")
        .only("pk")
    )
    highest = RosterLine.objects.filter(roster=run.roster).aggregate(highest=Max("row"))["highest"] or 0
    lines = (
        RosterLine(roster=run.roster, row=highest + number, kind=LineKind.ABSENT, person=person)
        for number, person in enumerate(absent.iterator(), start=1)
    )
    for block in blocks(lines):
        RosterLine.objects.bulk_create(block)
        run.counts[LineKind.ABSENT.value] += len(block)
