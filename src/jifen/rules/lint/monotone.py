"""Places where one gain more may leave less (LANGUAGE §5): told, so that nobody is surprised.

Falling tables have a code of their own (``falling-rows``). Lines that subtract, and conditions on the score itself,
are read as they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jifen.rules.conditions.syntax import Call, Name, Node, walk
from jifen.rules.lint import reach
from jifen.rules.lint.page import INFO, Page, Said, check
from jifen.rules.model.items import FactRule, Item
from jifen.rules.model.points import Fixed, Limit, Mean
from jifen.rules.waves import value_trees
from jifen.rules.yamlfile import Path

_FIRST = "限的是次数，先记的先占，分多的可能计不上"
_REMEDY = "不用改；原文不是这个意思的，换一种写法"


@check("not-monotone")
def gains_that_may_lower(page: Page) -> Iterator[Said]:
    """Every place with its reason."""
    for path, reason in (*_limits(page), *_matters(page), *_kinds(page), *_counted(page), *_values(page)):
        yield Said(INFO, path, f"：多记一件加分，总分有可能反而少：{reason}", _REMEDY)


def _limits(page: Page) -> Iterator[tuple[Path, str]]:
    for path, part, item in page.items():
        gaining = {kind: rule for kind, rule in item.facts.items() if reach.of_fact(rule).high != 0}
        worths = {_worth(rule) for rule in gaining.values()}
        even = len(worths) == 1 and None not in worths
        if gaining and not even and any(limit.facts is not None for limit in item.limit):
            yield (*path, "limit"), _FIRST
        for kind, rule in gaining.items():
            here: Path = (*path, "facts", kind, "limit")
            if _worth(rule) is None and any(limit.facts is not None for limit in rule.limit):
                yield here, _FIRST
            if _points(rule.limit) + _points(item.limit) + _points(part.limit) > 1:
                where = here if rule.limit else (*path, "limit") if item.limit else (*path[:2], "limit")
                yield where, "里外几层限额，先记的占了外层，里层的可能计不上"
    yield from _above_caps(page)


def _above_caps(page: Page) -> Iterator[tuple[Path, str]]:
    """Limits that hold for several items at once, some of which have an end of their own."""
    for path, part in page.parts():
        if any(limit.facts is not None for limit in part.limit) and any(map(_gains, part.items)):
            yield (*path, "limit"), _FIRST
        if _points(part.limit) and any(_is_bounded(item) and _gains(item) for item in part.items):
            yield (*path, "limit"), "限额在有封顶的小项上面，额度可能被封了顶的小项占掉"
    for path, _, item in page.items():
        if _gains(item) and _is_bounded(item) and any(limit.shared for limit in _all(item)):
            yield path, "和别的小项共用限额，自己又有封顶，额度可能被它占掉"


def _matters(page: Page) -> Iterator[tuple[Path, str]]:
    for path, item, rule in page.live_rules():
        keep = rule.keep or item.keep
        if keep is None or reach.of_fact(rule).high == 0:
            continue
        here = (*path, "keep") if rule.keep else (*path[:-2], "keep")
        if keep.first is not None:
            yield here, "同一件事只算最先的一次，后来分多的不计"
        elif keep.prefer or (keep.group is not None and (_is_bounded(item) or item.limit or rule.limit)):
            yield here, "同一件事只留一个，留下的可能受封顶、限额管"


def _kinds(page: Page) -> Iterator[tuple[Path, str]]:
    gaining = _gaining(page)
    for path, _ in page.triggers():
        if path[-1] in gaining:
            yield path, "这种事项在小项里加分，又引起一票否决"
    for path, _, item in page.items():
        for number, expect in enumerate(item.expect):
            if expect.after in gaining:
                yield (*path, "expect", number), "这种事项加分，记了以后又有一件应做的事"
    for path, _, rule in page.live_rules():
        if any(times.repeat is not None for times in rule.times):
            yield (*path, "times"), "前面有过一次的，后面一次的分就要改"


def _counted(page: Page) -> Iterator[tuple[Path, str]]:
    """Vetoes and conditions of validity that count facts which gain."""
    gaining = _gaining(page)
    for path, tree in page.bound.expressions.items():
        asks = path[0] == "override" and path[2:] == ("when",)
        if (asks or path[-1] == "gate") and any(_counts(node, gaining) for node in walk(tree)):
            yield path, "这里看的是记了几次、几分"


def _counts(node: Node, gaining: frozenset[object]) -> bool:
    if not isinstance(node, Call) or node.name[0] not in ("count", "sum", "points", "streak"):
        return False
    kinds = {one.path[1] for one in walk(node) if isinstance(one, Name) and one.path[0] == "kind"}
    return not kinds or not gaining.isdisjoint(kinds)


def _gaining(page: Page) -> frozenset[object]:
    return frozenset(path[-1] for path, _, rule in page.live_rules() if reach.of_fact(rule).high != 0)


def _values(page: Page) -> Iterator[tuple[Path, str]]:
    trees = value_trees(page.bound)
    for path, _, item in page.items():
        if isinstance(item.value, Mean):
            yield (*path, "value"), "取的是平均"
        if any(isinstance(node, (Call, Name)) and _word(node) == "pool" for node in trees.get(path, [])):
            yield (*path, "value"), "要和同组的人比，别人多了，自己就少"


def _word(node: Call | Name) -> str:
    return node.name[0] if isinstance(node, Call) else node.path[0]


def _worth(rule: FactRule) -> Fraction | None:
    """Return what every fact of a rule is worth; None where it is not always the same."""
    return rule.points.value if isinstance(rule.points, Fixed) and not (rule.times or rule.plus) else None


def _gains(item: Item) -> bool:
    return any(reach.of_fact(rule).high != 0 for rule in item.facts.values())


def _is_bounded(item: Item) -> bool:
    return item.cap is not None or item.full is not None


def _points(limits: tuple[Limit, ...]) -> int:
    """Return how many limits on gains there are."""
    return sum(limit.points is not None and limit.side != "losses" for limit in limits)


def _all(item: Item) -> tuple[Limit, ...]:
    return (*item.limit, *(limit for rule in item.facts.values() for limit in rule.limit))
