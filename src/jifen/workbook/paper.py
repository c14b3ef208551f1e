"""How much room text takes on paper: lines of a wrapped cell, heights of rows, whether a table fits one sheet."""

from __future__ import annotations

from collections.abc import Sequence

from jifen.workbook.layout import Cell, OutColumn

LINE = 15
"""Height in points of a row with one line of text."""
_MORE_LINES = 16.5
"""Height of each line where there are several: fonts that stand in for the chosen one are a little taller."""
_TALLEST = 408
"""The highest row a spreadsheet program draws."""
_A4 = (595.0, 842.0)
_MARGINS_ACROSS, _MARGINS_DOWN = 72.0, 94.0
_WIDTH_UNIT = 6.0
"""Points of one unit of column width."""
_SMALLEST = 0.6
"""Scale below which eleven-point text is too small to be read by old eyes."""


def shown_width(text: str) -> int:
    """Half-width places a text without line breaks takes; a Chinese sign takes two."""
    # A sign of one byte takes one place, of three bytes two; counting bytes is far quicker than looking at signs.
    return (len(text) + len(text.encode("utf-8", "replace")) + 1) // 2


def lines_of(text: str, places: int) -> int:
    """Lines a text takes when wrapped at so many places."""
    if "\n" not in text:
        return max(1, -(-shown_width(text) // places))
    return sum(max(1, -(-shown_width(line) // places)) for line in text.split("\n"))


def height_of(lines: int) -> float:
    """Points of a row with so many lines."""
    return LINE if lines == 1 else min(lines * _MORE_LINES, _TALLEST)


class Wrapping:
    """Reckons the lines of rows by the columns that wrap; nothing to do where none does."""

    def __init__(self, columns: Sequence[OutColumn], *, all_of_them: bool = False) -> None:
        # A column truly holds a little more than its width; a line that ends early, so that no punctuation
        # begins the next, needs that little.
        places = [(place, max(2, column.width)) for place, column in enumerate(columns)]
        self._wrapping = [
            # Text of at most half as many signs as there are places never needs a second line.
            (place, room, room // 2)
            for place, room in places
            if all_of_them or columns[place].wrap
        ]

    def lines(self, cells: Sequence[Cell]) -> int:
        """How many lines a row takes."""
        most = 1
        for place, room, half in self._wrapping:
            cell = cells[place]
            if type(cell) is str and (len(cell) > half or "\n" in cell):
                most = max(most, lines_of(cell, room))
        return most


def fits_one_page(columns: Sequence[OutColumn], height: float, *, landscape: bool) -> bool:
    """Whether a table of this height (points) can be read when shrunk to one sheet of A4."""
    down, across = _A4 if landscape else _A4[::-1]
    width = sum(column.width for column in columns) * _WIDTH_UNIT
    return min((across - _MARGINS_ACROSS) / width, (down - _MARGINS_DOWN) / height) >= _SMALLEST
