"""The door opens: settings are read and the rooms made ready. Only then may their modules be imported."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import django
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from jifen.cli.screen import Refused

SETTINGS = "jifen.config.settings"


def home() -> Path:
    """Return the data folder."""
    return Path(os.environ.get("JIFEN_HOME", "var")).resolve()


def start() -> None:
    """Read the settings and make the rooms ready; raise `Refused` in words where they are wrong."""
    if apps.ready:
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    try:
        django.setup()
    except ImproperlyConfigured as wrong:
        raise Refused(str(wrong)) from wrong


def now() -> datetime:
    """Return the instant: the command line is a door."""
    return datetime.now(UTC)
