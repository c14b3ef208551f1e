"""How a caller describes the sheets it expects: columns with headings and kinds, never their meaning."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class CellKind(Enum):
    """What the cells of a column hold, and the Python value they become (an empty cell becomes None)."""

    TEXT = "text"
    """`str` without blanks at its ends."""
    NUMBER = "number"
    """`Decimal`, exact."""
    INTEGER = "integer"
    """`int`."""
    DATE = "date"
    """`datetime.date`."""
    TIME = "time"
    """`datetime.time`."""
    FLAG = "flag"
    """`bool` from 是/否, √/×, 1/0."""
    CODE = "code"
    """`str` that stays text even if it was typed as a number; a number that lost digits is a fault."""
    CHOICE = "choice"
    """`str`, one of the column's choices."""


@dataclass(frozen=True)
class Column:
    """One expected column.

    `key` for programs, `heading` for people, `aliases` further headings that mean the same. `required`: the
    column must exist and no filled row may leave it empty. `width` in half-width characters and `note` (a
    hint at the cell) are for the template. A `sensitive` value is masked wherever it is shown.
    """

    key: str
    heading: str
    kind: CellKind
    required: bool = False
    aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    width: int = 12
    note: str = ""
    sensitive: bool = False

    def __post_init__(self) -> None:
        """Refuse a column nobody could name or fill (`ValueError`)."""
        if not self.key or not plain_heading(self.heading):
            raise ValueError(f"column {self.key!r} headed {self.heading!r}: both must be given")
        if (self.kind is CellKind.CHOICE) is not bool(self.choices):
            raise ValueError(f"column {self.key!r}: choices belong to CHOICE, and CHOICE needs them")


@dataclass(frozen=True)
class SheetSpec:
    """One expected sheet.

    A sheet is found by `name` or `aliases`, else by its headings. `required`: the file must hold it.
    `max_rows` counts rows of data. `allow_unknown`: further columns are passed over without a fault.
    """

    name: str
    columns: tuple[Column, ...]
    aliases: tuple[str, ...] = ()
    required: bool = True
    max_rows: int = 200_000
    allow_unknown: bool = False

    def __post_init__(self) -> None:
        """Refuse a sheet without columns or with a key or heading that stands for two (`ValueError`)."""
        if not self.columns:
            raise ValueError(f"sheet {self.name!r} has no columns")
        _refuse_twice(self.name, (column.key for column in self.columns))
        _refuse_twice(
            self.name,
            (name for column in self.columns for name in {plain_heading(h) for h in headings_of(column)}),
        )


def headings_of(column: Column) -> tuple[str, ...]:
    """Return every heading that means this column, the proper one first."""
    return (column.heading, *column.aliases)


def plain_heading(text: str) -> str:
    """Return a heading as it is compared.

    Full-width letters become half-width; blanks and line breaks, a mark for "required" (*) and a closing
    colon are dropped; case does not count.
    """
    folded = unicodedata.normalize("NFKC", text)
    seen = "".join(sign for sign in folded if not sign.isspace() and unicodedata.category(sign) != "Cf")
    return seen.strip("*:").casefold()


def _refuse_twice(sheet: str, names: Iterable[str]) -> None:
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise ValueError(f"sheet {sheet!r}: used twice: {', '.join(twice)}")
