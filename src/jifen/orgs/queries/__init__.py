"""Reads of this room; a row is obtained only by `get_…_for(actor, id)`."""

from jifen.orgs.queries.actors import choose_hat, get_actor, list_hats
from jifen.orgs.queries.due import Due, DueList, list_due
from jifen.orgs.queries.hints import Hint, list_warnings
from jifen.orgs.queries.obstacles import list_obstacles
from jifen.orgs.queries.offices import (
    OfficeLine,
    get_appointment_for,
    list_eligible_for,
    list_office_lines,
    propose_points_group,
)
from jifen.orgs.queries.organizations import (
    get_organization_for,
    get_root_of,
    list_children_for,
    list_roots_for,
    list_superiors,
)
from jifen.orgs.queries.people import get_person_for, list_people_for
from jifen.orgs.queries.transfers import get_transfer_for, list_transfers_for
from jifen.orgs.queries.tree import (
    count_people_in,
    find_organizations_for,
    get_placed_at,
    list_events_for,
    list_ids_of,
)

__all__ = [
    "Due",
    "DueList",
    "Hint",
    "OfficeLine",
    "choose_hat",
    "count_people_in",
    "find_organizations_for",
    "get_actor",
    "get_appointment_for",
    "get_organization_for",
    "get_person_for",
    "get_placed_at",
    "get_root_of",
    "get_transfer_for",
    "list_children_for",
    "list_due",
    "list_eligible_for",
    "list_events_for",
    "list_hats",
    "list_ids_of",
    "list_obstacles",
    "list_office_lines",
    "list_people_for",
    "list_roots_for",
    "list_superiors",
    "list_transfers_for",
    "list_warnings",
    "propose_points_group",
]
