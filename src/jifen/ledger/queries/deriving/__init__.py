"""From the entries of a book to figures and their explanation, through the engine; nothing here is stored."""

from jifen.ledger.queries.deriving.deriving import Derived, Difference, derive

__all__ = ["Derived", "Difference", "derive"]
