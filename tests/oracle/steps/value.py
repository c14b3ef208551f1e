"""Step 3: what each entry is worth, what is added, then its multipliers; gains of a missed duty are out."""

from __future__ import annotations

from fractions import Fraction

from jifen.rules.model.items import FactRule
from jifen.rules.model.points import (
    Around,
    Ask,
    Between,
    Everything,
    Fixed,
    Per,
    RowValue,
    Share,
    Slices,
    Table,
)
from tests.oracle.asking import Scope, ask
from tests.oracle.book import Book, Desk, Entry
from tests.oracle.scopes import of_fact
from tests.oracle.steps.forms import Worth, amount_read, field_read, worth_of
from tests.oracle.three_valued import Unknown


def value(book: Book) -> None:
    """Give every admitted entry its number, or drop it with the reason why it has none."""
    for desk in book.desks:
        for entry in desk.entries:
            if entry.counts and isinstance(entry.rule, FactRule):
                scope = of_fact(book, desk, entry.fact)
                added(desk, entry, entry.rule, scope)
                worth(entry, entry.rule, scope)
        for entry in desk.entries:
            if entry.counts and entry.multiplied > 0 and is_shut(desk, entry):
                entry.dropped = "duty_missed"


def is_shut(desk: Desk, entry: Entry) -> bool:
    """Whether a duty of the item with `else: gate` was missed over the day of the entry."""
    day = entry.fact.occurred_on
    return any(item is entry.item and first <= day <= last for item, first, last in desk.shut)


def added(desk: Desk, entry: Entry, rule: FactRule, scope: Scope) -> None:
    """What `plus` adds and what `times` multiplies by; what nobody can tell does neither."""
    for plus in rule.plus:
        holds = ask(plus.when, scope)
        if isinstance(holds, Unknown) and not entry.memory:
            desk.flags.add("plus_unknown")
        entry.plus += plus.points if holds is True else 0
    for times in rule.times:
        if times.repeat is None and (times.when is None or ask(times.when, scope) is True):
            entry.factor *= times.by


def worth(entry: Entry, rule: FactRule, scope: Scope) -> None:
    match rule.points:
        case Fixed(value=points):
            entry.be_worth(points)
        case Everything():
            entry.be_everything()
        case Between() as form:
            between(entry, form)
        case Ask() as form:
            asked(entry, form)
        case Table() | Per() | Slices() | Around() | Share() as form:
            read(entry, rule, form, scope)
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
    entry.be_worth(points)


def asked(entry: Entry, form: Ask) -> None:
    """A value with a reason: only its size is taken; an unusual size is flagged."""
    written = entry.fact.fields.get("decided_value")
    if written is None:
        entry.dropped = "value_missing"
        return
    size = abs(Fraction(written))  # type: ignore[arg-type]
    if form.usual is not None and not form.usual.holds(size):
        entry.unusual = True
    entry.be_worth(size if form.side == "gain" else -size)


Form = Table | Per | Slices | Around | Share


def read(entry: Entry, rule: FactRule, form: Form, scope: Scope) -> None:
    """A form that reads a quantity or a key; remembers the quantity for the sums of step 6."""
    amount = amount_read(form, scope)
    found = worth_of(form, amount, scope)
    if found is None and over_sums(rule) and isinstance(amount, Fraction) and isinstance(form, Table):
        found = Fraction(0)
    if found is not None and isinstance(amount, Fraction):
        entry.quantity = amount
    settle(entry, form, found)


def over_sums(rule: FactRule) -> bool:
    """Whether the form is read on running sums (`over`): then a sum no row holds is worth nothing."""
    return rule.over not in (None, "fact") and field_read(rule.points) is not None


def settle(entry: Entry, form: Form, found: Worth) -> None:
    """Take what was found; where nothing was, what `none` says."""
    if isinstance(found, Fraction):
        entry.be_worth(found)
    elif found == "all":
        entry.be_everything()
    elif form.none == "skip":
        entry.dropped = "skipped"
    elif form.none == "lowest":
        assert isinstance(form, Table)
        entry.be_worth(min(row.points for row in form.rows.values() if row.points is not None))
    elif isinstance(form.none, RowValue):
        settle(entry, form, "all" if form.none.all else form.none.points)
    else:
        entry.dropped = "key_unknown"
