"""Where more than two decimals come from that nothing rounds (mechanisms L15, C6)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import prod

from jifen.rules.conditions.syntax import Arithmetic, Call, Name, Node, Number, walk
from jifen.rules.lint.page import INFO, Page, Said, check
from jifen.rules.lint.settled import is_open
from jifen.rules.lint.shapes import starts
from jifen.rules.model.items import FactRule, Start
from jifen.rules.model.points import Around, Fixed, Mean, Per, PointsForm, RowValue, Share, Slices, Table
from jifen.rules.yamlfile import Path


@check("rounding-open")
def decimals_nobody_rounds(page: Page) -> Iterator[Said]:
    """What is divided or multiplied on the way to the score, and rounded nowhere."""
    for path in _of_score(page):
        if is_open(page, path, "小数", "取舍", "四舍五入", "除不尽"):
            message = "算出来的分会有许多位小数，没有写怎样取舍：一直照精确的数算"
            yield Said(
                INFO, path, message, "在总分行（或折算的那一行）写 round: 2；原文没有规定的，加一条释义"
            )


def _of_score(page: Page) -> dict[Path, None]:
    """Return the places that give the score more than two decimals, each once."""
    found: dict[Path, None] = {}
    todo, seen = [("line", "score")], {("line", "score")}
    while todo:
        what, name = todo.pop(0)
        if what == "part":
            found.update(dict.fromkeys(_of_part(page, name)))
            continue
        line, node = page.scheme.total.get(name), page.bound.node("total", name, "is")
        if line is None or line.round is not None or node is None:
            continue
        for one in walk(node):
            if _divides(one):
                found[("total", name)] = None
            named = (one.path[0], ".".join(one.path[1:])) if isinstance(one, Name) else ("", "")
            if named[0] in ("line", "part") and named not in seen:
                seen.add(named)
                todo.append(named)
    return found


def _of_part(page: Page, name: str) -> Iterator[Path]:
    inside = next(path for path, part in page.parts() if part.part == name)
    for path, start in starts(page):
        if path[:2] == inside and _opens_unevenly(page, start):
            yield path
    for path, _, rule in page.live_rules():
        if path[:2] == inside and _is_uneven(rule):
            yield (*path, "points")
    for path, _, item in page.items():
        if path[:2] == inside and item.value is not None and not _even(item.value, Fraction(1)):
            yield (*path, "value")


def _divides(node: Node) -> bool:
    if isinstance(node, Call):
        return node.name == ("share",)
    if not isinstance(node, Arithmetic) or node.operator not in "*/":
        return False
    whole = any(isinstance(side, Number) and side.value.denominator == 1 for side in (node.left, node.right))
    return node.operator == "/" or not whole


def _opens_unevenly(page: Page, start: Start) -> bool:
    tiers = page.scheme.tiers
    by_months = start.rows is not None and tiers is not None and tiers.change == "prorate"
    rounded = start.round is not None or (start.carry is not None and start.carry.round is not None)
    return not rounded and (start.carry is not None or start.prorate is not None or by_months)


def _is_uneven(rule: FactRule) -> bool:
    factor = prod((times.by for times in rule.times), start=Fraction(1))
    return not _even(rule.points, factor)


def _even(points: PointsForm, factor: Fraction) -> bool:
    """Say whether the points of a form, multiplied, have two decimals at most for whole quantities."""
    match points:
        case Fixed(value=value):
            rates = [value]
        case Table(rows=rows, none=none):
            cells = [*rows.values(), *([none] if isinstance(none, RowValue) else [])]
            rates = [rate for cell in cells for rate in (cell.points, cell.each) if rate is not None]
        case Per(per=per, give=give, whole=whole):
            rates = [give if whole else give / per]
        case Slices(slices=slices, whole=whole):
            rates = [one.give if whole else one.give / one.per for one in slices]
        case Around(at=at, more=more, less=less, step=step, whole=whole):
            rates = [at, *((more, less) if whole else (more / step, less / step))]
        case Share() | Mean():
            return False
        case _:
            rates = [Fraction(1, 100)]
    return all((rate * factor * 100).denominator == 1 for rate in rates)
