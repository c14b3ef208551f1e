"""Schemes and versions: as far as an actor sees them, and which holds where and when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from jifen.common.actor import Actor
from jifen.common.refusals import NotFound
from jifen.orgs.models import Organization
from jifen.rules.period import Period
from jifen.rules.periodname import name_at, period_named
from jifen.schemes.models import Scheme, SchemeVersion
from jifen.schemes.permissions import may_see
from jifen.schemes.queries.texts import tables_of
from jifen.schemes.states import periods, texts
from jifen.schemes.states.versions import HELD, PASSED, VersionState

_WITH = (
    "scheme__organization", "upper__scheme__organization", "upper__upper__scheme", "upper__upper__upper",
    "made_from__scheme",
)  # fmt: skip


def get_version_for(actor: Actor, version_id: UUID | str, *, lock: bool = False) -> SchemeVersion:
    """Return one version; raise `NotFound` where there is none or the actor does not see it."""
    rows = SchemeVersion.objects.select_related(*_WITH)
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=version_id).first()
    if found is None or not may_see(actor, found.place, passed=found.state in PASSED):
        raise NotFound
    return found


def get_scheme_for(actor: Actor, scheme_id: UUID | str, *, lock: bool = False) -> Scheme:
    """Return one 办法; raise `NotFound` where there is none or the actor sees none of its versions."""
    rows = Scheme.objects.select_related("organization")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=scheme_id).first()
    if found is None or not list_versions_for(actor, found):
        raise NotFound
    return found


def list_versions_for(actor: Actor, scheme: Scheme) -> list[SchemeVersion]:
    """Return the versions of a 办法 that the actor sees, newest first."""
    rows = SchemeVersion.objects.filter(scheme=scheme).select_related(*_WITH)
    return [row for row in rows if may_see(actor, row.place, passed=row.state in PASSED)]


def list_schemes_for(actor: Actor, organization: Organization) -> QuerySet[Scheme]:
    """Return the 办法 an organisation has of its own; raise `NotFound` for one the actor does not see."""
    if not may_see(actor, organization.place, passed=False):
        raise NotFound
    return Scheme.objects.filter(organization=organization).select_related("organization")


def list_upper_versions(organization: Organization, on: date) -> list[SchemeVersion]:
    """Return what holds on a day in the organisations above, nearest first."""
    return [row for row in _list_held(organization, on) if row.scheme.organization_id != organization.pk]


def find_version(branch: Organization, on: date) -> SchemeVersion | None:
    """Return the version that holds for a branch on a day, None where none does.

    A superior's holds for all below it, unless a branch has its own that builds on it (`extends`).
    """
    return find_holding(_list_held(branch, on))


def find_versions(branch: Organization, days: Iterable[date]) -> dict[date, SchemeVersion | None]:
    """Return the same for several days, in one question."""
    rows = SchemeVersion.objects.filter(
        scheme__organization__path__in=_paths_above(branch.path), state__in=HELD
    ).select_related(*_WITH)
    nearest = sorted(rows, key=lambda row: len(row.scheme.organization.path), reverse=True)
    return {day: find_holding([row for row in nearest if row.holds_on(day)]) for day in days}


def list_states_above(path: str) -> set[VersionState]:
    """Return the states of all versions that a place of the tree and those above it have."""
    rows = SchemeVersion.objects.filter(scheme__organization__path__in=_paths_above(path)).order_by()
    return {VersionState(state) for state in rows.values_list("state", flat=True).distinct()}


def find_holding(held: list[SchemeVersion]) -> SchemeVersion | None:
    """Return which of the versions held on the way up (nearest first) is the rule: see `find_version`."""
    for place, row in enumerate(held):
        if all(builds_on(row, above) for above in held[place + 1 :]):
            return row
    return None


def builds_on(version: SchemeVersion, above: SchemeVersion) -> bool:
    """Say whether a version fills in a 办法 from above, in whatever version of it."""
    upper = version.upper
    while upper is not None:
        if upper.scheme_id == above.scheme_id:
            return True
        upper = upper.upper
    return False


def find_upper(organization: Organization, code: str, number: str) -> SchemeVersion | None:
    """Return the version of a superior that a file names in `extends`, None where there is none that was passed."""
    if not number.isdecimal():
        return None
    rows = SchemeVersion.objects.filter(
        scheme__organization__path__in=_paths_above(organization.path)[1:],
        scheme__code=code,
        number=int(number),
        state__in=PASSED,
    )
    return rows.select_related(*_WITH).first()


def list_same_code(organization: Organization, code: str) -> QuerySet[Scheme]:
    """Return the 办法 under one identifier here, above and below: in one book it must mean one."""
    below = Q(organization__path__startswith=organization.path)
    above = Q(organization__path__in=_paths_above(organization.path))
    return Scheme.objects.filter(above | below, code=code).select_related("organization")


def list_held_by(organization: Organization) -> QuerySet[SchemeVersion]:
    """Return what an organisation itself put in force, whatever the day, newest first."""
    rows = SchemeVersion.objects.filter(scheme__organization=organization, state__in=HELD)
    return rows.select_related(*_WITH).order_by("-from_on")


def reference_of(version: SchemeVersion, item: str = "") -> str:
    """Return the name under which entries quote a version, or a rule of it: `id@number#item`."""
    return texts.reference(version.scheme.code, version.number, item)


def period_of(version: SchemeVersion, on: date) -> Period:
    """Return the account period of a version that a day lies in; a running one ends on that day."""
    tables = tables_of(version)
    return period_named(tables, name_at(tables, on), on)


def year_of(version: SchemeVersion, on: date) -> Period:
    """Return the points year of a version that a day lies in."""
    return periods.year_at(tables_of(version), on)


def _list_held(organization: Organization, on: date) -> list[SchemeVersion]:
    rows = SchemeVersion.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=on),
        scheme__organization__path__in=_paths_above(organization.path),
        state__in=HELD,
        from_on__lte=on,
    )
    found = rows.select_related(*_WITH)
    return sorted(found, key=lambda row: len(row.scheme.organization.path), reverse=True)


def _paths_above(path: str) -> list[str]:
    """Return a path and all above it, nearest first."""
    return [path[:end] for end in range(len(path), 0, -Organization.steplen)]
