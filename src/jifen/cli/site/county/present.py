"""What a branch is in the middle of: a month with declarations, a deduction told, a notice on show, filings above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from jifen.cli.site.county.beginning import met
from jifen.cli.site.county.drawing import draw_month
from jifen.cli.site.county.peopling import Branch
from jifen.cli.site.county.places import VILLAGERS
from jifen.cli.site.county.years import that_concern
from jifen.common.actor import Actor
from jifen.common.refusals import Blocked
from jifen.cycles.actions import Claim, declare, give_notice, open_cycle, propose_deduction, register
from jifen.cycles.queries import list_conflicts, procedure_of
from jifen.cycles.states.declarations import Track
from jifen.filing.actions import acknowledge_package, prepare_from_seal, receive_package, send_package
from jifen.ledger.queries import Proposed, derive, list_seals_for, weigh
from jifen.publicity.actions import (
    admit_objection,
    approve_notice,
    check_secrecy,
    draft_from_book,
    receive_objection,
    show_notice,
)
from jifen.publicity.states.objections import ObjectionChannel
from jifen.registers.actions import About, Filled, begin_occasion, fill_occasion
from jifen.registers.queries import list_people
from jifen.registers.states.kinds import OccasionKind, Said
from jifen.schemes.queries import bound_of, find_version, list_enrolled, tables_of

if TYPE_CHECKING:
    from jifen.cycles.models import Cycle
    from jifen.ledger.models import Book

DECLARED = 8
"""How many facts of the running period stand declared at most."""
BUSY = 4
"""How many times the usual number of facts the running period has, so that there is something to look at."""
FILED = 3
"""How many of the latest seals were made into packages: the oldest is on file above, the newest still to be sent."""


@dataclass(frozen=True, slots=True)
class Present:
    """The day a branch stands in; `above`: who answers in the superior's name, None where nobody of it is known."""

    at: datetime
    today: date
    chance: Random
    share: float
    above: Actor | None


def go_on(branch: Branch, books: list[Book], now: Present) -> None:
    """Let a branch be in the middle of its work, by public acts only."""
    version = find_version(branch.organization, now.today)
    assert version is not None  # its past begins with adopting one
    _file(branch, books, now)
    _collect_dues(branch, now)
    if branch.place.people == VILLAGERS:
        _labour(branch, now)
    procedure = bound_of(version).scheme.cycle
    if procedure is not None and procedure.publicity:
        _show(branch, books[-1], now)
    if books[-1].starts_on <= now.today <= books[-1].ends_on:  # in its first days a year has no book yet
        _declare(branch, books[-1], now)


def _file(branch: Branch, books: list[Book], now: Present) -> None:
    found = [seal for book in books for seal in list_seals_for(branch.recorder, book)]
    seals = sorted(found, key=lambda seal: (seal.at, seal.number), reverse=True)[:FILED]
    for newer, seal in reversed(list(enumerate(seals))):
        package = prepare_from_seal(actor=branch.recorder, at=now.at, seal_id=seal.pk)
        if newer == 0:
            continue
        package = send_package(
            actor=branch.secretary, at=now.at, package_id=package.pk, version=package.version
        )
        if newer > 1 and now.above is not None:
            package = receive_package(
                actor=now.above, at=now.at, package_id=package.pk, version=package.version
            )
            acknowledge_package(
                actor=now.above, at=now.at, package_id=package.pk, version=package.version, answer="同意备案"
            )


def _collect_dues(branch: Branch, now: Present) -> None:
    """Enter the dues of the month before: everybody paid, one of them late."""
    month = now.today.replace(day=1) - timedelta(days=1)
    dues = begin_occasion(
        actor=branch.recorder, at=now.at, branch_id=branch.organization.pk, kind=OccasionKind.DUES,
        about=About(on=month),
    )  # fmt: skip
    people = list_people(branch.organization, OccasionKind.DUES, month)
    filled = {str(person.pk): Filled(Said.PAID, done_on=month) for person in people}
    filled[str(now.chance.choice(people).pk)] = Filled(Said.PAID_LATE, done_on=now.today)
    fill_occasion(actor=branch.recorder, at=now.at, occasion_id=dues.pk, version=dues.version, filled=filled)


