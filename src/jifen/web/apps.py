"""The door as Django knows it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages."""

    name = "jifen.web"
    label = "web"
    verbose_name = "网页"
