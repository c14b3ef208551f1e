"""The whole of a workbook taken in: the year its facts lie in, its people, its facts, and what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from jifen.engine.columns import FactColumns
from jifen.engine.gather import Person
from jifen.engine.intake.checks import check_register, counting_days
from jifen.engine.intake.notes import Notes, place_of
from jifen.engine.intake.register import Register, read_register
from jifen.engine.intake.roster import read_roster
from jifen.engine.intake.sheets import FACTS, Sheets
from jifen.rules.period import MonthDay, points_year
from jifen.rules.tables import Tables
from jifen.workbook import Fault, Table

_CLEARLY = (4, 5)
"""The share of the facts that must lie in one points year for it to be taken as theirs."""


@dataclass(slots=True)
class Intake:
    """What a workbook gave. ``facts`` is None where there are faults: nothing may be scored then.

    ``year``: the points year scored (its first year); ``inferred``: it was read off the facts.
    """

    persons: list[Person]
    register: Register
    facts: FactColumns | None
    year: int
    inferred: bool
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def take_in(
    sheets: Sheets,
    tables: dict[str, Table],
    *,
    year: int | None,
    default_year: int,
    known: Iterable[Fault] = (),
) -> Intake:
    """Turn the tables read (by sheet) into persons and facts. ``tables`` must hold the sheet of facts.

    Without ``year`` the points year in which at least four fifths of the facts lie is taken, else
    ``default_year``. ``known``: the faults of the reader, whose cells get no second one.
    """
    notes = Notes(places={place_of(fault) for fault in known})
    roster = read_roster(sheets, tables, notes)
    register, roster = read_register(sheets, tables[FACTS], roster, notes)
    found = year if year is not None else points_year_of(sheets.tables, register)
    chosen = default_year if found is None else found
    check_register(sheets, register, points_year(chosen, MonthDay(*sheets.tables.starts)), notes)
    notes.finish()
    return Intake(
        persons=roster.persons,
        register=register,
        facts=None if notes.faults or _holes(register) else register.columns(),
        year=chosen,
        inferred=year is None and found is not None,
        faults=tuple(notes.faults),
        warnings=tuple(notes.warnings),
    )


def _holes(register: Register) -> bool:
    """Whether a row lacks what the reader of the workbook has already complained about."""
    return None in register.kind or None in register.day or None in register.person


def points_year_of(tables: Tables, register: Register) -> int | None:
    """The first calendar year of the points year most facts lie in; None where they do not clearly agree."""
    month, day = tables.starts
    years: Counter[int] = Counter()
    for when, count in Counter(on for _, _, on in counting_days(tables, register)).items():
        years[when.year - ((when.month, when.day) < (month, day))] += count
    if not years:
        return None
    year, count = years.most_common(1)[0]
    return year if count * _CLEARLY[1] >= years.total() * _CLEARLY[0] else None