def _labour(branch: Branch, now: Present) -> None:
    """Enter an afternoon's voluntary labour of this month: most came, two did not; it waits to be taken up."""
    on = now.today.replace(day=max(1, now.today.day - 2))
    labour = begin_occasion(
        actor=branch.recorder, at=now.at, branch_id=branch.organization.pk, kind=OccasionKind.LABOUR,
        about=About(on=on, title="清理河道", place="村东河边"),
    )  # fmt: skip
    people = list_people(branch.organization, OccasionKind.LABOUR, on)
    filled = {str(person.pk): Filled(Said.TOOK_PART, number=100) for person in people}
    for person in now.chance.sample(people, 2):
        filled[str(person.pk)] = Filled(Said.ABSENT)
    fill_occasion(
        actor=branch.recorder, at=now.at, occasion_id=labour.pk, version=labour.version, filled=filled
    )


def _show(branch: Branch, book: Book, now: Present) -> None:
    actor, at = branch.recorder, now.at
    if all(account.score is None for account in derive(book, now.today).accounts.values()):
        return  # the year has no figure before its appraisal: there is nothing to show
    notice = draft_from_book(actor=actor, at=at, book_id=book.pk, basis=met(now.today))
    notice = check_secrecy(
        actor=actor, at=at, notice_id=notice.pk, version=notice.version, checked_by="宣传委员"
    )
    notice = approve_notice(
        actor=actor, at=at, notice_id=notice.pk, version=notice.version, approved_by=branch.secretary.name
    )
    try:
        notice = show_notice(
            actor=actor, at=at, notice_id=notice.pk, version=notice.version, places="村务公开栏、支部活动室",
            shown_on=now.today,
        )  # fmt: skip
    except Blocked:
        return  # the days off of next year are not announced yet: it waits, approved
    objection = receive_objection(
        actor=actor, at=at, notice_id=notice.pk, channel=ObjectionChannel.PHONE, received_on=now.today,
        statement="这位同志上个月还帮过别的人家，好像少记了一次，请支部查一查。",
        line_id=notice.lines.order_by("number")[len(notice.lines.all()) // 2].pk,
    )  # fmt: skip
    admit_objection(actor=actor, at=at, objection_id=objection.pk, version=objection.version)


def _declare(branch: Branch, book: Book, now: Present) -> None:
    """Open the period of today: some facts declared, most of them taken up, one deduction told to whom it concerns."""
    cycle = open_cycle(actor=branch.recorder, at=now.at, branch_id=branch.organization.pk)
    gains, losses = _happened(branch, book, cycle, now)
    claims = [_claim(fact) for fact in gains[:DECLARED]]
    if claims:
        rows = declare(actor=branch.recorder, at=now.at, cycle_id=cycle.pk, claims=claims)
        twice, own = list_conflicts(cycle, rows), branch.secretary
        ripe = [row.pk for row in rows if row.pk not in twice and not own.is_person(str(row.person_id))]
        ids = ripe[: len(ripe) * 3 // 4]
        if ids and not procedure_of(cycle).endorses:
            register(actor=own, at=now.at, cycle_id=cycle.pk, declaration_ids=ids)
    for fact in losses[:1]:
        row = propose_deduction(
            actor=branch.secretary, at=now.at, cycle_id=cycle.pk, claim=_claim(fact), track=Track.ROUTINE
        )
        try:
            give_notice(
                actor=branch.secretary, at=now.at, declaration_id=row.pk, version=row.version, on=now.today,
                way="当面",
            )  # fmt: skip
        except Blocked:
            continue  # as above: it stays proposed


def _happened(
    branch: Branch, book: Book, cycle: Cycle, now: Present
) -> tuple[list[Proposed], list[Proposed]]:
    """Return what happened this month until today, as gains and losses that count for whom they concern."""
    enrolled = list_enrolled(branch.organization, book.year)
    people = [one.person for one in enrolled if one.participates and one.from_on <= cycle.starts_on]
    people.sort(key=lambda one: one.name)
    tables, month = tables_of(cycle.scheme_version), now.today.replace(day=1)
    drawn = draw_month(branch.place.library, tables, people, month, now.chance, now.share * BUSY)
    drawn = [fact for fact in drawn if fact.reason and fact.occurred_on <= now.today]
    facts = that_concern(book, now.today, drawn)
    weighed = weigh(book, now.today, facts) if facts else []
    pairs = [
        (fact, found.points)
        for fact, found in zip(facts, weighed, strict=True)
        if found.counts and found.points
    ]
    gains = [fact for fact, points in pairs if points > 0]
    own = branch.secretary
    losses = [fact for fact, points in pairs if points < 0 and not own.is_person(str(fact.person_id))]
    return gains, losses


def _claim(fact: Proposed) -> Claim:
    # Who decides is the body of the period; a claim does not say so.
    fields = {name: value for name, value in fact.fields.items() if name != "decided_by"}
    return Claim(fact.person_id, fact.kind, fact.occurred_on, fact.reason, fields)
