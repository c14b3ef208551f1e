"""Results as tables and files: the sheet of results, the explanation, open matters; xlsx, csv, json.

Never computes a score, never writes anything but the file it was given.
"""

from __future__ import annotations

from jifen.reports.figures import result_data, result_json
from jifen.reports.open_matters import Matter, open_matters
from jifen.reports.results import results_sheet
from jifen.reports.workbook import write_result, write_result_csv
from jifen.reports.year import YearResult

__all__ = [
    "Matter",
    "YearResult",
    "open_matters",
    "result_data",
    "result_json",
    "results_sheet",
    "write_result",
    "write_result_csv",
]
