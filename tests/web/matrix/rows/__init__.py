"""Rows by area. Each module holds `ROWS`; an address without a row fails, a row without an address too."""

from importlib import import_module
from pathlib import Path

from tests.web.matrix.vocabulary import Row


def read_rows() -> tuple[Row, ...]:
    """Return the rows of all areas, in the order of their files."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem != "__init__")
    return tuple(row for name in names for row in import_module(f"{__name__}.{name}").ROWS)
