"""The room as Django knows it."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The account book."""

    name = "jifen.ledger"
    label = "ledger"
    verbose_name = "积分账"
