"""Acts on plans of members: drafted and written, offered, reviewed, shown, changed in midyear."""

from jifen.schemes.actions.plans.desk import PromiseRow
from jifen.schemes.actions.plans.drafting import change_plan, draft_plan, lay_out_plans
from jifen.schemes.actions.plans.filling import write_promise_template
from jifen.schemes.actions.plans.importing import CheckedPromises, check_promises, import_promises
from jifen.schemes.actions.plans.reviewing import accept_plans, offer_plans, return_plan, show_plans
from jifen.schemes.actions.plans.saving import save_plan, withdraw_plan

__all__ = [
    "CheckedPromises",
    "PromiseRow",
    "accept_plans",
    "change_plan",
    "check_promises",
    "draft_plan",
    "import_promises",
    "lay_out_plans",
    "offer_plans",
    "return_plan",
    "save_plan",
    "show_plans",
    "withdraw_plan",
    "write_promise_template",
]
