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
    """A points year: both ends belong to it."""

    start: date
    end: date

    def holds(self, day: date) -> bool:
        return self.start <= day <= self.end

    def months(self) -> list[tuple[date, date]]:
        """Its calendar months as first and last day, clipped to the year."""
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
        return [
            (add_months(self.start, n), add_months(self.start, n + step) - ONE_DAY)
            for n in range(0, 12, step)
        ]


def points_year(year: int, starts: str) -> Year:
    """The points year named by its first year, from its first day `MM-DD`."""
    month, day = (int(piece) for piece in starts.split("-"))
    start = date(year, month, day)
    return Year(start, date(year + 1, month, day) - ONE_DAY)


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
    step = {"quarter": 3, "half": 6, "period": 12}[span]
    n = 0
    while add_months(year.start, n) > day:
        n -= step
    while add_months(year.start, n + step) <= day:
        n += step
    return add_months(year.start, n)


def full_years(born: date, day: date) -> int:
    """Age on a day; the birthday itself counts."""
    age = day.year - born.year
    return age if (day.month, day.day) >= (born.month, born.day) else age - 1
