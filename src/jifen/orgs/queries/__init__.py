"""Reads of this room; a row is obtained only by `get_…_for(actor, id)`."""

from jifen.orgs.queries.accounts import (
    find_account,
    get_account_for,
    get_holder_for,
    has_second_factor,
    list_accounts_for,
    list_duty_accounts_for,
    list_holders_for,
    list_office_paths,
    list_unused_accounts,
    propose_logins,
)
from jifen.orgs.queries.actors import choose_hat, get_actor, list_hats
from jifen.orgs.queries.organizations import (
    get_organization_for,
    get_root_of,
    list_children_for,
    list_roots_for,
    list_superiors,
)
from jifen.orgs.queries.people import get_person_for, list_people_for

__all__ = [
    "choose_hat",
    "find_account",
    "get_account_for",
    "get_actor",
    "get_holder_for",
    "get_organization_for",
    "get_person_for",
    "get_root_of",
    "has_second_factor",
    "list_accounts_for",
    "list_children_for",
    "list_duty_accounts_for",
    "list_hats",
    "list_holders_for",
    "list_office_paths",
    "list_people_for",
    "list_roots_for",
    "list_superiors",
    "list_unused_accounts",
    "propose_logins",
]
