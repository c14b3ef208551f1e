"""The room as Django knows it."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """Registers of organisational life."""

    name = "jifen.registers"
    label = "registers"
    verbose_name = "组织生活登记"
