"""What a worksheet part holds, found by streaming over its bytes before any reader allocates for it.

The reader keeps the rectangle up to the last filled cell in memory, reports neither formulas nor error
values, and dies (it does not raise) when that rectangle is too large. So all of this is found here, with
patterns over pieces of about 1 MB: an XML parser would take longer than the reading itself.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from jifen.workbook.addresses import column_number
from jifen.workbook.archive import SAVE_AGAIN, SUSPICIOUS
from jifen.workbook.faults import refuse
from jifen.workbook.notation import count_usual

_TAG = rb"<(?:[\w.-]+:)?"
_NAME = rb"(?:[\w.-]+:)?"

_MERGED = re.compile(_TAG + rb"mergeCell\s[^<>]*?ref\s*=\s*[\"']([A-Za-z]+)(\d+):([A-Za-z]+)(\d+)[\"']")
_SPECIAL = re.compile(
    _TAG + rb"c\s([^<>]*)>\s*"
    rb"(<" + _NAME + rb"f(?:\s[^<>]*)?(?:/>|>[^<]*</" + _NAME + rb"f>)\s*)?"
    rb"(?:<" + _NAME + rb"v(?:\s[^<>]*)?(?:/>|>([^<]*)))?"
)
_ADDRESS = re.compile(rb"(?<![\w:.-])r\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
_TYPE = re.compile(rb"(?<![\w:.-])t\s*=\s*[\"'](\w+)[\"']")

_END = re.compile(rb"</" + _NAME + rb"sheetData\s*>")
_ROW_OR_CELL = re.compile(rb"[</:](?:c|row)[\s/>]")
_ROW = re.compile(_TAG + rb"row(?=[\s/>])")
_NUMBERED_ROW = re.compile(
    rb"<row\s+r=\"(\d{1,7})\"(?:\s+(?!r\s*=)[\w:.-]+=\"[^\"<>]*\")*\s*/?>",
)
_EMPTY_ROW = re.compile(_TAG + rb"row(?:\s+[\w:.-]+=\"[^\"<>]*\")*\s*(?:/>|>\s*</" + _NAME + rb"row>)")
_EMPTY_CELL = re.compile(_TAG + rb"c(?:\s+[\w:.-]+=\"[^\"<>]*\")*\s*/>")
_CELL = re.compile(_TAG + rb"c(?=[\s/>])")
_ANY_ADDRESS = re.compile(rb"(?<![\w:.-])r\s*=\s*[\"']([A-Za-z]*)(\d*)")
_TEXT_CELL = re.compile(rb"(?<![\w:.-])t\s*=\s*[\"']s[\"']")
_TEXT_NUMBER = re.compile(
    rb"(?<![\w:.-])t\s*=\s*[\"']s[\"'][^<>]{0,99}>\s{0,99}<" + _NAME + rb"v>\s{0,9}(\d{1,9})\s{0,9}<"
)
_MARKUP = re.compile(rb"<!(?:DOCTYPE|ENTITY)")

_MOST_SPECIAL = 20_000
_CARRY = 4 << 20


@dataclass
class Grid:
    """One worksheet part: counts, and the cells that need a word. Rows and columns from 1, as Excel counts.

    `usual`: every row and cell is written the usual way inside 26 columns and 199,999 rows, so the counts are
    exact and `measure` is not needed.
    """

    rows: int = 0
    cells: int = 0
    size: int = 0
    usual: bool = True
    formulas: dict[int, array[int]] = field(default_factory=dict)
    """Column → rows of formulas whose result is stored."""
    unreckoned: list[tuple[int, int]] = field(default_factory=list)
    """(row, column) of formulas without a stored result."""
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    """(row, column) → the error value, e.g. #REF!."""
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    """(first row, first column, last row, last column) of merged cells."""


@dataclass
class Extent:
    """How far the filled cells of a worksheet part reach; never less than what the reader will allocate."""

    filled_rows: int = 0
    cells: int = 0
    height: int = 0
    width: int = 0


def scan(pieces: Iterable[bytes]) -> Grid | None:
    """Return what the part holds; None if it is no worksheet (it has no `sheetData`). Refuses a DTD."""
    grid = Grid()
    begun = ended = False
    for piece in whole_rows(pieces):
        refuse_entities(piece)
        if not begun:
            # Up to and with the word: the next one belongs to the closing tag.
            _, word, piece = piece.partition(b"sheetData")
            begun = bool(word)
        if begun and not ended:
            end = _END.search(piece) if b"sheetData" in piece else None
            ended = end is not None
            inside, piece = (piece[: end.start()], piece[end.start() :]) if end else (piece, b"")
            _look(grid, inside)
        if ended:
            _note_merges(grid, piece)
            # An end inside a comment or an attribute would be a false one.
            grid.usual = grid.usual and not _ROW_OR_CELL.search(piece)
    return grid if begun else None


