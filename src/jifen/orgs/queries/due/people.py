"""People for whom something must be decided or somebody named (REG-30, REG-31, REG-34, REG-36)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from jifen.orgs.models import Bond, Circumstance, Person, StandingEvent
from jifen.orgs.queries.due.values import Due, Scope, say_day, shift_year
from jifen.orgs.states.acts import Act
from jifen.orgs.states.due import PROBATION_DAYS, DueKind
from jifen.orgs.states.people import BOND_NEEDS, ON_ROSTER, BondKind, CircumstanceKind, Standing

Lines = tuple[QuerySet[Any], Callable[[Any], Due]]


def ending_probation(scope: Scope) -> Lines:
    """Probationary members whose year, or its extension, is over or ends within 60 days (REG-31).

    Which extension counts is said by `states.history.find_extension`; here the database is asked the same.
    """
    soon = scope.on + timedelta(days=PROBATION_DAYS)
    of_this_probation = Q(person__joined_on__isnull=True) | Q(on__gte=F("person__joined_on"))
    extensions = StandingEvent.objects.filter(
        of_this_probation, person=OuterRef("pk"), act=Act.EXTEND_PROBATION, corrected_by__isnull=True
    )
    extended = Subquery(extensions.order_by("-on", "-entered_at", "id").values("until")[:1])
    rows = _on_roster(scope, Standing.PROBATIONARY).annotate(extended_until=extended)
    rows = rows.filter(
        Q(extended_until__isnull=True, joined_on__lte=shift_year(soon, -1)) | Q(extended_until__lte=soon)
    )

    def say(row: Any) -> Due:
        until: date = row.extended_until or shift_year(row.joined_on, 1)
        late = until < scope.on
        what = f"{row}的预备期{'已于' if late else '到'}{say_day(until)}{'届满' if late else '为止'}"
        return _about(DueKind.END_OF_PROBATION, row, what, until, late=late)

    return rows.order_by(F("extended_until").asc(nulls_first=True), "joined_on", "pk"), say


def entered_twice(scope: Scope) -> Lines:
    """People whose name and birth date stand in the branch a second time: each once, whichever row came later.

    A shared phone is left to the page of duplicates: in a family it says nothing, and the line would never go away.
    """
    here = Person.objects.filter(scope.within("branch"), same_as__isnull=True)
    twin = here.filter(name=OuterRef("name"), birth_on=OuterRef("birth_on"), pk__lt=OuterRef("pk"))
    rows = here.filter(Exists(twin), birth_on__isnull=False).select_related("branch")

    def say(row: Person) -> Due:
        assert row.birth_on is not None
        what = f"{row.name}（{say_day(row.birth_on)}出生）可能登记了两次"
        merged_above = "核对以后是同一个人的，请上级党委组织员合并。"
        return replace(_about(DueKind.CHECK_DUPLICATE, row, what), blocked=merged_above)

    return rows.order_by("branch__path", "pinyin", "pk"), say


def without_introducers(scope: Scope) -> Lines:
    """Development targets who have not two introducers (REG-30)."""
    wanted = BOND_NEEDS[BondKind.INTRODUCER][0]
    rows = _on_roster(scope, Standing.DEVELOPMENT_TARGET).annotate(named=_open(BondKind.INTRODUCER))

    def say(row: Any) -> Due:
        what = f"{row}是发展对象，入党介绍人要 {wanted} 名，现有 {row.named} 名"
        return _about(DueKind.NAME_INTRODUCERS, row, what)

    return rows.filter(named__lt=wanted).order_by("branch__path", "pinyin", "pk"), say


def without_contacts(scope: Scope) -> Lines:
    """Activists for whom nobody is named to guide them (REG-30)."""
    rows = _on_roster(scope, Standing.ACTIVIST).annotate(named=_open(BondKind.CULTIVATION_CONTACT))

    def say(row: Any) -> Due:
        return _about(DueKind.NAME_CONTACTS, row, f"{row}是入党积极分子，还没有培养联系人")

    return rows.filter(named=0).order_by("branch__path", "pinyin", "pk"), say


def without_liaison(scope: Scope) -> Lines:
    """Migrant members with whom nobody keeps contact (REG-34)."""
    return _uncared(
        scope,
        CircumstanceKind.MIGRANT,
        BondKind.MIGRANT_LIAISON,
        DueKind.NAME_LIAISON,
        "外出流动，还没有联系人",
    )


def without_helper(scope: Scope) -> Lines:
    """Old, weak or ill members for whom no helper is named (REG-36)."""
    return _uncared(
        scope, CircumstanceKind.FRAIL, BondKind.HELPER, DueKind.NAME_HELPER, "年老体弱，还没有帮扶人"
    )


def _uncared(scope: Scope, holds: CircumstanceKind, bond: BondKind, kind: DueKind, said: str) -> Lines:
    known = Circumstance.objects.filter(person=OuterRef("pk"), kind=holds, to_on__isnull=True)
    named = Bond.objects.filter(person=OuterRef("pk"), kind=bond, to_on__isnull=True)
    rows = _people(scope).filter(Exists(known), ~Exists(named))

    def say(row: Any) -> Due:
        return _about(kind, row, f"{row}{said}")

    return rows.order_by("branch__path", "pinyin", "pk"), say


def _open(kind: BondKind) -> Count:
    return Count("bonds", filter=Q(bonds__kind=kind, bonds__to_on__isnull=True))


def _people(scope: Scope) -> QuerySet[Person]:
    return Person.objects.filter(
        scope.within("branch"), standing__in=ON_ROSTER, same_as__isnull=True
    ).select_related("branch")


def _on_roster(scope: Scope, standing: Standing) -> QuerySet[Person]:
    return _people(scope).filter(standing=standing)


def _about(kind: DueKind, person: Person, what: str, by: date | None = None, *, late: bool = False) -> Due:
    assert person.branch is not None
    return Due(kind, what, person.branch.pk, str(person.branch), person.pk, by, "", late)
