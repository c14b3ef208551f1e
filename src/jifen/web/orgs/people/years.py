"""What the law book knows about a person, in sentences for his own file."""

from __future__ import annotations

from datetime import date
from typing import Any

from jifen.orgs.models import Person
from jifen.rules.findings import SchemeRefused
from jifen.rules.points import format_points
from jifen.schemes.models import Enrolment, Exemption, TaskPlan
from jifen.schemes.queries import (
    find_exemption_rule,
    find_version,
    list_enrolments_of,
    list_exemptions_of,
    list_own_plans,
    list_supervised,
)
from jifen.schemes.states.exemptions import OPEN
from jifen.schemes.states.plans import STANDING
from jifen.web.orgs.people.words import Line, Section
from jifen.web.templatetags.words import day


def enrolment_section(person: Person) -> Section:
    """Return in which years somebody takes part, and how."""
    rows = list_enrolments_of(person)
    return Section("enrolments", "参加积分", tuple(Line(_say(row), row, row.to_on is None) for row in rows))


def plan_section(person: Person) -> Section:
    """Return whose plans somebody supervises; his own have a page each (`list_own_plans`)."""
    rows = list_supervised(person)
    return Section(
        "supervised",
        "分管的目标任务",
        tuple(
            Line(
                f"分管{row.person}{row.enrolment.year}年度的目标任务（{row.state.label}）。",
                row,
                row.state in STANDING,
            )
            for row in rows
        ),
    )


def list_plan_lines(person: Person) -> list[tuple[str, TaskPlan]]:
    """Return every plan of somebody as a sentence, with the plan for its link."""
    return [(_say_plan(plan), plan) for plan in list_own_plans(person)]


def _say_plan(plan: TaskPlan) -> str:
    lines = "；".join(f"{line.text}（{line.done}）" for line in plan.lines.all())
    leader = f"，分管领导{plan.supervisor}" if plan.supervisor else ""
    more = f"第{plan.number}份，" if plan.number > 1 else ""
    return f"{plan.enrolment.year}年度：{more}{plan.state.label}{leader}。{lines or '还没有写目标任务'}。"


def exemption_section(person: Person) -> Section:
    """Return when somebody wished not to take part, and what became of it; no word of his health."""
    rows = list_exemptions_of(person)
    return Section(
        "exemptions", "不参加积分", tuple(Line(_say_exemption(row), row, row.state in OPEN) for row in rows)
    )


def _say_exemption(row: Exemption) -> str:
    since = f"，{day(row.from_on)}起不参加" if row.from_on else ""
    until = f"，{day(row.ended_on)}终止（{row.ending.label}）" if row.ended_on else ""
    return (
        f"{row.year}年度在{row.branch}，{day(row.wish.on)}提出不参加积分，{row.state.label}{since}{until}。"
    )


def _say(row: Enrolment) -> str:
    """Return one year as a sentence."""
    since = f"{day(row.out_from)}起" if row.out_from else ""
    part = "参加" if row.participates else f"{since}不参加（{row.reason}）"
    until = f"到{day(row.to_on)}" if row.to_on else ""
    tier = f"，{row.tier}" if row.tier else ""
    base = "待定" if row.base is None else f"{format_points(row.base, trim=True)} 分"
    note = f"；{row.note}" if row.note else ""
    return (
        f"{row.year}年度在{row.branch}，按{row.scheme_version}{part}，{day(row.from_on)}起{until}{tier}，"
        f"基础分{base}（{row.base_source.label}）{note}。"
    )


def tell_exemptions(person: Person, today: date) -> dict[str, Any]:
    """Return for somebody's own page his applications, and where he asks: nowhere under a 办法 that admits none."""
    branch = person.branch
    version = find_version(branch, today) if branch and branch.is_branch else None
    try:
        rule = find_exemption_rule(version) if version else None
    except SchemeRefused:  # the page of the version says what cannot be read
        rule = None
    return {"exemptions": list_exemptions_of(person), "to_wish": branch if rule else None}
