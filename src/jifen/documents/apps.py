"""The room as Django knows it."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Papers."""

    name = "jifen.documents"
    label = "documents"
    verbose_name = "材料"
