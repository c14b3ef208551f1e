"""Tables of this room: periods, declarations and deductions, who did not declare. No verbs."""

from jifen.cycles.models.cycles import Cycle, NotDeclared
from jifen.cycles.models.declarations import Declaration

__all__ = ["Cycle", "Declaration", "NotDeclared"]
