"""Lint: what is wrong or doubtful in a scheme that is well formed, each finding with its place and a remedy.

Owns the checks; never mends a scheme, never refuses one by itself (``reading.load_scheme`` does, on errors).
"""

from __future__ import annotations

from itertools import islice

from jifen.rules.binding import Bound
from jifen.rules.findings import MOST_FINDINGS, Finding
from jifen.rules.guesses import Guesses
from jifen.rules.holidays import HolidayTable
from jifen.rules.lint import (
    dates,
    doubts,
    figures,
    floors,
    grades,
    halves,
    holes,
    monotone,
    names,
    points,
    procedure,
    references,
    rounding,
    shapes,
    silences,
    sums,
)
from jifen.rules.lint.page import CHECKS, Page
from jifen.rules.yamlfile import Positions, Tree

THEMES = (
    shapes,
    halves,
    figures,
    floors,
    names,
    references,
    dates,
    points,
    sums,
    grades,
    holes,
    silences,
    doubts,
    rounding,
    monotone,
    procedure,
)
"""The modules that register checks."""


def lint(bound: Bound, positions: Positions, tree: Tree, years: tuple[int, ...] = ()) -> list[Finding]:
    """Return what every check has to say about a bound scheme, in no order.

    ``years``: those to try deadlines in; none means the last two of the built-in holiday table (no clock here).
    """
    page = Page(bound, positions, tree, years or HolidayTable.builtin().years[-2:], Guesses())
    return [page.finding(code, said) for code, check in CHECKS for said in islice(check(page), MOST_FINDINGS)]
