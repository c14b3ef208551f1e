"""Places of a scheme file in the words of an office, and the clause that governs them."""

from __future__ import annotations

from jifen.rules.findings import shorten
from jifen.rules.yamlfile import Path, Tree

# What the entries of a list, and of a table by names, are called.
_LISTS = {
    "parts": "大项",
    "sections": "小节",
    "items": "小项",
    "expect": "应做的事",
    "pooled": "合计项",
    "override": "一票否决",
    "outcomes": "结果运用",
    "readings": "释义",
    "rows": "行",
    "steps": "环节",
    "notices": "预告",
}
_TABLES = {
    "facts": "事项",
    "kinds": "事项",
    "flags": "标记",
    "quotas": "名额",
    "total": "总分行",
    "rows": "行",
    "prices": "兑换",
}
# The field that names an entry of a list.
_NAMES = ("part", "section", "item", "expect", "pooled", "override", "outcome", "id", "tier", "grade", "step")


def node_at(tree: Tree, path: Path) -> Tree:
    """Return the node at a path, or None where there is none."""
    for step in path:
        if isinstance(tree, dict) and isinstance(step, str):
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def in_words(tree: Tree, path: Path) -> str:
    """Say where a path leads, ready to be written on: ``小项“base.duty”的事项“absent”的 points ``."""
    said: list[str] = []
    for length in range(1, len(path) + 1):
        step, before = path[length - 1], path[length - 2] if length > 1 else ""
        if isinstance(step, int):
            said[-1] = _entry(str(before), step, node_at(tree, path[:length]))
            if before == "items":
                del said[:-1]  # an item is known by its name, whatever its part
        elif before in _TABLES:
            said[-1] = f"{_TABLES[str(before)]}“{shorten(step)}”"
        else:
            said.append(f" {shorten(step)} ")
    return "的".join(said).lstrip()


def clause_at(tree: Tree, path: Path) -> str | None:
    """Return the clause written at a path or nearest around it."""
    for length in range(len(path), -1, -1):
        node = node_at(tree, path[:length])
        if isinstance(node, dict) and isinstance(node.get("clause"), str):
            return str(node["clause"])
    return None


def _entry(word: str, number: int, node: Tree) -> str:
    what = _LISTS.get(word, f"{word} ")
    names = (
        (node[name] for name in _NAMES if isinstance(node.get(name), str)) if isinstance(node, dict) else ()
    )
    name = next(iter(names), None)
    return f"{what}“{shorten(name)}”" if name else f"{what}第 {number + 1} 条"
