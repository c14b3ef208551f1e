"""In which order the items that look at others are computed (LANGUAGE §4, step 9: waves)."""

from __future__ import annotations

from dataclasses import dataclass

from jifen.rules.binding import Bound
from jifen.rules.conditions.syntax import Arithmetic, Call, Name, Node, walk
from jifen.rules.yamlfile import Path

_POOL = (("pool", "rank"), ("pool", "mean"), ("pool", "best"))


@dataclass(frozen=True, slots=True)
class Waves:
    """``waves``: of every item whose value looks at others (the rest: 0); ``circle``: items that need themselves."""

    waves: dict[str, int]
    circle: tuple[str, ...]


def waves_of(bound: Bound) -> Waves:
    """The waves of a scheme's items: one more than the highest of the items that the value names."""
    needs = _needs(bound)
    waves: dict[str, int] = {}
    left = dict(needs)
    while left:
        ready = {item: named for item, named in left.items() if not any(other in left for other in named)}
        if not ready:
            return Waves(waves, tuple(left))
        for item, named in ready.items():
            waves[item] = 1 + max((waves.get(other, 0) for other in named), default=0)
            del left[item]
    return Waves(waves, ())


def _needs(bound: Bound) -> dict[str, frozenset[str]]:
    """For every item whose value looks at other items, or at the pool, the items it looks at."""
    of_part = {part.part: [item.item for item in part.items] for part in bound.scheme.parts}
    found: dict[str, frozenset[str]] = {}
    trees = value_trees(bound)
    for p, part in enumerate(bound.scheme.parts):
        for n, item in enumerate(part.items):
            nodes = trees.get(("parts", p, "items", n), [])
            named: set[str] = set()
            for node in nodes:
                if isinstance(node, Name) and node.path[0] == "item":
                    named.add(".".join(node.path[1:]))
                elif isinstance(node, Name) and node.path[0] == "part":
                    named.update(of_part[".".join(node.path[1:])])
            if named or any(_asks_pool(node) for node in nodes):
                found[item.item] = frozenset(named)
    return found


def value_trees(bound: Bound) -> dict[Path, list[Node]]:
    """Every node of the expressions of items' values, by the path of the item."""
    found: dict[Path, list[Node]] = {}
    for path, node in bound.expressions.items():
        if path[4:5] == ("value",):
            found.setdefault(path[:4], []).extend(walk(node))
    return found


def _asks_pool(node: Node) -> bool:
    return (isinstance(node, Call) and node.name in _POOL) or (
        isinstance(node, Name) and node.path == ("pool", "size")
    )


def parts_of_sum(bound: Bound, line: str) -> tuple[str, ...] | None:
    """The parts that a line of the total adds up, each once, if it adds up nothing else; else None."""
    node = bound.expressions.get(("total", line, "is"))
    return None if node is None else _added(bound, node)


def _added(bound: Bound, node: Node) -> tuple[str, ...] | None:
    if isinstance(node, Name):
        if node.path[0] == "part":
            return (".".join(node.path[1:]),)
        below = bound.scheme.total.get(node.path[1]) if node.path[0] == "line" else None
        plain = below is not None and not (below.gate or below.floor or below.cap is not None or below.round)
        return parts_of_sum(bound, node.path[1]) if plain else None
    if isinstance(node, Arithmetic) and node.operator == "+":
        left = _added(bound, node.left)
        # A line may stand in a sum many times over: not asked again once it cannot be one.
        right = None if left is None else _added(bound, node.right)
        return None if left is None or right is None or set(left) & set(right) else left + right
    return None
