"""Days off and working weekends by year: the official arrangement, and the import of the years still to come.

A year without an arrangement is an error, never a guess (trust T1). The end of December may also depend on
the next year's notice (30 December 2023 was taken off by the notice for 2024): the table knows what has been
announced. Sources: domain §6, AMB-13, AMB-24.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from jifen.rules.daylabels import day_label

_ONE_DAY = timedelta(days=1)
_WORDS = {"off": "off", "放假": "off", "work": "work", "上班": "work"}
_DATE = re.compile(r"([0-9]{4})(?:-|/|年)([0-9]{1,2})(?:-|/|月)([0-9]{1,2})日?")
# Rest days fixed by law to a date: an arrangement without them has been cut off on the way.
_FIXED_RESTS = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))


class HolidayYearMissing(LookupError):
    """The table does not hold the year asked for (Chinese message). ``year`` is that year."""

    def __init__(self, day: date) -> None:
        self.year = day.year
        super().__init__(
            f"节假日表：没有{day.year}年的放假安排，无法判断{day}是不是工作日；"
            f"请用“导入节假日表”补上{day.year}年国务院办公厅放假通知的内容"
        )


class HolidayRowsInvalid(ValueError):
    """Rows that cannot be taken over. ``faults``: one Chinese sentence for each, in the order of the rows."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class HolidayRow(NamedTuple):
    """One day of an arrangement: ``kind`` is ``off`` (放假) or ``work`` (上班, a working weekend)."""

    day: date
    kind: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class HolidayTable:
    """The arrangements of several years. Immutable; equal tables have equal hashes.

    ``notices``: for each year the rows of its notice, sorted by day. Where two notices name one day, the
    later year's holds. Questions about a year without a notice raise HolidayYearMissing; an instant raises
    TypeError.
    """

    notices: tuple[tuple[int, tuple[HolidayRow, ...]], ...] = ()
    _days: dict[date, HolidayRow] = field(init=False, repr=False, compare=False)
    _years: frozenset[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        days = {row.day: row for _, rows in sorted(self.notices) for row in rows}
        object.__setattr__(self, "_days", days)
        object.__setattr__(self, "_years", frozenset(year for year, _ in self.notices))

    @classmethod
    def builtin(cls) -> HolidayTable:
        """The arrangements that come with the program (chinesecalendar: 2004 to 2026 or later)."""
        return _builtin()

    @classmethod
    def from_csv_text(cls, text: str) -> HolidayTable:
        """A table of the one year written in the text: see ``with_csv_text``."""
        return cls().with_csv_text(text)

    @property
    def years(self) -> tuple[int, ...]:
        """The years it holds, ascending."""
        return tuple(sorted(self._years))

    def covers(self, year: int) -> bool:
        """Whether it holds the arrangement of the year."""
        return year in self._years

    def is_day_off(self, day: date) -> bool:
        """Whether people rest: an ordinary weekend or a day off by arrangement."""
        row = self._row(day)
        return day.weekday() >= 5 if row is None else row.kind == "off"

    def is_workday(self, day: date) -> bool:
        """Whether offices work, working weekends included."""
        return not self.is_day_off(day)

    def is_statutory_rest(self, day: date) -> bool:
        """Whether the day is off because of a holiday arrangement; an ordinary weekend is not (AMB-13)."""
        row = self._row(day)
        return row is not None and row.kind == "off"

    def name(self, day: date) -> str | None:
        """The holiday whose arrangement names the day (for a working weekend too), or None."""
        row = self._row(day)
        return None if row is None else row.name or "节假日"

    def workday_from(self, day: date) -> date:
        """The day itself if it is a working day, else the first one after it."""
        while self.is_day_off(day):
            day += _ONE_DAY
        return day

    def workday_until(self, day: date) -> date:
        """The day itself if it is a working day, else the last one before it."""
        while self.is_day_off(day):
            day -= _ONE_DAY
        return day

    def next_workday(self, day: date) -> date:
        """The first working day after the day."""
        return self.workday_from(day + _ONE_DAY)

    def previous_workday(self, day: date) -> date:
        """The last working day before the day."""
        return self.workday_until(day - _ONE_DAY)

    def next_ordinary_day(self, day: date) -> date:
        """The first day after the day that is no statutory rest; it may be an ordinary Saturday or Sunday."""
        day += _ONE_DAY
        while self.is_statutory_rest(day):
            day += _ONE_DAY
        return day

    def add_workdays(self, day: date, n: int) -> date:
        """The nth working day after the day (before it when negative); n = 0 gives the day itself."""
        for _ in range(n):
            day = self.next_workday(day)
        for _ in range(-n):
            day = self.previous_workday(day)
        return day

    def workdays_between(self, a: date, b: date) -> int:
        """Working days after a, up to and including b. With b before a: the same from b to a, negative."""
        if b < a:
            return -self.workdays_between(b, a)
        return sum(self.is_workday(a + timedelta(days=n)) for n in range(1, (b - a).days + 1))

    def with_rows(self, rows: Iterable[tuple[date, str, str]]) -> HolidayTable:
        """A table that also holds the one year of these rows (day, 放假/上班 or off/work, name).

        The whole notice of the year is expected: it replaces what was known of that year. Rows of the
        December before are allowed. Raises HolidayRowsInvalid with all faults at once; rows are numbered from
        1.
        """
        return self._with([(number, HolidayRow(*row)) for number, row in enumerate(rows, 1)], [])

    def with_csv_text(self, text: str) -> HolidayTable:
        """The same from text with the columns 日期, 安排, 名称; a heading row and empty rows are skipped."""
        lines: list[tuple[int, HolidayRow]] = []
        faults: list[tuple[int, str]] = []
        reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
        try:
            for cells in reader:
                day, kind, name, *_ = [cell.strip() for cell in cells] + ["", "", ""]
                if not any((day, kind, name)) or (not lines and not faults and day in ("日期", "date")):
                    continue
                found = _read_day(day)
                if found is None:
                    faults.append((reader.line_num, f"日期“{day}”看不懂，请写成 2027-02-05 这样的形式"))
                else:
                    lines.append((reader.line_num, HolidayRow(found, kind, name)))
        except csv.Error:
            faults.append((reader.line_num, "有一格太长，读不下去；请检查引号是否成对"))
        return self._with(lines, faults)

    def _row(self, day: date) -> HolidayRow | None:
        if isinstance(day, datetime):
            raise TypeError("the table answers for dates, not for instants")
        if not self.covers(day.year):
            raise HolidayYearMissing(day)
        return self._days.get(day)

    def _with(self, lines: list[tuple[int, HolidayRow]], faults: list[tuple[int, str]]) -> HolidayTable:
        year, missing = _check(lines, faults)
        if faults or missing:
            raise HolidayRowsInvalid([f"第{number}行：{text}" for number, text in sorted(faults)] + missing)
        rows = tuple(sorted(row._replace(kind=_WORDS[row.kind]) for _, row in lines))
        return HolidayTable(tuple(sorted({**dict(self.notices), year: rows}.items())))


def _check(lines: list[tuple[int, HolidayRow]], faults: list[tuple[int, str]]) -> tuple[int, list[str]]:
    """Add the faults of single rows; return the year and the faults of the whole."""
    years = Counter(row.day.year for _, row in lines)
    if not years:
        return 0, ["整张表：没有一行放假安排，请按国务院办公厅放假通知填写后再导入"]
    year = max(years, key=lambda each: (years[each], each))
    seen: dict[date, int] = {}
    for number, row in lines:
        say = day_label(row.day)
        first = seen.setdefault(row.day, number)
        if first != number:
            faults.append((number, f"{say}与第{first}行重复，请删去一行"))
        if row.kind not in _WORDS:
            faults.append((number, f"{say}的安排“{row.kind}”看不懂，请填“放假”或“上班”"))
        elif _WORDS[row.kind] == "work" and row.day.weekday() < 5:
            faults.append((number, f"{say}本来就上班，不用写“上班”；请核对日期，或删去这一行"))
        if row.day.year != year and (row.day.year, row.day.month) != (year - 1, 12):
            faults.append((number, f"{say}不在{year}年内；一次只导入一年，请把{row.day.year}年的另做一张表"))
    off = {row.day for _, row in lines if _WORDS.get(row.kind) == "off"}
    lost = [f"{month}月{day}日" for month, day in _FIXED_RESTS if date(year, month, day) not in off]
    if lost:
        return year, [f"整张表：缺少{year}年{'、'.join(lost)}的放假安排；请对照国务院办公厅放假通知补全"]
    return year, []


def _read_day(text: str) -> date | None:
    match = _DATE.fullmatch(text)
    try:
        return None if match is None else date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


@cache
def _builtin() -> HolidayTable:
    # Imported on first use: most commands never ask for a working day.
    from chinese_calendar.constants import Holiday, holidays, workdays

    by_year: dict[int, list[HolidayRow]] = {}
    for days, kind in ((holidays, "off"), (workdays, "work")):
        for day, name in days.items():
            by_year.setdefault(day.year, []).append(HolidayRow(day, kind, Holiday(name).chinese))
    return HolidayTable(tuple((year, tuple(sorted(rows))) for year, rows in sorted(by_year.items())))
