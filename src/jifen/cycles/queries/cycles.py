"""Periods, as far as an actor sees them, and the procedure of each."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from jifen.common.actor import Actor
from jifen.common.refusals import NotFound
from jifen.cycles.errors import NoProcedure
from jifen.cycles.models import Cycle
from jifen.cycles.permissions import may
from jifen.cycles.states.acts import Act
from jifen.cycles.states.procedure import Procedure
from jifen.meetings.queries import list_eligible
from jifen.meetings.states.meetings import MeetingKind
from jifen.orgs.models import Organization, Person
from jifen.orgs.states.guards import say
from jifen.rules.period import Period
from jifen.schemes.models import SchemeVersion
from jifen.schemes.queries import bound_of, find_version, list_enrolled, list_out_spans, tables_of, year_of
from jifen.schemes.states.periods import span_after, span_at, year_name


def get_cycle_for(actor: Actor, cycle_id: UUID | str, *, lock: bool = False) -> Cycle:
    """Return one period; raise `NotFound` where there is none or the actor does not see it."""
    found = find_cycle(cycle_id, lock=lock)
    if not may(actor, Act.VIEW_CYCLES, found.place):
        raise NotFound
    return found


def find_cycle(cycle_id: UUID | str, *, lock: bool = False) -> Cycle:
    """Return one period whoever looks: for acts on rows whose own rights were asked. Raises `NotFound`."""
    rows = Cycle.objects.select_related("branch", "scheme_version__scheme__organization")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=cycle_id).first()
    if found is None:
        raise NotFound
    return found


def list_cycles_for(actor: Actor, branch: Organization) -> QuerySet[Cycle]:
    """Return the periods of a branch, the latest first; raise `NotAllowed`."""
    may(actor, Act.VIEW_CYCLES, branch.place).require()
    return Cycle.objects.filter(branch=branch).select_related("branch")


def find_cycle_for(actor: Actor, branch: Organization, on: date) -> Cycle | None:
    """Return the period a day lies in, None where it is not opened; raise `NotAllowed`."""
    return list_cycles_for(actor, branch).filter(starts_on__lte=on, ends_on__gte=on).first()


def procedure_of(cycle: Cycle) -> Procedure:
    """Return the procedure of a period: what its version says, and whether the branch has a committee."""
    return procedure_in(cycle.branch, cycle.scheme_version, cycle.ends_on)


def procedure_in(branch: Organization, version: SchemeVersion, on: date) -> Procedure:
    """Return the procedure a version gives a branch on a day. Raises `NoProcedure`."""
    committee = bool(list_eligible(branch, MeetingKind.BRANCH_COMMITTEE, on))
    found = procedure_by(version, has_committee=committee)
    if found is None:
        raise NoProcedure(f"{version.scheme}没有写办理程序，不能按期办理；请先在办法里写明程序。")
    return found


def procedure_by(version: SchemeVersion, *, has_committee: bool) -> Procedure | None:
    """Return the procedure a version gives a branch with or without a committee; None where it writes none."""
    scheme = bound_of(version).scheme
    if scheme.cycle is None:
        return None
    hands_out = any(part.enabled and part.allot is not None for part in scheme.parts)
    return Procedure(scheme.cycle, has_committee, hands_out)


def next_span(branch: Organization, on: date) -> tuple[SchemeVersion, Period]:
    """Return the period to open next and the version that holds for it: after the latest, else that of the day.

    Raises `NoProcedure`.
    """
    last = Cycle.objects.filter(branch=branch).order_by("-starts_on", "pk").first()
    day = last.ends_on + timedelta(days=1) if last else on
    version = find_version(branch, day)
    if version is None:
        raise NoProcedure(f"{branch}在{say(day)}没有施行中的积分办法，请先让办法施行。")
    procedure = procedure_in(branch, version, day)
    tables = tables_of(version)
    span = span_at(tables, procedure.cycle.every, day)
    if span.start < day and last is not None:
        span = span_after(tables, procedure.cycle.every, day)
    return version, span


def list_members_of(cycle: Cycle) -> list[Person]:
    """Return who takes part in a period, by pinyin: on the list of the year, and not out for all of its days."""
    year = year_name(year_of(cycle.scheme_version, cycle.starts_on))
    out = list_out_spans(cycle.branch, year)
    return [
        row.person
        for row in list_enrolled(cycle.branch, year)
        if row.from_on <= cycle.ends_on
        and (row.to_on is None or row.to_on >= cycle.starts_on)
        and not any(
            first <= cycle.starts_on and (last is None or last >= cycle.ends_on)
            for first, last in out.get(row.person_id, [])
        )
    ]
