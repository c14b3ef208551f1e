"""What one's own file says of points, in sentences: in which years one takes part, and every line of the books."""

from __future__ import annotations

from jifen.ledger.queries import list_entries_about
from jifen.orgs.models import Person
from jifen.schemes.models import Enrolment
from jifen.schemes.queries import list_enrolments_about
from jifen.web.orgs.people.words import Line, Section
from jifen.web.templatetags.words import day, points


def list_account_sections(person: Person) -> list[Section]:
    """Return the parts of a file that are about points."""
    enrolments, entries = list_enrolments_about(person), list_entries_about(person)
    return [
        Section("enrolments", "参加积分", tuple(Line(_enrolment(row), row) for row in enrolments)),
        Section("entries", "积分账目", tuple(Line(_entry(row), row) for row in entries)),
    ]


def _enrolment(row: Enrolment) -> str:
    part = "参加积分" if row.participates else f"不参加积分（{row.reason}）"
    until = f"到{day(row.to_on)}" if row.to_on else "起"
    return f"{row.branch}{row.year}年度，{day(row.from_on)}{until}，{part}，按{row.scheme_version}。"


def _entry(row: object) -> str:
    text = getattr(row, "text", None)
    reason = f"，事由：{text}" if text else ""
    return (
        f"{day(row.occurred_on)}，{row.kind.label} {points(row.points)} 分{reason}，"  # type: ignore[attr-defined]
        f"记在{row.book}第 {row.sequence} 条，依据{row.basis}。"  # type: ignore[attr-defined]
    )
