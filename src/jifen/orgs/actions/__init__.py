"""Verbs that write: one public function per act, six beats each.

Fetch and lock · permission · transition · blockers, all of them · write · audit; in one transaction. `actor` and `at`
are always given by name; only doors read the clock.
"""

from jifen.orgs.actions.accounts import change_hat, open_account
from jifen.orgs.actions.appointments import appoint, end_appointment, name_points_group, renew_committee
from jifen.orgs.actions.groups import assign_group, assign_groups
from jifen.orgs.actions.organizations import (
    dissolve_organization,
    edit_organization,
    found_organization,
    merge_organizations,
    move_organization,
)
from jifen.orgs.actions.people import (
    change_household_head,
    correct_standing,
    edit_person,
    end_bond,
    end_circumstance,
    enter_person,
    form_household,
    merge_people,
    move_standing,
    move_to_household,
    record_bond,
    record_circumstance,
    record_discipline,
    reveal,
    undo_merge,
)
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
from jifen.orgs.actions.transfers import (
    accept_transfer,
    cancel_transfer,
    return_transfer,
    send_transfer,
    take_back,
)

__all__ = [
    "accept_transfer",
    "apply_roster",
    "appoint",
    "assign_group",
    "assign_groups",
    "cancel_transfer",
    "change_hat",
    "change_household_head",
    "check_rows",
    "correct_standing",
    "discard_roster",
    "dissolve_organization",
    "edit_organization",
    "edit_person",
    "end_appointment",
    "end_bond",
    "end_circumstance",
    "enter_person",
    "export_roster",
    "form_household",
    "found_organization",
    "import_roster",
    "merge_organizations",
    "merge_people",
    "move_organization",
    "move_standing",
    "move_to_household",
    "name_points_group",
    "open_account",
    "recheck_roster",
    "record_bond",
    "record_circumstance",
    "record_discipline",
    "renew_committee",
    "return_transfer",
    "reveal",
    "send_transfer",
    "take_back",
    "take_back_rows",
    "undo_merge",
    "undo_roster",
    "write_faults",
    "write_roster_template",
    "write_rows",
]
