"""Periods of points and the arithmetic of months: no clock, no holidays, no database.

All days are calendar dates of the office (Asia/Shanghai); instants are turned into dates by the doors. Both
ends of a period belong to it. A points year may start on any day but 29 February (AMB-12); halves and
quarters count from that start, months are always calendar months. Sources: domain §10.5, AMB-12, AMB-29,
AMB-36.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import total_ordering

from jifen.rules.daylabels import range_label

_ONE_DAY = timedelta(days=1)
_MONTH_DAY = re.compile(r"([0-9]{1,2})-([0-9]{1,2})")


class PeriodError(ValueError):
    """A period that cannot be, or a question that has no answer for this kind of period (Chinese message)."""


class PeriodKind(StrEnum):
    """What one account of points runs over."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    TERM = "term"
    DAY = "day"
    RUNNING = "running"

    @property
    def label(self) -> str:
        """The word an office uses for it."""
        return _KIND_LABELS[self]


_KIND_LABELS = {
    PeriodKind.YEAR: "年度",
    PeriodKind.HALF: "半年",
    PeriodKind.QUARTER: "季度",
    PeriodKind.MONTH: "月",
    PeriodKind.TERM: "任期",
    PeriodKind.DAY: "日",
    PeriodKind.RUNNING: "长期累计",
}
_STEPS = {PeriodKind.YEAR: 12, PeriodKind.HALF: 6, PeriodKind.QUARTER: 3, PeriodKind.MONTH: 1}


class Span(StrEnum):
    """What a limit, a free allowance or a pooled count runs over (``per``, ``over`` of the language)."""

    FACT = "fact"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    PERIOD = "period"
    CALENDAR_YEAR = "calendar_year"
    LIFE = "life"


@dataclass(frozen=True, order=True, slots=True)
class MonthDay:
    """A day of every year, 29 February included. Raises PeriodError for a day no year has."""

    month: int
    day: int

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and 1 <= self.day <= monthrange(2000, self.month)[1]):
            raise PeriodError(f"没有“{self}”这一天，请写成 06-01 这样的月和日")

    def __str__(self) -> str:
        return f"{self.month:02d}-{self.day:02d}"

    @classmethod
    def parse(cls, text: str) -> MonthDay:
        """Read ``06-01`` (month, day). Raises PeriodError."""
        match = _MONTH_DAY.fullmatch(text.strip())
        if match is None:
            raise PeriodError(f"“{text}”不是月和日，请写成 06-01 这样的形式")
        return cls(int(match[1]), int(match[2]))


