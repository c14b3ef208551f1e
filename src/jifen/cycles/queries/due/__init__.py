"""What is due in this room: read from states at the moment of asking, stored nowhere."""

from jifen.cycles.queries.due.listing import list_due
from jifen.cycles.queries.due.values import Due

__all__ = ["Due", "list_due"]
