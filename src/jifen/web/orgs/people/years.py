"""What the law book knows about a person, in sentences for his own file."""

from __future__ import annotations

from jifen.orgs.models import Person
from jifen.rules.points import format_points
from jifen.schemes.models import Enrolment
from jifen.schemes.queries import list_enrolments_of
from jifen.web.orgs.people.words import Line, Section
from jifen.web.templatetags.words import day


def enrolment_section(person: Person) -> Section:
    """Return in which years somebody takes part, and how."""
    rows = list_enrolments_of(person)
    return Section("enrolments", "参加积分", tuple(Line(_say(row), row, row.to_on is None) for row in rows))


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
