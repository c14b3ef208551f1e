"""Tables of this room. No verbs."""

from jifen.orgs.models.accounts import User
from jifen.orgs.models.organizations import Organization, OrganizationEvent
from jifen.orgs.models.people import Person, StandingEvent
from jifen.orgs.models.roster import RosterBlock, RosterFault, RosterImport, RosterLine
from jifen.orgs.models.spans import (
    Appointment,
    Bond,
    Circumstance,
    Discipline,
    Household,
    HouseholdMember,
    Membership,
    Transfer,
)

__all__ = [
    "Appointment",
    "Bond",
    "Circumstance",
    "Discipline",
    "Household",
    "HouseholdMember",
    "Membership",
    "Organization",
    "OrganizationEvent",
    "Person",
    "RosterBlock",
    "RosterFault",
    "RosterImport",
    "RosterLine",
    "StandingEvent",
    "Transfer",
    "User",
]
