"""What a book is reckoned from beside its entries: the 办法 of the day, the list of the year, the people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from jifen.common.refusals import Blocked
from jifen.engine.gather import Person as Member
from jifen.ledger.models import Book, Entry
from jifen.ledger.queries.deriving.members import read_members
from jifen.ledger.queries.taken import TakenYear, list_taken_years
from jifen.ledger.states.chain import canonical, digest
from jifen.ledger.states.taken import plain_figures, year_of_item
from jifen.orgs.models import Person
from jifen.orgs.queries import list_aliases
from jifen.rules.findings import SchemeRefused
from jifen.rules.tables import Tables
from jifen.schemes.models import Enrolment, SchemeVersion
from jifen.schemes.queries import find_version, list_enrolled, tables_of, year_of
from jifen.schemes.states.periods import year_name


@dataclass(frozen=True, slots=True)
class Inputs:
    """The 办法 and everybody on the list as of a day of a book.

    `members` stand in the order of `enrolled`; `about`: rows of people and of their duplicates → the person kept;
    `earlier`: results of years before that were taken over, by person and year.
    """

    book: Book
    day: date
    version: SchemeVersion
    tables: Tables
    enrolled: Sequence[Enrolment]
    members: Sequence[Member]
    about: Mapping[UUID, UUID]
    earlier: dict[UUID, dict[int, TakenYear]]

    @property
    def people(self) -> dict[UUID, Person]:
        """Return everybody on the list by id."""
        return {one.person_id: one.person for one in self.enrolled}

    @property
    def place(self) -> dict[UUID, int]:
        """Return the place of everybody in `members`, by the ids of all his rows."""
        index = {one.person_id: number for number, one in enumerate(self.enrolled)}
        return {alias: index[kept] for alias, kept in self.about.items()}

    def digest(self, head: str) -> str:
        """Return the digest of everything a result depends on: the head of the entries, 办法, day, people."""
        people = [[one.name, one.number, one.fields, one.changes, *_said_before(one)] for one in self.members]
        said = [head, self.version.reference, self.version.digest, self.day, people]
        return digest(self.book.algorithm.value, canonical(said))


def read_inputs(book: Book, on: date, brought: Sequence[Entry] = ()) -> Inputs:
    """Return what a book is reckoned from on a day of its year; `brought` as in `derive`.

    Raises `Blocked` where no 办法 holds or nobody is on the list.
    """
    day = min(max(on, book.starts_on), book.ends_on)
    version = find_version(book.branch, day)
    if version is None:
        raise Blocked(f"{book.branch}在 {day} 没有施行的积分办法，算不出积分；请先施行办法。")
    try:
        tables = tables_of(version)
    except SchemeRefused as refusal:
        raise Blocked(f"{version}的文本读不出来，算不出积分；请系统管理员核对数据库和备份。") from refusal
    year = year_of(version, book.starts_on)
    enrolled = list_enrolled(book.branch, year_name(year))
    if not enrolled:
        raise Blocked(f"{book.branch}还没有 {year_name(year)} 年度参加积分的名单，算不出积分；请先列名单。")
    about = list_aliases(*(one.person for one in enrolled))
    members = read_members(
        str(book.branch), enrolled, year, about=about, households=tables.account == "household"
    )
    earlier = list_taken_years(about, version.scheme.code)
    for one in brought:
        if (told := year_of_item(one.item)) and one.person_id in about:
            earlier.setdefault(about[one.person_id], {})[int(told)] = TakenYear(told, one.fields, one)
    for member, enrolment in zip(members, enrolled, strict=True):
        member.prior = _prior(earlier.get(enrolment.person_id, {}), year.start.year)
    return Inputs(book, day, version, tables, enrolled, members, about, earlier)


def _prior(years: Mapping[int, TakenYear], year: int) -> list[dict[str, Any]]:
    """Return the figures of the years before, last year first; an empty one where nothing is known of a year."""
    back = range(1, year - min(years) + 1) if years else ()
    return [plain_figures(years[year - n].figures) if year - n in years else {} for n in back]


def _said_before(member: Member) -> list[list[dict[str, str]]]:
    """Return the years before as text; nothing of somebody who brings none."""
    years = [{name: str(value) for name, value in year.items()} for year in member.prior]
    return [years] if years else []
