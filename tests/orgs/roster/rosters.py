"""Rosters in tests: a workbook of a few rows, taken in, checked, confirmed by one of the cast."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from jifen.orgs import actions
from jifen.orgs.models import RosterImport
from jifen.orgs.states.identity import check_character
from jifen.orgs.states.roster import RosterState
from tests.cast import NOW, Cast
from tests.workbook import files

BORN = date(1970, 5, 6)


def id_no(born: date = BORN, serial: int = 1, *, male: bool = True) -> str:
    """Return an invented number of an area that does not exist, with the right check digit."""
    digits = f"990000{born:%Y%m%d}{serial * 2 + (1 if male else 0):03}"
    return digits + check_character(digits)


def person(name: str = "贺新", **cells: Any) -> dict[str, Any]:
    """Return a row by headings; a formal member unless said otherwise."""
    return {"姓名": name, "人员类别": "正式党员", **cells}


def workbook(rows: Iterable[Mapping[str, Any]], **how: Any) -> bytes:
    """Return the workbook of some rows, with the headings they use."""
    rows = list(rows)
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    cells = [[row.get(heading) for heading in headings] for row in rows]
    return files.workbook(cells, headings=headings, sheet="党员名册", **how)


def take_in(
    cast: Cast,
    content: bytes | Iterable[Mapping[str, Any]],
    who: str = "recorder",
    where: str = "branch",
    hat: str = "",
) -> RosterImport:
    """Import a workbook and check it."""
    data = content if isinstance(content, bytes) else workbook(content)
    roster = actions.import_roster(
        actor=cast.actor(who, hat),
        at=NOW,
        organization_id=cast.organization(where).pk,
        file_name="名册.xlsx",
        content=data,
    )
    return actions.check_rows(roster_id=roster.pk, attempt=roster.attempt)


def confirm(cast: Cast, roster: RosterImport, who: str = "recorder", hat: str = "") -> RosterImport:
    """Confirm an import and write it."""
    actor = cast.actor(who, hat)
    roster = actions.apply_roster(actor=actor, at=NOW, roster_id=roster.pk)
    return actions.write_rows(actor=actor, at=NOW, roster_id=roster.pk, attempt=roster.attempt)


def bring_in(
    cast: Cast,
    content: bytes | Iterable[Mapping[str, Any]],
    who: str = "recorder",
    where: str = "branch",
    hat: str = "",
) -> RosterImport:
    """Import, check and write; there must be nothing wrong."""
    roster = take_in(cast, content, who, where, hat)
    assert roster.state is RosterState.READY, told(roster)
    roster = confirm(cast, roster, who, hat)
    assert roster.state is RosterState.APPLIED, told(roster)
    return roster


def take_back(cast: Cast, roster: RosterImport, who: str = "recorder") -> RosterImport:
    """Take an import back."""
    actor = cast.actor(who)
    roster = actions.undo_roster(actor=actor, at=NOW, roster_id=roster.pk)
    return actions.take_back_rows(actor=actor, at=NOW, roster_id=roster.pk, attempt=roster.attempt)


def told(roster: RosterImport, *, blocking: bool = True) -> list[tuple[int, str, str, str]]:
    """Return what is wrong: row, column, value, message."""
    faults = roster.faults.filter(blocking=blocking)
    return [(fault.row, fault.column, fault.value, fault.message) for fault in faults]


def codes(roster: RosterImport, *, blocking: bool = True) -> list[str]:
    """Return the codes of what is wrong."""
    return [fault.code for fault in roster.faults.filter(blocking=blocking)]
