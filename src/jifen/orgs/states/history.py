"""Reading a dated history: what a person was on a day, when a probation ends, how long he is a member.

Rows are taken as they stand in the table; a row that another one corrects does not count.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Protocol, TypeVar

from jifen.orgs.states.acts import Act
from jifen.orgs.states.people import EFFECT_MONTHS, MEMBERS, Measure, Standing
from jifen.rules.period import add_months, whole_months

PROBATION_MONTHS = 12
"""Months from the assembly that admitted (REG-31)."""


class Move(Protocol):
    """One row of the history of a standing."""

    pk: Any
    act: Act
    target: Standing
    on: date
    until: date | None
    entered_at: datetime
    corrects_id: Any


AnyMove = TypeVar("AnyMove", bound=Move)


def list_effective(moves: Iterable[AnyMove]) -> list[AnyMove]:
    """Return the moves that no other corrects, in the order of happening."""
    rows = list(moves)
    struck = {row.corrects_id for row in rows if row.corrects_id}
    return sorted((row for row in rows if row.pk not in struck), key=lambda row: (row.on, row.entered_at))


def standing_on(
    moves: Iterable[Move], day: date, *, joined_on: date | None = None, converted_on: date | None = None
) -> Standing | None:
    """Return the standing on a day; None where nothing is known.

    For a member entered from an older register the days before are read from his dates of joining and conversion.
    """
    rows = list_effective(moves)
    known = [row for row in rows if row.on <= day]
    if known:
        return known[-1].target
    if not rows or rows[0].target not in MEMBERS:
        return None
    if converted_on and converted_on <= day:
        return Standing.FORMAL
    return Standing.PROBATIONARY if joined_on and joined_on <= day else None


def current_move(moves: Iterable[AnyMove]) -> AnyMove | None:
    """Return the move that made the standing of today; an extension of a probation made none."""
    rows = [row for row in list_effective(moves) if row.act != Act.EXTEND_PROBATION]
    return rows[-1] if rows else None


def find_extension(moves: Iterable[AnyMove], joined_on: date | None) -> AnyMove | None:
    """Return the extension of the probation that began on the day of joining."""
    rows = [row for row in list_effective(moves) if row.act == Act.EXTEND_PROBATION]
    rows = [row for row in rows if joined_on is None or row.on >= joined_on]
    return rows[-1] if rows else None


def probation_ends_on(moves: Iterable[Move], joined_on: date | None) -> date | None:
    """Return the day from which a probation may end in conversion: one year on, or as extended (REG-31)."""
    extension = find_extension(moves, joined_on)
    if extension and extension.until:
        return extension.until
    return add_months(joined_on, PROBATION_MONTHS) if joined_on else None


def party_age(converted_on: date | None, on: date) -> int | None:
    """Return the full years of membership, counted from conversion (REG-32); None before it."""
    if converted_on is None or on < converted_on:
        return None
    return whole_months(converted_on, on) // 12


def effect_until(measure: Measure, approved_on: date, months: int = 0) -> date | None:
    """Return the last day of a measure's effect (REG-20); `months` is said for 留党察看 alone, expulsion has none."""
    lasting = EFFECT_MONTHS.get(measure, months)
    return add_months(approved_on, lasting) - timedelta(days=1) if lasting else None
