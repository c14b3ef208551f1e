"""The room as Django knows it."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meetings, attendance, motions."""

    name = "jifen.meetings"
    label = "meetings"
    verbose_name = "会议"
