"""Days off and working weekends of years the program does not know yet."""

from __future__ import annotations

from django.db import models

from jifen.common.orm import CodeField, Row, is_one_of
from jifen.schemes.states.enrolments import HolidayKind


class Holiday(Row):
    """One day of the arrangement of a year, as announced by the State Council; the same for all organisations."""

    year = models.PositiveIntegerField("年份")
    day = models.DateField("日期")
    kind = CodeField(HolidayKind, verbose_name="安排")
    name = models.CharField("名称", max_length=40, blank=True)

    class Meta:
        """In the order of the calendar."""

        verbose_name = "节假日"
        ordering = ("year", "day")
        constraints = (
            models.UniqueConstraint(fields=("year", "day"), name="schemes_holiday_once"),
            is_one_of("kind", HolidayKind, name="schemes_holiday_kind_known"),
        )

    def __str__(self) -> str:
        """Return the day as a line."""
        return f"{self.day} {self.kind.label}"
