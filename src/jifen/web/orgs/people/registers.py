"""What the registers of organisational life say of somebody, in sentences for his own file."""

from __future__ import annotations

from jifen.orgs.models import Person
from jifen.orgs.states.guards import say
from jifen.registers.models import RegisterLine
from jifen.registers.queries import list_lines_of
from jifen.registers.states.occasions import LineState
from jifen.rules.points import format_points
from jifen.web.orgs.people.words import Line, Section


def register_section(person: Person) -> Section:
    """Return every line about somebody, struck ones marked."""
    rows = list_lines_of(person)
    told = tuple(Line(_say(row), row, struck=row.state is LineState.STRUCK) for row in rows)
    return Section("register_lines", "组织生活登记", told)


def _say(row: RegisterLine) -> str:
    form = row.occasion.form
    parts = [f"{row}"]
    if row.done_on:
        parts.append(f"{form.done}{say(row.done_on)}")
    if row.number is not None:
        parts.append(f"{form.number}{format_points(row.number)}")
    if row.who:
        parts.append(f"{form.who}{row.who}")
    said = f"{row.occasion.branch}{row.occasion}：{'，'.join(parts)}"
    if row.note:
        said += "，另写有说明"
    if row.taken_by:
        said += f"（已被{row.taken_by}采用）"
    return f"{said}（已作废：{row.struck}）。" if row.state is LineState.STRUCK else f"{said}。"
