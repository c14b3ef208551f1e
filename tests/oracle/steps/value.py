"""Step 3: what each entry is worth, then its multipliers."""

from __future__ import annotations

from fractions import Fraction

from jifen.rules.conditions.syntax import Name
from jifen.rules.fields import find_choice, find_field
from jifen.rules.model.base import to_number, to_range
from jifen.rules.model.items import FactRule
from jifen.rules.model.points import Ask, Between, Everything, Fixed, RowValue, Table
from tests.oracle.asking import ask, tree
from tests.oracle.book import Book, Desk, Entry
from tests.oracle.scopes import of_fact
from tests.oracle.three_valued import Unknown


def value(book: Book) -> None:
    """Give every admitted entry its number, or drop it with the reason why it has none."""
    for desk in book.desks:
        for entry in desk.entries:
            if entry.counts and isinstance(entry.rule, FactRule):
                worth(book, desk, entry, entry.rule)
                for times in entry.rule.times:
                    if times.when is None or ask(times.when, of_fact(book, desk, entry.fact)) is True:
                        entry.multiplied *= times.by
                entry.credited = entry.multiplied


def worth(book: Book, desk: Desk, entry: Entry, rule: FactRule) -> None:
    match rule.points:
        case Fixed(value=points):
            entry.multiplied = points
        case Everything():
            entry.everything = True
        case Between() as form:
            between(entry, form)
        case Ask() as form:
            asked(entry, form)
        case Table() as form:
            from_table(entry, form, ask(form.by, of_fact(book, desk, entry.fact)))
        case _:
            raise NotImplementedError(rule.points)


def between(entry: Entry, form: Between) -> None:
    """A value people chose: inside the range and on a step, else refused (or flagged)."""
    low, high = form.between
    written = entry.fact.fields.get("decided_value")
    if written is None:
        entry.dropped = "value_missing"
        return
    points = Fraction(written)  # type: ignore[arg-type]
    if high <= 0 < points:
        points = -points
    reason = None
    if not low <= points <= high:
        reason = "value_outside"
    elif form.step is not None and ((points - low) / form.step).denominator != 1:
        reason = "value_step"
    if reason is not None and form.outside == "refuse":
        entry.dropped = reason
        return
    if reason is not None:
        entry.unusual = True
    entry.multiplied = points


def asked(entry: Entry, form: Ask) -> None:
    """A value with a reason: only its size is taken; an unusual size is flagged."""
    written = entry.fact.fields.get("decided_value")
    if written is None:
        entry.dropped = "value_missing"
        return
    size = abs(Fraction(written))  # type: ignore[arg-type]
    if form.usual is not None and not form.usual.holds(size):
        entry.unusual = True
    entry.multiplied = size if form.side == "gain" else -size


def from_table(entry: Entry, form: Table, key: object) -> None:
    """The row of the key; where there is none, what `none` says."""
    row = row_of(form, key)
    if row is None:
        if form.none == "skip":
            entry.dropped = "skipped"
            return
        if form.none == "lowest":
            row = RowValue(points=min(row.points for row in form.rows.values() if row.points is not None))
        elif isinstance(form.none, RowValue):
            row = form.none
        else:
            entry.dropped = "key_unknown"
            return
    if row.all:
        entry.everything = True
    else:
        assert row.points is not None
        entry.multiplied = row.points


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
