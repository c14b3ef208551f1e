"""What a superior misses from the branches directly below: periods that are over and were not filed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from jifen.common.actor import Hat
from jifen.cycles.models import Cycle
from jifen.cycles.queries.cycles import procedure_by
from jifen.cycles.queries.due.values import Due
from jifen.cycles.states.due import KEPT_DAYS, DueKind
from jifen.cycles.states.stepdays import files_each_period
from jifen.filing.models import Package
from jifen.filing.queries import find_due_day, find_last_day
from jifen.rules.findings import SchemeRefused
from jifen.rules.holidays import HolidayTable
from jifen.schemes.models import SchemeVersion
from jifen.schemes.queries import get_holiday_table

_MOST = 200
"""Periods looked at: three months of the branches of a large township."""
_STEP = 4
"""Characters of a path for each floor of the tree."""


def list_unfiled(hat: Hat, on: date) -> Iterator[Due]:
    """Yield the periods of the last hundred days whose filing day is over and of which nothing was sent.

    Three questions whatever there is below: periods, the versions they follow, the days off. What a 办法 does not
    file by a day of the month is not asked for.
    """
    sent = Package.objects.filter(
        organization=OuterRef("branch"), period=OuterRef("period"), sent_at__isnull=False
    )
    rows = Cycle.objects.filter(
        ~Exists(sent),
        branch__path__gte=hat.path,
        branch__path__lt=hat.path + "~",
        branch__depth=len(hat.path) // _STEP + 1,
        ends_on__lt=on,
        ends_on__gte=on - timedelta(days=KEPT_DAYS),
    ).select_related("branch")
    cycles = list(rows.defer("sheet").order_by("ends_on", "branch__path", "pk")[:_MOST])
    if not cycles:
        return
    asked = {row.scheme_version_id for row in cycles}
    with_uppers = ("scheme__organization", "upper__scheme__organization", "upper__upper__scheme")
    versions = SchemeVersion.objects.select_related(*with_uppers).in_bulk(asked)
    holidays = get_holiday_table()
    for row in cycles:
        by = _due_day(row, versions[row.scheme_version_id], holidays)
        last = find_last_day(by, holidays)
        if last is not None and last < on:
            what = f"{row}还没有上报，现在是“{row.state.label}”"
            yield Due(DueKind.WATCH_FILING, what, str(row.branch), row.pk, by, late=True)


def _due_day(cycle: Cycle, version: SchemeVersion, holidays: HolidayTable) -> date | None:
    try:
        procedure = procedure_by(version, has_committee=True)
    except SchemeRefused:  # the page of the version says what cannot be read
        return None
    if procedure is None or not files_each_period(procedure):
        return None
    return find_due_day(cycle.period, procedure.cycle.filing, holidays)
