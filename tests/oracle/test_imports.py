"""The reference evaluator stands alone: of the product it reads the typed scheme and parsed conditions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ALLOWED = ("jifen.rules.model", "jifen.rules.conditions.parser", "jifen.rules.conditions.syntax")
GROUND = ("jifen.rules.fields", "jifen.rules.period", "jifen.rules.points", "jifen.rules.calendar")
FILES = sorted(path for path in HERE.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Every module a file names in an import, wherever it stands."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(HERE).as_posix())
def test_oracle_imports_neither_engine_nor_compiled_tables(path: Path) -> None:
    product = {name for name in imported(path) if name.split(".")[0] == "jifen"}
    foreign = {name for name in product if not name.startswith((*ALLOWED, *GROUND))}
    assert foreign == set()


def test_oracle_never_imports_by_name() -> None:
    reached = [
        path.name
        for path in FILES
        if "importlib" in imported(path) or "__import__" in path.read_text("utf-8")
    ]
    assert reached == ["test_imports.py"]
