"""Rows by area: each module holds `AREA`, its Chinese name, and `ROWS`.

An address without a row fails, a row without an address too.
"""

from importlib import import_module
from pathlib import Path

from tests.web.matrix.vocabulary import Row


def read_rows() -> tuple[Row, ...]:
    """Return the rows of all areas."""
    return tuple(row for rows in read_areas().values() for row in rows)


def read_areas() -> dict[str, tuple[Row, ...]]:
    """Return the rows of each area by its Chinese name, in the order of the files."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem != "__init__")
    modules = [import_module(f"{__name__}.{name}") for name in names]
    return {module.AREA: module.ROWS for module in modules}
