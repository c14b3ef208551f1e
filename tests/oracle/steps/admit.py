"""Step 1: which facts count for which rules. Every fact that does not leaves its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from jifen.rules.model.items import FactBase, FactRule, Item
from jifen.rules.model.points import Keep, Need, Needs
from jifen.rules.model.totals import Override, OverrideFact
from tests.oracle.asking import ask
from tests.oracle.book import Book, Desk, Entry
from tests.oracle.facts import Fact
from tests.oracle.people import state_on
from tests.oracle.scopes import in_year, is_decided, now, of_fact, of_member, reversed_ids
from tests.oracle.standing import is_meant
from tests.oracle.steps.links import means_himself, targets
from tests.oracle.three_valued import Unknown, all_of

HEIGHT = {
    "member": 0,
    "recorder": 1,
    "supervising_leader": 2,
    "party_group": 3,
    "points_group": 4,
    "branch_secretary": 5,
    "branch_committee": 6,
    "general_branch": 7,
    "member_assembly": 7,
    "township_party_office": 8,
    "superior": 9,
    "county_org_department": 10,
}


def admit(book: Book) -> None:
    """Read each fact by every rule of its kind and say whether it counts."""
    for desk in book.desks:
        for fact in desk.facts:
            if "reverses" not in fact.fields:
                for entry in readings_of(book, fact):
                    book_to(book, desk, entry)
    for desk in book.desks:
        for entry in desk.entries:
            if entry.counts:
                entry.dropped = reason_against(book, desk, entry)
            if entry.memory and entry.dropped is not None:
                entry.dropped = "outside_period"
            entry.admitted = entry.dropped is None


def book_to(book: Book, subject: Desk, entry: Entry) -> None:
    """Enter it with everybody it is booked to; with its subject where it counts for nobody, or nobody is found."""
    assert entry.rule is not None
    entry.dropped = reason_in_itself(book, entry, subject.facts)
    if entry.dropped is not None or entry.rule.to is None:
        subject.entries.append(entry)
        return
    found = targets(book, subject, entry.fact, entry.rule.to)
    if not found:
        entry.dropped = (
            "not_for_member" if means_himself(book, subject, entry.fact, entry.rule.to) else "link_unknown"
        )
        subject.entries.append(entry)
    place = (1, entry.kind_order, next(n for n, one in enumerate(book.desks) if one is subject))
    for desk in found:
        desk.entries.append(replace(entry, effective={}, booked=place))


def readings_of(book: Book, fact: Fact) -> list[Entry]:
    """One entry for every item rule and every override that reads this kind."""
    kinds = book.kinds()
    kind_order = kinds.index(fact.kind) if fact.kind in kinds else len(kinds)
    found = [
        Entry(
            fact,
            f"{item.item}.{fact.kind}",
            item.facts[fact.kind],
            item=item,
            part=part,
            order=place,
            kind_order=kind_order,
        )
        for place, part, item in book.items()
        if fact.kind in item.facts
    ]
    found += [
        Entry(
            fact,
            f"{override.override}.{fact.kind}",
            override.facts[fact.kind],
            override=override,
            order=place - len(book.scheme.override),
        )
        for place, override in enumerate(book.scheme.override)
        if fact.kind in override.facts
    ]
    return found


def reason_in_itself(book: Book, entry: Entry, facts: list[Fact]) -> str | None:
    """Why a fact does not count for anybody, by one rule; `facts`: everything told about its subject."""
    fact, rule = entry.fact, entry.rule
    assert rule is not None
    if not enabled(entry):
        return "disabled"
    if entry.item is not None and not in_force(entry.item, fact.occurred_on):
        return "not_in_force"
    if not is_decided(book, fact):
        return "undecided_yet"
    if fact.id in reversed_ids(book, facts):
        return "reversed"
    if rule.valid is None and not in_year(book, fact):
        entry.memory = remembered(book, entry)
        return None if entry.memory else "outside_period"
    return None


def reason_against(book: Book, desk: Desk, entry: Entry) -> str | None:
    """The first reason why the entry does not count for him, or None."""
    fact, rule = entry.fact, entry.rule
    assert rule is not None
    row = state_on(desk.member, book.day)
    left_on, exempt_from = row.get("left_on"), row.get("exempt_from")
    if not is_meant(book, desk):
        return "not_scored"
    if isinstance(left_on, date) and fact.occurred_on > left_on:
        return "after_left"
    if isinstance(exempt_from, date) and fact.occurred_on >= exempt_from:
        return "after_left"
    if entry.item is not None and not in_force_in(book, entry.item):
        return "not_for_member"
    return (
        for_whom(book, desk, entry.item, rule, fact.occurred_on)
        or as_it_must_be(book, desk, fact, rule)
        or still_open(book, desk, fact, entry.override)
        or missing_paper(book, fact, rule.needs)
    )


def counting_day(book: Book, entry: Entry) -> date:
    """The day that decides the period of an entry."""
    decided = entry.fact.fields.get("decided_on")
    by_decision = book.scheme.period.counts == "decided_on" and isinstance(decided, date)
    return decided if by_decision else entry.fact.occurred_on  # type: ignore[return-value]


def remembered(book: Book, entry: Entry) -> bool:
    """Whether some word over the entry looks back as far as this earlier fact."""
    if counting_day(book, entry) >= book.year.start:
        return False
    spans = set(spans_over(entry))
    this_year = book.year.start.year <= entry.fact.occurred_on.year <= book.year.end.year
    return "life" in spans or ("calendar_year" in spans and this_year)


def spans_over(entry: Entry) -> Iterator[str]:
    """The spans of all the words an entry is counted by."""
    keep = keep_of(entry)
    if keep is not None:
        yield keep.scope
    if entry.item is None or entry.part is None:
        return
    own = entry.rule if isinstance(entry.rule, FactRule) else None
    limits = (*(own.limit if own is not None else ()), *entry.item.limit, *entry.part.limit)
    yield from (limit.per for limit in limits)
    yield from (word.over for word in entry.item.pooled)
    if own is not None and own.free is not None:
        yield own.free.per
    if own is not None and own.over is not None:
        yield own.over


def keep_of(entry: Entry) -> Keep | None:
    """The rule's own word, else the item's."""
    own = entry.rule.keep if isinstance(entry.rule, FactRule | OverrideFact) else None
    return own or (None if entry.item is None else entry.item.keep)


def enabled(entry: Entry) -> bool:
    assert entry.rule is not None
    holders = (entry.part, entry.item, entry.override, entry.rule)
    return all(holder.enabled for holder in holders if holder is not None)


def in_force(item: Item, day: date) -> bool:
    """Whether the item exists on a day."""
    if item.in_force is None:
        return True
    since, until = item.in_force.since, item.in_force.until
    started = since is None or date.fromisoformat(since) <= day
    return started and (until is None or day <= date.fromisoformat(until))


def in_force_in(book: Book, item: Item) -> bool:
    """Whether the item is in force on some day of P up to E."""
    day = book.year.start
    while not in_force(item, day):
        day += timedelta(days=1)
        if day > book.day:
            return False
    return True


def for_whom(book: Book, desk: Desk, item: Item | None, rule: FactBase | None, day: date) -> str | None:
    """`for` of the item and of the rule on the fact's day; the item must also exist for him on E."""
    asked = []
    if item is not None and item.members is not None:
        asked.append(ask(item.members, of_member(book, desk, day)))
        asked.append(ask(item.members, now(book, desk)))
    if rule is not None and rule.members is not None:
        asked.append(ask(rule.members, of_member(book, desk, day)))
    holds = all_of(asked)
    if isinstance(holds, Unknown):
        return "condition_unknown"
    return None if holds else "not_for_member"