NEW_YEAR = MonthDay(1, 1)


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``start`` to ``end``, both included; ordered by start, then end.

    ``starts`` is the day on which the points year around it starts; it anchors halves and quarters and takes
    no part in equality. A running period without a beginning starts on ``date.min``; it always ends on
    ``date.max``. Raises PeriodError when the end lies before the start, TypeError for an instant instead of a
    date.
    """

    kind: PeriodKind
    start: date
    end: date
    label: str
    starts: MonthDay = field(default=NEW_YEAR, compare=False, repr=False)

    def __post_init__(self) -> None:
        if isinstance(self.start, datetime) or isinstance(self.end, datetime):
            raise TypeError("a period is made of dates, not of instants")
        if self.end < self.start:
            raise PeriodError(f"“{self.label}”的结束日{self.end}早于开始日{self.start}，请改正日期")

    def __lt__(self, other: Period) -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[date, date, str, str]:
        return self.start, self.end, self.kind, self.label

    @property
    def anchor(self) -> MonthDay:
        """From which day its halves and quarters count: its own start for a term or a running account."""
        if self.kind in (PeriodKind.TERM, PeriodKind.RUNNING):
            return MonthDay(self.start.month, self.start.day)
        return self.starts

    def contains(self, day: date) -> bool:
        """Whether the day is one of the period's days."""
        return self.start <= day <= self.end

    def months(self) -> tuple[Period, ...]:
        """Its calendar months, the first and the last clipped to the period. Not for a running one."""
        return tuple(self._parts(PeriodKind.MONTH, NEW_YEAR))

    def quarters(self) -> tuple[Period, ...]:
        """Its quarters, counted from its start, the last clipped to the period. Not for a running one."""
        return tuple(self._parts(PeriodKind.QUARTER, self.anchor))

    def halves(self) -> tuple[Period, ...]:
        """Its halves, counted from its start, the last clipped to the period. Not for a running one."""
        return tuple(self._parts(PeriodKind.HALF, self.anchor))

    def next(self, n: int = 1) -> Period:
        """The whole period of its kind n steps later. Raises PeriodError for a term or a running one."""
        if self.kind is PeriodKind.DAY:
            return period_of(self.start + timedelta(days=n), self.kind, self.starts)
        if self.kind not in _STEPS:
            raise PeriodError(f"“{self.label}”是{self.kind.label}，前后各期要按日期写明，不能推算")
        return _numbered(self.kind, _number(self.start, self.kind, self.starts) + n, self.starts)

    def previous(self, n: int = 1) -> Period:
        """The whole period of its kind n steps earlier. Raises PeriodError for a term or running one."""
        return self.next(-n)

    def _parts(self, kind: PeriodKind, anchor: MonthDay) -> Iterator[Period]:
        if self.kind is PeriodKind.RUNNING:
            raise PeriodError(f"“{self.label}”没有结束日，不能分成{kind.label}")
        for number in range(_number(self.start, kind, anchor), _number(self.end, kind, anchor) + 1):
            first, last = _ends(kind, number, anchor)
            start, end = max(first, self.start), min(last, self.end)
            yield Period(kind, start, end, range_label(start, end), self.starts)


def points_year(year: int, starts: MonthDay = NEW_YEAR) -> Period:
    """The points year named by its first year (AMB-12). Raises PeriodError for a start on 29 February."""
    return _numbered(PeriodKind.YEAR, year, starts)


def period_of(day: date, kind: PeriodKind, starts: MonthDay = NEW_YEAR) -> Period:
    """The year, half, quarter, month or day that holds ``day``. Raises PeriodError for other kinds."""
    if kind is PeriodKind.DAY:
        return Period(kind, day, day, range_label(day, day), starts)
    if kind not in _STEPS:
        raise PeriodError(f"{kind.label}要按日期写明起止，不能由某一天推算")
    return _numbered(kind, _number(day, kind, starts), starts)


def quarter_of(day: date, starts: MonthDay = NEW_YEAR) -> Period:
    """The quarter of the points year that holds the day."""
    return period_of(day, PeriodKind.QUARTER, starts)


def month_of(day: date) -> Period:
    """The calendar month that holds the day."""
    return period_of(day, PeriodKind.MONTH)


def term_period(start: date, end: date, label: str = "") -> Period:
    """A period given by its dates."""
    return Period(PeriodKind.TERM, start, end, label or range_label(start, end))


def running_period(start: date | None = None) -> Period:
    """An account that never closes, from ``start`` or from ever."""
    label = "长期累计" if start is None else f"{range_label(start, start)}起长期累计"
    return Period(PeriodKind.RUNNING, start or date.min, date.max, label)


def add_months(day: date, n: int) -> date:
    """The same day n months later (earlier when negative); a day the month lacks becomes its last day."""
    return _day_of(day.year * 12 + day.month - 1 + n, day.day)


def whole_months(a: date, b: date) -> int:
    """How many full months lie between a and b by ``add_months``; negative when b lies before a."""
    if b < a:
        return -whole_months(b, a)
    months = (b.year - a.year) * 12 + b.month - a.month
    return months if add_months(a, months) <= b else months - 1


def exact_months(a: date, b: date) -> Fraction:
    """Months from a to b: the full ones plus the days left over as a share of the next month step.

    31 January to 31 July is exactly 6 and to 1 August more than 6 (E04). Negative when b lies before a.
    """
    if b < a:
        return -exact_months(b, a)
    months = whole_months(a, b)
    reached = add_months(a, months)
    return months + Fraction((b - reached).days, (add_months(a, months + 1) - reached).days)


