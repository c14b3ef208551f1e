"""Tables of this room. A text that was adopted is kept as it is by the database itself."""

from jifen.schemes.models.enrolments import Enrolment
from jifen.schemes.models.exemptions import Exemption, ExemptionOpinion
from jifen.schemes.models.holidays import Holiday
from jifen.schemes.models.plans import TaskLine, TaskMonth, TaskPlan, place_of_member
from jifen.schemes.models.schemes import Scheme, SchemeVersion

__all__ = [
    "Enrolment",
    "Exemption",
    "ExemptionOpinion",
    "Holiday",
    "Scheme",
    "SchemeVersion",
    "TaskLine",
    "TaskMonth",
    "TaskPlan",
    "place_of_member",
]
