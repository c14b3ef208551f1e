"""From when a version may hold, and what it takes until then."""

from __future__ import annotations

from datetime import date

from jifen.schemes.models import SchemeVersion
from jifen.schemes.queries.texts import bound_of, tables_of
from jifen.schemes.queries.versions import list_held_by
from jifen.schemes.states.periods import name_of_span, rhythm_of, span_after, span_at


def needs_approval(version: SchemeVersion) -> bool:
    """Say whether a superior must approve: a 办法 of a superior, and one that fills in a superior's (domain §8.15)."""
    return not version.scheme.organization.is_branch or version.upper is not None


def rhythm_of_version(version: SchemeVersion) -> str:
    """Return the span with which a version begins and ends: month, quarter, year …"""
    return rhythm_of(bound_of(version).scheme)


def find_predecessor(version: SchemeVersion) -> SchemeVersion | None:
    """Return what the same organisation has in force without an end, None where there is nothing."""
    return list_held_by(version.scheme.organization).filter(until_on__isnull=True).first()


def earliest_start(version: SchemeVersion, today: date) -> date:
    """Return the first day from which a version that was passed may hold.

    The first 办法 of an organisation begins at the earliest with the span in which it was adopted: no figure stands on
    another. A change begins with the next one (domain §8.15), and not in a span that is over when it is entered.
    """
    tables, rhythm, adopted = tables_of(version), rhythm_of_version(version), version.adopted_on
    assert adopted is not None  # the table holds versions that were passed to it
    if not list_held_by(version.scheme.organization).exists():
        return span_at(tables, rhythm, adopted).start
    return max(span_after(tables, rhythm, adopted).start, span_at(tables, rhythm, today).start)


def propose_period(version: SchemeVersion, today: date) -> str:
    """Return the name of the earliest span from which a version may hold."""
    return name_of_span(tables_of(version), rhythm_of_version(version), earliest_start(version, today))


def name_of_current_span(version: SchemeVersion, today: date) -> str:
    """Return the name of the span a day lies in, as the version names spans."""
    return name_of_span(tables_of(version), rhythm_of_version(version), today)
