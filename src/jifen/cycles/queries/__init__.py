"""Reads of this room; a row is obtained only by `get_…_for(actor, id)`."""

from jifen.cycles.queries.conflicts import list_conflicts
from jifen.cycles.queries.cycles import (
    find_cycle,
    find_cycle_for,
    get_cycle_for,
    list_cycles_for,
    list_members_of,
    next_span,
    procedure_in,
    procedure_of,
)
from jifen.cycles.queries.declarations import (
    Deed,
    find_answer_day,
    find_carried_to,
    get_declaration_for,
    list_declarations_of,
    list_deeds,
    list_not_declared,
    list_open_cycles_of,
    list_own_declarations,
    list_unanswered,
)
from jifen.cycles.queries.due import Due, list_due
from jifen.cycles.queries.files import FILE_TABLES, PeriodsOfPerson, get_periods_of
from jifen.cycles.queries.publishing import notice_of, say_unpublished
from jifen.cycles.queries.reconciling import list_reconciliations, list_unreconciled, say_unreconciled
from jifen.cycles.queries.suggesting import (
    Offered,
    Offers,
    list_offers,
    list_passed,
    list_sources,
    may_be_suggested,
)
from jifen.cycles.queries.weighing import find_book, reckon_with, tables_in, weigh_all

__all__ = [
    "FILE_TABLES",
    "Deed",
    "Due",
    "Offered",
    "Offers",
    "PeriodsOfPerson",
    "find_answer_day",
    "find_book",
    "find_carried_to",
    "find_cycle",
    "find_cycle_for",
    "get_cycle_for",
    "get_declaration_for",
    "get_periods_of",
    "list_conflicts",
    "list_cycles_for",
    "list_declarations_of",
    "list_deeds",
    "list_due",
    "list_members_of",
    "list_not_declared",
    "list_offers",
    "list_open_cycles_of",
    "list_own_declarations",
    "list_passed",
    "list_reconciliations",
    "list_sources",
    "list_unanswered",
    "list_unreconciled",
    "may_be_suggested",
    "next_span",
    "notice_of",
    "procedure_in",
    "procedure_of",
    "reckon_with",
    "say_unpublished",
    "say_unreconciled",
    "tables_in",
    "weigh_all",
]
