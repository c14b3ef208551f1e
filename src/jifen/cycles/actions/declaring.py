"""Declaring: the member himself, or the desk for him; corrected when sent back, withdrawn until it is registered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from jifen.common.actor import Actor
from jifen.common.refusals import NotFound
from jifen.cycles.actions.claims import Claim, read_claims
from jifen.cycles.actions.releasing import let_go
from jifen.cycles.actions.saving import (
    note_declaration,
    open_declaration,
    require_takes_facts,
    save_declaration,
)
from jifen.cycles.models import Cycle, Declaration, NotDeclared
from jifen.cycles.permissions import may
from jifen.cycles.queries import find_cycle
from jifen.cycles.states.acts import Act
from jifen.cycles.states.declarations import DECLARATION, Channel, DeclarationState


def declare(
    *, actor: Actor, at: datetime, cycle_id: UUID | str, claims: Sequence[Claim]
) -> list[Declaration]:
    """Declare facts in an open period, one or many, all or none; the desk's are marked as filled in for him.

    A claim whose key was taken before is not taken twice. Raises `NotFound`, `NotAllowed`, `NotNow`, `NoBook`,
    `Invalid`.
    """
    return _enter(actor, at, cycle_id, claims, Act.DECLARE, Channel.FORM)


def enter_reports(
    *, actor: Actor, at: datetime, cycle_id: UUID | str, claims: Sequence[Claim]
) -> list[Declaration]:
    """Enter what was reported by word of mouth at the meeting: registered at once (S2-二-2b). Raises as `declare`."""
    return _enter(actor, at, cycle_id, claims, Act.ENTER_REPORT, Channel.MEETING)


def _enter(
    actor: Actor, at: datetime, cycle_id: UUID | str, claims: Sequence[Claim], act: Act, channel: Channel
) -> list[Declaration]:
    with transaction.atomic():
        cycle = _open(actor, cycle_id, act, claims)
        require_takes_facts(cycle)
        state = DeclarationState(DECLARATION.find(act, None).target)
        rows = read_claims(actor, at, cycle, claims, channel=channel, state=state)
        for row in rows:
            row.save(force_insert=True)
            note_declaration(row, act, actor=actor, at=at, detail={"channel": row.channel.value})
        # Who was marked as silent and speaks after all is silent no more.
        NotDeclared.objects.filter(cycle=cycle, person__in=[row.person_id for row in rows]).delete()
        return rows


def _open(actor: Actor, cycle_id: UUID | str, act: Act, claims: Sequence[Claim]) -> Cycle:
    """Return the period, locked; raise `NotFound` where the actor has nothing to do with it."""
    cycle = find_cycle(cycle_id, lock=True)
    subjects = {str(claim.person_id) for claim in claims}
    answers = [may(actor, act, cycle.place, subject_id=subject) for subject in sorted(subjects)]
    if not may(actor, Act.VIEW_CYCLES, cycle.place) and not all(answers):
        raise NotFound
    for answer in answers:
        answer.require()
    return cycle


def resubmit_declaration(
    *,
    actor: Actor,
    at: datetime,
    declaration_id: UUID | str,
    version: int,
    kind: str,
    occurred_on: date,
    reason: str,
    fields: Mapping[str, Any],
) -> Declaration:
    """Hand in again what was sent back, corrected. Raises `NotFound`, `NotAllowed`, `NotNow`, `NoBook`, `Invalid`."""
    with transaction.atomic():
        row = open_declaration(actor, declaration_id, Act.RESUBMIT_DECLARATION, version)
        require_takes_facts(row.cycle)
        claim = Claim(row.person_id, kind, occurred_on, reason, fields)
        (new,) = read_claims(
            actor, at, row.cycle, [claim], channel=Channel.FORM, state=DeclarationState.SUBMITTED
        )
        save_declaration(
            row,
            Act.RESUBMIT_DECLARATION,
            kind=new.kind,
            title=new.title,
            occurred_on=new.occurred_on,
            fields=new.fields,
            reason=new.reason,
            declared=new.declared,
            done="",
            quality="",
            endorser="",
            endorsed_on=None,
        )
        note_declaration(row, Act.RESUBMIT_DECLARATION, actor=actor, at=at)
        return row


def withdraw_declaration(
    *, actor: Actor, at: datetime, declaration_id: UUID | str, version: int, reason: str = ""
) -> Declaration:
    """Take back a declaration that is not registered yet. Raises `NotFound`, `NotAllowed`, `NotNow`."""
    with transaction.atomic():
        row = open_declaration(actor, declaration_id, Act.WITHDRAW_DECLARATION, version)
        if row.channel is Channel.REGISTER:  # the branch listed it, so the branch takes it back
            may(actor, Act.TAKE_SUGGESTIONS, row.place, subject_id=str(row.person_id)).require()
        save_declaration(row, Act.WITHDRAW_DECLARATION, returned=reason.strip())
        let_go(row, actor=actor, at=at, again=True)
        note_declaration(row, Act.WITHDRAW_DECLARATION, actor=actor, at=at)
        return row
