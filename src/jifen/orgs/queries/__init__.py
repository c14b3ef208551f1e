"""Reads of this room; a row is obtained only by `get_…_for(actor, id)`."""

from jifen.orgs.queries.actors import choose_hat, get_actor, list_hats
from jifen.orgs.queries.organizations import (
    get_organization_for,
    get_root_of,
    list_children_for,
    list_roots_for,
    list_superiors,
)
from jifen.orgs.queries.people import get_person_for, list_people_for
from jifen.orgs.queries.transfers import get_transfer_for, list_transfers_for

__all__ = [
    "choose_hat",
    "get_actor",
    "get_organization_for",
    "get_person_for",
    "get_root_of",
    "get_transfer_for",
    "list_children_for",
    "list_hats",
    "list_people_for",
    "list_roots_for",
    "list_superiors",
    "list_transfers_for",
]
