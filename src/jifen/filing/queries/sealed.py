"""The sheet of a sealed period, with the columns the 办法 itself names (附件4-6)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from jifen.common.sheet import Cell, Column, ColumnKind, Sheet
from jifen.ledger.queries import Derived, derive, hundredths, list_lines_by_person
from jifen.orgs.models import Person
from jifen.orgs.queries import list_aliases
from jifen.schemes.queries import list_enrolled, year_of
from jifen.schemes.states.periods import year_name

if TYPE_CHECKING:
    from jifen.ledger.models import Seal

_NUMBER = ColumnKind.NUMBER


def build_sealed_sheet(seal: Seal, derived: Derived, title: str) -> Sheet:
    """Return a line for everybody on the list of the year who takes part, by name, and how many there are.

    `本期合计` is what was posted between the seal before and this one, `累计` and the parts are reckoned from the whole
    book as it stood under the seal; a figure that does not end is rounded to hundredths.
    """
    book = seal.book
    enrolled = list_enrolled(book.branch, year_name(year_of(derived.version, book.starts_on)))
    taking = {one.person_id: one.person for one in enrolled if one.participates}
    people = sorted(taking.values(), key=lambda one: (one.pinyin, one.name, one.mark, str(one.pk)))
    posted = _posted(seal, taking)
    columns = (
        Column("number", "序号", ColumnKind.INTEGER, 6),
        Column("name", "姓名", width=12),
        *(Column(part.part, part.title, _NUMBER) for part in derived.parts),
        Column("period", "本期合计", _NUMBER),
        Column("total", "累计", _NUMBER),
    )
    rows = tuple(
        (
            number,
            str(person),
            *(_figure(_part(derived, person, part.part)) for part in derived.parts),
            Decimal(posted.get(person.pk, 0)).scaleb(-2),
            _figure(derived.score_of(person.pk)),
        )
        for number, person in enumerate(people, 1)
    )
    counts = f"应参加 {len(enrolled)} 人，参加 {len(people)} 人，不参加 {len(enrolled) - len(people)} 人"
    return Sheet(title, columns, rows, (counts, f"封号 {seal.code}", f"按{derived.version}计算"))


def derive_sealed(seal: Seal) -> Derived:
    """Return the book reckoned as it stood under a seal; raises `Blocked` where it cannot be reckoned."""
    return derive(seal.book, timezone.localdate(seal.at), length=seal.last)


def _posted(seal: Seal, people: Mapping[UUID, Person]) -> dict[UUID, int]:
    about = list_aliases(*people.values())
    found: dict[UUID, int] = {}
    for key, lines in list_lines_by_person(seal.book).items():
        kept = about.get(key)
        if kept is not None:
            within = (line.points for line in lines if seal.first <= line.sequence <= seal.last)
            found[kept] = found.get(kept, 0) + sum(within)
    return found


def _part(derived: Derived, person: Person, part: str) -> Fraction | None:
    account = derived.accounts.get(person.pk)
    return account.parts.get(part) if account else None


def _figure(value: Fraction | None) -> Cell:
    return None if value is None else Decimal(hundredths(value)).scaleb(-2)