def age_on(born: date, day: date) -> int:
    """Full years of age on a day; negative before birth.

    The birthday itself counts (criminal law counts from the day after; an office form does not). Who was born
    on 29 February is a year older on 1 March in common years.
    """
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def counting_months(
    period: Period, joined: date | None = None, left: date | None = None, from_day: int = 15
) -> tuple[date, ...]:
    """First days of the calendar months that count for somebody (AMB-29, AMB-36; E23, E37, E39).

    A change up to and including the ``from_day`` counts from that month, a later one from the next. ``left``
    is the day of the change too (the day he joins elsewhere): up to the ``from_day`` that month no longer
    counts, after it the month still counts. That is our reading of a rule the texts state for arrivals only;
    it lets every month count in exactly one place. A month only partly inside the period counts if its
    ``from_day`` lies inside. A month without that day uses its last day. Raises PeriodError unless
    ``from_day`` is 1 … 31.
    """
    if not 1 <= from_day <= 31:
        raise PeriodError(f"按月折算的分界日“{from_day}”不是1至31之间的数，请改正")
    counted = []
    for month in period.months():
        index = month.start.year * 12 + month.start.month - 1
        line = _day_of(index, from_day)
        if period.contains(line) and (joined is None or joined <= line) and (left is None or left > line):
            counted.append(_day_of(index, 1))
    return tuple(counted)


def bucket(day: date, span: Span, period: Period) -> int:
    """The number of the span a day falls into: equal numbers share one limit. Total; never falls as days go
    on.

    Months are calendar months, weeks ISO weeks; quarters and halves count from the period's ``anchor``. A
    year, half, quarter, month or day numbers its neighbours too; a term or a running account gives -1 before,
    0 inside, 1 after. ``fact`` gives the day: the caller keeps facts of one day apart.
    """
    match span:
        case Span.LIFE:
            return 0
        case Span.FACT | Span.DAY:
            return day.toordinal()
        case Span.WEEK:
            return (day.toordinal() - 1) // 7  # 0001-01-01 is a Monday
        case Span.MONTH:
            return _number(day, PeriodKind.MONTH, NEW_YEAR)
        case Span.QUARTER:
            return _number(day, PeriodKind.QUARTER, period.anchor)
        case Span.HALF:
            return _number(day, PeriodKind.HALF, period.anchor)
        case Span.CALENDAR_YEAR:
            return day.year
    if period.kind is PeriodKind.DAY:
        return day.toordinal()
    if period.kind in _STEPS:
        return _number(day, period.kind, period.starts)
    return (day > period.end) - (day < period.start)


def _day_of(index: int, day: int) -> date:
    """The day of a month given by its index (12 × year + month - 1), or the month's last day."""
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day, monthrange(year, month + 1)[1]))


def _anchor_of(kind: PeriodKind, anchor: MonthDay) -> MonthDay:
    return NEW_YEAR if kind is PeriodKind.MONTH else anchor


def _number(day: date, kind: PeriodKind, anchor: MonthDay) -> int:
    """Which year, half, quarter or month, counted from the anchor of the year 0, holds the day."""
    anchor = _anchor_of(kind, anchor)
    number, months = divmod(day.year * 12 + day.month - anchor.month, _STEPS[kind])
    before = months == 0 and day.day < min(anchor.day, monthrange(day.year, day.month)[1])
    return number - before


def _ends(kind: PeriodKind, number: int, anchor: MonthDay) -> tuple[date, date]:
    anchor = _anchor_of(kind, anchor)
    index, step = number * _STEPS[kind] + anchor.month - 1, _STEPS[kind]
    return _day_of(index, anchor.day), _day_of(index + step, anchor.day) - _ONE_DAY


def _numbered(kind: PeriodKind, number: int, starts: MonthDay) -> Period:
    if starts == MonthDay(2, 29):
        raise PeriodError("积分年度不能从2月29日开始：平年没有这一天，请改为02-28或03-01")
    start, end = _ends(kind, number, starts)
    return Period(kind, start, end, range_label(start, end), starts)
