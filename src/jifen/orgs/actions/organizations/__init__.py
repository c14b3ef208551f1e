"""Acts on organisations: founding, editing, moving, merging, dissolving."""

from jifen.orgs.actions.organizations.dissolving import dissolve_organization
from jifen.orgs.actions.organizations.founding import edit_organization, found_organization
from jifen.orgs.actions.organizations.merging import merge_organizations
from jifen.orgs.actions.organizations.moving import move_organization

__all__ = [
    "dissolve_organization",
    "edit_organization",
    "found_organization",
    "merge_organizations",
    "move_organization",
]
