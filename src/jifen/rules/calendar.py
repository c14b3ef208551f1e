"""Days of the cycle: when a meeting falls, by when to file, how long a notice runs, what cannot be met.

Sources: domain §6 (end), AMB-13 (S2: weekends stay), AMB-24 (S5: next working day), AMB-25, AMB-56; E11, E19,
E26, E40, E41.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import Literal, NamedTuple

from jifen.rules.daylabels import day_label
from jifen.rules.holidays import HolidayTable, HolidayYearMissing
from jifen.rules.period import add_months

DayUnit = Literal["day", "workday"]
_ONE_WEEK = timedelta(days=7)


class CalendarError(ValueError):
    """A day rule or a number of days that makes no sense (Chinese message)."""


class Weekday(IntEnum):
    """Days of the week as Python numbers them: Monday is 0."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


class Shift(StrEnum):
    """What happens to a day on which the office rests."""

    NONE = "none"
    HOLIDAY_ONLY = "holiday"
    """Weekends stay; a statutory rest moves to the next ordinary day (AMB-13)."""
    NEXT_WORKDAY = "next_workday"
    NEXT_WORKDAY_WITHIN_WEEK = "next_workday_within_week"
    """At most seven days later, else the last working day before (AMB-24)."""
    PREVIOUS_WORKDAY = "previous_workday"

    @property
    def label(self) -> str:
        """What it says, in words."""
        return _SHIFT_LABELS[self]


_SHIFT_LABELS = {
    Shift.NONE: "不调整",
    Shift.HOLIDAY_ONLY: "逢法定节假日顺延，周末不变",
    Shift.NEXT_WORKDAY: "顺延到下一个工作日",
    Shift.NEXT_WORKDAY_WITHIN_WEEK: "顺延到下一个工作日，最多晚一周",
    Shift.PREVIOUS_WORKDAY: "提前到上一个工作日",
}


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A fixed day of the month, 1 … 31; a month without it has its last day instead."""

    day: int

    def __post_init__(self) -> None:
        _bounded("日期", self.day, 1, 31)


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The first to fourth weekday of its name in the month (a fifth one is not in every month)."""

    nth: int
    weekday: Weekday

    def __post_init__(self) -> None:
        _bounded("第几个星期几", self.nth, 1, 4)


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """So many days before the last day of the month, 0 … 27."""

    before: int = 0

    def __post_init__(self) -> None:
        _bounded("月末前的天数", self.before, 0, 27)


@dataclass(frozen=True, slots=True)
class WorkdayOfMonth:
    """The nth working day counted from the 1st, 1 … 22; where a month has fewer, it runs on into the next."""

    nth: int

    def __post_init__(self) -> None:
        _bounded("第几个工作日", self.nth, 1, 22)


DayRule = DayOfMonth | NthWeekday | MonthEnd | WorkdayOfMonth


class Scheduled(NamedTuple):
    """The day something happens, the day the rule names, and why they differ (Chinese, one sentence)."""

    day: date
    nominal: date
    moved: bool
    because: str


class Deadline(NamedTuple):
    """A filing day: the reminder aims at ``remind_on``; nothing is late up to and on ``late_after``."""

    nominal: date
    remind_on: date
    late_after: date


class Window(NamedTuple):
    """The first and the last day of a notice, both included."""

    first: date
    last: date


class UnmetMonth(NamedTuple):
    """A month in which the notice after the meeting still runs when the filing day has passed."""

    year: int
    month: int
    meeting: Scheduled
    notice: Window
    filing: date


class MonthsChecked(NamedTuple):
    """What was found, and the (year, month) pairs that could not be checked for want of a holiday table."""

    impossible: tuple[UnmetMonth, ...]
    unchecked: tuple[tuple[int, int], ...]


def nominal_day(rule: DayRule, year: int, month: int, holidays: HolidayTable) -> date:
    """The day the rule names, before any shift. Only WorkdayOfMonth asks the table (HolidayYearMissing)."""
    first = date(year, month, 1)
    match rule:
        case DayOfMonth(day):
            return min(first + timedelta(days=day - 1), _last_of(first))
        case NthWeekday(nth, weekday):
            return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
        case MonthEnd(before):
            return _last_of(first) - timedelta(days=before)
    return holidays.add_workdays(first - timedelta(days=1), rule.nth)


