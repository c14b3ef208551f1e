"""Names written twice, and names that mean something else already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jifen.rules.binding import kinds
from jifen.rules.fields import find_field
from jifen.rules.findings import shorten
from jifen.rules.lint.page import ERROR, INFO, WARNING, Page, Said, check
from jifen.rules.lint.shapes import keeps, limits
from jifen.rules.yamlfile import Path


@check("duplicate-id")
def ids_twice(page: Page) -> Iterator[Said]:
    """Every list of named things names each of them once."""
    scheme = page.scheme
    yield from _twice((path, "part", part.part) for path, part in page.parts())
    yield from _twice((path, "item", item.item) for path, _, item in page.items())
    for path, part in page.parts():
        yield from _twice(((*path, "sections", n), "section", s.section) for n, s in enumerate(part.sections))
    for path, _, item in page.items():
        yield from _twice(((*path, "expect", n), "expect", e.expect) for n, e in enumerate(item.expect))
    yield from _twice((("override", n), "override", o.override) for n, o in enumerate(scheme.override))
    yield from _twice((("outcomes", n), "outcome", o.outcome) for n, o in enumerate(scheme.outcomes))
    yield from _twice((("readings", n), "id", r.id) for n, r in enumerate(scheme.readings))
    tiers = scheme.tiers.rows if scheme.tiers else ()
    yield from _twice((("tiers", "rows", n), "tier", tier.tier) for n, tier in enumerate(tiers))


@check("duplicate-id")
def lines_named_as_parts(page: Page) -> Iterator[Said]:
    """A line and a part of one name could not be told apart in a condition."""
    parts = {part.part for _, part in page.parts()}
    for name in page.scheme.total:
        if name in parts:
            yield Said(ERROR, ("total", name), f"和大项“{name}”同名，条件里分不清", "给这一行换一个名字")


@check("duplicate-id")
def flags_named_as_fields(page: Page) -> Iterator[Said]:
    """A flag cannot take the name of a field that the language knows."""
    for name, flag in page.scheme.flags.items():
        taken = next((word for word in (name, flag.title) if find_field(word) is not None), None)
        if taken is not None and not flag.finding:
            yield Said(
                ERROR,
                ("flags", name),
                f"：“{taken}”是已有的栏目，不能再作标记",
                "直接用已有的栏目，或换一个名字",
            )


@check("duplicate-title")
def kinds_titled_alike(page: Page) -> Iterator[Said]:
    """People choose a kind in the workbook by its title, or by 小项：事项 where items share one."""
    whole: dict[tuple[str, ...], str] = {}
    short: dict[str, str] = {}
    where, names = _first_uses(page), _names(page)
    for kind in kinds(page.scheme):
        other = short.setdefault(kind.label, kind.code)
        # A kind that no item reads has its title alone.
        for name in names.get(kind.code, [(kind.label,)]):
            same = whole.setdefault(name, kind.code)
            if same != kind.code:
                message = f"和事项“{shorten(same)}”的名称都是“{shorten('：'.join(name))}”，填表时分不清"
                yield Said(ERROR, where[kind.code], message, "给其中一个换一个 title")
                break
        else:
            if other != kind.code:
                message = f"和事项“{shorten(other)}”的名称都是“{shorten(kind.label)}”，填表时要连小项一起写"
                yield Said(INFO, where[kind.code], message, "可以不改；想省事的，给其中一个换一个 title")


@check("lonely-group")
def groups_of_one(page: Page) -> Iterator[Said]:
    """A group that spans nothing is a slip of the pen: one of its members has another spelling."""
    grouped = [((*path, "group"), keep.group) for path, keep in keeps(page)]
    yield from _alone(grouped)
    yield from _alone(((*path, "shared"), limit.shared) for path, limit in limits(page))


@check("shared-limit")
def shared_limits_differ(page: Page) -> Iterator[Said]:
    """All who draw on one shared limit must state the same limit."""
    first: dict[str, tuple[object, ...]] = {}
    for path, limit in limits(page):
        if limit.shared is None:
            continue
        told = (limit.per, limit.points, limit.facts, limit.quantity, limit.side)
        if first.setdefault(limit.shared, told) != told:
            message = f"和前面同名的共用限额“{limit.shared}”数目或范围不一样"
            yield Said(ERROR, path, message, "写成一样，或换一个名字")


def _twice(named: Iterable[tuple[Path, str, str]]) -> Iterator[Said]:
    first: dict[str, Path] = {}
    for path, field, name in named:
        if first.setdefault(name, path) != path:
            yield Said(ERROR, (*path, field), f"“{shorten(name)}”在前面已经用过", "每一个用不同的编号")


def _alone(named: Iterable[tuple[Path, str | None]]) -> Iterator[Said]:
    members: dict[str, list[Path]] = {}
    for path, name in named:
        if name is not None:
            members.setdefault(name, []).append(path)
    for name, paths in members.items():
        if len(paths) == 1:
            message = f"“{shorten(name)}”只有这一处，没有别的地方与它合在一起"
            yield Said(WARNING, paths[0], message, "核对名字是否写错；只管一处的，删去这个名字")


def _names(page: Page) -> dict[str, list[tuple[str, ...]]]:
    """Return under which titles of owner and fact each kind is read."""
    titles = {kind.code: kind.label for kind in kinds(page.scheme)}
    read: dict[str, list[tuple[str, ...]]] = {}
    for _, _, item in page.items():
        for kind, rule in item.facts.items():
            read.setdefault(kind, []).append((item.title, rule.title or titles[kind]))
    for override in page.scheme.override:
        for kind, trigger in override.facts.items():
            read.setdefault(kind, []).append((override.title, trigger.title or titles[kind]))
    return read


def _first_uses(page: Page) -> dict[str | int, Path]:
    """Return where each kind of fact is declared, or first read."""
    rules = [path for path, _, _ in page.rules()] + [path for path, _ in page.triggers()]
    first = {path[-1]: path for path in reversed(rules)}
    return first | {kind: ("kinds", kind) for kind in page.scheme.kinds}
