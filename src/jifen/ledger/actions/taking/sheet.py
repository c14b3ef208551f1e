"""The sheet of a take-over: a row for each member, columns for last year's result and for this year's points.

What is asked follows the 办法: its parts and items, its lines of the total, its grades.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jifen.common.refusals import Blocked
from jifen.engine.intake import Sheets
from jifen.ledger.models import Book
from jifen.ledger.states.taken import COUNTS, WORDS
from jifen.orgs.states.people import Standing
from jifen.rules.fields import ALL_FIELDS
from jifen.rules.findings import SchemeRefused
from jifen.rules.model.items import Part
from jifen.rules.period import Period
from jifen.schemes.models import SchemeVersion
from jifen.schemes.queries import bound_of, find_version, tables_of, year_of
from jifen.schemes.states.enrolments import STANDING_OF
from jifen.workbook import CellKind, Column, SheetSpec
from jifen.workbook.columns import plain_heading

SHEET = "承接"
UNTIL = "until"
OUTSIDE = "outside"
_LINES = ("raw", "converted", "score", "grade", "rank", "months")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the points of a column belong: a part or an item, and of an allotment by months the month.

    `part`: the part it lies in; `whole`: it stands for all items of it; `only_down`: it opens full, and can only lose.
    """

    key: str
    heading: str
    code: str
    part: str
    whole: bool = False
    month: Period | None = None
    only_down: bool = False


@dataclass(frozen=True, slots=True)
class TakeOverSheet:
    """The columns of a take-over under one version, for one points year.

    `places` by column key; `years`: column key → (years back, name of the figure); `grades`: the words of the 办法;
    `scored`: whom it gives points.
    """

    version: SchemeVersion
    year: Period
    places: dict[str, Place]
    years: dict[str, tuple[int, str]]
    grades: tuple[str, ...]
    scored: frozenset[Standing]
    columns: tuple[Column, ...]

    @property
    def spec(self) -> SheetSpec:
        """Return the sheet as it is read."""
        return SheetSpec(SHEET, self.columns, aliases=("承接表", "期初积分"), max_rows=5_000)


def sheet_of(book: Book, on: date) -> TakeOverSheet:
    """Return the sheet for a book, as the 办法 asks for it that holds on a day. Raises `Blocked` where none does."""
    day = min(max(on, book.starts_on), book.ends_on)
    version = find_version(book.branch, day)
    if version is None:
        raise Blocked(
            f"{book.branch}在 {day} 没有施行的积分办法，不知道分该记在哪些条款下；请先施行办法，再承接。"
        )
    try:
        sheets = Sheets(bound_of(version), tables_of(version))
    except SchemeRefused as refusal:
        raise Blocked(f"{version}的文本读不出来；请系统管理员核对数据库和备份。") from refusal
    year = year_of(version, book.starts_on)
    places = {one.key: one for one in _told_apart([*_places(sheets, year)])}
    years = {f"year{back}.{name}": (back, name) for back, name in _years(sheets)}
    known = sheets.bound.scheme.grades
    columns = (
        Column("name", "姓名", CellKind.TEXT, required=True, aliases=("党员姓名",), width=10),
        Column("mark", "同名区分", CellKind.TEXT, width=10, note="本支部有同名的同志才填，照名册上的写。"),
        Column("number", "党员编号", CellKind.CODE, aliases=("编号",), width=10),
        *(_year_column(sheets, key, *years[key]) for key in years),
        Column(
            UNTIL, "今年的分截至", CellKind.DATE, aliases=("截至", "截至日期"), width=13,
            note="今年已有的分算到哪一天为止；这一天以后的事在系统里一笔一笔记。",
        ),
        *(_place_column(one) for one in places.values()),
        Column(
            OUTSIDE, "说不出条款的分", CellKind.NUMBER, width=14,
            note="分不清是哪一项的才写在这里：直接加到积分上，不受限额约束。",
        ),
    )  # fmt: skip
    grades = tuple(row.grade for row in known.rows) if known else ()
    scored = frozenset(STANDING_OF[word] for word in sheets.tables.scored if word in STANDING_OF)
    return TakeOverSheet(version, year, places, years, grades, scored, columns)


def _places(sheets: Sheets, year: Period) -> Iterator[Place]:
    for part in sheets.bound.scheme.parts:
        items = [item for item in part.items if item.enabled]
        if not part.enabled or not items:
            continue
        full = part.spread is not None or all(one.full is not None and one.start is None for one in items)
        if part.allot is not None:
            code = items[0].item if len(items) == 1 else part.part
            for month in year.months():
                named = f"{part.title}{month.start.month}月"
                key = f"month.{part.part}.{month.start:%Y-%m}"
                yield Place(key, named, code, part.part, whole=True, month=month)
            continue
        if len(items) == 1:
            yield _item(part, items[0].item, part.title, only_down=full)
            continue
        yield Place(f"part.{part.part}", f"{part.title}（不分小项）", part.part, part.part, True, None, full)
        for item in items:
            down = item.full is not None and item.start is None
            yield _item(part, item.item, f"{part.title}：{item.title}", only_down=down)


def _item(part: Part, code: str, heading: str, *, only_down: bool) -> Place:
    return Place(f"item.{code}", heading, code, part.part, only_down=only_down)


def _told_apart(places: list[Place]) -> Iterator[Place]:
    """Yield the places with headings of which no two are alike."""
    count = Counter(plain_heading(one.heading) for one in places)
    for one in places:
        heading = one.heading if count[plain_heading(one.heading)] == 1 else f"{one.heading}（{one.code}）"
        yield Place(one.key, heading, one.code, one.part, one.whole, one.month, one.only_down)


def _years(sheets: Sheets) -> list[tuple[int, str]]:
    """Return the figures of earlier years that are asked: last year's result, and what the 办法 looks at."""
    lines = {*sheets.bound.scheme.total, "score", *WORDS, *COUNTS}
    always = [(1, name) for name in _LINES if name in lines]
    more = sorted(one for one in sheets.wanted.prior if one not in always)
    return [*always, *more]


def _year_column(sheets: Sheets, key: str, back: int, name: str) -> Column:
    kind = CellKind.TEXT if name in WORDS else CellKind.INTEGER if name in COUNTS else CellKind.NUMBER
    heading = sheets.prior_heading(back, name)
    known, line = ALL_FIELDS.get(name), sheets.bound.scheme.total.get(name)
    own = known.heading if known else ""
    words = [*(known.labels if known else ()), *([line.title] if line and line.title else [])]
    others = {heading.replace(own, word) for word in words if own}
    taken = {plain_heading(sheets.prior_heading(back, one)) for one in _LINES}
    aliases = tuple(sorted(one for one in others if plain_heading(one) not in taken))
    return Column(key, heading, kind, aliases=aliases, width=max(10, 2 * len(heading) + 2))


def _place_column(place: Place) -> Column:
    said = (
        "今年以来扣了多少，写负数；期初的满分、基础分不要写。"
        if place.only_down
        else "今年以来加减了多少，扣的写负数。"
    )
    if place.month is not None:
        said = "这个月得了多少分。"
    return Column(
        place.key, place.heading, CellKind.NUMBER, width=max(10, 2 * len(place.heading) + 2), note=said
    )
