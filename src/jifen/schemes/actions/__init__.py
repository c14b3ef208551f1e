"""Acts of this room, one function each; every one is a transaction with its line in the memory."""

from jifen.schemes.actions.choosing import appoint_recorder
from jifen.schemes.actions.drafting import change_values, save_draft, withdraw_version
from jifen.schemes.actions.enrolling import change_enrolment, end_enrolment, enrol_year
from jifen.schemes.actions.exempting import (
    end_exemption,
    express_wish,
    fill_exemption_form,
    give_opinion,
    read_exemption_form,
    renew_exemption,
    withdraw_wish,
)
from jifen.schemes.actions.holding import put_in_force, supersede_version
from jifen.schemes.actions.holidays import import_holidays
from jifen.schemes.actions.passing import adopt_version, approve_version, validate_version
from jifen.schemes.actions.plans import (
    accept_plans,
    change_plan,
    check_promises,
    draft_plan,
    import_promises,
    lay_out_plans,
    offer_plans,
    return_plan,
    save_plan,
    show_plans,
    withdraw_plan,
    write_promise_template,
)
from jifen.schemes.actions.starting import start_scheme, start_version

__all__ = [
    "accept_plans",
    "adopt_version",
    "appoint_recorder",
    "approve_version",
    "change_enrolment",
    "change_plan",
    "change_values",
    "check_promises",
    "draft_plan",
    "end_enrolment",
    "end_exemption",
    "enrol_year",
    "express_wish",
    "fill_exemption_form",
    "give_opinion",
    "import_holidays",
    "import_promises",
    "lay_out_plans",
    "offer_plans",
    "put_in_force",
    "read_exemption_form",
    "renew_exemption",
    "return_plan",
    "save_draft",
    "save_plan",
    "show_plans",
    "start_scheme",
    "start_version",
    "supersede_version",
    "validate_version",
    "withdraw_plan",
    "withdraw_version",
    "withdraw_wish",
    "write_promise_template",
]
