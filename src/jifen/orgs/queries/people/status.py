"""What people were on a day, from their dated histories: for meetings (who votes) and for scoring a past period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from jifen.orgs.models import Circumstance, Discipline, Person, StandingEvent
from jifen.orgs.queries.people.aliases import list_aliases
from jifen.orgs.states.history import standing_on
from jifen.orgs.states.people import NO_VOTE, CircumstanceKind, Measure, Standing


@dataclass(frozen=True, slots=True)
class Status:
    """A person on a day: his standing (None where nothing is known), what held of him, measures in effect."""

    standing: Standing | None
    circumstances: frozenset[CircumstanceKind] = frozenset()
    measures: frozenset[Measure] = frozenset()

    @property
    def has_vote(self) -> bool:
        """Say whether there is a right to vote: formal members have it, not under 留党察看 (REG-04)."""
        return self.standing is Standing.FORMAL and not self.measures & NO_VOTE


def status_of(people: Collection[Person], day: date) -> dict[UUID, Status]:
    """Return the status of each person on a day, in a fixed number of queries.

    Rows about duplicates count for the person kept, except standings: those are the kept person's own.
    """
    about = list_aliases(*people)
    moves = defaultdict(list)
    for event in StandingEvent.objects.filter(person__in=[person.pk for person in people]):
        moves[event.person_id].append(event)
    kinds: dict[UUID, set[CircumstanceKind]] = defaultdict(set)
    held = Q(to_on__isnull=True) | Q(to_on__gte=day)
    for pk, kind in Circumstance.objects.filter(held, person__in=list(about), from_on__lte=day).values_list(
        "person_id", "kind"
    ):
        kinds[about[pk]].add(CircumstanceKind(kind))
    measures: dict[UUID, set[Measure]] = defaultdict(set)
    for pk, measure in Discipline.objects.filter(
        person__in=list(about), approved_on__lte=day, effect_until__gte=day
    ).values_list("person_id", "measure"):
        measures[about[pk]].add(Measure(measure))
    return {
        person.pk: Status(
            standing_on(moves[person.pk], day, joined_on=person.joined_on, converted_on=person.converted_on),
            frozenset(kinds[person.pk]),
            frozenset(measures[person.pk]),
        )
        for person in people
    }


def status_on(person: Person, day: date) -> Status:
    """Return the status of one person on a day."""
    return status_of([person], day)[person.pk]


def has_vote(person: Person, on: date) -> bool:
    """Say whether a person has the right to vote on a day (REG-04)."""
    return status_on(person, on).has_vote
