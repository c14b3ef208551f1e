"""Days, months and spans of a points year, by counting on the fingers."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def last_of(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, n: int) -> date:
    """The same day n months later; a day the month lacks becomes its last day."""
    year, month = day.year, day.month
    for _ in range(abs(n)):
        month += 1 if n > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        elif month == 0:
            year, month = year - 1, 12
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@dataclass(frozen=True)
class Year:
    """A period of points: both ends belong to it. `anchor`: from here quarters and halves count."""

    start: date
    end: date
    kind: str = "year"
    name: str = ""
    anchor: date | None = None

    def holds(self, day: date) -> bool:
        return self.start <= day <= self.end

    def months(self) -> list[tuple[date, date]]:
        """Its calendar months as first and last day, clipped to the period."""
        found, day = [], self.start
        while day <= self.end:
            last = min(last_of(day.year, day.month), self.end)
            found.append((day, last))
            day = last + ONE_DAY
        return found

    def spans(self, every: str) -> list[tuple[date, date]]:
        """Its months, quarters or halves, or itself; quarters and halves count from its start."""
        if every == "month":
            return self.months()
        if every == "period":
            return [(self.start, self.end)]
        step = {"quarter": 3, "half": 6}[every]
        found, n = [], 0
        while (first := add_months(self.start, n)) <= self.end:
            n += step
            found.append((first, min(add_months(self.start, n) - ONE_DAY, self.end)))
        return found


def points_year(year: int, starts: str) -> Year:
    """The points year named by its first year, from its first day `MM-DD`."""
    month, day = (int(piece) for piece in starts.split("-"))
    start = date(year, month, day)
    return Year(start, date(year + 1, month, day) - ONE_DAY, "year", str(year), start)


def span_of(day: date, span: str, year: Year) -> object:
    """Which span a day lies in; equal answers are one span."""
    if span == "life":
        return "life"
    if span == "day":
        return day
    if span == "week":
        return day - timedelta(days=day.weekday())
    if span == "month":
        return (day.year, day.month)
    if span == "calendar_year":
        return day.year
    if span == "period":
        return period_around(day, year)
    return step_around(day, {"quarter": 3, "half": 6}[span], year.anchor or year.start)


def period_around(day: date, year: Year) -> object:
    """The period of the same kind that holds a day; of a term or a running account: before, inside, after."""
    if year.kind in ("term", "running"):
        return "before" if day < year.start else "after" if day > year.end else "inside"
    if year.kind == "day":
        return day
    if year.kind == "month":
        return (day.year, day.month)
    return step_around(day, {"year": 12, "half": 6, "quarter": 3}[year.kind], year.anchor or year.start)


def step_around(day: date, step: int, anchor: date) -> date:
    """The first day of the step of so many months, counted from the anchor, that holds a day."""
    n = 0
    while add_months(anchor, n) > day:
        n -= step
    while add_months(anchor, n + step) <= day:
        n += step
    return add_months(anchor, n)


def full_years(born: date, day: date) -> int:
    """Age on a day; the birthday itself counts."""
    age = day.year - born.year
    return age if (day.month, day.day) >= (born.month, born.day) else age - 1