def measure(pieces: Iterable[bytes], most_rows: int) -> Extent:
    """Return how far the filled cells reach; stops once more than `most_rows` rows are filled.

    Slower than `scan` and for any notation XML allows. Cells that carry only a format do not count.
    """
    extent = Extent()
    unnumbered = last = 0
    for piece in whole_rows(pieces):
        numbers = _NUMBERED_ROW.findall(piece)
        last = max(last, max(map(int, numbers), default=0))
        odd_rows = len(_ROW.findall(piece)) - len(numbers)
        if odd_rows:
            # A row without a number follows the row before it; one in an odd notation may be either.
            unnumbered += odd_rows
            last = max(last, _reach(piece)[0])
        filled = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", piece))
        cells = len(_CELL.findall(filled))
        if cells:
            lowest, furthest, addressed = _reach(filled)
            if addressed < cells:
                # A cell without an address stands after the cell before it, be that empty or not.
                lowest, furthest, _ = _reach(piece)
                furthest += max(len(_CELL.findall(row)) for row in _ROW.split(piece))
            extent.cells += cells
            extent.filled_rows += len(_ROW.findall(filled))
            extent.height = max(extent.height, (max(lowest, last) if unnumbered else lowest) + unnumbered)
            extent.width = max(extent.width, furthest)
        if extent.filled_rows > most_rows:
            break
    return extent


def written_out(pieces: Iterable[bytes], lengths: array[int]) -> int:
    """Return how many bytes the shared texts take once written out at every cell that refers to them."""
    longest = max(lengths, default=0)
    total = 0
    for piece in whole_rows(pieces):
        numbers = _TEXT_NUMBER.findall(piece)
        total += sum(lengths[n] for n in map(int, numbers) if n < len(lengths))
        # A reference in a notation not foreseen counts as the longest text.
        total += longest * (len(_TEXT_CELL.findall(piece)) - len(numbers))
    return total


def refuse_entities(piece: bytes) -> None:
    """Refuse a document type: its entities can grow without end, and no office program writes one."""
    if b"!" in piece and _MARKUP.search(piece):
        raise refuse("forbidden-xml", f"{SUSPICIOUS}（内部使用了不允许的实体定义）", SAVE_AGAIN)


def whole_rows(pieces: Iterable[bytes], mark: bytes = b"row>") -> Iterator[bytes]:
    """Yield the bytes again, cut after the end of a row (or of another tag) so that none is split."""
    kept = b""
    for piece in pieces:
        joined = kept + piece
        cut = joined.rfind(mark) + len(mark)
        if cut < len(mark):
            # Parts without rows, and rows of absurd length, are cut after any tag.
            cut = joined.rfind(b">") + 1 or len(joined) if len(joined) > _CARRY else 0
        kept = joined[cut:]
        if cut:
            yield joined[:cut]
    yield kept


def _look(grid: Grid, piece: bytes) -> None:
    """Count rows and cells; take down formulas and error values, which all but a few pieces lack."""
    counts = count_usual(piece) if grid.usual else None
    grid.usual = counts is not None
    rows, cells = counts or (piece.count(b"<row"), piece.count(b"<c"))
    grid.rows += rows
    grid.cells += cells
    if b"#" in piece or (b"f" in piece and (b"<f" in piece or b":f" in piece)):
        for special in _SPECIAL.finditer(piece):
            if special[2] or b'"e"' in special[1] or b"'e'" in special[1]:
                _note(grid, special[1], bool(special[2]), special[3])


def _note_merges(grid: Grid, piece: bytes) -> None:
    for first, top, last, bottom in _MERGED.findall(piece):
        if len(grid.merges) < _MOST_SPECIAL and len(top + bottom) < 16 and len(first + last) < 8:
            grid.merges.append((int(top), column_number(first), int(bottom), column_number(last)))


def _note(grid: Grid, attributes: bytes, formula: bool, value: bytes | None) -> None:
    """Take down a cell that is a formula or an error value."""
    address = _ADDRESS.search(attributes)
    if address is None:
        return
    row, column = int(address[2]), column_number(address[1])
    kind = _TYPE.search(attributes)
    if kind is not None and kind[1] == b"e":
        if len(grid.errors) < _MOST_SPECIAL:
            grid.errors[row, column] = (value or b"").decode("utf-8", "replace")
    elif formula and (value or (kind is not None and kind[1] == b"str")):
        grid.formulas.setdefault(column, array("L")).append(row)
    elif formula and len(grid.unreckoned) < _MOST_SPECIAL:
        grid.unreckoned.append((row, column))


def _reach(piece: bytes) -> tuple[int, int, int]:
    """Return the largest row and column number of all addresses, and how many of them are of cells."""
    addresses = _ANY_ADDRESS.findall(piece)
    letters = Counter(letters for letters, _ in addresses)
    lowest = max((int(digits[:12]) for _, digits in addresses if digits), default=0)
    furthest = max((column_number(name[:8]) for name in letters), default=0)
    return lowest, furthest, len(addresses) - letters[b""]
