"""What the items of entries are called in the 办法 they name: `code@number#item` → title and clause."""

from __future__ import annotations

from collections.abc import Iterable

from jifen.ledger.models import Book
from jifen.rules.findings import SchemeRefused
from jifen.rules.tables import Tables
from jifen.schemes.models import SchemeVersion
from jifen.schemes.queries import tables_of


def name_items(book: Book, items: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return (title, clause) by item, in one question; what no 办法 here names is left out.

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
    return found


def _starts(items: Iterable[str]) -> set[str]:
    return {"".join(item.partition("#")[:2]) for item in items}
