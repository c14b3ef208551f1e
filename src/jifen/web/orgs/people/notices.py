"""In which notices somebody's points were shown, in sentences for his own file."""

from __future__ import annotations

from jifen.orgs.models import Person
from jifen.orgs.queries import list_aliases
from jifen.orgs.states.guards import say
from jifen.publicity.models import NoticeLine
from jifen.publicity.queries import list_notices_about, list_reviewed_by
from jifen.publicity.states.notices import NoticeState
from jifen.web.orgs.people.words import Line, Section


def notice_section(person: Person) -> Section:
    """Return every notice in which somebody has a line; withdrawn ones marked."""
    rows = list_notices_about(person)
    told = tuple(Line(_say(row), row, struck=row.notice.state is NoticeState.WITHDRAWN) for row in rows)
    return Section("notices", "公示", told)


def reviewed_section(person: Person) -> Section:
    """Return the objections somebody was given to look into."""
    rows = list_reviewed_by(list(list_aliases(person)))
    told = (Line(f"{row.notice.branch}{row.notice}的{row}（{row.state.label}）。", row) for row in rows)
    return Section("reviewed_objections", "交给核查的异议", tuple(told))


def _say(row: NoticeLine) -> str:
    notice = row.notice
    shown = zip((heading for _, heading, *_ in notice.columns), row.cells, strict=True)
    figures = "，".join(
        f"{heading} {cell}" for heading, cell in list(shown)[1:] if cell not in (None, str(row.person))
    )
    when = (
        f"{say(notice.first_on)}至{say(notice.last_on)}"
        if notice.first_on and notice.last_on
        else "还没有张贴"
    )
    return f"{notice}（{notice.state.label}，{when}）：{figures}。"
