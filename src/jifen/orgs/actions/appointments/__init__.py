"""Acts on offices: entering, ending, a whole committee at an election, the points group."""

from jifen.orgs.actions.appointments.entering import appoint, end_appointment
from jifen.orgs.actions.appointments.renewing import name_points_group, renew_committee

__all__ = ["appoint", "end_appointment", "name_points_group", "renew_committee"]
