"""Declarations and deductions, as far as an actor sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from jifen.audit.queries import list_records_about
from jifen.common.actor import Actor
from jifen.common.refusals import NotFound
from jifen.cycles.models import Cycle, Declaration, NotDeclared
from jifen.cycles.permissions import may
from jifen.cycles.queries.cycles import procedure_of
from jifen.cycles.states.acts import Act
from jifen.cycles.states.cycles import TAKES_FACTS
from jifen.cycles.states.declarations import CLOCK_WAITS, DeclarationState, Track
from jifen.orgs.models import Person
from jifen.orgs.queries import list_aliases
from jifen.rules.holidays import HolidayYearMissing
from jifen.schemes.queries import get_holiday_table

_WITH = ("cycle__branch", "cycle__scheme_version__scheme__organization", "person")
_BY_DAY = ("-occurred_on", "-entered_at", "pk")


@dataclass(frozen=True, slots=True)
class Deed:
    """One act on a declaration: when, which, by whom; `transcribed`: the desk wrote down what the member said."""

    at: datetime
    act: Act
    name: str
    transcribed: bool = False


def get_declaration_for(actor: Actor, declaration_id: UUID | str, *, lock: bool = False) -> Declaration:
    """Return one declaration; raise `NotFound` where there is none or the actor does not see it."""
    rows = Declaration.objects.select_related(*_WITH)
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=declaration_id).first()
    if found is None or not may(actor, Act.VIEW_DECLARATION, found.place, subject_id=str(found.person_id)):
        raise NotFound
    return found


def list_declarations_of(cycle: Cycle) -> list[Declaration]:
    """Return everything of a period that is being shown, by pinyin, then by day."""
    return list(Declaration.objects.filter(cycle=cycle).select_related(*_WITH))


def list_unanswered(on: date) -> list[Declaration]:
    """Return the routine deductions nobody answered or closed a week after the days to answer: the clock's work."""
    rows = Declaration.objects.filter(
        state=DeclarationState.NOTIFIED, track=Track.ROUTINE, answer_until__lt=on - CLOCK_WAITS
    )
    return list(rows.select_related("person").order_by("answer_until", "pk"))


def list_not_declared(cycle: Cycle) -> list[NotDeclared]:
    """Return who is marked as having declared nothing in a period that is being shown, by pinyin."""
    return list(NotDeclared.objects.filter(cycle=cycle).select_related("person"))


def list_open_cycles_of(person: Person) -> list[Cycle]:
    """Return the periods of somebody's branch in which facts can be declared now, the earliest first."""
    rows = Cycle.objects.filter(branch=person.branch, state__in=sorted(TAKES_FACTS))
    rows = rows.select_related("branch", "scheme_version__scheme__organization")
    return list(rows.order_by("starts_on", "pk"))


def list_own_declarations(person: Person) -> list[Declaration]:
    """Return what was declared for and proposed about a person, the latest first: for his own page."""
    rows = Declaration.objects.filter(person__in=list(list_aliases(person)))
    return list(rows.select_related(*_WITH).order_by(*_BY_DAY))


def list_deeds(row: Declaration) -> list[Deed]:
    """Return what was done with a declaration that is being shown, the first first, in earlier periods too."""
    found, one = [], row
    while True:
        records = list_records_about(str(one.pk), kind="WRITE")
        found += [
            Deed(
                record.at,
                act,
                record.actor_name,
                act is Act.RECORD_ANSWER and record.person_id != str(row.person_id),
            )
            for record in records
            if (act := _act_of(record.act)) is not None
        ]
        if one.carried_from is None:
            return found[::-1]
        one = one.carried_from


def _act_of(code: str) -> Act | None:
    room, _, name = code.partition(".")
    return Act(name) if room == "cycles" and name in Act.__members__ else None


def find_carried_to(row: Declaration) -> Declaration | None:
    """Return the row of the next period in which a declaration that is being shown goes on."""
    return Declaration.objects.filter(carried_from=row).select_related(*_WITH).first()


def find_answer_day(cycle: Cycle, on: date) -> date | None:
    """Return the last day to answer a deduction told on a day; None where nobody entered the working days."""
    try:
        return get_holiday_table().add_workdays(on, procedure_of(cycle).answer_days)
    except HolidayYearMissing:
        return None
