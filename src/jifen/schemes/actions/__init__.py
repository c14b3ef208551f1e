"""Acts of this room, one function each; every one is a transaction with its line in the memory."""

from jifen.schemes.actions.choosing import appoint_recorder
from jifen.schemes.actions.drafting import change_values, save_draft, withdraw_version
from jifen.schemes.actions.enrolling import change_enrolment, end_enrolment, enrol_year
from jifen.schemes.actions.holding import put_in_force, supersede_version
from jifen.schemes.actions.holidays import import_holidays
from jifen.schemes.actions.passing import adopt_version, approve_version, validate_version
from jifen.schemes.actions.starting import start_scheme, start_version

__all__ = [
    "adopt_version",
    "appoint_recorder",
    "approve_version",
    "change_enrolment",
    "change_values",
    "end_enrolment",
    "enrol_year",
    "import_holidays",
    "put_in_force",
    "save_draft",
    "start_scheme",
    "start_version",
    "supersede_version",
    "validate_version",
    "withdraw_version",
]
