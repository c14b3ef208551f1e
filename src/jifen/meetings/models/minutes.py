"""What was said and resolved at a meeting, where it is written down here and not in a book of paper."""

from __future__ import annotations

from django.db import models

from jifen.common.orm import Row
from jifen.meetings.models.meetings import Meeting


class Minutes(Row):
    """The text of the minutes of one meeting (domain §7, 会议记录; S3-二-三-1f).

    `guests` are those who came and do not belong to the meeting. Votes stand in the motions, names in the list.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes")
    began_at = models.TimeField("开始时间", null=True, blank=True)
    ended_at = models.TimeField("结束时间", null=True, blank=True)
    guests = models.CharField("列席的人", max_length=200, blank=True)
    statements = models.TextField("会议内容", blank=True)
    resolutions = models.TextField("会议决定", blank=True)

    class Meta:
        """One of each meeting."""

        verbose_name = "会议内容"
        ordering = ("meeting_id",)
        constraints = (models.UniqueConstraint(fields=("meeting",), name="meetings_minutes_once"),)
