"""Words that the language has and this version does not run yet: refused, never passed over in silence."""

from __future__ import annotations

from collections.abc import Iterator

from jifen.rules.lint.page import ERROR, Page, Said, check
from jifen.rules.model.items import FactRule, Item, Part
from jifen.rules.model.points import Mean, RowValue, Table
from jifen.rules.yamlfile import Path

_REMEDY = "改用别的写法，或等以后的版本"


@check("word-not-yet-run")
def words_of_later_versions(page: Page) -> Iterator[Said]:
    """Every word without an engine behind it."""
    for path, word in _found(page):
        yield Said(ERROR, path, f"：本版本还不能计算“{word}”", _REMEDY)


def _found(page: Page) -> Iterator[tuple[Path, str]]:
    yield from _whole(page)
    for path, part in page.parts():
        yield from _part(path, part)
    for path, _, item in page.items():
        yield from _item(path, item)
    for path, _, rule in page.rules():
        yield from _rule(path, rule)
    for path, trigger in page.triggers():
        if trigger.to is not None:
            yield (*path, "to"), "to"


def _whole(page: Page) -> Iterator[tuple[Path, str]]:
    scheme = page.scheme
    for field in ("extends", "open", "fill", "feeds"):
        if getattr(scheme, field):
            yield (field,), field
    if scheme.spend is not None and scheme.spend.enabled:
        yield ("spend",), "spend"
    if scheme.period.kind != "year":
        yield ("period", "kind"), f"period.kind: {scheme.period.kind}"
    if scheme.people.account != "person":
        yield ("people", "account"), f"people.account: {scheme.people.account}"
    if scheme.people.pool != "branch":
        yield ("people", "pool"), f"people.pool: {scheme.people.pool}"
    if scheme.tiers is not None and scheme.tiers.on != "period.start":
        yield ("tiers", "on"), f"tiers.on: {scheme.tiers.on}"
    if scheme.gate:
        yield ("gate",), "gate"
    for name, line in scheme.total.items():
        if line.gate:
            yield ("total", name, "gate"), "gate"
        if line.floor is not None and line.floor.each:
            yield ("total", name, "floor", "each"), "floor.each"
    for name, quota in scheme.quotas.items():
        if quota.keys or quota.ties == "keys":
            yield ("quotas", name, "ties"), "ties: keys"
    for name, flag in scheme.flags.items():
        if flag.measure:
            yield ("flags", name, "measure"), "measure"
    for number, outcome in enumerate(scheme.outcomes):
        if outcome.at == "never":
            yield ("outcomes", number, "at"), f"at: {outcome.at}"
    for number, override in enumerate(scheme.override):
        path: Path = ("override", number)
        if override.open_while is not None:
            yield (*path, "while"), "while"
        if override.repaired is not None:
            yield (*path, "repaired"), "repaired"
        if override.effect.hold is not None:
            yield (*path, "effect", "hold"), "hold"
        if override.effect.zero not in (None, "total"):
            yield (*path, "effect", "zero"), f"zero: {override.effect.zero}"
        if not override.effect.ranked:
            yield (*path, "effect", "ranked"), "ranked: false"


def _part(path: Path, part: Part) -> Iterator[tuple[Path, str]]:
    if part.floor is not None and part.floor.each:
        yield (*path, "floor", "each"), "floor.each"
    if part.start is not None and part.start.prorate is not None:
        yield (*path, "start", "prorate"), "start 的 prorate"
    rows = part.start.rows or {} if part.start else {}
    for key, row in rows.items():
        if row.points is None:
            yield (*path, "start", "rows", key), "start 的行里不是分数的写法"


def _item(path: Path, item: Item) -> Iterator[tuple[Path, str]]:
    for field, told in (("value", item.value), ("gate", item.gate)):
        if told:
            yield (*path, field), field
    if item.floor is not None and item.floor.each:
        yield (*path, "floor", "each"), "floor.each"
    if item.start is not None and (item.start.points is None or item.start.prorate is not None):
        yield (*path, "start"), "小项的 start 按分层或结转"
    for number, expect in enumerate(item.expect):
        for field in ("run", "after"):
            if getattr(expect, field) is not None:
                yield (*path, "expect", number, field), f"expect.{field}"
        if isinstance(expect.missed, str):
            yield (*path, "expect", number, "else"), f"else: {expect.missed}"


def _rule(path: Path, rule: FactRule) -> Iterator[tuple[Path, str]]:
    if rule.to:
        yield (*path, "to"), "to"
    if rule.needs.any_of:
        yield (*path, "needs", "any_of"), "needs.any_of"
    if isinstance(rule.points, Mean):
        yield (*path, "points"), "mean"
    if isinstance(rule.points, Table):
        for key, row in rule.points.rows.items():
            if row.each is not None:
                yield (*path, "points", "rows", key), "each"
        none = rule.points.none
        if isinstance(none, RowValue) and none.each is not None:
            yield (*path, "points", "none"), "each"
