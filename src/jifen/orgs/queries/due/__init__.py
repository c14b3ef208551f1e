"""What is due: read from states at the moment of asking, stored nowhere."""

from jifen.orgs.queries.due.listing import DueList, list_due
from jifen.orgs.queries.due.values import Due

__all__ = ["Due", "DueList", "list_due"]
