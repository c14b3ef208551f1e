"""The clauses beside a scheme file: clause id → our paraphrase, so that every value can be read beside its ground."""

from __future__ import annotations

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
