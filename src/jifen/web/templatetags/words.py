"""Words templates may use: days as people write them, labels, a button that says why it is grey."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django import template
from django.utils import timezone

from jifen.common.decision import Decision
from jifen.engine.explain import amount
from jifen.rules.periodname import say_period
from jifen.rules.points import format_points

register = template.Library()


@register.filter
def day(value: date | datetime | None) -> str:
    """Return a day as `2026年3月5日`; nothing for no day."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return f"{value.year}年{value.month}月{value.day}日"


@register.filter
def left(value: date, today: date) -> str:
    """Return how many days are left until a day, from three days before; nothing earlier or later."""
    days = (value - today).days
    return {0: "（今天）", 1: "（明天）", 2: "（还有 2 天）", 3: "（还有 3 天）"}.get(days, "")


@register.filter
def instant(value: datetime | None) -> str:
    """Return an instant as `2026年3月5日 9:07`."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{day(local)} {local.hour}:{local.minute:02}"


@register.filter
def period(name: str) -> str:
    """Show a period by the words people use for it."""
    return say_period(name)


@register.filter
def points(value: int) -> str:
    """Return hundredths as signed points: `+2.00`, `-0.50`, `0.00`."""
    return f"+{format_points(value)}" if value > 0 else format_points(value)


@register.filter
def reckoned(value: Fraction | None) -> str:
    """Return points that were reckoned, as short as they are exact; a dash where there are none."""
    return "—" if value is None else amount(value)


@register.filter
def label(value: Any) -> str:
    """Return the Chinese label of a code."""
    return getattr(value, "label", "") or ""


@register.inclusion_tag("components/act.html")
def act(label: str, decision: Decision, address: str, *, primary: bool = False) -> dict[str, Any]:
    """Show the button of an act; when it is not allowed it is grey and says why.

    A view that forgot to ask is a fault of the program (`TypeError`): the button would be grey for everybody.
    """
    if not isinstance(decision, Decision):
        raise TypeError(f"{label}: nobody asked whether this is allowed")
    return {"label": label, "decision": decision, "address": address, "primary": primary}
