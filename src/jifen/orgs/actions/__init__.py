"""Verbs that write: one public function per act, six beats each.

Fetch and lock · permission · transition · blockers, all of them · write · audit; in one transaction. `actor` and `at`
are always given by name; only doors read the clock.
"""

from jifen.orgs.actions.accounts import change_hat, open_account
from jifen.orgs.actions.appointments import appoint, end_appointment
from jifen.orgs.actions.organizations import edit_organization, found_organization
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

__all__ = [
    "appoint",
    "change_hat",
    "change_household_head",
    "correct_standing",
    "edit_organization",
    "edit_person",
    "end_appointment",
    "end_bond",
    "end_circumstance",
    "enter_person",
    "form_household",
    "found_organization",
    "merge_people",
    "move_standing",
    "move_to_household",
    "open_account",
    "record_bond",
    "record_circumstance",
    "record_discipline",
    "reveal",
    "undo_merge",
]
