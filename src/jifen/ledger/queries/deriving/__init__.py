"""From the entries of a book to figures and their explanation, through the engine; nothing here is stored."""

from jifen.ledger.queries.deriving.derived import Derived, Difference, Proposed, hundredths
from jifen.ledger.queries.deriving.deriving import derive
from jifen.ledger.queries.deriving.facts import kind_of
from jifen.ledger.queries.deriving.keeping import derive_once
from jifen.ledger.queries.deriving.results import PERIOD, bytes_of, list_changed_results, reckon_sealed
from jifen.ledger.queries.deriving.weighing import Tried, Weighed, try_correction, weigh

__all__ = [
    "PERIOD",
    "Derived",
    "Difference",
    "Proposed",
    "Tried",
    "Weighed",
    "bytes_of",
    "derive",
    "derive_once",
    "hundredths",
    "kind_of",
    "list_changed_results",
    "reckon_sealed",
    "try_correction",
    "weigh",
]
