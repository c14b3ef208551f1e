"""What the 办法 says of filing: with whom and by which day."""

from __future__ import annotations

import re
from datetime import date

from jifen.filing.errors import NothingToFile
from jifen.orgs.models import Organization
from jifen.orgs.queries import list_superiors
from jifen.orgs.states.organizations import OrganizationKind
from jifen.rules.calendar import Shift, scheduled_day
from jifen.rules.cycledays import rule_of_day
from jifen.rules.findings import SchemeRefused
from jifen.rules.holidays import HolidayTable, HolidayYearMissing
from jifen.rules.model.cycle import Filing
from jifen.rules.period import add_months
from jifen.schemes.models import SchemeVersion
from jifen.schemes.queries import bound_of, get_holiday_table

MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.A)
"""How the period of a month is named."""


def find_filing(version: SchemeVersion) -> Filing | None:
    """Return what a 办法 says of filing; None where it says nothing or cannot be read."""
    try:
        cycle = bound_of(version).scheme.cycle
    except SchemeRefused:
        return None
    return cycle.filing if cycle else None


def find_addressee(organization: Organization, filing: Filing | None) -> Organization:
    """Return with whom a branch files: the county, the general branch above it, else the next superior.

    Where the tree has no general branch above it, that is the next superior too. Raises `NothingToFile` for an
    organisation without a superior.
    """
    above = list_superiors(organization)
    if not above:
        raise NothingToFile(f"{organization}没有上级党组织，没有地方可以报备。")
    if filing is not None and filing.to == "county_org_department":
        return above[0]
    if filing is not None and filing.to == "general_branch":
        general = [one for one in above if one.kind == OrganizationKind.GENERAL_BRANCH]
        return (general or above)[-1]
    return above[-1]


def find_due_day(period: str, filing: Filing | None, holidays: HolidayTable | None = None) -> date | None:
    """Return by which day the sheet of a month is filed; None where the 办法 names no day of a month (AMB-24).

    Where the holidays of that year are not known, the day itself, not moved. `holidays`: the table, where it was read
    before.
    """
    named = MONTH.fullmatch(period)
    rule = rule_of_day(filing.by) if filing and filing.by else None
    if named is None or rule is None or filing is None or filing.by is None:
        return None
    month = add_months(date(int(named[1]), int(named[2]), 1), filing.by.lag)
    holidays = holidays or get_holiday_table()
    try:
        return scheduled_day(rule, Shift(filing.by.shift), month.year, month.month, holidays).day
    except HolidayYearMissing:
        return scheduled_day(rule, Shift.NONE, month.year, month.month, holidays).day
