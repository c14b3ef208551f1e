"""The base a member opens a points year with, as the tables of a 办法 say it; in hundredths of a point.

What needs a score of last year is passed in (`carried`): this room looks up no score.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jifen.rules.period import Period, counting_months
from jifen.rules.points import Rounding, hundredths, round_by, round_half_up
from jifen.rules.tables import PartRow, RoundRow, StartRow, Tables
from jifen.schemes.states.enrolments import BaseSource

UNEVEN = "基础分按月折算除不尽，办法没有规定怎样取舍"
NO_TIER = "层次没有确定，基础分待定"


@dataclass(frozen=True, slots=True)
class Base:
    """A base with its source; `points` is None where it cannot be said yet, and `note` says why."""

    points: int | None
    source: BaseSource
    note: str = ""


def base_of(tables: Tables, year: Period, since: date, *, tier: str, carried: int | None) -> Base:
    """Return the base of a member who takes part since a day, in a tier, with what he brings from last year.

    Where a 办法 cuts the base of part years, months count by its `from_day` (AMB-29).
    """
    months = Fraction(len(counting_months(year, since, from_day=tables.from_day or 1)), len(year.months()))
    points, sources = Fraction(0), set()
    for part in tables.parts:
        found = _start_of(tables, part, tier, carried)
        if found is None:
            return Base(None, BaseSource.TIER, NO_TIER)
        value, source = found
        if part.start.by_months and months < 1:
            value, source = _rounded(value * months, part.start.round), BaseSource.PRO_RATA
        points += value
        sources.add(source)
    return _said(points, _main(sources))


def base_after(tables: Tables, year: Period, base: Base, *, before: str, after: str, on: date) -> Base:
    """Return the base of a member who goes from one tier to another on a day (AMB-29).

    `base` is the one in the tier before, for the whole year. Where the 办法 lets a change count from the next year
    only, it stays.
    """
    if not tables.tier_prorate or base.points is None:
        return base
    later = len(counting_months(year, on, from_day=tables.from_day or 1))
    share, points = Fraction(later, len(year.months())), Fraction(base.points, 100)
    for part in tables.parts:
        rows = dict(part.start.tiers) if part.enabled else {}
        if after in rows and before in rows:
            mixed = rows[before] + (rows[after] - rows[before]) * share
            points += _rounded(mixed, part.start.round) - rows[before]
    return _said(points, BaseSource.PRO_RATA if share else base.source)


def carry_cap_of(tables: Tables) -> int | None:
    """Return the most that may be carried into a base; None where a 办法 sets no limit."""
    caps = [part.start.carry_cap for part in tables.parts if part.enabled and part.start.carry_line]
    known = [cap for cap in caps if cap is not None]
    return hundredths(sum(known, Fraction(0))) if caps and len(known) == len(caps) else None


def carried_base(tables: Tables, figures: Mapping[str, object]) -> int | None:
    """Return what a member carries into his base, in hundredths; None where the 办法 asks for a line he has none of.

    `figures`: lines of last year's result by name, in hundredths (S5-三-一-1c, AMB-31, AMB-32: 20 % of the converted
    score, at most 20).
    """
    found: Fraction | None = None
    for part in tables.parts:
        start = part.start
        if not part.enabled or start.carry_line is None:
            continue
        line = figures.get(start.carry_line)
        if not isinstance(line, int):
            return None
        value = Fraction(line, 100) * start.share
        value = value if start.carry_cap is None else min(value, start.carry_cap)
        found = (found or Fraction(0)) + (value if start.by_months else _rounded(value, start.round))
    return None if found is None else hundredths(round_half_up(found, 2))


def carries(tables: Tables) -> bool:
    """Say whether a 办法 takes anything over from last year."""
    return any(part.enabled and part.start.carry_line for part in tables.parts)


def _start_of(
    tables: Tables, part: PartRow, tier: str, carried: int | None
) -> tuple[Fraction, BaseSource] | None:
    """Return what a part opens with; None where the tier that decides it is not known."""
    start = part.start
    if not part.enabled:
        return Fraction(0), BaseSource.NONE
    if start.carry_line:
        if carried is None:
            return start.first, BaseSource.DEFAULT
        return Fraction(carried, 100), BaseSource.CARRIED
    if start.tiers:
        rows = dict(start.tiers)
        return (rows[tier], BaseSource.TIER) if tier in rows else None
    value = start.points + sum(_of_items(tables, part), Fraction(0))
    return value, BaseSource.DEFAULT if value else BaseSource.NONE


def _of_items(tables: Tables, part: PartRow) -> list[Fraction]:
    """Return what its items open with; where a part spreads its own value over them, that is told already."""
    if part.spread is not None or part.start != StartRow():
        return []
    items = (tables.items[index] for index in part.items)
    return [item.start for item in items if item.enabled]


def _main(sources: set[BaseSource]) -> BaseSource:
    """Return the source that says most about a base made of several."""
    order = (BaseSource.PRO_RATA, BaseSource.CARRIED, BaseSource.TIER, BaseSource.DEFAULT)
    return next((source for source in order if source in sources), BaseSource.NONE)


def _rounded(value: Fraction, rule: RoundRow | None) -> Fraction:
    return value if rule is None else round_by(value, rule.digits, Rounding(rule.way))


def _said(points: Fraction, source: BaseSource) -> Base:
    if (points * 100).denominator != 1:
        return Base(None, source, UNEVEN)
    return Base(hundredths(points), source)
