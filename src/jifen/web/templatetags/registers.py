"""One cell of a register on its page."""

from __future__ import annotations

from typing import Any

from django import template

from jifen.registers.states.kinds import Form
from jifen.web.registers.typed import Cells

register = template.Library()


@register.inclusion_tag("registers/cell.html")
def cell(row: Cells, field: str, heading: str, form: Form) -> dict[str, Any]:
    """Return what a cell shows: its value as it was typed, and the fault that stands at it."""
    return {
        "row": row,
        "field": field,
        "name": f"{field}-{row.person.pk}",
        "label": f"{row.person}{heading}",
        "value": row.texts.get(field, ""),
        "fault": row.faults.get(field, ""),
        "form": form,
    }
