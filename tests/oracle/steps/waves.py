"""In which order items are computed: an item whose figure reads others waits for them (E3)."""

from __future__ import annotations

from jifen.rules.conditions.syntax import Call, Name
from jifen.rules.model.items import Item
from tests.oracle.book import Book
from tests.oracle.calls import word_of
from tests.oracle.exist import exists
from tests.oracle.steps.figures import nodes
from tests.oracle.steps.item import item_value, spread
from tests.oracle.steps.part import part_value


def item(book: Book) -> None:
    """Wave after wave: every item all of whose needs are met, for everybody; then the parts anew."""
    waiting = {one.item: needs(book, one) for _, _, one in book.items()}
    while waiting:
        ready = [name for name, wanted in waiting.items() if not wanted & set(waiting)]
        if not ready:
            raise ValueError(f"items need each other: {sorted(waiting)}")
        wave(book, ready)
        for name in ready:
            del waiting[name]


def wave(book: Book, names: list[str]) -> None:
    for desk in book.desks:
        for part in book.scheme.parts:
            fulls = spread(book, desk, part)
            for one in part.items:
                if one.item in names and exists(book, desk, part, one):
                    desk.items[one.item] = item_value(book, desk, part, one, fulls.get(one.item))
    for desk in book.desks:
        for part in book.scheme.parts:
            desk.parts[part.part] = part_value(book, desk, part)


def needs(book: Book, one: Item) -> set[str]:
    """The items a figure reads, by name, through `points`, or as all items of a part."""
    items = {each.item: {each.item} for _, _, each in book.items()}
    parts = {part.part: {each.item for each in part.items} for part in book.scheme.parts}
    found: set[str] = set()
    for node in nodes(one):
        if isinstance(node, Call) and node.name == ("points",):
            word = word_of(node.args[0])
        elif isinstance(node, Name):
            word = word_of(node)
        else:
            continue
        found |= parts.get(word, items.get(word, set()))
    return found
