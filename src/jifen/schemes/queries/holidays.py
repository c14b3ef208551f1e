"""The holiday table of this installation: the program's own, and the years entered here."""

from __future__ import annotations

from collections import defaultdict

from jifen.rules.holidays import HolidayRow, HolidayTable
from jifen.schemes.models import Holiday


def get_holiday_table() -> HolidayTable:
    """Return the arrangements of all years that are known; a year entered here replaces the program's own."""
    years: dict[int, list[HolidayRow]] = defaultdict(list)
    for row in Holiday.objects.all():
        years[row.year].append(HolidayRow(row.day, row.kind.value.lower(), row.name))
    notices = {**dict(HolidayTable.builtin().notices), **{year: tuple(rows) for year, rows in years.items()}}
    return HolidayTable(tuple(sorted(notices.items())))


def list_entered_years() -> list[int]:
    """Return the years entered here, latest first."""
    return sorted(set(Holiday.objects.order_by().values_list("year", flat=True)), reverse=True)
