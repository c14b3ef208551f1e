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
from jifen.orgs.actions.people import enter_person
from jifen.orgs.actions.transfers import (
    accept_transfer,
    cancel_transfer,
    return_transfer,
    send_transfer,
    take_back,
)

__all__ = [
    "accept_transfer",
    "appoint",
    "assign_group",
    "assign_groups",
    "cancel_transfer",
    "change_hat",
    "dissolve_organization",
    "edit_organization",
    "end_appointment",
    "enter_person",
    "found_organization",
    "merge_organizations",
    "move_organization",
    "name_points_group",
    "open_account",
    "renew_committee",
    "return_transfer",
    "send_transfer",
    "take_back",
]
