"""Words that need one of several fields, or hold a number that means nothing."""

from __future__ import annotations

from collections.abc import Iterator

from jifen.rules.lint.page import ERROR, Page, Said, check
from jifen.rules.model.cycle import Day
from jifen.rules.model.items import Start
from jifen.rules.model.points import Between, Keep, Limit, RowValue, Table
from jifen.rules.yamlfile import Path


@check("missing-score")
def total_without_score(page: Page) -> Iterator[Said]:
    """The line ``score`` is the account's score; without it there is none."""
    if "score" not in page.scheme.total:
        yield Said(
            ERROR, ("total",), "里没有名为“score”的一行，不知道哪一行是最后的积分", "把最后一行改名为 score"
        )


@check("incomplete-word")
def lines_without_value(page: Page) -> Iterator[Said]:
    """A line is an expression, or a table with its key."""
    for name, line in page.scheme.total.items():
        table = line.by is not None and bool(line.rows)
        half = (line.by is None) != (not line.rows)
        if half or table == (line.value is not None):
            yield Said(ERROR, ("total", name), "要么写 is，要么写 by 和 rows", "留下其中一种写法")


@check("incomplete-word")
def rows_without_points(page: Page) -> Iterator[Said]:
    """A row gives points in one way."""
    for path, row in _rows(page):
        if sum((row.points is not None, row.each is not None, row.all, row.unset)) != 1:
            yield Said(ERROR, path, "没有写明给多少分", "写一个数、all 或 unset")


@check("wrong-value")
def starts_without_points(page: Page) -> Iterator[Said]:
    """What a tier opens with is a number of points."""
    for path, start in starts(page):
        for key, row in (start.rows or {}).items():
            if row.points is None or row.each is not None or row.all or row.unset:
                yield Said(ERROR, (*path, "rows", key), "不是一个分数", "写这一层的起始分，例如 20")


@check("incomplete-word")
def limits_without_measure(page: Page) -> Iterator[Said]:
    """A limit bounds points, facts or a quantity."""
    for path, limit in limits(page):
        if sum(measure is not None for measure in (limit.points, limit.facts, limit.quantity)) != 1:
            yield Said(ERROR, path, "要在 points、facts、quantity 中写且只写一种", "留下其中一种")


@check("incomplete-word")
def keeps_without_key(page: Page) -> Iterator[Said]:
    """``keep`` says which one stays, and per what."""
    for path, keep in keeps(page):
        if (keep.largest is None) == (keep.first is None):
            yield Said(
                ERROR, path, "要在 largest 和 first 中写且只写一种", "写 largest: matter 或 first: matter"
            )


@check("incomplete-word")
def days_without_rule(page: Page) -> Iterator[Said]:
    """A day of the cycle is fixed in one way."""
    for path, day in days(page):
        ways = (day.day, day.first, day.workday, day.month_end or None, day.month_day)
        if sum(way is not None for way in ways) != 1:
            yield Said(
                ERROR, path, "要在 day、first、workday、month_end、month_day 中写且只写一种", "留下其中一种"
            )


@check("between-order")
def between_backwards(page: Page) -> Iterator[Said]:
    """The lower end of a range comes first (B3)."""
    for path, _, rule in page.rules():
        if isinstance(rule.points, Between) and rule.points.between[0] > rule.points.between[1]:
            yield Said(
                ERROR,
                (*path, "points", "between"),
                "的下限大于上限",
                "小的数写在前面，扣分也一样：[-4, -0.5]",
            )


@check("between-step")
def between_steps_beside(page: Page) -> Iterator[Said]:
    """The upper end must be reachable from the lower one by whole steps."""
    for path, _, rule in page.rules():
        points = rule.points
        if not isinstance(points, Between) or points.step is None:
            continue
        low, high = points.between
        if points.step <= 0:
            yield Said(ERROR, (*path, "points", "step"), "不大于 0", "写一个大于 0 的数，例如 0.5")
        elif low <= high and ((high - low) / points.step).denominator != 1:
            yield Said(ERROR, (*path, "points", "step"), "不能整分上下限之间的距离", "改 step，或改上下限")


def limits(page: Page) -> Iterator[tuple[Path, Limit]]:
    """Yield every limit with its path."""
    holders = [(path, part.limit) for path, part in page.parts()]
    holders += [(path, item.limit) for path, _, item in page.items()]
    holders += [(path, rule.limit) for path, _, rule in page.rules()]
    for path, held in holders:
        for number, limit in enumerate(held):
            yield (*path, "limit", number), limit


def keeps(page: Page) -> Iterator[tuple[Path, Keep]]:
    """Yield every ``keep`` with its path."""
    for path, trigger in page.triggers():
        if trigger.keep is not None:
            yield (*path, "keep"), trigger.keep
    for path, _, item in page.items():
        if item.keep is not None:
            yield (*path, "keep"), item.keep
    for path, _, rule in page.rules():
        if rule.keep is not None:
            yield (*path, "keep"), rule.keep


def days(page: Page) -> Iterator[tuple[Path, Day]]:
    """Yield every day of the cycle with its path."""
    cycle = page.scheme.cycle
    if cycle is None:
        return
    found: list[tuple[Path, Day | None]] = [(("cycle", "on"), cycle.on)]
    found += [(("cycle", "steps", number, "on"), step.on) for number, step in enumerate(cycle.steps)]
    found.append((("cycle", "filing", "by"), cycle.filing.by if cycle.filing else None))
    for path, day in found:
        if day is not None:
            yield path, day


def starts(page: Page) -> Iterator[tuple[Path, Start]]:
    """Yield every opening value with its path, of parts and of items."""
    for path, part in page.parts():
        if part.start is not None:
            yield (*path, "start"), part.start
    for path, _, item in page.items():
        if item.start is not None:
            yield (*path, "start"), item.start


def _rows(page: Page) -> Iterator[tuple[Path, RowValue]]:
    tables = [((*path, "points"), rule.points) for path, _, rule in page.rules()]
    tables += [((*path, "value"), item.value) for path, _, item in page.items() if item.value is not None]
    for path, table in tables:
        if isinstance(table, Table):
            for key, row in table.rows.items():
                yield (*path, "rows", key), row
            if isinstance(table.none, RowValue):
                yield (*path, "none"), table.none
    for path, _, item in page.items():
        for number, pooled in enumerate(item.pooled):
            for key, row in pooled.rows.items():
                yield (*path, "pooled", number, "rows", key), row
