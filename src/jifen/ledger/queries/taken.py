"""What was taken over from books on paper: points of this year, and the results of years before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from jifen.ledger.models import Book, Entry
from jifen.ledger.queries.books import find_struck
from jifen.ledger.states.books import EntryKind
from jifen.ledger.states.taken import code_of, year_of_item
from jifen.orgs.models import Organization, Person
from jifen.orgs.queries import list_aliases
from jifen.schemes.models import SchemeVersion
from jifen.schemes.queries import tables_of, year_of
from jifen.schemes.states.bases import carried_base


@dataclass(frozen=True, slots=True)
class TakenYear:
    """The result of an earlier points year, as a line of some book tells it.

    `figures`: points in hundredths, rank and months as whole numbers, grade as a word.
    """

    year: str
    figures: Mapping[str, Any]
    entry: Entry


@dataclass(frozen=True, slots=True)
class Carried:
    """What a member brings into the base of a year (hundredths), and from which result (S5-三-一-1c, AMB-31)."""

    points: int
    source: TakenYear


def list_standing(book: Book, people: Collection[UUID] | None = None) -> dict[UUID, list[Entry]]:
    """Return the lines taken over that still count in a book, by person; of certain people only, if wanted."""
    rows = Entry.objects.filter(book=book, kind=EntryKind.TAKEN_OVER)
    if people is not None:
        rows = rows.filter(person_id__in=people)
    struck, found = find_struck(book), defaultdict(list)
    for one in rows.select_related("person", "text").order_by("sequence"):
        if not struck.get(one.sequence, (0, False))[1]:
            found[one.person_id].append(one)
    return dict(found)


def list_taken_years(about: Mapping[UUID, UUID], code: str) -> dict[UUID, dict[int, TakenYear]]:
    """Return the results of earlier years under one 办法, by person and year, from whatever book they stand in.

    `about`: rows of people and of their duplicates → the person kept, as `list_aliases` gives them.
    A member who came from another branch brings his last result along (AMB-36). Of two books that tell of one year the
    line posted last holds.
    """
    rows = Entry.objects.filter(
        person_id__in=list(about),
        kind=EntryKind.TAKEN_OVER,
        item__startswith=f"{code}@",
        item__contains="#year.",
    )
    found: dict[UUID, dict[int, TakenYear]] = defaultdict(dict)
    struck: dict[UUID, dict[int, tuple[int, bool]]] = {}
    for one in rows.select_related("book__branch", "person").order_by("posted_at", "pk"):
        year = year_of_item(one.item)
        if code_of(one.item) != code or not year.isdecimal():
            continue
        if one.book_id not in struck:
            struck[one.book_id] = find_struck(one.book)
        if not struck[one.book_id].get(one.sequence, (0, False))[1]:
            found[about[one.person_id]][int(year)] = TakenYear(year, one.fields, one)
    return dict(found)


def list_carried(branch: Organization, version: SchemeVersion, on: date) -> dict[str, Carried]:
    """Return what the people of a branch carry into the points year of a day, by person id; nothing for the rest.

    Where the 办法 carries nothing over, nobody brings anything.
    """
    tables, last = tables_of(version), year_of(version, on).start.year - 1
    people = list(Person.objects.filter(branch=branch, same_as__isnull=True))
    found = {}
    for key, years in list_taken_years(list_aliases(*people), version.scheme.code).items():
        points = carried_base(tables, years[last].figures) if last in years else None
        if points is not None:
            found[str(key)] = Carried(points, years[last])
    return found


def say_standing(standing: Sequence[Entry]) -> str:
    """Return what stands in the book about somebody who was taken over before, with other content."""
    first, last = standing[0], standing[-1]
    where = f"第 {first.sequence} 条" if first is last else f"第 {first.sequence} 条至第 {last.sequence} 条"
    day = timezone.localdate(first.posted_at)
    return f"已经承接过，内容和这一次不一样（{where}，{day} 入账，依据{first.basis}）"


def say_taken(standing: Sequence[Entry]) -> str:
    """Return the same about a named member, with what to do."""
    return f"{standing[0].person}{say_standing(standing)}。原来的不对的，先冲销那几条，再重新承接。"
