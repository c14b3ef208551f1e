"""Places of a scheme file in the words of an office, and the clause that governs them."""

from __future__ import annotations

from jifen.rules.findings import shorten
from jifen.rules.yamlfile import Path, Tree

# What the entries of a list are called, and the field that names each of them.
_LISTS = {
    "parts": ("大项", "part"),
    "sections": ("小节", "section"),
    "items": ("小项", "item"),
    "expect": ("应做的事", "expect"),
    "pooled": ("合计项", "pooled"),
    "override": ("一票否决", "override"),
    "outcomes": ("结果运用", "outcome"),
    "readings": ("释义", "id"),
    "steps": ("环节", "step"),
    "notices": ("预告", ""),
}
_ROWS = {"grades": ("等次", "grade"), "tiers": ("分层", "tier")}
# What the names of a table stand for.
_TABLES = {
    "facts": "事项",
    "kinds": "事项",
    "flags": "标记",
    "quotas": "名额",
    "total": "总分行",
    "rows": "行",
    "prices": "兑换",
}


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
            said[-1] = _entry(path[: length - 1], step, node_at(tree, path[:length]))
            if before == "items":
                del said[:-1]  # an item is known by its name, whatever its part
        elif before in _TABLES:
            said[-1] = f"{_TABLES[str(before)]}“{shorten(step)}”"
        else:
            said.append(f" {shorten(step)} ")
    return "的".join(said).lstrip()


def written(tree: Tree, path: Path) -> Path:
    """Return a path of the model as the file writes it: lists of one and short forms."""
    found: list[str | int] = []
    for step in path:
        if isinstance(step, int) and not isinstance(tree, list):
            continue
        inner = node_at(tree, (step,))
        if inner is None and not isinstance(tree, dict):
            break
        found.append(step)
        tree = inner
    return tuple(found)


def clause_at(tree: Tree, path: Path) -> str | None:
    """Return the clause written at a path or nearest around it."""
    for length in range(len(path), -1, -1):
        node = node_at(tree, path[:length])
        if isinstance(node, dict) and isinstance(node.get("clause"), str):
            return str(node["clause"])
    return None


def _entry(path: Path, number: int, node: Tree) -> str:
    word = str(path[-1])
    what, field = (
        _ROWS.get(str(path[0]), ("行", "")) if word == "rows" else _LISTS.get(word, (f" {word} ", ""))
    )
    name = node.get(field) if isinstance(node, dict) else None
    return f"{what}“{shorten(name)}”" if isinstance(name, str) else f"{what}第 {number + 1} 条"
