"""Acts of the book. Each is one transaction of six beats."""

from jifen.ledger.actions.closing import close_year, seal_period
from jifen.ledger.actions.erasing import erase_texts
from jifen.ledger.actions.exporting import export_book
from jifen.ledger.actions.importing import BookFile, check_book_file, import_book
from jifen.ledger.actions.lines import Line
from jifen.ledger.actions.opening import open_book
from jifen.ledger.actions.posting import Posted, post_entries, take_over
from jifen.ledger.actions.reading import read_statement, read_statements
from jifen.ledger.actions.rebuilding import Rebuilt, rebuild_books
from jifen.ledger.actions.reversing import Correction, correct_entries, reverse_entries
from jifen.ledger.actions.taking import Checked, TakenRow, check_take_over, write_take_over_template
from jifen.ledger.actions.verifying import verify_books

__all__ = [
    "BookFile",
    "Checked",
    "Correction",
    "Line",
    "Posted",
    "Rebuilt",
    "TakenRow",
    "check_book_file",
    "check_take_over",
    "close_year",
    "correct_entries",
    "erase_texts",
    "export_book",
    "import_book",
    "open_book",
    "post_entries",
    "read_statement",
    "read_statements",
    "rebuild_books",
    "reverse_entries",
    "seal_period",
    "take_over",
    "verify_books",
    "write_take_over_template",
]
