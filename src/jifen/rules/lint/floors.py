"""A floor that holds after every entry: only where the entries are all there is (C7)."""

from __future__ import annotations

from collections.abc import Iterator

from jifen.rules.lint.page import ERROR, Page, Said, check
from jifen.rules.model.items import Item, Part
from jifen.rules.model.points import Everything, RowValue, Table
from jifen.rules.waves import parts_of_sum
from jifen.rules.yamlfile import Path

_REMEDY = "删去 each: true，或者改掉所说的地方"


@check("floor-each")
def floors_after_every_entry(page: Page) -> Iterator[Said]:
    """Of an item, of a part of plain items, of a plain sum of such parts."""
    for path, _, item in page.items():
        if item.floor is not None and item.floor.each and takes_all(item):
            yield from _said(path, f"小项“{item.title}”里有“整项不得分”（all），逐笔比时没有先后可言")
    for path, part in page.parts():
        if part.floor is not None and part.floor.each:
            yield from _said(path, _of_part(part))
    for name, line in page.scheme.total.items():
        if line.floor is not None and line.floor.each:
            yield from _said(("total", name), _of_line(page, name))


def takes_all(item: Item) -> bool:
    """Say whether some entry may leave nothing of an item."""
    cells: list[object] = [row for pooled in item.pooled for row in pooled.rows.values()]
    for rule in item.facts.values():
        if isinstance(rule.points, Table):
            cells += [*rule.points.rows.values(), rule.points.none]
        if isinstance(rule.points, Everything):
            return True
    missed = any(expect.missed == "all" for expect in item.expect)
    return missed or any(isinstance(cell, RowValue) and cell.all for cell in cells)


def _of_line(page: Page, line: str) -> str:
    named = parts_of_sum(page.bound, line)
    if named is None:
        return "这一行不是几个大项各加一次（中间的行也不能有下限、封顶、取舍、前提）"
    parts = [part for part in page.scheme.parts if part.part in named]
    bounded = next((part for part in parts if part.floor is not None or part.cap is not None), None)
    if bounded is not None:
        return f"大项“{bounded.title}”自己有下限或上限"
    return next(filter(None, map(_of_part, parts)), "")


def _of_part(part: Part) -> str:
    if part.allot is not None or part.spread is not None:
        return f"大项“{part.title}”按月赋分或分摊起始分"
    for item in part.items:
        words = ("floor", "cap", "full", "value")
        found = next((word for word in words if getattr(item, word) is not None), None)
        if found is not None:
            return f"小项“{item.title}”自己写了 {found}"
        if takes_all(item):
            return f"小项“{item.title}”里有“整项不得分”（all），逐笔比时没有先后可言"
    return ""


def _said(path: Path, reason: str) -> Iterator[Said]:
    if reason:
        yield Said(ERROR, (*path, "floor", "each"), f"：这里不能逐笔守下限：{reason}", _REMEDY)
