"""Objections, as far as an actor sees them; who may review one; what the room that published asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from jifen.common.actor import Actor
from jifen.common.refusals import NotFound
from jifen.orgs.models import Appointment, Organization, Person
from jifen.orgs.queries import list_aliases
from jifen.orgs.states.roles import COMMITTEE_ROLES, POINTS_GROUP_ROLES, Role
from jifen.publicity.models import Objection, PublicNotice
from jifen.publicity.permissions import may
from jifen.publicity.states.acts import Act
from jifen.publicity.states.notices import Origin
from jifen.publicity.states.objections import CONTESTED_STATES, OPEN_STATES, ObjectionState

_WITH = ("notice__branch", "line__person", "reviewer")
_UNDECIDED = Q(state__in=OPEN_STATES) | Q(state=ObjectionState.APPEALED, outcome="")
_ABOVE = (Role.SECRETARY, Role.DISCIPLINE_COMMISSIONER, Role.ORGANIZER)


def get_objection_for(actor: Actor, objection_id: UUID | str, *, lock: bool = False) -> Objection:
    """Return one objection; raise `NotFound` where there is none or the actor does not see its notice."""
    rows = Objection.objects.select_related(*_WITH)
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=objection_id).first()
    if found is None or not may(actor, Act.VIEW_NOTICES, found.place):
        raise NotFound
    return found


def list_objections_of(notice: PublicNotice) -> QuerySet[Objection]:
    """Return the objections to a notice as they came in."""
    return Objection.objects.filter(notice=notice).select_related(*_WITH)


def list_open_objections(origin: Origin, origin_id: str) -> list[Objection]:
    """Return the objections to something published about which nothing is decided yet."""
    rows = Objection.objects.filter(_UNDECIDED, notice__origin=origin, notice__origin_id=origin_id)
    return list(rows.select_related(*_WITH).order_by("received_on", "number", "pk"))


def list_open_objections_of(notice: PublicNotice) -> list[Objection]:
    """Return the objections to one notice about which nothing is decided yet."""
    return list(list_objections_of(notice).filter(_UNDECIDED).order_by("number", "pk"))


def list_upheld(notice: PublicNotice) -> list[Objection]:
    """Return the objections to a notice whose last decision is that figures change, by number."""
    rows = list_objections_of(notice).exclude(outcome="", superior_outcome="").order_by("number", "pk")
    return [row for row in rows if row.changes_figures]


def say_undecided(rows: Sequence[Objection]) -> str:
    """Return why what was published cannot go on; empty where every objection has its decision."""
    if not rows:
        return ""
    named = "、".join(f"{row}（{row.state.label}）" for row in rows)
    return f"{named}还没有作出处理，处理以后再办。"


def list_contested(branch: Organization) -> frozenset[UUID]:
    """Return the ids of the people of a branch about whom an objection is open."""
    rows = Objection.objects.filter(notice__branch=branch, state__in=CONTESTED_STATES, line__isnull=False)
    return frozenset(rows.order_by("pk").values_list("line__person_id", flat=True))


def name_contested(origin: Origin, origin_id: str) -> list[str]:
    """Return whose figures in something published are being looked into, by name; and whether all of it is."""
    rows = Objection.objects.filter(
        notice__origin=origin, notice__origin_id=origin_id, state__in=CONTESTED_STATES
    )
    lines = rows.order_by("line__person__pinyin", "line__person__name", "line__person__mark", "pk")
    named = [str(row.line.person) for row in lines.select_related(*_WITH) if row.line is not None]
    whole = rows.filter(line__isnull=True).exists()
    return [*dict.fromkeys(named), *(["整份公示"] if whole else [])]


def list_to_report(branch: Organization) -> list[Objection]:
    """Return the objections of a branch whose decision was told and is to be reported to its next assembly."""
    rows = Objection.objects.filter(notice__branch=branch, state=ObjectionState.TOLD)
    return list(rows.select_related(*_WITH).order_by("received_on", "number", "pk"))


def list_reviewers(objection: Objection, on: date) -> list[Person]:
    """Return who may review an objection, by name: office-holders of the branch who are not concerned.

    Where nobody is left, those of the superior organisations (a branch too small, domain §8.4).
    """
    branch, concerned = objection.notice.branch, objection.concerned
    own = _list_holders(Q(organization=branch, role__in=(*COMMITTEE_ROLES, *POINTS_GROUP_ROLES)), on)
    if free := _leave_out(own, concerned):
        return free
    step = Organization.steplen
    paths = [branch.path[:end] for end in range(step, len(branch.path), step)]
    above = _list_holders(Q(organization__path__in=paths, role__in=_ABOVE), on)
    return _leave_out(above, concerned)


def list_reviewed_by(person_ids: list[UUID]) -> list[Objection]:
    """Return the objections somebody was given to review, latest first."""
    rows = Objection.objects.filter(reviewer__in=person_ids).select_related(*_WITH)
    return list(rows.order_by("-received_on", "-number", "pk"))


def _leave_out(people: list[Person], concerned: frozenset[str]) -> list[Person]:
    """Return people without the concerned; who is concerned as a duplicate is concerned himself."""
    himself = {kept for one, kept in list_aliases(*people).items() if str(one) in concerned}
    return [person for person in people if person.pk not in himself]


def _list_holders(where: Q, on: date) -> list[Person]:
    held = Appointment.objects.filter(where, from_on__lte=on).filter(Q(to_on__isnull=True) | Q(to_on__gt=on))
    people = Person.objects.filter(pk__in=held.values("person"), same_as__isnull=True)
    return list(people.order_by("pinyin", "name", "mark", "pk"))
