"""The clauses beside a scheme file: clause id → our paraphrase, so that every value can be read beside its ground."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from jifen.rules.yamlfile import parse


def read_clauses(data: bytes, name: str) -> dict[str, str]:
    """Return what a file of clauses says, in the order of the file; an entry is a text, or a table with ``text``.

    Raises SchemeRefused for a file that is not well formed. An empty file has no clauses.
    """
    if not data.strip():
        return {}
    found: dict[str, str] = {}
    for clause, entry in parse(data, name).tree.items():
        text = entry.get("text") if isinstance(entry, dict) else entry
        if isinstance(text, str):
            found[clause] = text
    return found


def clauses_of(data: bytes, name: str) -> str | None:
    """Return the scheme whose clauses a file refers to (``clauses_of``) instead of listing its own; None: its own.

    Raises SchemeRefused for a file that is not well formed.
    """
    other = parse(data, name).tree.get("clauses_of") if data.strip() else None
    return other if isinstance(other, str) else None


def list_unknown_clauses(scheme: bytes, name: str, known: Collection[str]) -> list[str]:
    """Return the clauses a scheme file names and a file of clauses does not have, each once, in the scheme's order.

    Raises SchemeRefused for a scheme file that is not well formed.
    """
    named = dict.fromkeys(_named(parse(scheme, name).tree))
    return [clause for clause in named if clause not in known]


def _named(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "clause" and isinstance(value, str | int):
                yield str(value)
            else:
                yield from _named(value)
    elif isinstance(node, list):
        for value in node:
            yield from _named(value)
