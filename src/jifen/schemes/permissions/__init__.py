"""Who may do what in this room, as one table; every answer is a `Decision` with a sentence."""

from jifen.schemes.permissions.answers import (
    may,
    may_approve,
    may_exempt,
    may_give_opinion,
    may_plan,
    may_see,
    may_start,
)
from jifen.schemes.permissions.table import RULES

__all__ = [
    "RULES",
    "may",
    "may_approve",
    "may_exempt",
    "may_give_opinion",
    "may_plan",
    "may_see",
    "may_start",
]
