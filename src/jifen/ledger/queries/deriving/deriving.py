"""A book reckoned: every member's account with its trace, and where a frozen figure disagrees with the 办法."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from jifen.common.refusals import Blocked
from jifen.engine.codes import Drop
from jifen.engine.errors import EngineRefusal
from jifen.engine.explain import Statute, Teller, amount
from jifen.engine.gather import Event, gather
from jifen.engine.gather import Person as Member
from jifen.engine.linking import link
from jifen.engine.program import score
from jifen.engine.result import Account, accounts
from jifen.ledger.models import Book, Entry
from jifen.ledger.queries.deriving.facts import fields_of, list_reversed, read_facts
from jifen.ledger.queries.deriving.members import read_members
from jifen.ledger.queries.deriving.taken import as_event, list_places, with_openings
from jifen.ledger.queries.taken import TakenYear, list_taken_years
from jifen.ledger.states.books import EntryKind
from jifen.ledger.states.chain import canonical, digest
from jifen.ledger.states.taken import place_of, plain_figures, year_of_item
from jifen.orgs.models import Person
from jifen.orgs.queries import list_aliases
from jifen.rules.fields import FACT_FIELDS, find_choice
from jifen.rules.findings import SchemeRefused
from jifen.rules.model.items import Part
from jifen.rules.periodname import name_at
from jifen.schemes.models import SchemeVersion
from jifen.schemes.queries import bound_of, find_version, list_enrolled, tables_of, year_of
from jifen.schemes.states.periods import year_name

_SHOWN = (
    "level",
    "organiser",
    "outlet",
    "option",
    "quantity",
    "amount",
    "minutes_late",
    "test_score",
    "matter",
)
_NOT_RECKONED = ("basis", "author_id", "approver", "previous", "text__salt", "text__erased_at")
"""What a figure never hangs on; a book of thousands of lines is read for one statement."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An entry whose frozen raw points (hundredths) are not what its 办法 gives now."""

    sequence: int
    frozen: int
    reckoned: Fraction

    def __str__(self) -> str:
        """Return it as a sentence."""
        frozen, now = amount(Fraction(self.frozen, 100)), amount(self.reckoned)
        return f"第 {self.sequence} 条入账时是 {frozen} 分，照办法重算是 {now} 分"


@dataclass(slots=True)
class Derived:
    """A book as of a day: the 办法, its teller, the account of every person, and what does not agree.

    `accounts`: by the id of the person; `taken_over`: points brought along that name no part or item of the 办法, added
    outside of all limits, by person (hundredths); `earlier`: results of years before that were taken over.
    """

    version: SchemeVersion
    teller: Teller
    as_of: date
    accounts: dict[UUID, Account]
    people: dict[UUID, Person]
    input: str
    taken_over: dict[UUID, int] = field(default_factory=dict)
    earlier: dict[UUID, dict[int, TakenYear]] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The components of the score, in the order of the 办法."""
        return tuple(part for part in self.teller.statute.scheme.parts if part.enabled)

    def score_of(self, person_id: UUID) -> Fraction | None:
        """Return the figure of a person: reckoned, and what was brought along; None where there is none."""
        account = self.accounts.get(person_id)
        if account is None or account.score is None:
            return None
        return account.score + Fraction(self.taken_over.get(person_id, 0), 100)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A fact that is not posted yet: whom it concerns, of which kind, when, and what it says (JSON values)."""

    person_id: UUID
    kind: str
    occurred_on: date
    fields: Mapping[str, Any]
    reason: str = ""


