"""The county put together: the cast, the five branches and others, each with its past."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain
from random import Random
from typing import TYPE_CHECKING

from django.utils import timezone

from jifen.cli.site.cast import PEOPLE, Cast
from jifen.cli.site.county.names import Names
from jifen.cli.site.county.peopling import Branch, found_above, settle
from jifen.cli.site.county.places import FIVE, Place, list_others
from jifen.cli.site.county.present import Present, go_on
from jifen.cli.site.county.years import Past, first_day, live
from jifen.common.actor import Actor
from jifen.orgs.queries import get_actor

if TYPE_CHECKING:
    from jifen.ledger.models import Book


def build(
    cast: Cast, at: datetime, *, others: int, seed: int, share: float
) -> Iterator[tuple[Branch, list[Book]]]:
    """Let every branch live its past, one after the other; yield each with its two books.

    `others`: further branches; `seed`: the same gives the same names and facts on the same day; `share`: of the facts
    that usually happen (1.0).
    """
    today = timezone.localdate(at)
    names = Names(Random(f"names {seed}"), {name for _, name, *_ in PEOPLE})
    found_above(cast, at)
    for place in chain(FIVE, list_others(others, Random(f"places {seed}"), names)):
        # Each has a chance of its own: another branch more or less changes nothing in the ones before.
        chance = Random(f"{place.key} {seed}")
        branch = settle(cast, place, names, chance, at, first_day(place.library, today))
        books = list(live(branch, Past(chance, share, today)))
        go_on(
            branch,
            books,
            Present(at, today, Random(f"{place.key} {seed} now"), share, _answers(cast, place, today)),
        )
        yield branch, books


def _answers(cast: Cast, place: Place, today: date) -> Actor | None:
    """Return who answers a branch's filings: the township's organiser those of the township."""
    return get_actor(cast.users["organizer"], today) if place.parent == "township" else None
