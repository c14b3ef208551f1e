"""Spreadsheets in and out: xlsx and csv to rows with a full list of faults; rows to xlsx and csv.

Never knows what a row means.
"""

from jifen.workbook.columns import CellKind, Column, SheetSpec
from jifen.workbook.faults import Fault, OutputRefused, WorkbookRefused, sentences
from jifen.workbook.layout import ListOf, OutColumn, OutSheet
from jifen.workbook.limits import Limits
from jifen.workbook.marks import EXAMPLE_MARK, HIDDEN_LISTS
from jifen.workbook.reading import Reading, read
from jifen.workbook.tables import Table
from jifen.workbook.template import template
from jifen.workbook.writing import write_csv, write_xlsx

__all__ = [
    "EXAMPLE_MARK",
    "HIDDEN_LISTS",
    "CellKind",
    "Column",
    "Fault",
    "Limits",
    "ListOf",
    "OutColumn",
    "OutSheet",
    "OutputRefused",
    "Reading",
    "SheetSpec",
    "Table",
    "WorkbookRefused",
    "read",
    "sentences",
    "template",
    "write_csv",
    "write_xlsx",
]
