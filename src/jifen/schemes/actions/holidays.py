"""Entering the holiday arrangement of a year the program does not know."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Basis
from jifen.common.refusals import Invalid
from jifen.rules.holidays import HolidayRowsInvalid, HolidayTable
from jifen.schemes.models import Holiday
from jifen.schemes.permissions import may
from jifen.schemes.states.acts import Act
from jifen.schemes.states.enrolments import HolidayKind


def import_holidays(*, actor: Actor, at: datetime, text: str, basis: Basis) -> int:
    """Enter the whole arrangement of one year (columns 日期, 安排, 名称), in place of what was known of it.

    Return the year. Raises `NotAllowed`, and `Invalid` with every fault of the rows.
    """
    with transaction.atomic():
        may(actor, Act.IMPORT_HOLIDAYS, None).require()
        try:
            ((year, rows),) = HolidayTable.from_csv_text(text).notices
        except HolidayRowsInvalid as invalid:
            raise Invalid(text="；".join(invalid.faults)) from invalid
        Holiday.objects.filter(year=year).delete()
        Holiday.objects.bulk_create(
            Holiday(year=year, day=row.day, kind=HolidayKind(row.kind.upper()), name=row.name[:40])
            for row in rows
        )
        record(
            actor=actor, at=at, act=Act.IMPORT_HOLIDAYS, basis=basis, detail={"year": year, "days": len(rows)}
        )
        return year
