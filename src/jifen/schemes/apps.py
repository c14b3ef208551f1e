"""The room as Django knows it."""

from django.apps import AppConfig


class SchemesConfig(AppConfig):
    """Schemes, enrolments, holidays."""

    name = "jifen.schemes"
    label = "schemes"
    verbose_name = "积分办法"
