"""Who may do what in this room, as one table; every answer is a `Decision` with a sentence."""

from jifen.orgs.permissions.answers import (
    may,
    may_act_on,
    may_appoint,
    may_manage_account,
    may_record_discipline,
)
from jifen.orgs.permissions.table import RULES

__all__ = ["RULES", "may", "may_act_on", "may_appoint", "may_manage_account", "may_record_discipline"]
