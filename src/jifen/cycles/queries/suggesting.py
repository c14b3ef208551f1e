"""What registers and attendance suggest for a period, without what was answered already (domain §10.7; ADR 31)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jifen.common.suggestion import PassedOver, Suggestion
from jifen.cycles.models import AnsweredSuggestion, Cycle, Declaration
from jifen.cycles.states.asked import AskedPoints, asked_points
from jifen.cycles.states.declarations import STANDING
from jifen.orgs.models import Person
from jifen.registers.queries import list_said, propose
from jifen.rules.sourcing import list_sourced
from jifen.schemes.queries import bound_of, tables_of


@dataclass(frozen=True, slots=True)
class Offered:
    """One suggestion as it is put to the desk: whom it concerns, what may stand in its way, what it could be.

    `near`: sentences about what looks like the same fact; `kinds`: code → title of each kind it may be; `asked`: kinds
    whose points the 办法 leaves to the body.
    """

    person: Person
    suggestion: Suggestion
    near: tuple[str, ...]
    kinds: dict[str, str]
    asked: dict[str, AskedPoints]

    @property
    def key(self) -> str:
        """Return its name within the period."""
        return self.suggestion.key

    @property
    def is_plain(self) -> bool:
        """Say whether nothing is left to be asked: a gain of a known kind and fixed points, and nothing like it."""
        one = self.suggestion
        return one.gain and bool(one.kind) and one.kind not in self.asked and not self.near

    def __str__(self) -> str:
        """Return whose it is and what."""
        return f"{self.person}：{self.suggestion.reason}"


@dataclass(frozen=True, slots=True)
class Offers:
    """What is suggested for a period and not answered; what is not suggested although it is registered, and why."""

    open: tuple[Offered, ...]
    passed_over: tuple[tuple[Person, PassedOver], ...]


def may_be_suggested(cycle: Cycle) -> bool:
    """Say whether the 办法 of a period names a register for any of its facts."""
    return bool(list_sourced(bound_of(cycle.scheme_version).scheme, cycle.starts_on, cycle.ends_on))


def list_offers(cycle: Cycle, on: date) -> Offers:
    """Return what is suggested for a period that is being shown, by name and day, up to a day."""
    last = max(min(cycle.ends_on, on), cycle.starts_on)
    found = propose(cycle.branch, cycle.scheme_version, cycle.starts_on, last)
    done = set(_answered(cycle))
    left = [one for one in found.suggestions if (one.origin, one.origin_id, one.gain) not in done]
    ids = {one.person_id for one in left} | {one.person_id for one in found.passed_over}
    people = {str(one.pk): one for one in Person.objects.filter(pk__in=ids)}
    facts = list_sourced(bound_of(cycle.scheme_version).scheme, cycle.starts_on, last)
    titles = {fact.kind: fact.title for fact in facts}
    near, rules = _near(cycle, left), tables_of(cycle.scheme_version).rules
    asked = {kind: points for kind in titles if (points := asked_points(rules, kind))}
    offers = tuple(
        Offered(
            people[one.person_id],
            one,
            (*([one.conflict] if one.conflict else ()), *near[one.key]),
            {kind: titles[kind] for kind in one.candidates},
            {kind: asked[kind] for kind in one.candidates if kind in asked},
        )
        for one in left
    )
    return Offers(offers, tuple((people[one.person_id], one) for one in found.passed_over))


def list_passed(cycle: Cycle) -> list[AnsweredSuggestion]:
    """Return what was suggested for a period that is being shown and passed over, by name and day."""
    rows = AnsweredSuggestion.objects.filter(cycle=cycle, declaration__isnull=True)
    return list(rows.select_related("person"))


def list_sources(cycle: Cycle, rows: Sequence[Declaration]) -> dict[UUID, list[str]]:
    """Return declaration → what registers and attendance say of the same person, kind and day.

    A kind of which the 办法 names a register and nothing is found says so; a kind without one is left out.
    """
    if not rows:
        return {}
    first, last = min(row.occurred_on for row in rows), max(row.occurred_on for row in rows)
    kinds = {fact.kind for fact in list_sourced(bound_of(cycle.scheme_version).scheme, first, last)}
    said: dict[tuple[str, date, str], list[str]] = defaultdict(list)
    for one in list_said(cycle.branch, cycle.scheme_version, first, last):
        for kind in one.candidates:
            said[one.person_id, one.day, kind].append(f"{one.reason}（{one.basis}）")
    return {
        row.pk: sorted(said.get((str(row.person_id), row.occurred_on, row.kind), [])) or ["台账里没有"]
        for row in rows
        if row.kind in kinds
    }


def _answered(cycle: Cycle) -> list[tuple[str, str, bool]]:
    rows = AnsweredSuggestion.objects.filter(cycle=cycle).order_by()
    return list(rows.values_list("origin", "origin_id", "gain"))


def _near(cycle: Cycle, found: Sequence[Suggestion]) -> dict[str, list[str]]:
    """Return suggestion → what was declared or proposed of the same person, day and kind."""
    rows = Declaration.objects.filter(
        cycle__branch=cycle.branch,
        person__in={one.person_id for one in found},
        occurred_on__in={one.day for one in found},
        state__in=sorted(STANDING),
    ).exclude(state="POSTED")
    declared: dict[tuple[str, date], list[Declaration]] = defaultdict(list)
    for row in rows.select_related("cycle"):
        declared[str(row.person_id), row.occurred_on].append(row)
    near: dict[str, list[str]] = defaultdict(list)
    for one in found:
        near[one.key] += [
            f"{row.cycle.said}里已有同一天的“{row.title}”（{row.state.label}）"
            for row in declared.get((one.person_id, one.day), ())
            if row.kind in one.candidates
        ]
    return near
