"""Places where a text can be read in two ways, or contradicts itself (mechanisms L2 L3 L5 L7-L11).

Told for information; a reading (释义) of the scheme on the place settles it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from jifen.rules.conditions.syntax import number_text
from jifen.rules.fields import find_choice
from jifen.rules.findings import shorten
from jifen.rules.lint import reach
from jifen.rules.lint.page import INFO, Page, Said, check
from jifen.rules.lint.settled import is_open
from jifen.rules.model.items import FactRule, Item
from jifen.rules.model.points import Fixed, Table
from jifen.rules.yamlfile import Path

_ENDS = re.compile(r"(?<!及)(以上|以下|以内)")
_VAGUE = ("原则上", "酌情", "视情", "适当", "必要时", "可以", "或")
_JUDGED = _VAGUE[:5]
_COMPARED = 40
"""How many readings of one kind of fact are held against each other."""


@check("open-ends")
def ends_in_or_out(page: Page) -> Iterator[Said]:
    """以上 and 以下 do not say whether the end itself is in (L2)."""
    for path, text in _titles(page):
        word = _ENDS.search(text)
        if word is not None and "含" not in text and is_open(page, path, word[1], "含"):
            message = f"：“{shorten(text)}”里的“{word[1]}”没有说含不含本数、本级"
            yield Said(INFO, path, message, "照办法里用的范围、级别，写明“含”或“不含”，或者加一条释义")


@check("counted-twice")
def facts_that_count_in_two_items(page: Page) -> Iterator[Said]:
    """One fact that earns in two places, by contradictory levels above all (L3)."""
    by_kind: dict[str, list[tuple[Path, Item, FactRule]]] = {}
    for path, item, rule in page.live_rules():
        if reach.of_fact(rule) != reach.NOTHING:
            by_kind.setdefault(str(path[-1]), []).append((path, item, rule))
    for kind, read in by_kind.items():
        for (_, first, one), (path, second, other) in combinations(read[:_COMPARED], 2):
            shared = _shared_rows(page, path, one, other)
            told_apart = _asks(first, one) and _asks(second, other)
            if told_apart or shared == [] or _one_group(first, one, second, other):
                continue
            if is_open(page, path, "含", "重复"):
                what = f"“{'、'.join(shared)}”" if shared else f"事项“{kind}”"
                message = f"：{what}在小项“{first.title}”里已经计分，这里又计一次"
                remedy = "用 counts_when 分开，或在 keep 里写同一个 group；本来就是两处都计的，可以不改"
                yield Said(INFO, path, message, remedy)


@check("full-for-all")
def full_marks_without_deductions(page: Page) -> Iterator[Said]:
    """A full mark from which nothing can be deducted: everybody gets it (L5)."""
    for path, part, item in page.items():
        if not (part.enabled and item.enabled) or item.full is None or item.expect:
            continue
        losing = any(rule.enabled and reach.of_fact(rule).low != 0 for rule in item.facts.values())
        other = item.value is not None or item.pooled or item.gate or item.start is not None
        if not losing and not other and is_open(page, path, "扣分标准", "扣分的标准"):
            message = f"满分 {number_text(item.full)}，没有写哪种情形扣分，人人都是满分"
            yield Said(INFO, path, message, "在 facts 里写上扣分的事项；原文没有扣分标准的，写明由谁酌减")


@check("also-veto")
def facts_that_count_and_veto(page: Page) -> Iterator[Said]:
    """The same fact in the table of points and in the list of vetoes (L7)."""
    by_kind = {str(path[-1]): (item, rule) for path, item, rule in page.live_rules()}
    for number, override in enumerate(page.scheme.override):
        for kind, trigger in override.facts.items():
            if kind in by_kind and override.enabled and trigger.enabled:
                item, rule = by_kind[kind]
                keep = rule.keep or item.keep
                kept = trigger.keep is not None and keep is not None and trigger.keep.group == keep.group
                here: Path = ("override", number, "facts", kind)
                if not kept and is_open(page, here, "扣两次", "两项都扣", "重复处理"):
                    message = f"在小项“{item.title}”里也计分：一件事既计分，又引起“{override.title}”"
                    remedy = "只算一边的，两处都写 keep，用同一个 group；原文就是两边都算的，可以不改"
                    yield Said(INFO, here, message, remedy)


@check("bottomless")
def deductions_without_end(page: Page) -> Iterator[Said]:
    """Deductions of which nothing says from what they are taken, and how far (L8)."""
    score = page.scheme.total.get("score")
    if score is not None and score.floor is not None:
        return
    for path, part in page.parts():
        limited = any(limit.points is not None and limit.side != "gains" for limit in part.limit)
        if not part.enabled or part.floor is not None or limited or not part.items:
            continue
        if reach.of_part(part) == reach.Reach(None, Fraction(0)) and is_open(page, path, "扣到", "扣完"):
            message = "只有扣分，没有写扣到多少为止，总分也没有下限，会扣成负数"
            yield Said(
                INFO,
                path,
                message,
                "写 floor（下限）或 limit（限额），总分最低零分的在 score 一行写 floor: 0",
            )


@check("net-cap")
def caps_on_what_is_left(page: Page) -> Iterator[Said]:
    """A cap over gains and deductions: on the gains alone, or on what is left of them (L9)."""
    capped = [
        (path, item.cap, [reach.of_fact(rule) for rule in item.facts.values() if rule.enabled])
        for path, _, item in page.items()
        if item.full is None
    ]
    capped += [
        (
            path,
            part.cap,
            [reach.of_bounded_item(item) for item in part.items if item.enabled and _is_plain(item)],
        )
        for path, part in page.parts()
        if part.allot is None
    ]
    for path, cap, reaches in capped:
        both = any(one.low != 0 for one in reaches) and any(one.high != 0 for one in reaches)
        if cap is not None and both and is_open(page, (*path, "cap"), "封顶", "最高不超过"):
            message = f"封顶 {number_text(cap)} 分，比的是加减相抵以后的分：被扣的分可以用多加的分补上"
            remedy = "只限加分的，改写 limit: {per: period, points: …, side: gains}；原文如此的不用改"
            yield Said(INFO, (*path, "cap"), message, remedy)


@check("required-below-full")
def duties_that_earn_less(page: Page) -> Iterator[Said]:
    """Who does all that is required still has less than the full mark (L10)."""
    for path, _, item in page.items():
        for expect in item.expect:
            earned = [_fixed(item.facts.get(kind)) for kind in expect.any_of]
            spans = reach.SPANS.get(expect.every or "")
            if item.cap is None or spans is None or not earned or None in earned:
                continue
            times = spans * (expect.required or 1)
            most = times * max(points or Fraction(0) for points in earned)
            if 0 < most < item.cap and is_open(page, path, "满分"):
                message = (
                    f"：照“{expect.title}”的要求做满 {times} 次，只得 {number_text(most)} 分，"
                    f"不到封顶的 {number_text(item.cap)} 分"
                )
                yield Said(INFO, path, message, "核对次数和每次的分；原文如此的，可以不改")


@check("vague-words")
def words_that_leave_it_open(page: Page) -> Iterator[Said]:
    """原则上, 可以, 或, 酌情: somebody must decide (L11)."""
    for n, outcome in enumerate(page.scheme.outcomes):
        if not (outcome.decided_by or outcome.one_of):
            remedy = "写上 decided_by（由谁定）；几样选一样的，写 one_of"
            yield from _vague(page, ("outcomes", n), outcome.title, _VAGUE, remedy)
    for n, row in enumerate(page.scheme.grades.rows if page.scheme.grades else ()):
        remedy = "等次一律作为建议；怎样理解，加一条释义"
        yield from _vague(page, ("grades", "rows", n), row.title or row.grade, _JUDGED, remedy)
    for path, _, rule in page.live_rules():
        if not rule.needs.decided_by and not rule.needs.any_of:
            remedy = "写上 needs: {decided_by: …}，由谁定"
            yield from _vague(page, path, rule.title or "", _JUDGED, remedy)


def _vague(page: Page, path: Path, text: str, words: tuple[str, ...], remedy: str) -> Iterator[Said]:
    word = next((word for word in words if word in text), None)
    if word is not None and is_open(page, path, f"“{word}”"):
        yield Said(INFO, path, f"：“{shorten(text)}”里有“{word}”，没有写由谁定", remedy)


def _titles(page: Page) -> Iterator[tuple[Path, str]]:
    scheme = page.scheme
    yield from ((("kinds", kind), declared.title) for kind, declared in scheme.kinds.items())
    yield from ((path, part.title) for path, part in page.parts())
    yield from ((path, item.title) for path, _, item in page.items())
    yield from ((path, rule.title or "") for path, _, rule in page.rules())
    yield from ((("quotas", name), quota.title) for name, quota in scheme.quotas.items())
    yield from ((("override", n), override.title) for n, override in enumerate(scheme.override))
    yield from ((("outcomes", n), outcome.title) for n, outcome in enumerate(scheme.outcomes))


def _shared_rows(page: Page, path: Path, one: FactRule, other: FactRule) -> list[str] | None:
    """Return the rows that two tables by the same key share; None where they are no such tables."""
    if not (isinstance(one.points, Table) and isinstance(other.points, Table)):
        return None
    if one.points.by != other.points.by:
        return None
    key = page.bound.keys.get((*path, "points", "by"))
    choices = key.choices if key else ()

    def code(row: str) -> str:
        choice = find_choice(choices, row)
        return choice.code if choice else row

    named = {code(row) for row in one.points.rows}
    return [row for row in other.points.rows if code(row) in named]


def _is_plain(item: Item) -> bool:
    return item.value is None and not item.pooled


def _asks(item: Item, rule: FactRule) -> bool:
    return any(condition is not None for condition in (rule.counts_when, rule.members, item.members))


def _one_group(first: Item, one: FactRule, second: Item, other: FactRule) -> bool:
    keep, kept = one.keep or first.keep, other.keep or second.keep
    return keep is not None and kept is not None and keep.group is not None and keep.group == kept.group


def _fixed(rule: FactRule | None) -> Fraction | None:
    return rule.points.value if rule is not None and isinstance(rule.points, Fixed) else None
