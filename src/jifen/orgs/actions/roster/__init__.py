"""Rosters in and out: checked whole, applied whole in one transaction, taken back as long as nothing stands on it.

An import goes in steps, so that long ones can run behind the page: `import_roster` keeps the rows, `check_rows`
compares them with what is there, `apply_roster` confirms, `write_rows` writes. What a run that died left behind is
taken up again.
"""

from jifen.orgs.actions.roster.applying import apply_roster, write_rows
from jifen.orgs.actions.roster.checking import check_rows
from jifen.orgs.actions.roster.exporting import export_roster, write_faults, write_roster_template
from jifen.orgs.actions.roster.undoing import take_back_rows, undo_roster
from jifen.orgs.actions.roster.uploading import discard_roster, import_roster, recheck_roster

__all__ = [
    "apply_roster",
    "check_rows",
    "discard_roster",
    "export_roster",
    "import_roster",
    "recheck_roster",
    "take_back_rows",
    "undo_roster",
    "write_faults",
    "write_roster_template",
    "write_rows",
]
