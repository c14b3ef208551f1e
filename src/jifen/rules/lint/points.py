"""Points that cannot be earned, limits that cannot bind, tables whose rows do not fit their key."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from jifen.rules.conditions.syntax import number_text
from jifen.rules.fields import Choice, FieldType, find_choice
from jifen.rules.findings import shorten
from jifen.rules.lint import reach
from jifen.rules.lint.figures import forms
from jifen.rules.lint.page import ERROR, INFO, WARNING, Page, Said, check
from jifen.rules.lint.ranges import holds_step, in_words, overlap, uncovered
from jifen.rules.model.base import Range, to_range
from jifen.rules.model.items import FactBase
from jifen.rules.model.points import Limit, Table
from jifen.rules.yamlfile import Path


@check("nothing-to-earn")
def items_without_points(page: Page) -> Iterator[Said]:
    """An item nobody can earn or lose anything in."""
    for path, part, item in page.items():
        if (
            item.full is None
            and item.start is None
            and reach.of_facts(item) == reach.NOTHING
            and part.allot is None
        ):
            yield Said(
                WARNING,
                path,
                "没有分值，也没有能加分、扣分的事项，谁也得不到分",
                "写上 full 或 facts，或停用这一项",
            )


@check("mixed-item")
def items_of_both_signs(page: Page) -> Iterator[Said]:
    """A full mark from which facts both take and add clamps once at the end (DESIGN: order)."""
    for path, _, item in page.items():
        sizes = [size for rule in item.facts.values() if (size := reach.of_fact(rule)) != reach.ANYTHING]
        gains, losses = any(size.high != 0 for size in sizes), any(size.low != 0 for size in sizes)
        if item.full is not None and gains and losses:
            message = "写了满分，又既有加分又有扣分：加分能补回扣分，最后不超过满分"
            yield Said(WARNING, path, message, "原文就是这样的，可以不改；否则把加分和扣分分成两个小项")


@check("cap-never-binds")
def caps_out_of_reach(page: Page) -> Iterator[Said]:
    """A cap above everything that can be earned."""
    capped = [(path, item.cap, reach.of_item(item).high) for path, _, item in page.items()]
    capped += [
        (path, part.cap, reach.of_part(part).high) for path, part in page.parts() if part.allot is None
    ]
    for path, cap, most in capped if _is_bounded(page) else ():
        if cap is not None and most is not None and most < cap:
            message = f"封顶 {number_text(cap)} 分，但最多只能得 {number_text(most)} 分，永远封不到"
            yield Said(WARNING, (*path, "cap"), message, "核对封顶数和各项分值，或删去 cap")


@check("limit-never-binds")
def limits_out_of_reach(page: Page) -> Iterator[Said]:
    """A limit on a side that has nothing, or above everything that can be counted."""
    for path, _, rule in page.rules() if _is_bounded(page) else ():
        for number, limit in enumerate(rule.limit):
            most = reach.of_fact(rule) if limit.per == "fact" else reach.of_rule(rule)
            yield from _limit((*path, "limit", number), limit, reach.of_fact(rule), most)
    for path, _, item in page.items() if _is_bounded(page) else ():
        for number, limit in enumerate(item.limit):
            facts = reach.of_facts(item)
            if limit.shared is None and limit.per != "fact":
                yield from _limit((*path, "limit", number), limit, facts, facts)


@check("unknown-row")
def rows_beside_their_key(page: Page) -> Iterator[Said]:
    """Rows of a table must be what its key can be: an option of the field, or a range of numbers."""
    for path, keys in _tables(page):
        numeric, choices = _key(page, path)
        for key in keys:
            if numeric and _range(key) is None:
                remedy = "写成 3、1..4、5.. 这样的数或范围"
                yield Said(ERROR, (*path, "rows", key), f"：“{shorten(key)}”不是数，也不是范围", remedy)
            elif choices and find_choice(choices, key) is None:
                listed = "、".join(choice.label for choice in choices)
                yield Said(ERROR, (*path, "rows", key), f"：选项里没有“{shorten(key)}”", f"可以写：{listed}")


@check("row-overlap")
def rows_that_overlap(page: Page) -> Iterator[Said]:
    """Two rows for one number, or for one option under two names."""
    for path, keys in _tables(page):
        numeric, choices = _key(page, path)
        seen: dict[str, str] = {}
        for key in keys:
            choice = find_choice(choices, key)
            other = seen.setdefault(choice.code if choice else key, key)
            if other != key:
                yield Said(ERROR, (*path, "rows", key), f"和前面的“{other}”是同一个选项", "删去一行")
        ranges = [(key, found) for key in keys if numeric and (found := _range(key)) is not None]
        ordered = sorted(ranges, key=lambda row: (row[1].low is not None, row[1].low or 0))
        for (one, before), (other, after) in pairwise(ordered):
            if overlap(before, after):
                message = f"和“{one}”一行有重叠，同一个数落在两行"
                yield Said(ERROR, (*path, "rows", other), message, "改上下限；不含端点写成 70..<90")


@check("row-gap")
def rows_with_a_gap(page: Page) -> Iterator[Said]:
    """A whole number between two rows that is in neither (G2)."""
    for path, keys in _tables(page):
        numeric, _ = _key(page, path)
        ranges = [found for key in keys if numeric and (found := _range(key)) is not None]
        for gap in uncovered(Range(None, None), ranges):
            if gap.low is not None and gap.high is not None and holds_step(gap, Fraction(1)):
                message = f"的各行之间有空档：{in_words(gap, ' ').rstrip()}，不在哪一行里"
                yield Said(INFO, (*path, "rows"), message, "按原文补上一行；原文就是不给分的，可以不改")


@check("falling-rows")
def rows_that_fall(page: Page) -> Iterator[Said]:
    """A table in which more earns less: adding a gain may lower the score (LANGUAGE §5)."""
    tables = [
        ((*path, "points"), rule.points.rows, rule.points.by)
        for path, _, rule in page.rules()
        if isinstance(rule.points, Table)
    ]
    for path, _, item in page.items():
        tables += [((*path, "pooled", n), pooled.rows, "") for n, pooled in enumerate(item.pooled)]
    for path, table, by in tables:
        numeric, choices = _key(page, path)
        order = {choice.code: Fraction(place) for place, choice in enumerate(choices)}
        rows: list[tuple[Fraction, Fraction, str]] = []
        for key, row in table.items():
            choice = find_choice(choices, key)
            found = _range(key) if numeric else None
            place = order[choice.code] if choice else None if found is None else found.low
            if row.points is not None and place is not None:
                rows.append((place, row.points, key))
        rows.sort()
        ranked = numeric or by in ("level", "级别")
        for (_, before, one), (_, after, other) in pairwise(rows if ranked else []):
            if abs(after) < abs(before):
                message = f"：“{other}”比“{one}”高，分值 {number_text(after)} 却比 {number_text(before)} 小"
                yield Said(INFO, (*path, "rows", other), message, "原文就是这样的，可以不改；否则核对分值")


def _is_bounded(page: Page) -> bool:
    """Say whether a period has so many months at most; a running account goes on and on."""
    return page.scheme.period.kind != "running"


def _limit(path: Path, limit: Limit, single: reach.Reach, most: reach.Reach) -> Iterator[Said]:
    if (limit.side == "gains" and single.high == 0) or (limit.side == "losses" and single.low == 0):
        side = "加分" if limit.side == "gains" else "扣分"
        yield Said(WARNING, path, f"限制{side}，这里却没有{side}", "核对 side，或删去这条限制")
        return
    if limit.points is None:
        return
    reached = {"gains": (most.high,), "losses": (most.low,), None: (most.high, most.low)}[limit.side]
    sizes = [None if end is None else abs(end) for end in reached]
    if all(size is not None and size < limit.points for size in sizes):
        top = max(size for size in sizes if size is not None)
        message = f"限 {number_text(limit.points)} 分，但最多只有 {number_text(top)} 分，永远限不到"
        yield Said(WARNING, path, message, "核对限额和分值，或删去这条限制")


def _tables(page: Page) -> Iterator[tuple[Path, list[str]]]:
    for path, points in forms(page):
        if isinstance(points, Table):
            yield path, list(points.rows)
    facts: list[tuple[Path, FactBase]] = [(path, rule) for path, _, rule in page.rules()]
    for path, rule in (*facts, *page.triggers()):
        if rule.valid is not None and rule.valid.rows is not None:
            yield (*path, "valid"), list(rule.valid.rows)
    for path, _, item in page.items():
        for number, pooled in enumerate(item.pooled):
            yield (*path, "pooled", number), list(pooled.rows)
    for name, line in page.scheme.total.items():
        if line.rows and line.by is not None:
            yield ("total", name), list(line.rows)


def _key(page: Page, path: Path) -> tuple[bool, tuple[Choice, ...]]:
    """Say whether a table's key is a number, and which options it has; neither for free text or a bad key."""
    found = page.bound.keys.get((*path, "by"))
    if found is None:
        return path[-2] == "pooled", ()
    return found.kind in (FieldType.NUMBER, FieldType.POINTS), found.choices


def _range(key: str) -> Range | None:
    try:
        return to_range(key if ".." in key else f"{key}..{key}")
    except ValueError:
        return None
