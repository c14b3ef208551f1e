"""The whole of a workbook taken in: the period its facts lie in, its people, its facts, and what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jifen.engine.columns import FactColumns
from jifen.engine.gather import Person
from jifen.engine.intake.checks import check_register, counting_days
from jifen.engine.intake.notes import Notes, place_of
from jifen.engine.intake.register import Register, read_register
from jifen.engine.intake.roster import read_roster
from jifen.engine.intake.sheets import FACTS, Sheets
from jifen.rules.periodname import name_at, period_named
from jifen.rules.tables import Tables
from jifen.workbook import Fault, Table
from jifen.workbook.faults import listing

_CLEARLY = (4, 5)
"""The share of the facts that must lie in one period for it to be taken as theirs."""


class SeveralPeriods(Exception):
    """The facts lie in several periods and nobody said which one is meant; the text names them."""


@dataclass(slots=True)
class Intake:
    """What a workbook gave. ``facts`` is None where there are faults: nothing may be scored then.

    ``period``: the name of the period scored; ``inferred``: it was read off the facts. ``last``: the latest day of
    a fact, where a running account ends.
    """

    persons: list[Person]
    register: Register
    facts: FactColumns | None
    period: str
    last: date
    inferred: bool
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def take_in(
    sheets: Sheets,
    tables: dict[str, Table],
    *,
    period: str | None,
    today: date,
    known: Iterable[Fault] = (),
) -> Intake:
    """Turn the tables read (by sheet) into persons and facts. ``tables`` must hold the sheet of facts.

    Without ``period`` the one in which at least four fifths of the facts lie is taken; where they do not agree, the
    points year of ``today``, or for shorter periods nothing. ``known``: the faults of the reader, whose cells get no
    second one. Raises PeriodError for a name that is none of the scheme's, SeveralPeriods.
    """
    notes = Notes(places={place_of(fault) for fault in known})
    roster = read_roster(sheets, tables, notes)
    register, roster = read_register(sheets, tables[FACTS], roster, notes)
    found = period or _period_of(sheets.tables, register)
    chosen = found or name_at(sheets.tables, today)
    last = max((day for day in register.day if day is not None), default=today)
    check_register(sheets, register, period_named(sheets.tables, chosen, last), notes)
    notes.finish()
    return Intake(
        persons=roster.persons,
        register=register,
        facts=None if notes.faults or _holes(register) else register.columns(),
        period=chosen,
        last=last,
        inferred=period is None and found is not None,
        faults=tuple(notes.faults),
        warnings=tuple(notes.warnings),
    )


def _holes(register: Register) -> bool:
    """Whether a row lacks what the reader of the workbook has already complained about."""
    return None in register.kind or None in register.day or None in register.person


def _period_of(tables: Tables, register: Register) -> str | None:
    """The period most facts lie in; of a year None where they do not clearly agree, else SeveralPeriods."""
    periods: Counter[str] = Counter()
    for when, count in Counter(on for _, _, on in counting_days(tables, register)).items():
        periods[name_at(tables, when)] += count
    if not periods:
        return None
    name, count = periods.most_common(1)[0]
    if count * _CLEARLY[1] >= periods.total() * _CLEARLY[0]:
        return name
    if tables.period_kind == "year":
        return None
    raise SeveralPeriods(f"事实分在{listing(sorted(periods))}，请写明算哪一期")