def as_it_must_be(book: Book, desk: Desk, fact: Fact, rule: FactBase) -> str | None:
    """`counts_when`."""
    if rule.counts_when is None:
        return None
    holds = ask(rule.counts_when, of_fact(book, desk, fact))
    if isinstance(holds, Unknown):
        return "condition_unknown"
    return None if holds else "condition_false"


def still_open(book: Book, desk: Desk, fact: Fact, override: Override | None) -> str | None:
    """`while` of an override: what is no longer open triggers nothing; where nobody can tell, it is open."""
    if override is None or override.open_while is None:
        return None
    return "condition_false" if ask(override.open_while, of_fact(book, desk, fact)) is False else None


def missing_paper(book: Book, fact: Fact, needs: Needs) -> str | None:
    """`needs`: what must be there in any case, then one of the ways under `any_of`."""
    missing = first_missing(book, fact, needs)
    if missing is None and needs.any_of:
        ways = [first_missing(book, fact, way) for way in needs.any_of]
        return None if None in ways else "needs_any"
    return missing


def first_missing(book: Book, fact: Fact, needs: Need) -> str | None:
    """The deciding body (or a higher one) and the papers."""
    fields = fact.fields
    if needs.decided_by:
        height = HEIGHT.get(str(fields.get("decided_by")), -1)
        if height < min(HEIGHT[body] for body in needs.decided_by):
            return "needs_decider"
    if needs.document and not fields.get("documents"):
        return "needs_document"
    if needs.evidence and not fields.get("evidence"):
        return "needs_evidence"
    if needs.reason and not fields.get("reason"):
        return "needs_reason"
    if needs.filed:
        filed_on = fields.get("filed_on")
        if not isinstance(filed_on, date) or filed_on > book.as_of:
            return "needs_filing"
    return None
