"""How large a file may be before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The stated limits. They protect the machine; the row limit of a sheet stands in its `SheetSpec`.

    The defaults keep a refused file under 300 MB of memory and are several times what an office needs
    (100,000 rows of 8 columns are 5 MB packed, 35 MB unpacked).
    """

    max_file_bytes: int = 40 * MEGABYTE
    """Size of the file itself."""
    max_parts: int = 1_000
    """Entries of the zip archive an .xlsx file is."""
    max_unpacked_bytes: int = 512 * MEGABYTE
    """All parts together, unpacked; both as declared and as counted while unpacking."""
    max_part_bytes: int = 64 * MEGABYTE
    """One part that is not a worksheet (shared texts, styles), unpacked."""
    max_ratio: int = 100
    """Unpacked to packed size of one part above 10 MB; honest worksheets stay under 40."""
    max_cells: int = 3_000_000
    """Filled cells of one sheet."""
    max_grid: int = 6_000_000
    """Rows × columns up to the last filled cell: the reader allocates this rectangle."""
    max_columns: int = 500
    """Columns of one sheet."""
    max_text_bytes: int = 200 * MEGABYTE
    """Text of one sheet once every shared text is written out at each of its cells."""
    max_line_bytes: int = 1 * MEGABYTE
    """One line of a CSV file."""
    max_faults: int = 5_000
    """Faults listed; the rest is counted."""
    header_rows: int = 10
    """Rows at the top among which the headings are looked for."""
