"""What the periods say of somebody, in sentences for his own file."""

from __future__ import annotations

from jifen.cycles.models import Declaration
from jifen.cycles.queries import get_periods_of
from jifen.orgs.models import Person
from jifen.orgs.states.guards import say
from jifen.rules.points import format_points
from jifen.web.orgs.people.words import Line, Section


def list_period_sections(person: Person) -> list[Section]:
    """Return what was declared for somebody and proposed about him, and the periods he declared nothing in."""
    kept = get_periods_of(person)
    declared = tuple(Line(_say(row), row) for row in kept.declarations)
    silent = tuple(Line(f"{row.cycle}：未申报，{row.reason}。", row) for row in kept.not_declared)
    return [Section("declarations", "申报和扣分", declared), Section("not_declared", "未申报", silent)]


def _say(row: Declaration) -> str:
    points = row.declared if row.points is None else row.points
    said = f"{row.cycle}：{say(row.occurred_on)}{row.title}，{format_points(points, trim=True)}分"
    parts = [said, f"事由：{row.reason}" if row.reason else "", row.channel.label]
    if row.author_name:
        parts.append(f"经办人{row.author_name}")
    if row.returned:
        parts.append(f"退回、撤回的原因：{row.returned}")
    if row.endorsed_on:
        parts.append(
            f"{row.endorser}{say(row.endorsed_on)}签注：{row.done.label if row.done else ''}{row.quality}"
        )
    if row.opinion:
        parts.append(f"初评意见：{row.opinion}")
    if row.verdict:
        parts.append(f"评定意见：{row.verdict}")
    if row.noticed_on:
        parts.append(f"{say(row.noticed_on)}告知（{row.notice_way}）")
    if row.heard:
        parts.append(f"{row.heard.label}{f'：{row.answer}' if row.answer else ''}")
    if row.present:
        parts.append(f"在场的人：{row.present}")
    if row.looked_at:
        parts.append(f"不是重复：{row.looked_at}")
    return f"{'；'.join(part for part in parts if part)}（{row.state.label}）。"
