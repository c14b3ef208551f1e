"""Whatever single value of a scheme is changed, the comparison says so and names the place."""

from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from functools import cache
from typing import Any, get_type_hints

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from jifen.rules import shelf
from jifen.rules.differences import compare_schemes, count_differences, tell_differences
from jifen.rules.fieldwords import file_name
from jifen.rules.fieldwords.anatomy import identity, is_written, options
from jifen.rules.model.base import Range, Word
from jifen.rules.model.scheme import Scheme
from jifen.rules.reading import read_scheme

Steps = tuple[str | int, ...]


@cache
def schemes() -> list[Scheme]:
    found = [read_scheme(shelf.read(name), name).scheme for name in shelf.names()]
    return [scheme for scheme in found if scheme is not None]


@cache
def places(number: int) -> list[Steps]:
    """Every field of every word of a scheme that can be changed and still be told apart."""
    return [steps for steps, _ in _walk(schemes()[number], ())]


def _walk(node: Any, steps: Steps) -> Iterator[tuple[Steps, Any]]:
    if isinstance(node, Word):
        for name in type(node).model_fields:
            if name != identity(type(node)) and is_written(type(node), name):
                yield (*steps, name), node
                yield from _walk(getattr(node, name), (*steps, name))
    elif isinstance(node, (dict, tuple)):
        for key, inner in node.items() if isinstance(node, dict) else enumerate(node):
            yield from _walk(inner, (*steps, key))


def change(node: Any, steps: Steps) -> Any:
    """A copy with the value at a place replaced by another one of its kind."""
    step, rest = steps[0], steps[1:]
    if isinstance(node, Word):
        held = getattr(node, str(step))
        new = change(held, rest) if rest else other(type(node), str(step), held)
        return node.model_copy(update={str(step): new})
    if isinstance(node, dict):
        return {key: change(inner, rest) if key == step else inner for key, inner in node.items()}
    return tuple(change(inner, rest) if place == step else inner for place, inner in enumerate(node))


def other(word: type[Word], field: str, held: Any) -> Any:
    match held:
        case bool():
            return not held
        case int() | Fraction():
            return held + 1
        case str():
            return next((option for option in options(word, field) if option != held), f"{held}甲")
        case Range(low=low, high=high):
            return Range(None, None) if low is None or high is None else Range(low, high + 1)
        case tuple():
            return held[:-1]
        case dict():
            return dict(list(held.items())[:-1])
        case Word():
            name = next((name for name in type(held).model_fields if is_written(type(held), name)), None)
            if name is None:
                return something(word, field)  # a word without anything to write, such as ``all``
            return held.model_copy(update={name: other(type(held), name, getattr(held, name))})
        case _:
            return something(word, field)


def something(word: type[Word], field: str) -> Any:
    """Any simple value that may stand where nothing stands; None where there is none."""
    hint = TypeAdapter(get_type_hints(word, include_extras=True)[field])
    for value in (*options(word, field), "甲", 1, "06-15", "1..5"):
        with suppress(ValidationError):
            return hint.validate_python(value)
    return None


def named(scheme: Scheme, steps: Steps) -> tuple[str, ...]:
    """The place as a difference names it: fields as in the file, entries by their identity."""
    found: list[str] = []
    node: Any = scheme
    for step in steps:
        if isinstance(node, Word):
            found.append(file_name(type(node), str(step)))
            node = getattr(node, str(step))
        elif isinstance(node, dict):
            found.append(str(step))
            node = node[step]
        else:
            node = node[step]
            name = identity(type(node)) if isinstance(node, Word) else None
            found.append(str(getattr(node, name)) if name else str(int(step) + 1))
    return tuple(found)


def test_a_library_scheme_does_not_differ_from_itself() -> None:
    for scheme in schemes():
        found = compare_schemes(scheme, scheme.model_copy(deep=True))
        assert (found, tell_differences(found), count_differences(found)) == ([], [], "没有差别")


@given(st.data())
def test_every_single_change_is_told_where_it_stands(data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(schemes()) - 1))
    scheme = schemes()[number]
    steps = data.draw(st.sampled_from(places(number)))
    changed = change(scheme, steps)
    if changed == scheme:
        return

    found = compare_schemes(scheme, changed)

    place = named(scheme, steps)
    assert found
    for difference in found:
        shared = min(len(place), len(difference.path))
        assert difference.path[:shared] == place[:shared], str(difference)
        assert difference.text


def test_the_order_of_entries_is_told_once() -> None:
    for scheme in schemes():
        turned = scheme.model_copy(update={"parts": scheme.parts[::-1]})

        found = compare_schemes(scheme, turned)

        assert [(one.change.value, one.path) for one in found] == [("换序", ("parts",))]
