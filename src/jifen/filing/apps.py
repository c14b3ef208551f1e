"""The room as Django knows it."""

from django.apps import AppConfig


class FilingConfig(AppConfig):
    """Packages sent up."""

    name = "jifen.filing"
    label = "filing"
    verbose_name = "备案"
