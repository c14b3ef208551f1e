"""Spot checks after a meeting."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jifen.common.orm import CodeField, Row, is_one_of
from jifen.common.permissions import Place
from jifen.meetings.models.meetings import Attendance, Meeting
from jifen.meetings.states.checks import Answer, SpotCheckState


class SpotCheck(Row):
    """Members of a meeting asked again by the superior's office; `seed` shows how they were drawn (AMB-57).

    `due` is how many should have come on the day of drawing. Every act adds one to `version`.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="spot_checks")
    seed = models.CharField("抽取的随机数", max_length=32)
    due = models.PositiveIntegerField("应到人数")
    drawn_at = models.DateTimeField("抽取时间")
    checker = models.CharField("核实人", max_length=60)
    state = CodeField(SpotCheckState, verbose_name="状态", default=SpotCheckState.DRAWN)
    conclusion = models.CharField("结论", max_length=200, blank=True)
    follow_up = models.CharField("后续处理", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """The latest first."""

        verbose_name = "抽查核实"
        ordering = ("-drawn_at", "id")
        constraints = (
            is_one_of("state", SpotCheckState, name="meetings_spotcheck_state_known"),
            models.CheckConstraint(
                condition=Q(state="DRAWN", conclusion="") | (~Q(state="DRAWN") & ~Q(conclusion="")),
                name="meetings_spotcheck_concluded_says_what",
            ),
            models.UniqueConstraint(fields=("meeting",), name="meetings_spotcheck_once"),
        )

    def __str__(self) -> str:
        """Return of which meeting."""
        return f"{self.meeting}抽查核实"

    @property
    def place(self) -> Place:
        """Return where the meeting belongs."""
        return self.meeting.place


class SpotCheckLine(Row):
    """One member who was drawn, and what he said when asked."""

    check_of = models.ForeignKey(SpotCheck, models.PROTECT, related_name="lines")
    attendance = models.ForeignKey(Attendance, models.PROTECT, related_name="spot_check_lines")
    number = models.PositiveSmallIntegerField("序号")
    answer = CodeField(Answer, verbose_name="核实情况", blank=True)
    asked_on = models.DateField("核实日期", null=True, blank=True)
    remark = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        """As they were drawn."""

        verbose_name = "抽查核实的党员"
        ordering = ("check_of", "number")
        constraints = (
            is_one_of("answer", Answer, name="meetings_spotcheckline_answer_known", blank=True),
            models.CheckConstraint(
                condition=Q(answer="", asked_on__isnull=True) | (~Q(answer="") & Q(asked_on__isnull=False)),
                name="meetings_spotcheckline_answered_on_a_day",
            ),
            models.UniqueConstraint(fields=("check_of", "number"), name="meetings_spotcheckline_number_once"),
        )
