"""What one's own file says of points, in sentences: every line of the books."""

from __future__ import annotations

from jifen.ledger.queries import list_entries_about
from jifen.orgs.models import Person
from jifen.web.orgs.people.words import Line, Section
from jifen.web.templatetags.words import day, points


def list_account_sections(person: Person) -> list[Section]:
    """Return the parts of a file that are about points."""
    return [
        Section("entries", "积分账目", tuple(Line(_entry(row), row) for row in list_entries_about(person)))
    ]


def _entry(row: object) -> str:
    text = getattr(row, "text", None)
    reason = f"，事由：{text}" if text else ""
    return (
        f"{day(row.occurred_on)}，{row.kind.label} {points(row.points)} 分{reason}，"  # type: ignore[attr-defined]
        f"记在{row.book}第 {row.sequence} 条，依据{row.basis}。"  # type: ignore[attr-defined]
    )
