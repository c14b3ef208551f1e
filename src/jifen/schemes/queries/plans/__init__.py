"""Plans of members for a points year, as far as an actor sees them, and what they say of a month."""

from jifen.schemes.queries.plans.frames import Frame, find_allotment, find_frame, find_kept, get_frame
from jifen.schemes.queries.plans.leaders import list_leaders
from jifen.schemes.queries.plans.lists import (
    PlanRow,
    count_open_work,
    find_version_of_year,
    get_enrolment_to_plan_for,
    get_plan_for,
    list_own_plans,
    list_plan_rows_for,
    list_plans_for,
    list_supervised,
    list_to_hang,
    list_to_plan,
    require_planned_branch_for,
)
from jifen.schemes.queries.plans.months import MonthPlan, list_month_plans, plan_of

__all__ = [
    "Frame",
    "MonthPlan",
    "PlanRow",
    "count_open_work",
    "find_allotment",
    "find_frame",
    "find_kept",
    "find_version_of_year",
    "get_enrolment_to_plan_for",
    "get_frame",
    "get_plan_for",
    "list_leaders",
    "list_month_plans",
    "list_own_plans",
    "list_plan_rows_for",
    "list_plans_for",
    "list_supervised",
    "list_to_hang",
    "list_to_plan",
    "plan_of",
    "require_planned_branch_for",
]
