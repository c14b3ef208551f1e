"""A fact as somebody types it, and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from jifen.common.actor import Actor
from jifen.common.refusals import Blocked, Invalid
from jifen.cycles.models import Cycle, Declaration
from jifen.cycles.queries import find_book, list_members_of, tables_in, weigh_all
from jifen.cycles.states.declarations import Channel, DeclarationState, Track
from jifen.ledger.queries import Weighed
from jifen.orgs.models import Person
from jifen.orgs.states.guards import say

LONGEST = 500
"""Characters of a reason."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Whom it concerns, what happened and when, in the words and figures the 办法 asks for.

    `key` is the identity the form gave it: sent twice, it is one declaration.
    """

    person_id: UUID | str
    kind: str
    occurred_on: date
    reason: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    key: UUID | None = None


def read_claims(
    actor: Actor,
    at: datetime,
    cycle: Cycle,
    claims: Sequence[Claim],
    *,
    channel: Channel,
    state: DeclarationState,
    track: Track | None = None,
) -> list[Declaration]:
    """Return claims as rows, not saved; those saved before are left out.

    Raises `Invalid` with every fault of every claim: by field where there is one claim, by `number.field` else.
    """
    if not claims:
        raise Invalid(claims="没有要登记的事项，请至少填一行。")
    kept = {str(key) for key in Declaration.objects.filter(pk__in=_keys(claims)).values_list("pk", flat=True)}
    reading, faults, rows = Reading(actor, at, cycle), {}, []
    for number, claim in enumerate(claims, 1):
        if claim.key is not None and str(claim.key) in kept:
            continue
        row, said = reading.read(claim, channel=channel, state=state, track=track)
        if row is not None:
            (said,) = reading.weigh([row])
        for name, sentence in said.items():
            one = len(claims) == 1
            faults[name if one else f"{number}.{name}"] = sentence if one else f"第 {number} 行：{sentence}"
        if row is not None:
            rows.append(row)
    if faults:
        raise Invalid(**faults)
    return rows


class Reading:
    """What claims of a period are read against, asked once."""

    def __init__(self, actor: Actor, at: datetime, cycle: Cycle) -> None:
        """Ask who takes part and what the 办法 knows. Raises `NoBook`."""
        self.actor, self.at, self.cycle = actor, at, cycle
        self.people = {str(person.pk): person for person in list_members_of(cycle)}
        self.kinds = tables_in(cycle).menu.titles
        self.book = find_book(cycle.branch, cycle.ends_on)

    def read(
        self, claim: Claim, *, channel: Channel, state: DeclarationState, track: Track | None = None
    ) -> tuple[Declaration | None, dict[str, str]]:
        """Return a claim as a row, not saved and not weighed; None with its faults by field where it has some."""
        if said := self._faults(claim):
            return None, said
        person = self.people[str(claim.person_id)]
        return _row(self.actor, self.at, self.cycle, claim, person, channel, state, track), {}

    def weigh(self, rows: Sequence[Declaration]) -> list[dict[str, str]]:
        """Write down what rows come to together; return why each cannot be, by field."""
        try:
            found = weigh_all(self.cycle, rows, timezone.localdate(self.at))
        except Blocked as blocked:
            if len(rows) == 1:
                return [{"kind": "".join(blocked.reasons)}]
            return [self.weigh([row])[0] for row in rows]
        return [_take(row, weighed) for row, weighed in zip(rows, found, strict=True)]

    def _faults(self, claim: Claim) -> dict[str, str]:
        cycle, book, found = self.cycle, self.book, {}
        if str(claim.person_id) not in self.people:
            found["person"] = f"这位同志不参加{cycle}的积分，不能申报；请核对参加名单。"
        if claim.kind not in self.kinds:
            found["kind"] = "请从办法的事项里选一项。"
        if claim.occurred_on > timezone.localdate(self.at):
            found["occurred_on"] = f"{say(claim.occurred_on)}还没有到，请核对日期。"
        elif claim.occurred_on > cycle.ends_on:
            found["occurred_on"] = (
                f"{say(claim.occurred_on)}在这一期以后（{say(cycle.ends_on)}止），请报到下一期。"
            )
        elif claim.occurred_on < book.starts_on:
            found["occurred_on"] = (
                f"{say(claim.occurred_on)}属于以前的积分年度，只能由会议决定后更正"
                f"（{book}起于{say(book.starts_on)}）。"
            )
        if not claim.reason.strip():
            found["reason"] = "请写清是什么事：时间、地点、做了什么、谁能证明。"
        elif len(claim.reason) > LONGEST:
            found["reason"] = f"有 {len(claim.reason)} 个字，最多 {LONGEST} 个字；更长的附在材料里。"
        return found


def _keys(claims: Sequence[Claim]) -> list[UUID]:
    return [claim.key for claim in claims if claim.key is not None]


def _row(
    actor: Actor,
    at: datetime,
    cycle: Cycle,
    claim: Claim,
    person: Person,
    channel: Channel,
    state: DeclarationState,
    track: Track | None,
) -> Declaration:
    if channel is Channel.FORM and not actor.is_person(str(person.pk)):
        channel = Channel.ON_BEHALF
    return Declaration(
        pk=claim.key or uuid4(),
        cycle=cycle,
        person=person,
        kind=claim.kind,
        occurred_on=claim.occurred_on,
        fields=dict(claim.fields),
        reason=claim.reason.strip(),
        channel=channel,
        track=track or "",
        state=state,
        author_id=actor.person_id,
        author_name=actor.name,
        entered_at=at,
    )


def _take(row: Declaration, weighed: Weighed) -> dict[str, str]:
    """Write down what a row comes to; return why it cannot come in this way."""
    row.title, row.declared = weighed.title, weighed.points
    if row.is_deduction and weighed.points >= 0:
        return {"kind": f"“{weighed.title}”照办法不扣分，请用“申报”。"}
    if not row.is_deduction and weighed.points < 0:
        return {"kind": f"“{weighed.title}”照办法是扣分，由支部提出并告知本人，不在这里申报。"}
    return {}
