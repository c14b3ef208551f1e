"""Making a story smaller while it still shows the same fault, so that a person can read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial

from tests.oracle.generator import Case

Cut = Callable[[Case], None]
MAX_TRIES = 1_500


def shrink(case: Case, fails: Callable[[Case], bool], tries: int = MAX_TRIES) -> Case:
    """Take away people, facts, words and fields one by one, as long as `fails` stays true."""
    smaller = True
    while smaller and tries > 0:
        smaller = False
        for cuts in (days, people, facts, words, fields):
            place = 0
            while tries > 0 and place < len(found := list(cuts(case))):
                tries -= 1
                candidate = deepcopy(case)
                found[place](candidate)
                if fails(candidate):
                    case, smaller = candidate, True
                else:
                    place += 1
    return case


def days(case: Case) -> Iterator[Cut]:
    """Ask at the year's end instead of another day."""
    if case.as_of is not None:
        yield _forget_day


def _forget_day(case: Case) -> None:
    case.as_of = None


def people(case: Case) -> Iterator[Cut]:
    """One member less, with his facts."""
    for member in case.members:
        yield partial(_without_member, name=member.id)


def _without_member(case: Case, name: str) -> None:
    case.members = [one for one in case.members if one.id != name]
    case.facts = [fact for fact in case.facts if fact.member != name]


def facts(case: Case) -> Iterator[Cut]:
    """One fact less."""
    for place in range(len(case.facts)):
        yield partial(_without_fact, place=place)


def _without_fact(case: Case, place: int) -> None:
    del case.facts[place]


def words(case: Case) -> Iterator[Cut]:
    """One word of the scheme less, outer ones first."""
    for path in paths(case.scheme):
        yield partial(_without_word, path=path)


def _without_word(case: Case, path: tuple[object, ...]) -> None:
    found: object = case.scheme
    for place in path[:-1]:
        found = found[place]  # type: ignore[index]
    del found[path[-1]]  # type: ignore[attr-defined]


def paths(found: object, here: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """Every place inside a tree of lists and dictionaries."""
    places = (
        list(found) if isinstance(found, dict) else list(range(len(found))) if isinstance(found, list) else []
    )
    yield from ((*here, place) for place in places)
    for place in places:
        yield from paths(found[place], (*here, place))  # type: ignore[index]


def fields(case: Case) -> Iterator[Cut]:
    """One field of a fact or a member less."""
    for place, fact in enumerate(case.facts):
        for name in fact.fields:
            yield partial(_without_field, group="facts", place=place, name=name)
    for place, member in enumerate(case.members):
        for name in member.fields:
            if name != "status":
                yield partial(_without_field, group="members", place=place, name=name)
        for part in ("changes", "prior", "findings"):
            if getattr(member, part):
                yield partial(_emptied, place=place, part=part)


def _without_field(case: Case, group: str, place: int, name: str) -> None:
    del getattr(case, group)[place].fields[name]


def _emptied(case: Case, place: int, part: str) -> None:
    getattr(case.members[place], part).clear()