def scheduled_day(rule: DayRule, shift: Shift, year: int, month: int, holidays: HolidayTable) -> Scheduled:
    """When it happens in the given month. A shift may lead into a neighbouring month.

    Raises HolidayYearMissing when the shift needs a year the table does not hold; ``none`` needs none.
    """
    nominal = nominal_day(rule, year, month, holidays)
    day = _shifted(nominal, shift, holidays)
    if day == nominal:
        return Scheduled(day, nominal, False, f"{day_label(day)}，不用调整")
    name = holidays.name(nominal)
    rest = "逢周末" if name is None else f"逢{name}放假"
    if day > nominal:
        how = "顺延到"
    elif shift is Shift.PREVIOUS_WORKDAY:
        how = "提前到"
    else:
        how = "其后一周内没有工作日，提前到"
    return Scheduled(day, nominal, True, f"{day_label(nominal)}{rest}，{how}{day_label(day)}")


def deadline(day_of_month: int, year: int, month: int, holidays: HolidayTable) -> Deadline:
    """A filing day of the month (E41).

    On a day off the reminder aims at the last working day before it, and late is only what comes after the
    next one. Raises HolidayYearMissing, and CalendarError for a day that no month has.
    """
    nominal = nominal_day(DayOfMonth(day_of_month), year, month, holidays)
    return Deadline(nominal, holidays.workday_until(nominal), holidays.workday_from(nominal))


def notice_window(posted_on: date, days: int, unit: DayUnit, holidays: HolidayTable) -> Window:
    """The days a notice counts, from the day after the posting (E11, E40).

    Calendar days need no table; working days may raise HolidayYearMissing. Raises CalendarError below one
    day.
    """
    if days < 1:
        raise CalendarError(f"公示天数“{days}”至少要有1天，请改正")
    if unit == "day":
        return Window(posted_on + timedelta(days=1), posted_on + timedelta(days=days))
    return Window(holidays.next_workday(posted_on), holidays.add_workdays(posted_on, days))


def days_before(day: date, n: int) -> date:
    """The last day on which a convocation n calendar days ahead is in time (AMB-56, E26)."""
    return day - timedelta(days=n)


def impossible_months(
    rule: DayRule,
    shift: Shift,
    publicity_days: int,
    unit: DayUnit,
    filing_day: int,
    years: Iterable[int],
    holidays: HolidayTable,
    *,
    months_later: int = 0,
) -> MonthsChecked:
    """The months in which a notice posted on the meeting day ends after the filing day (domain §6).

    ``months_later``: the filing day lies so many months after the meeting's month. The filing day is the one
    the scheme names, not the day after which it is late. What the table does not hold is listed as unchecked.
    """
    found, unchecked = [], []
    for year, month in ((year, month) for year in years for month in range(1, 13)):
        try:
            meeting = scheduled_day(rule, shift, year, month, holidays)
            notice = notice_window(meeting.day, publicity_days, unit, holidays)
        except HolidayYearMissing:
            unchecked.append((year, month))
            continue
        later = add_months(date(year, month, 1), months_later)
        filing = nominal_day(DayOfMonth(filing_day), later.year, later.month, holidays)
        if notice.last > filing:
            found.append(UnmetMonth(year, month, meeting, notice, filing))
    return MonthsChecked(tuple(found), tuple(unchecked))


def _shifted(nominal: date, shift: Shift, holidays: HolidayTable) -> date:
    match shift:
        case Shift.NONE:
            return nominal
        case Shift.HOLIDAY_ONLY:
            return holidays.next_ordinary_day(nominal) if holidays.is_statutory_rest(nominal) else nominal
        case Shift.PREVIOUS_WORKDAY:
            return holidays.workday_until(nominal)
    day = holidays.workday_from(nominal)
    if shift is Shift.NEXT_WORKDAY or day - nominal <= _ONE_WEEK:
        return day
    return holidays.workday_until(nominal)


def _last_of(first: date) -> date:
    return add_months(first, 1) - timedelta(days=1)


def _bounded(what: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise CalendarError(f"{what}“{value}”不在{low}到{high}之间，请改正")
