"""Acts on the letter by which a membership goes from branch to branch (REG-33)."""

from jifen.orgs.actions.transfers.accepting import accept_transfer
from jifen.orgs.actions.transfers.answering import cancel_transfer, return_transfer
from jifen.orgs.actions.transfers.returning import take_back
from jifen.orgs.actions.transfers.sending import send_transfer

__all__ = ["accept_transfer", "cancel_transfer", "return_transfer", "send_transfer", "take_back"]
