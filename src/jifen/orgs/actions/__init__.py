"""Verbs that write: one public function per act, six beats each.

Fetch and lock · permission · transition · blockers, all of them · write · audit; in one transaction. `actor` and `at`
are always given by name; only doors read the clock.
"""

from jifen.orgs.actions.accounts import change_hat, open_account
from jifen.orgs.actions.appointments import appoint, end_appointment
from jifen.orgs.actions.organizations import edit_organization, found_organization
from jifen.orgs.actions.people import enter_person
from jifen.orgs.actions.roster import (
    apply_roster,
    check_rows,
    discard_roster,
    export_roster,
    import_roster,
    recheck_roster,
    take_back_rows,
    undo_roster,
    write_faults,
    write_roster_template,
    write_rows,
)

__all__ = [
    "apply_roster",
    "appoint",
    "change_hat",
    "check_rows",
    "discard_roster",
    "edit_organization",
    "end_appointment",
    "enter_person",
    "export_roster",
    "found_organization",
    "import_roster",
    "open_account",
    "recheck_roster",
    "take_back_rows",
    "undo_roster",
    "write_faults",
    "write_roster_template",
    "write_rows",
]
