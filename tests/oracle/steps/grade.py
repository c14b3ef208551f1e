"""Step 12: who is graded, ranks, quotas, and the row each score falls into."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from jifen.rules.model.totals import Grade, Grades, Quota
from tests.oracle.asking import ask
from tests.oracle.book import Book, Desk
from tests.oracle.people import counting_months, state_on
from tests.oracle.rounding import to_digits
from tests.oracle.scopes import of_result
from tests.oracle.standing import is_scored
from tests.oracle.steps.override import grade_order
from tests.oracle.three_valued import Unknown


def grade(book: Book) -> None:
    """Rank every pool, settle its quotas, give its grades."""
    for desk in book.desks:
        desk.eligible = may_be_graded(book, desk)
        desk.graded = desk.eligible and isinstance(desk.score, Fraction)
        if book.incomplete and is_scored(book, desk):
            desk.questions.add("pool_incomplete")
    for pool in book.pools():
        ranked = [desk for desk in pool if desk.ranked]
        for desk in ranked if not book.incomplete else ():
            desk.rank = 1 + sum(other.score > desk.score for other in ranked)  # type: ignore[operator]
        for name, quota in book.scheme.quotas.items():
            for desk in pool:
                if desk.ranked:
                    desk.quota[name] = seat(
                        book, desk, ranked, quota, places_of(book, pool, quota), quota.end
                    )
                elif desk.graded or not desk.eligible:
                    desk.quota[name] = "out"
        grades = book.scheme.grades
        if grades is not None and grades.by != "ballot":
            give_grades(book, pool, [desk for desk in pool if desk.graded], grades)


def may_be_graded(book: Book, desk: Desk) -> bool:
    """Scored, of a graded status, with enough months."""
    people = book.scheme.people
    status = state_on(desk.member, book.day).get("status")
    enough = len(counting_months(book, desk)) >= people.min_months
    return is_scored(book, desk) and status in people.graded and enough


def places_of(book: Book, pool: list[Desk], quota: Quota) -> int:
    """The number of places: as written, or a share of those who count; who is not ranked never counts."""
    if quota.places is not None:
        return quota.places
    counted = {
        "graded": [desk for desk in pool if desk.ranked],
        "scored": [desk for desk in pool if is_scored(book, desk) and not desk.unranked],
        "all": [desk for desk in pool if not desk.unranked],
    }[quota.of]
    assert quota.share is not None
    return int(to_digits(quota.share * len(counted), 0, quota.round))


def measure(desk: Desk, by: str) -> Fraction | None:
    """The line (or part) an order goes by; `score` is the final score."""
    found = desk.score if by == "score" else desk.lines.get(by, desk.parts.get(by))
    return found if isinstance(found, Fraction) else None


def seat(book: Book, desk: Desk, rivals: list[Desk], quota: Quota, places: int, end: str) -> str:
    """`in`, `out`, or `tied` at the edge, counted from one end; all open while others of the pool are missing."""
    if measure(desk, quota.by) is None or book.incomplete:
        return "tied"
    better = 0
    for level in levels(book, rivals, quota, 1 if end == "top" else -1):
        if any(one is desk for one in level):
            break
        better += len(level)
    if better + len(level) <= places:
        return "in"
    if better >= places:
        return "out"
    return {"flag": "tied", "keys": "tied", "in": "in", "out": "out"}[quota.ties]


def levels(book: Book, rivals: list[Desk], quota: Quota, sign: int) -> list[list[Desk]]:
    """Those who are level with one another, best first: by the measure, then by one key after the other."""
    known = [desk for desk in rivals if measure(desk, quota.by) is not None]
    groups = split(known, [measure(desk, quota.by) * sign for desk in known])  # type: ignore[operator]
    if quota.ties != "keys":
        return groups
    return [finer for group in groups for finer in by_keys(book, group, quota.keys, sign)]


def by_keys(book: Book, group: list[Desk], keys: tuple[str, ...], sign: int) -> list[list[Desk]]:
    """A group split by its first key and so on; where anybody's key is unknown the group stays level."""
    if len(group) < 2 or not keys:
        return [group]
    asked = [ask(keys[0], of_result(book, desk, graded=True)) for desk in group]
    if any(isinstance(found, Unknown) for found in asked):
        return [group]
    parts = split(group, [found * sign for found in asked])  # type: ignore[operator]
    return [finer for part in parts for finer in by_keys(book, part, keys[1:], sign)]


