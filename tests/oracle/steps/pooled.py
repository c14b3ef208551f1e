"""Step 6: what is free, quantities up to a cap, running sums, and tables by count or sum."""

from __future__ import annotations

from fractions import Fraction

from jifen.rules.model.items import FactRule, Pooled
from jifen.rules.model.points import Free
from tests.oracle.book import Book, Desk, Entry
from tests.oracle.scopes import of_fact
from tests.oracle.steps.buckets import buckets
from tests.oracle.steps.forms import answers, field_read, worth_of
from tests.oracle.steps.value import Form, over_sums, settle


def pooled(book: Book) -> None:
    """For every member, item by item: free, cap, sums, tables. The order is that of the step's beginning."""
    for desk in book.desks:
        entries = sorted((entry for entry in desk.entries if entry.counts), key=Entry.canonical)
        for _, _, item in book.items():
            for rule in item.facts.values():
                mine = [entry for entry in entries if entry.rule is rule]
                first_free(book, desk, mine, rule)
                up_to_cap(book, desk, mine, rule)
                running_sums(book, desk, mine, rule)
            for word in item.pooled:
                mine = [entry for entry in entries if entry.item is item and entry.rule is not None]
                by_table(book, word, [entry for entry in mine if entry.fact.kind in word.of])


def amount_of(entry: Entry, field: str) -> Fraction:
    """A number field of a fact: a quantity not written is one, anything else nothing."""
    written = entry.fact.fields.get(field)
    if written is None:
        return Fraction(1 if field == "quantity" else 0)
    return Fraction(written)  # type: ignore[arg-type]


def first_free(book: Book, desk: Desk, entries: list[Entry], rule: FactRule) -> None:
    """The first n facts, or units, of a span are worth nothing."""
    free = rule.free
    if free is None:
        return
    for together in buckets(book, entries, free.per):
        if free.of == "facts":
            for place, entry in enumerate(together, start=1):
                if place <= free.first:
                    give_away(entry)
        else:
            units_free(book, desk, together, free, free.of)


def units_free(book: Book, desk: Desk, together: list[Entry], free: Free, field: str) -> None:
    total = Fraction(0)
    for entry in together:
        before, total = total, total + amount_of(entry, field)
        left = max(Fraction(0), total - free.first) - max(Fraction(0), before - free.first)
        if left == 0:
            give_away(entry)
        else:
            entry.effective[field] = left
            recompute(book, desk, entry, field)


def give_away(entry: Entry) -> None:
    """FREE: worth nothing, takes nothing."""
    entry.free = True
    entry.be_nothing()


def recompute(book: Book, desk: Desk, entry: Entry, field: str) -> None:
    """The form again, on what is left of the quantity, where it reads exactly that."""
    assert isinstance(entry.rule, FactRule)
    form = entry.rule.points
    if field_read(form) != field or entry.quantity is None:
        return
    entry.quantity = entry.effective[field]
    if not over_sums(entry.rule):
        settle(entry, form, worth_of(form, entry.quantity, of_fact(book, desk, entry.fact)))  # type: ignore[arg-type]


def up_to_cap(book: Book, desk: Desk, entries: list[Entry], rule: FactRule) -> None:
    """Quantities of a span up to the cap; the one that crosses it counts in part."""
    for word in rule.limit:
        if word.quantity is None or field_read(rule.points) != "quantity":
            continue
        there = [entry for entry in entries if in_sums(entry)]
        for together in buckets(book, there, word.per):
            total = Fraction(0)
            for entry in together:
                assert entry.quantity is not None
                before, total = total, total + entry.quantity
                left = min(total, word.quantity) - min(before, word.quantity)
                if left == entry.quantity:
                    continue
                entry.limited = True
                entry.effective["quantity"] = left
                if left == 0:
                    entry.quantity = None
                    entry.be_nothing()
                else:
                    recompute(book, desk, entry, "quantity")


def in_sums(entry: Entry) -> bool:
    """Still in, not free, and of a known quantity."""
    return entry.counts and not entry.free and entry.quantity is not None


def running_sums(book: Book, desk: Desk, entries: list[Entry], rule: FactRule) -> None:
    """`over`: each entry gets what it adds to the worth of the sum so far."""
    if not over_sums(rule):
        return
    form: Form = rule.points  # type: ignore[assignment]
    assert rule.over is not None
    for together in buckets(book, [entry for entry in entries if in_sums(entry)], rule.over):
        total, so_far = Fraction(0), Fraction(0)
        for entry in together:
            assert entry.quantity is not None
            total += entry.quantity
            found = worth_of(form, total, of_fact(book, desk, entry.fact))
            if found == "all":
                entry.be_everything()
            now = found if isinstance(found, Fraction) else Fraction(0)
            if found != "all":
                entry.be_worth(now - so_far)
            so_far = now


def by_table(book: Book, word: Pooled, entries: list[Entry]) -> None:
    """The entry that completes a step gets what the table grows by; one that reaches an `all` row empties."""
    there = [entry for entry in entries if entry.counts and not entry.free]
    for together in buckets(book, there, word.over):
        total, so_far = Fraction(0), Fraction(0)
        for entry in together:
            total += 1 if word.by == "count" else summed(entry, word.field)
            row = next((row for key, row in word.rows.items() if answers("quantity", key, total)), None)
            if row is not None and row.all:
                entry.be_everything()
            now = Fraction(0)
            if row is not None and not row.all:
                now = row.points if row.points is not None else row.each * total  # type: ignore[operator]
            if not entry.everything:
                entry.multiplied += now - so_far
                entry.credited += now - so_far
            so_far = now


def summed(entry: Entry, field: str) -> Fraction:
    """What a fact adds to a sum: what free and cap left of it, else what is written."""
    return entry.effective[field] if field in entry.effective else amount_of(entry, field)
