"""The version of a meeting that a page was made from, sent along so that nobody overwrites another's work."""

from __future__ import annotations

from typing import Any

from django import forms

from jifen.meetings.models import Convocation, Meeting, SpotCheck
from jifen.web.forms import Form
from jifen.web.requests import Request


class VersionForm(Form):
    """A form on one meeting, notice or spot check as it was when the page was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, row: Meeting | Convocation | SpotCheck, *args: Any, **options: Any) -> None:
        """Take the row."""
        options["initial"] = {"version": row.version, **options.get("initial", {})}
        super().__init__(*args, **options)


def clock_field(label: str, *, required: bool = False) -> forms.TimeField:
    """Return a field for an hour of the day."""
    return forms.TimeField(
        label=label,
        required=required,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "请填写时间，例如 09:00。"},
    )


def version_of(request: Request) -> int:
    """Return the version a button sent along; 0, which no meeting has, where it is none."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
