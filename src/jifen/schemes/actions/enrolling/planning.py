"""Whom a 办法 speaks of in a points year, since when, in which tier and with which base."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from jifen.orgs.models import Appointment, Membership, Organization, Person, StandingEvent
from jifen.orgs.queries import Status, status_of
from jifen.orgs.states.history import list_effective
from jifen.orgs.states.roles import Role
from jifen.rules.period import Period
from jifen.rules.tables import Tables
from jifen.schemes.models import Enrolment, SchemeVersion
from jifen.schemes.queries import list_lapsing, tables_of
from jifen.schemes.states.bases import base_of
from jifen.schemes.states.enrolments import STANDING_OF
from jifen.schemes.states.exemptions import ASK_RENEWAL
from jifen.schemes.states.lookups import MemberOnDay, tier_of
from jifen.schemes.states.periods import year_name

OUT = "符合办法规定的不参加积分的情形"
ASK_TIER = "层次待定：名册里缺少判断层次要用的内容（例如出生日期），请核对后更正"
ASK_OUT = "是否参加待定：名册里缺少判断要用的内容，请核对后更正"


@dataclass(frozen=True, slots=True)
class _Roll:
    """What is known of the people of a branch in a year: since when each is there, and his moves."""

    people: dict[UUID, Person]
    since: dict[UUID, date]


def plan_year(
    branch: Organization,
    version: SchemeVersion,
    year: Period,
    until: date,
    carried: Mapping[str, int],
    but: Iterable[UUID] = (),
) -> list[Enrolment]:
    """Return the rows for all on the roster whom the 办法 scores, unsaved; `but` are left out.

    `until` is the last day looked at: who becomes a member later is entered later.
    """
    tables = tables_of(version)
    roll = _roll_of(branch, tables, year, until, frozenset(but))
    lapsing = list_lapsing(branch, year_name(year))
    rows: list[Enrolment] = []
    for day in sorted(set(roll.since.values())):
        people = [roll.people[key] for key, since in roll.since.items() if since == day]
        members = members_on(people, tables, year, day)
        rows += [_row(version, branch, year, day, one, members[one.pk], carried) for one in people]
    for row in rows:
        if row.person_id in lapsing:
            row.note = "；".join(filter(None, (ASK_RENEWAL, row.note)))
    return rows


def members_on(people: list[Person], tables: Tables, year: Period, day: date) -> dict[UUID, MemberOnDay]:
    """Return what conditions see of people on a day."""
    states = status_of(people, day)
    roles: dict[UUID, set[Role]] = defaultdict(set)
    held = Q(to_on__isnull=True) | Q(to_on__gte=day)
    for row in Appointment.objects.filter(held, person__in=people, from_on__lte=day):
        roles[row.person.pk].add(row.role)
    ages_on = year.end if tables.tiers_on == "period.end" else year.start
    return {one.pk: _member(one, states[one.pk], frozenset(roles[one.pk]), ages_on) for one in people}


def _member(person: Person, status: Status, roles: frozenset[Role], ages_on: date) -> MemberOnDay:
    return MemberOnDay(
        status.standing, status.circumstances, status.measures, roles, person.birth_on, ages_on
    )


def _roll_of(branch: Organization, tables: Tables, year: Period, until: date, but: frozenset[UUID]) -> _Roll:
    """Return who is scored, and since which day of the year: there, and of a standing the 办法 names."""
    people = {
        one.pk: one for one in Person.objects.filter(branch=branch, same_as__isnull=True).exclude(pk__in=but)
    }
    joined = dict(
        Membership.objects.filter(person__in=people, branch=branch, to_on__isnull=True).values_list(
            "person_id", "from_on"
        )
    )
    firsts = {key: max(year.start, joined.get(key, year.start)) for key in people}
    scored = {STANDING_OF[status] for status in tables.scored if status in STANDING_OF}
    since: dict[UUID, date] = {}
    for day in sorted(set(firsts.values())):
        there = [people[key] for key, first in firsts.items() if first == day]
        for key, status in status_of(there, day).items():
            if status.standing in scored and day <= until:
                since[key] = day
    late = [key for key in people if key not in since]
    moves = defaultdict(list)
    for event in StandingEvent.objects.filter(person__in=late):
        moves[event.person.pk].append(event)
    for key in late:
        days = [move.on for move in list_effective(moves[key]) if move.target in scored]
        later = [day for day in days if firsts[key] < day <= until]
        if later and people[key].standing in scored:
            since[key] = later[0]
    return _Roll(people, since)


def _row(
    version: SchemeVersion,
    branch: Organization,
    year: Period,
    day: date,
    person: Person,
    member: MemberOnDay,
    carried: Mapping[str, int],
) -> Enrolment:
    tables = tables_of(version)
    out = member.holds(tables.out) if tables.out is not None else False
    tier, sure = tier_of(member, tables.tiers)
    base = base_of(tables, year, day, tier=tier, carried=carried.get(str(person.pk)))
    doubts = (ASK_OUT if out is None else "", "" if sure else ASK_TIER, base.note if sure else "")
    return Enrolment(
        person=person,
        branch=branch,
        scheme_version=version,
        year=year_name(year),
        participates=not out,
        reason=OUT if out else "",
        from_on=day,
        tier=tier,
        base=base.points,
        base_source=base.source,
        note="；".join(filter(None, doubts)),
    )
