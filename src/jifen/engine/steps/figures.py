"""Points from a number: rates, slices, targets, shares, tables, for any rows with named columns (B5-B19).

Facts use it in steps ``value`` and ``pooled``, items for their ``value`` in step ``item``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np

from jifen.engine.evaluation import Scope, number
from jifen.engine.vectors import (
    Bools,
    Vec,
    add,
    at_least,
    at_most,
    compare,
    constant,
    divide,
    multiply,
    ratio,
    rounded,
)
from jifen.rules.model.base import Range
from jifen.rules.tables import FigureRow, Form, PointsTable, TableRow

_ZERO = Fraction(0)


@dataclass(slots=True)
class Figure:
    """What a form gives for every row: exact points of full length (0 where there are none).

    ``told``: the form itself gives them; elsewhere ``none`` does, or it is ``missing`` (nobody can tell and the
    scheme says nothing, or ``ask``), ``skip`` or ``no_result``. ``everything``: the row takes all of its item.
    """

    points: Vec
    told: Bools
    missing: Bools
    skip: Bools
    no_result: Bools
    everything: Bools


def figure_of(row: FigureRow, scope: Scope, number_of: Vec | None = None) -> Figure:
    """The figure of every row of a scope; all forms but ``mean``. ``number_of`` stands in for what the form reads."""
    if row.table is not None:
        return table_of(row.table, scope, number_of)
    value = constant(row.give) if row.of is None else _FORMS[row.form](row, scope, number_of)
    return filled(row, value, known_rows(value, scope.rows))


def filled(row: FigureRow, value: Vec, known: Bools) -> Figure:
    """A value as a figure: where it is not known, what the form says instead."""
    default = row.none if isinstance(row.none, Fraction) else _ZERO
    return _figure(_chosen(value, known, default, len(known)), ~known, row.none)


def number_read(row: FigureRow, scope: Scope) -> Vec:
    """What a form reads; a quantity that is not written counts as one (A1)."""
    assert row.of is not None
    value = number(row.of, scope)
    if row.field != "quantity" or row.form == Form.SHARE:
        return value
    known = known_rows(value, scope.rows)
    return _chosen(value, known, Fraction(1), scope.rows)


def table_of(table: PointsTable, scope: Scope, key: Vec | None = None) -> Figure:
    """The figure of a table: the first row that holds the key."""
    rows = scope.rows
    key = number(table.by, scope) if key is None else key
    open_ = np.ones(rows, bool)
    known = known_rows(key, rows)
    everything = np.zeros(rows, bool)
    none = table.none
    cells = [row for row in (*table.rows, none) if isinstance(row, TableRow)]
    den = lcm(*((row.points or _ZERO).denominator for row in cells))
    num = np.zeros(rows, np.int64)
    by_unit: list[tuple[Bools, Fraction]] = []
    for row in table.rows:
        fits = known & open_ & fits_key(key, row.key, scope)
        num[fits], everything[fits] = int((row.points or _ZERO) * den), row.everything
        if row.each is not None:
            by_unit.append((fits, row.each))
        open_ &= ~fits
    if isinstance(none, TableRow):
        num[open_], everything[open_] = int((none.points or _ZERO) * den), none.everything
    # One denominator for all, as the compiler has put it into the unit: nothing to reduce.
    value = Vec(num, np.broadcast_to(np.int64(den), (rows,)))
    for fits, each in by_unit:
        product = multiply(key, constant(each))
        value = Vec(np.where(fits, product.num, value.num), np.where(fits, product.den, value.den))
    figure = _figure(
        lowest(value, rows) if by_unit else value, open_, _ZERO if isinstance(none, TableRow) else none
    )
    figure.everything = everything
    return figure


def lowest(value: Vec, rows: int) -> Vec:
    """A column of full length in lowest terms; every row is taken for known."""
    num = np.broadcast_to(value.num, (rows,))
    den = np.broadcast_to(np.asarray(value.den), (rows,))
    common = np.gcd(num, den)
    return Vec(num // common, den // common)


def known_rows(value: Vec, rows: int) -> Bools:
    """Where a value is known, in full length."""
    return np.broadcast_to(True if value.known is None else value.known, (rows,))


def fits_range(value: Vec, bounds: Range, rows: int) -> Bools:
    """Where a known value lies in a range."""
    fits = np.ones(rows, bool)
    if bounds.low is not None:
        fits &= compare(">" if bounds.low_open else ">=", value, constant(bounds.low), rows).yes
    if bounds.high is not None:
        fits &= compare("<" if bounds.high_open else "<=", value, constant(bounds.high), rows).yes
    return fits


def fits_key(key: Vec, wanted: str | Range, scope: Scope) -> Bools:
    """Where a known key is that of a row: a code or text, or in a range."""
    if isinstance(wanted, Range):
        return fits_range(key, wanted, scope.rows)
    return np.broadcast_to(key.num == scope.vocabulary.code(wanted), (scope.rows,))


def _chosen(value: Vec, known: Bools, default: Fraction, rows: int) -> Vec:
    """The value where it is known, else the default."""
    if bool(known.all()):
        return lowest(value, rows)
    num = np.where(known, value.num, default.numerator)
    return lowest(Vec(num, np.where(known, value.den, default.denominator)), rows)


def _figure(points: Vec, open_: Bools, none: Fraction | str) -> Figure:
    nobody = np.zeros(len(open_), bool)
    return Figure(
        points,
        told=~open_,
        missing=open_ if none == "ask" else nobody,
        skip=open_ if none == "skip" else nobody,
        no_result=open_ if none == "no_result" else nobody,
        everything=nobody,
    )


def _steps(value: Vec, per: Fraction, truncated: bool) -> Vec:
    """How often ``per`` goes into a number; full times only where the scheme says so, towards zero."""
    found = divide(value, per)
    return rounded(found, 0, "down") if truncated else found


def _rate(row: FigureRow, scope: Scope, given: Vec | None) -> Vec:
    read = number_read(row, scope) if given is None else given
    return multiply(_steps(read, row.per, row.truncated), constant(row.give))


def _slices(row: FigureRow, scope: Scope, given: Vec | None) -> Vec:
    read = number_read(row, scope) if given is None else given
    total, reached = constant(_ZERO), _ZERO
    for end, per, give in row.slices:
        top = read if end is None else at_most(read, end)
        inside = at_least(add(top, constant(reached), -1), _ZERO)
        total = add(total, multiply(_steps(inside, per, row.truncated), constant(give)))
        reached = reached if end is None else end
    return total


def _around(row: FigureRow, scope: Scope, given: Vec | None) -> Vec:
    read = number_read(row, scope) if given is None else given
    distance = add(read, constant(row.target), -1)
    steps = _steps(distance, row.per, row.truncated)
    den = lcm(row.more.denominator, row.less.denominator)
    # A step below is negative already: times ``less`` it takes away.
    each = np.where(np.asarray(distance.num) > 0, int(row.more * den), int(row.less * den))
    return add(constant(row.give), multiply(steps, Vec(each, den)))


def _share(row: FigureRow, scope: Scope, given: Vec | None) -> Vec:
    assert row.whole_of is not None
    read = number_read(row, scope) if given is None else given
    return multiply(ratio(read, number(row.whole_of, scope)), constant(row.give))


_FORMS: dict[Form, Callable[[FigureRow, Scope, Vec | None], Vec]] = {
    Form.PER: _rate,
    Form.SLICES: _slices,
    Form.AROUND: _around,
    Form.SHARE: _share,
}
