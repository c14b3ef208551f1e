"""Names that must stand elsewhere in the scheme, or in the language."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from jifen.rules.binding import kinds
from jifen.rules.conditions.syntax import Name, walk
from jifen.rules.fields import MEMBER_FIELDS, find_choice
from jifen.rules.findings import shorten
from jifen.rules.lint.halves import gates
from jifen.rules.lint.page import ERROR, INFO, Page, Said, check
from jifen.rules.lint.shapes import keeps, starts
from jifen.rules.model.points import Mean
from jifen.rules.yamlfile import Path


@check("unknown-reference")
def parts_and_items(page: Page) -> Iterator[Said]:
    """Sections of the part, kinds of the scheme, tiers of the start."""
    scheme = page.scheme
    known = [kind.code for kind in kinds(scheme)]
    tiers = [tier.tier for tier in scheme.tiers.rows] if scheme.tiers else []
    for path, start in starts(page):
        if start.carry is not None:
            yield from _one(page, (*path, "carry", "line"), start.carry.line, [*scheme.total], "总分行")
        for tier in start.rows or {}:
            yield from _one(page, (*path, "rows", tier), tier, tiers, "分层")
    for path, part, item in page.items():
        sections = [section.section for section in part.sections]
        if item.section is not None:
            yield from _one(page, (*path, "section"), item.section, sections, "小节")
        for n, expect in enumerate(item.expect):
            for kind in expect.any_of:
                yield from _one(page, (*path, "expect", n, "any_of"), kind, known, "事项")
            if expect.after is not None:
                yield from _one(page, (*path, "expect", n, "after"), expect.after, known, "事项")
        if isinstance(item.value, Mean) and item.value.of is not None:
            yield from _one(page, (*path, "value", "of"), item.value.of, known, "事项")
    for path, keep in keeps(page):
        for kind in keep.prefer:
            yield from _one(page, (*path, "prefer"), kind, known, "事项")


@check("unknown-reference")
def results(page: Page) -> Iterator[Said]:
    """Lines, quotas and grades."""
    scheme = page.scheme
    lines = [*scheme.total]
    grades = [row.grade for row in scheme.grades.rows] if scheme.grades else []
    for name, quota in scheme.quotas.items():
        yield from _one(page, ("quotas", name, "by"), quota.by, lines, "总分行")
    if scheme.grades is not None:
        yield from _one(page, ("grades", "by"), scheme.grades.by, [*lines, "ballot"], "总分行")
        for n, row in enumerate(scheme.grades.rows):
            if row.quota is not None:
                yield from _one(page, ("grades", "rows", n, "quota"), row.quota, [*scheme.quotas], "名额")
    for n, override in enumerate(scheme.override):
        effect = override.effect
        for field, grade in (("grade", effect.grade), ("ceiling", effect.ceiling)):
            if grade is not None:
                yield from _one(page, ("override", n, "effect", field), grade, grades, "等次")
        if effect.zero not in (None, "total"):
            known = [part.part for _, part in page.parts()] + [item.item for _, _, item in page.items()]
            yield from _one(page, ("override", n, "effect", "zero"), effect.zero, known, "大项、小项")
    for path, gate in gates(page):
        if gate.grade is not None:
            yield from _one(page, (*path, "grade"), gate.grade, grades, "等次")


@check("unknown-reference")
def statuses(page: Page) -> Iterator[Said]:
    """Categories of people are fixed by the language."""
    people = page.scheme.people
    known = {choice.code: choice.label for choice in MEMBER_FIELDS["status"].choices}
    for field, named in (("scored", people.scored), ("graded", people.graded)):
        for status in named:
            if status not in known:
                written = "、".join(f"{label}写 {code}" for code, label in known.items())
                yield Said(ERROR, ("people", field), f"：没有叫“{shorten(status)}”的人员类别", written)


@check("wrong-value")
def results_fed_to_itself(page: Page) -> Iterator[Said]:
    """A result becomes a fact of another scheme (D9)."""
    for number, feed in enumerate(page.scheme.feeds):
        if feed.to == page.scheme.scheme:
            message = f"：“{feed.to}”就是这份方案自己"
            yield Said(ERROR, ("feeds", number, "to"), message, "写另一份方案的代号，或删去这一条")


@check("graded-not-scored")
def graded_without_score(page: Page) -> Iterator[Said]:
    """Nobody is graded without a score."""
    people = page.scheme.people
    choices = MEMBER_FIELDS["status"].choices
    scored = {find_choice(choices, status) for status in people.scored}
    for status in people.graded:
        choice = find_choice(choices, status)
        if choice is not None and choice not in scored:
            yield Said(
                ERROR,
                ("people", "graded"),
                f"里的“{choice.label}（{choice.code}）”不在 scored 里，没有积分不能定等次",
                "在 scored 里也写上",
            )


@check("missing-row")
def tiers_without_start(page: Page) -> Iterator[Said]:
    """Every tier opens with something."""
    for path, start in starts(page):
        for tier in page.scheme.tiers.rows if page.scheme.tiers else ():
            if start.rows is not None and tier.tier not in start.rows:
                message = f"里没有“{tier.tier}”一行，这一层的党员没有起始分"
                yield Said(ERROR, (*path, "rows"), message, f"补上“{tier.tier}: …”")


@check("unused-kind")
def kinds_never_read(page: Page) -> Iterator[Said]:
    """A declared kind that no rule reads earns and costs nothing."""
    read = {path[-1] for path, _, _ in page.rules()} | {path[-1] for path, _ in page.triggers()}
    for _, _, item in page.items():
        read.update(kind for expect in item.expect for kind in (*expect.any_of, expect.after or ""))
        if isinstance(item.value, Mean):
            read.add(item.value.of or "")
    if page.scheme.spend is not None:
        read.add(page.scheme.spend.kind)
    for node in page.bound.expressions.values():
        named = (part.path for part in walk(node) if isinstance(part, Name))
        read.update(path[1] for path in named if path[0] == "kind" and len(path) > 1)
    for kind in page.scheme.kinds:
        if kind not in read:
            yield Said(
                INFO,
                ("kinds", kind),
                "没有小项用到，记了也不计分",
                "只作登记的，可以不改；否则在小项的 facts 里写上",
            )


def _one(page: Page, path: Path, name: str, known: Collection[str], what: str) -> Iterator[Said]:
    if name in known:
        return
    near = page.guesses.nearest(name, known)
    listed = (
        f"可以写：{'、'.join([*known][:20])}" if known else f"方案里一个{what}也没有：先写上，或删去这一处"
    )
    remedy = f"是不是想写“{near}”？" if near else listed
    yield Said(ERROR, path, f"：没有叫“{shorten(name)}”的{what}", remedy)
