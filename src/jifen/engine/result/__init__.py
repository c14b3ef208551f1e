"""Results of accounts: plain values, read off the columns of a batch."""

from jifen.engine.result.reading import accounts
from jifen.engine.result.values import Account, Balance, Entry, Fed, Proposal

__all__ = ["Account", "Balance", "Entry", "Fed", "Proposal", "accounts"]
