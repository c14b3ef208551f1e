"""A book reckoned: every member's account with its trace, and where a frozen figure disagrees with the 办法."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from jifen.common.refusals import Blocked
from jifen.engine.codes import Drop
from jifen.engine.errors import EngineRefusal
from jifen.engine.explain import Statute, Teller
from jifen.engine.gather import Event, gather
from jifen.engine.linking import link
from jifen.engine.program import score
from jifen.engine.result import accounts
from jifen.ledger.models import Book, Entry
from jifen.ledger.queries.deriving.derived import Derived, Details, Difference, Proposed, hundredths
from jifen.ledger.queries.deriving.facts import fields_of, list_reversed, read_facts
from jifen.ledger.queries.deriving.inputs import Inputs, read_inputs
from jifen.ledger.queries.deriving.taken import as_event, list_places, with_openings
from jifen.ledger.states.books import EntryKind
from jifen.ledger.states.taken import place_of, year_of_item
from jifen.rules.periodname import name_at
from jifen.schemes.queries import bound_of

_NOT_RECKONED = ("basis", "author_id", "approver", "previous", "text__salt", "text__erased_at")
"""What a figure never hangs on; a book of thousands of lines is read for one statement."""


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
    inputs = read_inputs(book, on, brought)
    return reckon(inputs, read_entries(book, length), more=more, without=without, brought=brought)


def read_entries(book: Book, length: int | None = None) -> list[Entry]:
    """Return the entries of a book in their order, the first `length` of them or all, with what figures hang on."""
    rows = Entry.objects.filter(book=book).select_related("text").defer(*_NOT_RECKONED).order_by("sequence")
    return list(rows if length is None else rows.filter(sequence__lte=length))


def reckon(
    inputs: Inputs,
    entries: Sequence[Entry],
    *,
    more: Sequence[Proposed] = (),
    without: Collection[int] = (),
    brought: Sequence[Entry] = (),
) -> Derived:
    """Reckon entries under what is known of 办法 and people; see `derive`. Raises `Blocked`."""
    place, day, enrolled = inputs.place, inputs.day, inputs.enrolled
    as_of = day if day < inputs.book.ends_on else None
    taken = _list_taken([*entries, *brought], place, as_of, without)
    places = list_places(inputs.tables)
    tables = with_openings(inputs.tables, taken)
    facts = [*read_facts(entries, place, as_of, without), *_as_events(more, place)]
    facts += [as_event(one, place[one.person_id]) for one in taken if place_of(one.item) in places]
    try:
        plan = link([tables], name_at(tables, day), as_of, last=day)
        gathered = gather(plan, inputs.members, facts)
        found = list(accounts(score(plan, gathered.members, gathered.facts, gathered.vocabulary)))
    except EngineRefusal as refusal:
        raise Blocked(f"照现行办法算不出：{refusal}") from refusal
    where = {given: now for now, given in enumerate(gathered.order)}
    statute = Statute(bound_of(inputs.version), tables, plan.periods[0], plan.evaluated_on[0])
    derived = Derived(
        version=inputs.version,
        teller=Teller(statute, Details(entries)),
        as_of=plan.evaluated_on[0],
        accounts={
            one.person_id: found[where[gathered.account[number]]] for number, one in enumerate(enrolled)
        },
        people=inputs.people,
        input=inputs.digest(entries[-1].hash if entries else inputs.book.genesis()),
        earlier=inputs.earlier,
    )
    for one in taken:
        if place_of(one.item) not in places:
            kept = inputs.about[one.person_id]
            derived.taken_over[kept] = derived.taken_over.get(kept, 0) + one.points
    _compare(derived, entries)
    return derived


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
