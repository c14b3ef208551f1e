"""The question about the computer's clock: asked only when the room has refused because of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms

from jifen.ledger.errors import ClockWentBack

Done = TypeVar("Done")


class ClockAsked(forms.Form):
    """A form of the book with a tick that the clock is right, shown once that was asked (trust T2)."""

    clock_confirmed = forms.BooleanField(label="电脑的日期和时间核对过了，没有错", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Remember whether the room has asked before."""
        super().__init__(*args, **options)
        self.asked_clock = bool(self.data.get("clock_confirmed"))

    def visible_fields(self) -> list[Any]:
        """Leave out the tick as long as nothing was asked."""
        fields = super().visible_fields()
        return [field for field in fields if self.asked_clock or field.name != "clock_confirmed"]


def asking(form: ClockAsked, act: Callable[[], Done]) -> Done:
    """Do an act; where the room asks about the clock, let the form show the tick, and pass the refusal on."""
    try:
        return act()
    except ClockWentBack:
        form.asked_clock = True
        raise
