"""The value of an item that is one figure for a member, not a sum over facts (E2, E4)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jifen.rules.conditions.syntax import Call, Name, Node, walk
from jifen.rules.model.items import Item, Part
from jifen.rules.model.points import Around, Fixed, Mean, Per, RowValue, Share, Slices, Table
from tests.oracle.asking import Scope, ask, tree
from tests.oracle.book import Book, Desk
from tests.oracle.calls import call as answer
from tests.oracle.calls import counted
from tests.oracle.exist import exists
from tests.oracle.pools import over
from tests.oracle.scopes import of_fact, of_figures
from tests.oracle.standing import is_scored
from tests.oracle.steps.forms import amount_read, row_of, worth_of
from tests.oracle.three_valued import MISSING, Unknown


def figure(book: Book, desk: Desk, part: Part, item: Item) -> object:
    """The figure; where it cannot be told, what `none` says."""
    assert item.value is not None
    if book.incomplete and asks_pool(item):
        desk.questions.add("pool_incomplete")
        return Unknown(frozenset({"no_result"}))
    found = Asking(book, desk, part, item).worth()
    return without(desk, item.value) if isinstance(found, Unknown) else found


def asks_pool(item: Item) -> bool:
    """Whether the figure says anything about the pool."""
    return any(
        (node.name if isinstance(node, Call) else node.path)[0] == "pool"
        for node in nodes(item)
        if isinstance(node, Call | Name)
    )


def nodes(one: Item) -> Iterator[Node]:
    """Everything the expressions of a figure are made of."""
    match one.value:
        case Table(by=text):
            yield from walk(tree(text))
        case Per(of=text) | Slices(of=text) | Around(of=text):
            yield from walk(tree(text))
        case Share(share=(some, whole)):
            yield from walk(tree(some))
            yield from walk(tree(whole))


def without(desk: Desk, form: object) -> object:
    """What stands where the figure is not known."""
    match getattr(form, "none", None):
        case RowValue(points=points):
            return points
        case "skip":
            return Fraction(0)
        case "no_result":
            return Unknown(frozenset({"no_result"}))
        case "lowest":
            assert isinstance(form, Table)
            return min(row.points for row in form.rows.values() if row.points is not None)
        case _:
            desk.questions.add("value_unknown")
            return MISSING


class Asking:
    """One figure of one member, with those of his pool for whom the item exists."""

    def __init__(self, book: Book, desk: Desk, part: Part, item: Item) -> None:
        self.book = book
        self.desk = desk
        self.item = item
        self.others = [
            other
            for other in book.pool_of(desk)
            if is_scored(book, other) and exists(book, other, part, item)
        ]

    def worth(self) -> object:
        form, scope = self.item.value, self.seen(self.desk)
        match form:
            case Fixed(value=points):
                return points
            case Mean():
                return mean(self.book, self.desk, form)
            case Table():
                return from_table(form, ask(form.by, scope))
            case _:
                assert form is not None
                found = worth_of(form, amount_read(form, scope), scope)
                return MISSING if found is None else found

    def seen(self, desk: Desk) -> Scope:
        """What the figure of this member sees, the pool included."""
        plain = of_figures(self.book, desk)

        def name(path: tuple[str, ...]) -> object:
            if path == ("pool", "size") or path in (("同组人数",), ("参评人数",)):
                return Fraction(len(self.others))
            return plain.name(path)

        def call(node: Call) -> object:
            if node.name[0] == "pool":
                return over(desk, self.others, node, self.seen)
            return answer(self.book, desk, node, Scope(name, call), self.book.day)

        return Scope(name, call)


def from_table(form: Table, key: object) -> object:
    """The row's points, or so many for each of what the key counts."""
    row = row_of(form, key)
    if row is None:
        return MISSING
    if row.each is not None:
        assert isinstance(key, Fraction)
        return row.each * key
    return MISSING if row.points is None else row.points


def mean(book: Book, desk: Desk, form: Mean) -> object:
    """The mean of the ratings (or of earlier periods), times a factor; unknown where none is left."""
    numbers = earlier(desk, form) if form.periods is not None else ratings(book, desk, form)
    if not numbers:
        return MISSING
    return sum(numbers, Fraction(0)) / len(numbers) * (1 if form.times is None else form.times)


def earlier(desk: Desk, form: Mean) -> list[Fraction]:
    """What the last so many periods keep under this name, as far as it is known."""
    kept = [row.get(form.mean) for row in desk.member.prior[: form.periods]]
    return [Fraction(number) for number in kept if number is not None]  # type: ignore[arg-type]


def ratings(book: Book, desk: Desk, form: Mean) -> list[Fraction]:
    """The numbers of the facts about him, his own ratings and the outermost ones left out."""
    facts = counted(book, desk, {str(form.of)})
    if form.without_self:
        himself = {desk.member.id, desk.member.fields.get("name"), desk.member.fields.get("number")}
        facts = [
            fact for fact in facts if fact.fields.get("rater") is None or fact.fields["rater"] not in himself
        ]
    found = [ask(form.mean, of_fact(book, desk, fact)) for fact in facts]
    numbers = sorted(number for number in found if isinstance(number, Fraction))
    return numbers[form.trim : len(numbers) - form.trim]
