"""Figures that the text prints side by side and that do not agree. Told, never mended (mechanisms C10)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jifen.rules.conditions.syntax import Name, number_text, walk
from jifen.rules.lint.page import ERROR, WARNING, Page, Said, check
from jifen.rules.model.items import Item, Part

_REMEDY = "核对原文；原文就是这样的，可以不改"


@check("sum-mismatch")
def sections_beside_items(page: Page) -> Iterator[Said]:
    """A section's full mark against those of its items."""
    for path, part in page.parts():
        for number, section in enumerate(part.sections):
            inside = [item for item in _live(part) if item.section == section.section]
            found = _sum(inside)
            if section.full is not None and found is not None and found != section.full:
                message = f"满分 {number_text(section.full)}，各小项满分合计 {number_text(found)}"
                yield Said(WARNING, (*path, "sections", number), message, _REMEDY)


@check("sum-mismatch")
def parts_beside_their_inside(page: Page) -> Iterator[Said]:
    """A part's full mark against its sections, its items, its months and its opening value."""
    for path, part in page.parts():
        if part.full is None:
            continue
        sections = [section.full for section in part.sections]
        full_sections = sum((full for full in sections if full is not None), Fraction(0))
        inside = {
            "各小节满分合计": full_sections if sections and None not in sections else None,
            "各小项满分合计": _sum(_live(part)),
            "全年各月合计": part.allot.sum if part.allot else None,
            "起始分": part.start.points if part.start else None,
            "封顶": part.cap,
        }
        for what, found in inside.items():
            if found is not None and found != part.full:
                message = f"满分 {number_text(part.full)}，{what} {number_text(found)}"
                yield Said(WARNING, path, message, _REMEDY)


@check("sum-mismatch")
def total_beside_parts(page: Page) -> Iterator[Said]:
    """The cap of a line that only adds parts, against their full marks."""
    fulls = {part.part: part.full for _, part in page.parts() if part.enabled}
    for name, line in page.scheme.total.items():
        node = page.bound.node("total", name, "is")
        if line.cap is None or node is None:
            continue
        added = [part.path[1] for part in walk(node) if isinstance(part, Name) and part.path[0] == "part"]
        marks = [fulls.get(part) for part in added]
        found = sum((mark for mark in marks if mark is not None), Fraction(0))
        if marks and None not in marks and found != line.cap:
            message = f"封顶 {number_text(line.cap)}，各大项满分合计 {number_text(found)}"
            yield Said(WARNING, ("total", name), message, _REMEDY)


@check("allot-sum")
def months_beside_their_sum(page: Page) -> Iterator[Said]:
    """What is handed out month by month must come to the yearly figure (AMB-35, E43)."""
    for path, part in page.parts():
        allot = part.allot
        if allot is not None and sum(allot.months) != allot.sum:
            found = number_text(sum(allot.months, Fraction(0)))
            message = f"各月合计 {found}，应为 {number_text(allot.sum)}"
            yield Said(ERROR, (*path, "allot", "months"), message, "改各月的分，使合计相等")


@check("wrong-value")
def months_of_what_is_no_year(page: Page) -> Iterator[Said]:
    """What is handed out by month fills a year (E43)."""
    for path, part in page.parts():
        if part.allot is not None and page.scheme.period.kind != "year":
            message = f"按十二个月赋分，周期却是 {page.scheme.period.kind}，不是一年"
            yield Said(ERROR, (*path, "allot"), message, "周期改成 kind: year，或删去 allot")


@check("allot-month")
def months_beside_their_bounds(page: Page) -> Iterator[Said]:
    """Every month stays inside its bounds (E43)."""
    for path, part in page.parts():
        if part.allot is None:
            continue
        low, high = part.allot.between
        for number, month in enumerate(part.allot.months):
            if not low <= month <= high:
                bounds = f"{number_text(low)} 至 {number_text(high)}"
                message = f"是 {number_text(month)} 分，不在 {bounds} 之间"
                yield Said(ERROR, (*path, "allot", "months", number), message, "改这个月的分")


def _live(part: Part) -> list[Item]:
    return [item for item in part.items if item.enabled]


def _sum(items: list[Item]) -> Fraction | None:
    """Return the sum of full marks where every item has one and exists for everybody."""
    fulls = [item.full for item in items if item.members is None]
    if not items or len(fulls) < len(items) or None in fulls:
        return None
    return sum((full for full in fulls if full is not None), Fraction(0))
