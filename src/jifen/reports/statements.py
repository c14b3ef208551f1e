"""Statements of account as they are printed: one sheet a member, all that stands on it as text.

Not among the room's own names (`jifen.reports`): it reads the book, which scoring from a spreadsheet does without.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from jifen.common.refusals import Blocked
from jifen.engine.explain import amount
from jifen.ledger.queries import Derived, derive, find_struck, list_lines_by_person, name_items
from jifen.ledger.states.books import EntryKind
from jifen.ledger.states.taken import say_figures, year_of_item
from jifen.orgs.queries import list_aliases
from jifen.rules.periodname import say_period
from jifen.rules.points import format_points

if TYPE_CHECKING:
    from jifen.ledger.models import Book, Entry, Seal
    from jifen.orgs.models import Person


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line on paper; `struck`: it counts no more, and `note` says by which line.

    `named` says that the title is what the 办法 calls it; else it is the code under which it stands.
    """

    number: int
    title: str
    named: bool
    on: str
    points: str
    kind: str
    basis: str
    reason: str
    note: str
    struck: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """One member's sheet.

    `figure` is empty where there is none, and `said` tells why, or how the figure stands; `sealed`: up to which line,
    in which period, under which sixteen characters; empty where nothing is sealed.
    """

    name: str
    branch: str
    year: str
    span: str
    on: date
    figure: str
    said: str
    parts: tuple[tuple[str, str], ...]
    lines: tuple[StatementLine, ...]
    code: str
    sealed: str


def build_statements(book: Book, people: Sequence[Person], seal: Seal | None, on: date) -> list[Statement]:
    """Return the sheets of members of a book, in their order; the book is reckoned once for all."""
    try:
        derived, refusal = derive(book, on), ""
    except Blocked as blocked:
        derived, refusal = None, "".join(blocked.reasons)
    entries = list_lines_by_person(book)
    names = name_items(book, (one.item for rows in entries.values() for one in rows))
    struck, about = find_struck(book), list_aliases(*people)
    mine: dict[UUID, list[Entry]] = {}
    for key, kept in about.items():
        mine.setdefault(kept, []).extend(entries.get(key, []))
    return [
        _sheet(book, one, seal, on, derived, refusal, tuple(_lines(mine[one.pk], names, struck)))
        for one in people
    ]


def _sheet(
    book: Book,
    person: Person,
    seal: Seal | None,
    on: date,
    derived: Derived | None,
    refusal: str,
    lines: tuple[StatementLine, ...],
) -> Statement:
    figure, said, parts = _figure(derived, person.same_as_id or person.pk, refusal)
    sealed = (
        f"封到第 {seal.last} 条（{say_period(seal.period)}，{timezone.localdate(seal.at)}）" if seal else ""
    )
    return Statement(
        name=str(person),
        branch=book.branch.full_name,
        year=book.year,
        span=f"{_day(book.starts_on)}至{_day(book.ends_on)}",
        on=on,
        figure=figure,
        said=said,
        parts=parts,
        lines=lines,
        code=seal.code if seal else "",
        sealed=sealed,
    )


def _figure(derived: Derived | None, key: UUID, refusal: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    if derived is None:
        return "", refusal, ()
    account = derived.accounts.get(key)
    if account is None:
        return "", "不在本年度参加积分的名单上，没有积分。", ()
    score = derived.score_of(key)
    parts = [
        (part.title, "—" if (value := account.parts.get(part.part)) is None else amount(value))
        for part in derived.parts
    ]
    if outside := derived.taken_over.get(key, 0):
        parts.append(("承接的积分（说不出条款的）", format_points(outside, trim=True)))
    said = f"按{derived.version}计算到{_day(derived.as_of)}；{derived.teller.state(account)}"
    return "" if score is None else amount(score), said, tuple(parts)


def _lines(
    entries: Iterable[Entry],
    names: Mapping[str, tuple[str, str]],
    struck: Mapping[int, tuple[int, bool]],
) -> Iterable[StatementLine]:
    for one in sorted(entries, key=lambda entry: (entry.occurred_on, entry.sequence)):
        by, holds = struck.get(one.sequence, (0, False))
        title, clause = names.get(one.item, (one.item.partition("#")[2], ""))
        if year_of_item(one.item) and one.kind is EntryKind.TAKEN_OVER:
            title = f"{title}：{say_figures(one.fields)}"
        notes = [f"冲销第 {one.reverses.sequence} 条"] if one.reverses else []
        if by:
            notes.append(f"已由第 {by} 条冲销{'' if holds else '，后来又恢复'}")
        text = getattr(one, "text", None)
        yield StatementLine(
            number=one.sequence,
            title=f"{title}（{clause}）" if clause else title,
            named=one.item in names,
            on=f"{one.occurred_on:%Y.%m.%d}",
            points=f"{'+' if one.points > 0 else ''}{format_points(one.points)}",
            kind=one.kind.label,
            basis=str(one.basis),
            reason=str(text) if text is not None else "",
            note="；".join(notes),
            struck=holds,
        )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
