"""Verbs that write: one public function per act, six beats each.

Fetch and lock · permission · transition · blockers, all of them · write · audit; in one transaction. `actor` and `at`
are always given by name; only doors read the clock.
"""

from jifen.orgs.actions.accounts import (
    change_hat,
    change_password,
    change_second_factor,
    close_account,
    close_unused_accounts,
    issue_slip,
    open_account,
    open_accounts,
    refuse_sign_in,
    reopen_account,
    reset_second_factor,
    sign_in,
    sign_out,
)
from jifen.orgs.actions.appointments import appoint, end_appointment
from jifen.orgs.actions.organizations import edit_organization, found_organization
from jifen.orgs.actions.people import enter_person

__all__ = [
    "appoint",
    "change_hat",
    "change_password",
    "change_second_factor",
    "close_account",
    "close_unused_accounts",
    "edit_organization",
    "end_appointment",
    "enter_person",
    "found_organization",
    "issue_slip",
    "open_account",
    "open_accounts",
    "refuse_sign_in",
    "reopen_account",
    "reset_second_factor",
    "sign_in",
    "sign_out",
]
