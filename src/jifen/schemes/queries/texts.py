"""The text of a version, read, bound and compiled: once for each fingerprint, however often it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from jifen.rules.binding import Bound
from jifen.rules.clauses import read_clauses
from jifen.rules.compiling import compile_scheme
from jifen.rules.findings import Finding, SchemeRefused, has_errors
from jifen.rules.holidays import HolidayTable
from jifen.rules.reading import ReadResult, check_scheme, read_scheme
from jifen.rules.tables import Tables
from jifen.schemes.models import SchemeVersion

_KEPT = 256
"""Schemes of a county whose branches have their own; a compiled one takes less than a megabyte."""


@dataclass(frozen=True)
class _Source:
    """A text with the fingerprints that make it what it is; `uppers` by identifier, nearest first."""

    name: str
    digest: str
    text: str = field(compare=False)
    uppers: tuple[tuple[str, str, str], ...] = ()

    def upper(self) -> Callable[[str], bytes | None]:
        """Return where the scheme it builds on is found: only among those named by the row."""
        texts = {code: text.encode() for code, _, text in self.uppers}
        return texts.get


def file_name_of(version: SchemeVersion) -> str:
    """Return what the file of a version is called, in findings and on the way out."""
    return f"{version.reference}.yaml"


def source_of(version: SchemeVersion) -> _Source:
    """Return the text of a version with those it builds on."""
    uppers, above = [], version.upper
    while above is not None:
        uppers.append((above.scheme.code, above.digest, above.text))
        above = above.upper
    return _Source(file_name_of(version), version.digest, version.text, tuple(uppers))


def read_of(version: SchemeVersion) -> ReadResult:
    """Return what the text of a version gives, a faulty draft too."""
    return _read(source_of(version))


def check_of(version: SchemeVersion, years: tuple[int, ...] = ()) -> tuple[Bound | None, tuple[Finding, ...]]:
    """Return the bound scheme (None where the text is none) and everything there is to say about it.

    `years`: those to try deadlines in; none means the last two of the built-in holiday table.
    """
    return _check(source_of(version), years)


def years_to_try(year: int) -> tuple[int, ...]:
    """Return the years in which a check tries deadlines: this one and the next, as far as lint knows their holidays."""
    known = HolidayTable.builtin().years
    return tuple(one for one in (year, year + 1) if one in known)


def bound_of(version: SchemeVersion) -> Bound:
    """Return the scheme of a version, fit to be compiled. Raises SchemeRefused for a draft with errors."""
    bound, findings = check_of(version)
    if bound is None or has_errors(findings):
        raise SchemeRefused(findings)
    return bound


def tables_of(version: SchemeVersion) -> Tables:
    """Return the compiled tables of a version. Raises SchemeRefused for a draft with errors."""
    bound_of(version)
    return _compiled(source_of(version))


def clauses_of(version: SchemeVersion) -> dict[str, str]:
    """Return the clauses of a version, id → text; empty where they are not well formed."""
    try:
        return read_clauses(version.clauses.encode(), f"{version.reference}.clauses.yaml")
    except SchemeRefused:
        return {}


@lru_cache(_KEPT)
def _read(source: _Source) -> ReadResult:
    return read_scheme(source.text, source.name, source.upper())


@lru_cache(_KEPT)
def _check(source: _Source, years: tuple[int, ...]) -> tuple[Bound | None, tuple[Finding, ...]]:
    bound, findings = check_scheme(source.text, source.name, years, source.upper())
    return bound, tuple(findings)


@lru_cache(_KEPT)
def _compiled(source: _Source) -> Tables:
    bound, _ = _check(source, ())
    assert bound is not None  # tables_of asked
    return compile_scheme(bound)
