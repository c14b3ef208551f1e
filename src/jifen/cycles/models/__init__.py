"""Tables of this room: periods, declarations and deductions, who did not declare, suggestions, handbooks."""

from jifen.cycles.models.cycles import Cycle, NotDeclared
from jifen.cycles.models.declarations import Declaration
from jifen.cycles.models.reconciling import Reconciliation
from jifen.cycles.models.suggestions import AnsweredSuggestion

__all__ = ["AnsweredSuggestion", "Cycle", "Declaration", "NotDeclared", "Reconciliation"]
