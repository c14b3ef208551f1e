"""What a quantity is worth by a form of points: rates, slices, targets, shares and tables (A1-A5)."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from jifen.rules.conditions.syntax import Name
from jifen.rules.fields import FACT_FIELDS, FieldType, find_choice, find_field
from jifen.rules.model.base import to_number, to_range
from jifen.rules.model.points import Around, Per, PointsForm, RowValue, Share, Slices, Table
from tests.oracle.asking import Scope, ask, tree
from tests.oracle.three_valued import Unknown

QUANTITY_FORMS = (Per, Slices, Around, Share)

Worth = Fraction | Literal["all"] | None
"""A number; everything of the item; or nothing anybody can tell."""


def expression_of(form: PointsForm) -> str:
    """What the form reads."""
    if isinstance(form, Table):
        return form.by
    if isinstance(form, Share):
        return form.share[0]
    assert isinstance(form, Per | Slices | Around)
    return form.of


def field_read(form: PointsForm) -> str | None:
    """The fact's number field that is all the form reads; None where it reads something else."""
    if not isinstance(form, (*QUANTITY_FORMS, Table)):
        return None
    node = tree(expression_of(form))
    found = find_field(".".join(node.path)) if isinstance(node, Name) else None
    numeric = found is not None and found.type in (FieldType.NUMBER, FieldType.POINTS)
    return found.name if found is not None and numeric and found.name in FACT_FIELDS else None


def amount_read(form: PointsForm, scope: Scope) -> object:
    """The quantity (or the key of a table). `of: quantity` counts one where nothing is written."""
    amount = ask(expression_of(form), scope)
    if isinstance(form, Per | Slices | Around) and field_read(form) == "quantity":
        return Fraction(1) if isinstance(amount, Unknown) else amount
    return amount


def worth_of(form: PointsForm, amount: object, scope: Scope) -> Worth:
    """What so much is worth, before anything added or multiplied."""
    if isinstance(amount, Unknown):
        return None
    if isinstance(form, Table):
        row = row_of(form, amount)
        return None if row is None else "all" if row.all else row.points
    assert isinstance(amount, Fraction)
    match form:
        case Per():
            return times_whole(amount / form.per, form.whole) * form.give
        case Slices():
            return in_slices(form, amount)
        case Around():
            return around(form, amount)
        case Share():
            whole = ask(form.share[1], scope)
            return amount / whole * form.full if isinstance(whole, Fraction) and whole > 0 else None
    raise NotImplementedError(form)


def times_whole(times: Fraction, whole: bool) -> Fraction:
    """So many times; full ones only, cut towards nothing."""
    return Fraction(int(times)) if whole else times


def in_slices(form: Slices, amount: Fraction) -> Fraction:
    """Each slice at its own rate; beyond the last end nothing."""
    total, reached = Fraction(0), Fraction(0)
    for one in form.slices:
        end = amount if one.to is None else min(amount, one.to)
        inside = max(end - reached, Fraction(0))
        total += times_whole(inside / one.per, form.whole) * one.give
        reached += inside
    return total


def around(form: Around, amount: Fraction) -> Fraction:
    """The target's points, more for every step above, less for every step below."""
    distance = amount - form.around
    steps = times_whole(abs(distance) / form.step, form.whole)
    return form.at + form.more * steps if distance > 0 else form.at - form.less * steps


def row_of(form: Table, key: object) -> RowValue | None:
    if isinstance(key, Unknown):
        return None
    return next((row for name, row in form.rows.items() if answers(form.by, name, key)), None)


def answers(by: str, name: str, key: object) -> bool:
    """Whether a row's name stands for the key: a number or range, yes or no, a code or label, or the text."""
    if isinstance(key, bool):
        return name == ("是" if key else "否")
    if isinstance(key, Fraction):
        return to_range(name).holds(key) if ".." in name else to_number(name) == key
    node = tree(by)
    field = find_field(".".join(node.path)) if isinstance(node, Name) else None
    choice = find_choice(field.choices, name) if field is not None else None
    return key == (name if choice is None else choice.code)
