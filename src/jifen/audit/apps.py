"""The room as Django knows it."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The memory of the house."""

    name = "jifen.audit"
    label = "audit"
    verbose_name = "操作记录"
