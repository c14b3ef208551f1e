"""What the items of entries are called in the 办法 they name: `code@number#item` → title and clause."""

from __future__ import annotations

from collections.abc import Iterable

from jifen.ledger.models import Book
from jifen.ledger.states.taken import OPENING, path_of, place_of, year_of_item
from jifen.rules.findings import SchemeRefused
from jifen.rules.tables import Tables
from jifen.schemes.models import SchemeVersion
from jifen.schemes.queries import tables_of


def name_items(book: Book, items: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return (title, clause) by item, in one question; what no 办法 here names is left out.

    Lines taken over are called by the part or item they name, or by the year they tell the result of.
    A code is unique along one line of the tree: versions of the branch's own and its superiors' are looked at.
    """
    wanted = set(items)
    codes = {item.partition("@")[0] for item in wanted}
    rows = SchemeVersion.objects.filter(scheme__code__in=codes).select_related("scheme__organization")
    path = book.branch.path
    tables: dict[str, Tables] = {}
    for row in rows:
        if path.startswith(row.scheme.organization.path) and f"{row.reference}#" in _starts(wanted):
            try:
                tables[row.reference] = tables_of(row)
            except SchemeRefused:
                continue
    found: dict[str, tuple[str, str]] = {}
    for item in wanted:
        reference, _, rule = item.partition("#")
        for one in tables[reference].rules if reference in tables else ():
            if one.path == rule:
                found[item] = one.title, one.clause or ""
        if item not in found and (taken := _name_taken(item, tables.get(reference))):
            found[item] = taken
    return found


def _name_taken(item: str, tables: Tables | None) -> tuple[str, str] | None:
    if year := year_of_item(item):
        return f"{year}年度的结果", ""
    if path_of(item) == OPENING:
        return "承接的积分", ""
    place = place_of(item)
    if not place or tables is None:
        return None
    for row in tables.items:
        if row.item == place:
            return f"承接的积分：{row.title}", row.clause or ""
    return next(
        ((f"承接的积分：{row.title}", row.clause or "") for row in tables.parts if row.part == place), None
    )


def _starts(items: Iterable[str]) -> set[str]:
    return {"".join(item.partition("#")[:2]) for item in items}
