"""The room as Django knows it."""

from django.apps import AppConfig


class CyclesConfig(AppConfig):
    """Periods, declarations, deductions."""

    name = "jifen.cycles"
    label = "cycles"
    verbose_name = "积分周期"
