"""Grades with gaps and overlaps, grades nobody can reach, quotas and overrides that say too little or too much."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jifen.rules.lint.page import ERROR, INFO, WARNING, Page, Said, check
from jifen.rules.lint.ranges import covers, holds_step, in_words, overlap, uncovered
from jifen.rules.lint.settled import reading_of
from jifen.rules.model.base import Range
from jifen.rules.model.totals import Grade
from jifen.rules.yamlfile import Path


@check("grade-gap")
def gaps_between_grades(page: Page) -> Iterator[Said]:
    """Scores that lie in no printed range (mechanisms G2)."""
    grades = page.scheme.grades
    if grades is None or grades.by == "ballot" or not any(row.range for row in grades.rows):
        return
    if any(row.range is None and _open(row) for row in grades.rows):
        return  # one row takes whatever the others leave
    line = page.scheme.total.get(grades.by)
    digits = line.round.digits if line and line.round else None
    whole = Range(line.floor.at if line and line.floor else None, line.cap if line else None)
    ways = {"down": "算到下面一等", "up": "算到上面一等"}
    for gap in uncovered(whole, [row.range for row in grades.rows if row.range]):
        if digits is not None and not holds_step(gap, Fraction(1, 10**digits)):
            continue
        if grades.gap == "flag":
            remedy = "按原文补上这一段，或写 gap: down（算到下面一等）、gap: up（算到上面一等），并列入释义"
            yield Said(WARNING, ("grades",), f"的分数段有空档：{in_words(gap)}没有等次", remedy)
        else:
            reading = reading_of(page, ("grades",), "之间", "空档", "断档")
            by = f"（释义 {reading.id}）" if reading else ""
            message = f"的分数段有空档：{in_words(gap)}，按 gap: {grades.gap} {ways[grades.gap]}{by}"
            remedy = (
                "不用改；和原文的理解不同时，改 gap"
                if reading
                else "加一条释义说明；和原文的理解不同时，改 gap"
            )
            yield Said(INFO, ("grades",), message, remedy)


@check("grade-gap")
def places_that_run_out(page: Page) -> Iterator[Said]:
    """Scores beyond a quota that lie above every grade below: nothing says what they get (mechanisms G4)."""
    grades = page.scheme.grades
    if grades is None or grades.gap != "flag":
        return
    for number, row in enumerate(grades.rows):
        below = [one.range or Range(None, None) for one in grades.rows[number + 1 :] if one.when is None]
        if row.quota is None or row.surplus != "next" or not below:
            continue
        left = next(iter(uncovered(row.range or Range(None, None), below)), None)
        if left is not None:
            message = f"的名额满了以后，{in_words(left)}的人没有等次可归"
            yield Said(
                WARNING,
                ("grades", "rows", number),
                message,
                "加上 gap: down（归到下面一等），或者放宽下面一等的范围",
            )


@check("grade-overlap")
def overlaps_of_grades(page: Page) -> Iterator[Said]:
    """Scores that lie in two ranges, where nothing else tells the rows apart (mechanisms G3)."""
    grades = page.scheme.grades
    severity = INFO if grades and grades.overlap == "first" else WARNING
    for number, earlier, row in _after(page):
        for before in earlier:
            if before.range is None or row.range is None or not _open(before):
                continue
            if overlap(before.range, row.range) and not covers(before.range, row.range):
                message = (
                    f"的范围 {row.range} 和前面“{before.grade}”的 {before.range} 有重叠，按写在前面的一等算"
                )
                yield Said(severity, ("grades", "rows", number), message, "改上下限；不含端点写成 70..<90")


@check("unreachable-grade")
def grades_nobody_gets(page: Page) -> Iterator[Said]:
    """A row whose every score an earlier row takes without conditions."""
    for number, earlier, row in _after(page):
        whole = row.range or Range(None, None)
        above = (before for before in earlier if _open(before))
        taken = next((before for before in above if covers(before.range or Range(None, None), whole)), None)
        if taken is not None:
            message = f"评不到：到得了这里的分都先评了“{taken.grade}”"
            yield Said(WARNING, ("grades", "rows", number), message, "核对范围和先后，好的等次写在前面")


@check("unreachable-grade")
def periods_too_short_to_grade(page: Page) -> Iterator[Said]:
    """A period that has fewer months than a member must have been there (AMB-36)."""
    people = page.scheme.people
    months = {"half": 6, "quarter": 3, "month": 1, "day": 1}.get(page.scheme.period.kind, 12)
    if people.graded and people.min_months > months:
        message = f"是 {people.min_months} 个月，一期只有 {months} 个月，谁也评不上等次"
        yield Said(WARNING, ("people", "min_months"), message, "改小 min_months，或改周期")


@check("unreachable-tier")
def tiers_nobody_is_in(page: Page) -> Iterator[Said]:
    """A tier behind one that takes everybody."""
    rows = page.scheme.tiers.rows if page.scheme.tiers else ()
    for number, row in enumerate(rows[:-1]):
        if row.when is None:
            message = "没有写 when，人人都在这一层，后面各层没有人"
            yield Said(ERROR, ("tiers", "rows", number), message, "补上 when，或把这一层移到最后")


@check("quota-shape")
def quotas_without_places(page: Page) -> Iterator[Said]:
    """A quota is a share or a number of places."""
    for name, quota in page.scheme.quotas.items():
        path: Path = ("quotas", name)
        if (quota.share is None) == (quota.places is None):
            yield Said(ERROR, path, "要在 share（比例）和 places（名数）中写且只写一种", "留下其中一种")
        elif quota.share is not None and not 0 < quota.share <= 1:
            yield Said(ERROR, (*path, "share"), "要大于 0、不超过 1", "写成 1/3、30% 这样的比例")


@check("override-empty")
def overrides_without_trigger(page: Page) -> Iterator[Said]:
    """An override that nothing sets off, or that does nothing."""
    for number, override in enumerate(page.scheme.override):
        path: Path = ("override", number)
        effect = override.effect
        if not override.facts and override.when is None:
            yield Said(ERROR, path, "没有 facts，也没有 when，永远不会生效", "写上哪些事项或什么情况下生效")
        results = sum(told is not None for told in (effect.zero, effect.grade, effect.ceiling))
        if results > 1:
            yield Said(ERROR, path, "的 effect 要在 zero、grade、ceiling 中只写一种", "留下其中一种")
        elif not results and effect.hold is None and effect.ranked:
            message = "的 effect 没有写后果"
            yield Said(ERROR, path, message, "写上 zero、grade、ceiling、hold 或 ranked: false")


def _after(page: Page) -> Iterator[tuple[int, tuple[Grade, ...], Grade]]:
    """Yield every row of the grades with its number and the rows above it."""
    rows = page.scheme.grades.rows if page.scheme.grades else ()
    for number, row in enumerate(rows):
        yield number, rows[:number], row


def _open(row: Grade) -> bool:
    return row.when is None and row.quota is None
