"""The room as Django knows it."""

from django.apps import AppConfig


class PublicityConfig(AppConfig):
    """Public notices."""

    name = "jifen.publicity"
    label = "publicity"
    verbose_name = "公示"