def derive(
    book: Book,
    on: date,
    *,
    length: int | None = None,
    more: Sequence[Proposed] = (),
    without: Collection[int] = (),
    brought: Sequence[Entry] = (),
) -> Derived:
    """Reckon a book as of a day of its year. Raises `Blocked` where no 办法 holds, nobody takes part, values lack.

    `length`: only so many entries, as when they were sealed; `more`: facts that are not posted yet; the n-th is called
    `+n` in the result; `without`: numbers of entries looked away from, as if they were reversed; `brought`: lines that
    would be taken over, as they would be written.
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
    members = read_members(str(book.branch), enrolled, year, households=tables.account == "household")
    rows = Entry.objects.filter(book=book).select_related("text").defer(*_NOT_RECKONED).order_by("sequence")
    entries = list(rows if length is None else rows.filter(sequence__lte=length))
    about = list_aliases(*(one.person for one in enrolled))
    index = {one.person_id: number for number, one in enumerate(enrolled)}
    place = {alias: index[kept] for alias, kept in about.items()}
    as_of = day if day < book.ends_on else None
    earlier = list_taken_years([one.person for one in enrolled], version.scheme.code)
    for one in brought:
        if (told := year_of_item(one.item)) and one.person_id in place:
            earlier.setdefault(about[one.person_id], {})[int(told)] = TakenYear(told, one.fields, one)
    for member, enrolment in zip(members, enrolled, strict=True):
        member.prior = _prior(earlier.get(enrolment.person_id, {}), year.start.year)
    taken = _list_taken([*entries, *brought], place, as_of, without)
    places = list_places(tables)
    tables = with_openings(tables, taken)
    facts = [*read_facts(entries, place, as_of, without), *_as_events(more, place)]
    facts += [as_event(one, place[one.person_id]) for one in taken if place_of(one.item) in places]
    try:
        plan = link([tables], name_at(tables, day), as_of, last=day)
        gathered = gather(plan, members, facts)
        found = list(accounts(score(plan, gathered.members, gathered.facts, gathered.vocabulary)))
    except EngineRefusal as refusal:
        raise Blocked(f"照现行办法算不出：{refusal}") from refusal
    where = {given: now for now, given in enumerate(gathered.order)}
    statute = Statute(bound_of(version), tables, plan.periods[0], plan.evaluated_on[0])
    derived = Derived(
        version=version,
        teller=Teller(statute, _Details(entries)),
        as_of=plan.evaluated_on[0],
        accounts={
            one.person_id: found[where[gathered.account[number]]] for number, one in enumerate(enrolled)
        },
        people={one.person_id: one.person for one in enrolled},
        input=_digest(book, version, day, members, entries),
        earlier=earlier,
    )
    for one in taken:
        if place_of(one.item) not in places:
            kept = about[one.person_id]
            derived.taken_over[kept] = derived.taken_over.get(kept, 0) + one.points
    _compare(derived, entries)
    return derived


def _prior(years: Mapping[int, TakenYear], year: int) -> list[dict[str, Any]]:
    """Return the figures of the years before, last year first; an empty one where nothing is known of a year."""
    back = range(1, year - min(years) + 1) if years else ()
    return [plain_figures(years[year - n].figures) if year - n in years else {} for n in back]


def _list_taken(
    entries: Sequence[Entry], place: Mapping[UUID, int], as_of: date | None, without: Collection[int]
) -> list[Entry]:
    """Return the lines taken over that count, of this year's points only."""
    gone = list_reversed(entries, as_of)
    return [
        one
        for one in entries
        if one.kind is EntryKind.TAKEN_OVER
        and one.pk not in gone
        and one.sequence not in without
        and one.person_id in place
        and not year_of_item(one.item)
    ]


def _as_events(more: Sequence[Proposed], place: Mapping[UUID, int]) -> Iterator[Event]:
    for number, one in enumerate(more):
        if one.person_id not in place:
            raise Blocked("这位同志不在本年度参加积分的名单上，不能记分；请先列入名单。")
        fields = fields_of(Entry(fields=dict(one.fields)))
        if one.reason:
            fields["reason"] = one.reason
        yield Event(f"+{number}", place[one.person_id], one.kind, one.occurred_on, fields)


def _digest(
    book: Book, version: SchemeVersion, day: date, members: Sequence[Member], entries: Sequence[Entry]
) -> str:
    """Return the digest of everything a result depends on: entries, 办法, day, and what is known of people."""
    head = entries[-1].hash if entries else book.genesis()
    people = [[one.name, one.number, one.fields, one.changes, *_said_before(one)] for one in members]
    return digest(book.algorithm.value, canonical([head, version.reference, version.digest, day, people]))


def _said_before(member: Member) -> list[list[dict[str, str]]]:
    """Return the years before as text; nothing of somebody who brings none."""
    years = [{name: str(value) for name, value in year.items()} for year in member.prior]
    return [years] if years else []


def _compare(derived: Derived, entries: Sequence[Entry]) -> None:
    """Find entries whose frozen points are not what the engine reads in them."""
    frozen = {str(one.sequence): one.points for one in entries}
    paths = {str(one.sequence): one.item.rpartition("#")[2] for one in entries}
    for account in {id(one): one for one in derived.accounts.values()}.values():
        for read in account.entries:
            if read.fact not in frozen or read.drop is not Drop.NONE or read.path != paths[read.fact]:
                continue
            if frozen[read.fact] != hundredths(read.value):
                derived.differences.append(Difference(int(read.fact), frozen[read.fact], read.value))
    derived.differences.sort(key=lambda one: one.sequence)


def hundredths(value: Fraction) -> int:
    """Return what is frozen of an exact figure: hundredths, half rounded away from zero."""
    scaled = abs(value) * 100 + Fraction(1, 2)
    whole = scaled.numerator // scaled.denominator
    return whole if value >= 0 else -whole


class _Details:
    """What the book says of an entry beyond its points."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = {str(one.sequence): one for one in entries}

    def remark(self, fact: str) -> str:
        """Level, quantity, matter and reason in a few words; nothing of a fact that is not posted yet."""
        entry = self._entries.get(fact)
        if entry is None:
            return ""
        said = [
            _said(name, entry.fields[name]) for name in _SHOWN if entry.fields.get(name) not in (None, "")
        ]
        reason = fields_of(entry).get("reason")
        return "，".join([*said, *([str(reason)] if reason else [])])

    def place(self, fact: str) -> str:
        """The number of the entry."""
        return f"账目第 {fact} 条"

    def matter(self, fact: str, key: str) -> str | None:
        """What the entry has under `matter` or `act`."""
        entry = self._entries.get(fact)
        said = entry.fields.get(key) if entry else None
        return str(said) if said else None

    def figure(self, account: Account, name: str) -> Decimal | None:
        """Nothing: figures of the register come with the register."""
        return None


def _said(name: str, value: object) -> str:
    known = FACT_FIELDS[name]
    choice = find_choice(known.choices, str(value)) if known.choices else None
    return choice.label if choice else f"{known.heading} {value}" if name != "matter" else str(value)