def split(desks: list[Desk], numbers: list[Fraction]) -> list[list[Desk]]:
    """The same members in groups of equal numbers, the largest number first."""
    return [
        [desk for desk, mine in zip(desks, numbers, strict=True) if mine == number]
        for number in sorted(set(numbers), reverse=True)
    ]


@dataclass
class Fall:
    """How one member falls through the rows: done with a grade, or open with options."""

    desk: Desk
    open: bool = False
    done: bool = False
    options: list[str] = field(default_factory=list)


def give_grades(book: Book, pool: list[Desk], graded: list[Desk], grades: Grades) -> None:
    """Band, ceiling, forced grade; `grade_without_override` is what the rows alone give."""
    forced = {desk.member.id: desk.forced for desk in graded if desk.forced is not None}
    with_forced = fall(book, pool, graded, grades, forced)
    without = fall(book, pool, graded, grades, {})
    for place, desk in enumerate(graded):
        own = without[place] if desk.forced is not None else with_forced[place]
        desk.grade_without_override = None if own.open or not own.done else own.options[0]
        flag_gap(desk, grades)
        conclude(book, desk, own)


def conclude(book: Book, desk: Desk, own: Fall) -> None:
    """Lay forced grade and ceiling over the row's answer."""
    order = grade_order(book)

    def under_ceiling(name: str) -> str:
        return name if desk.ceiling is None else max(name, desk.ceiling, key=order.index)

    if desk.forced is not None:
        desk.grade = under_ceiling(desk.forced)
        return
    options = list(dict.fromkeys(under_ceiling(name) for name in own.options))
    if own.done and len(options) == 1:
        desk.grade = options[0]
    elif own.open:
        desk.waits, desk.options = True, tuple(options)
    else:
        desk.no_row = True


def flag_gap(desk: Desk, grades: Grades) -> None:
    """A score that lies in no printed range of any row."""
    number = measure(desk, grades.by)
    ranges = [row.range for row in grades.rows if row.range is not None]
    if number is not None and ranges and not any(one.holds(number) for one in ranges):
        desk.flags.add("gap")


def fall(
    book: Book, pool: list[Desk], graded: list[Desk], grades: Grades, forced: dict[str, str]
) -> list[Fall]:
    """Let everybody fall through the rows together: best row first; worst first where gaps close up."""
    falls = [Fall(desk) for desk in graded]
    for row in reversed(grades.rows) if grades.gap == "up" else grades.rows:
        going = [one for one in falls if not one.done]
        fits = {id(one): fits_row(book, one.desk, grades, row) for one in going}
        reach = [
            one.desk
            for one in going
            if fits[id(one)] is True
            and not one.open
            and one.desk.member.id not in forced
            and not one.desk.unranked
        ]
        outside = {one.desk.member.id for one in falls if one.desk.unranked}
        taken = sum(name == row.grade for who, name in forced.items() if who not in outside)
        for one in going:
            step(book, pool, row, one, fits[id(one)], reach, taken, forced)
    return falls


def step(
    book: Book,
    pool: list[Desk],
    row: Grade,
    one: Fall,
    fits: object,
    reach: list[Desk],
    taken: int,
    forced: dict[str, str],
) -> None:
    """One member at one row."""
    if fits is False:
        return
    if isinstance(fits, Unknown):
        one.open = True
        one.options.append(row.grade)
        return
    if one.open or row.quota is None or one.desk.member.id in forced:
        one.done = True
        one.options.append(row.grade)
        return
    quota = book.scheme.quotas[row.quota]
    places = max(places_of(book, pool, quota) - taken, 0)
    place = "out" if one.desk.unranked else seat(book, one.desk, reach, quota, places, "top")
    if place == "in":
        one.done = True
        one.options.append(row.grade)
    elif place == "tied" or row.surplus == "flag":
        one.open = True
        one.options.append(row.grade)


def fits_row(book: Book, desk: Desk, grades: Grades, row: Grade) -> object:
    """Range (closed as `gap` says) and condition; unknown if only the condition is open."""
    number = measure(desk, grades.by)
    if number is None:
        return Unknown()
    if row.range is not None:
        low, high = row.range.low, row.range.high
        above = low is None or number > low or (number == low and not row.range.low_open)
        below = high is None or number < high or (number == high and not row.range.high_open)
        inside = {"down": above, "up": below, "flag": above and below}[grades.gap]
        if not inside:
            return False
    return True if row.when is None else ask(row.when, of_result(book, desk, graded=True))
