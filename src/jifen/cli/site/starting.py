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
    take_address()
    try:
        django.setup()
    except ImproperlyConfigured as wrong:
        raise Refused(str(wrong)) from wrong


def take_address() -> None:
    """Let `JIFEN_DATABASE_FILE` stand for `JIFEN_DATABASE`, for this process and those it starts.

    A password in a file is seen by nobody who lists processes or looks into a container. Raises `Refused`.
    """
    file = os.environ.get("JIFEN_DATABASE_FILE", "")
    if not file or os.environ.get("JIFEN_DATABASE", ""):
        return
    try:
        address = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as wrong:
        raise Refused(f"JIFEN_DATABASE_FILE 写的文件 {file} 读不出来：{wrong}") from wrong
    if not address:
        raise Refused(f"JIFEN_DATABASE_FILE 写的文件 {file} 是空的；里面要有一行 postgresql://… 的地址。")
    os.environ["JIFEN_DATABASE"] = address


def now() -> datetime:
    """Return the instant: the command line is a door."""
    return datetime.now(UTC)
