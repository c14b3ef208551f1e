"""Taking a running year over from paper: the sheet to fill, what is wrong with it, and the lines it comes to."""

from jifen.ledger.actions.taking.checking import Checked, TakenRow, check_take_over
from jifen.ledger.actions.taking.filling import write_take_over_template

__all__ = ["Checked", "TakenRow", "check_take_over", "write_take_over_template"]
