"""The room as Django knows it."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    """Organisations, people and accounts."""

    name = "jifen.orgs"
    label = "orgs"
    verbose_name = "组织和党员"
