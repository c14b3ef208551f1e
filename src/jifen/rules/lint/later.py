"""Words that the language has and this version does not run yet: refused, never passed over in silence."""

from __future__ import annotations

from collections.abc import Iterator

from jifen.rules.lint.page import ERROR, Page, Said, check
from jifen.rules.model.points import Table
from jifen.rules.yamlfile import Path

_REMEDY = "改用别的写法，或等以后的版本"


@check("word-not-yet-run")
def words_of_later_versions(page: Page) -> Iterator[Said]:
    """Every word without an engine behind it."""
    for path, word in _found(page):
        yield Said(ERROR, path, f"：本版本还不能计算“{word}”", _REMEDY)


def _found(page: Page) -> Iterator[tuple[Path, str]]:
    for path, _, item in page.items():
        rows = item.value.rows if isinstance(item.value, Table) else {}
        for key, row in rows.items():
            if row.each is not None:
                yield (*path, "value", "rows", key), "each"
