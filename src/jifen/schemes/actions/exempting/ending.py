"""The end of an exemption: the wish withdrawn, the condition over, the year over; or its renewal (AMB-39)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.common.actor import Actor
from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Blocked, Invalid
from jifen.rules.period import Period
from jifen.schemes.actions.enrolling.making import require_version
from jifen.schemes.actions.exempting.asking import refuse_day, require_rule
from jifen.schemes.actions.exempting.rows import (
    note_exemption,
    put_back,
    refuse_changed,
    save,
    take_effect,
)
from jifen.schemes.models import Exemption
from jifen.schemes.permissions import may_exempt
from jifen.schemes.queries import get_exemption_for, steps_of, year_of
from jifen.schemes.states.acts import Act
from jifen.schemes.states.exemptions import EXEMPTION, OPEN, Ending, ExemptionState
from jifen.schemes.states.periods import year_name

BY_HIMSELF = "本人在网站上撤回"


def withdraw_wish(
    *, actor: Actor, at: datetime, exemption_id: UUID | str, seen: int, wish: Basis | None = None
) -> Exemption:
    """Enter that somebody takes his wish back, at any time: from that day on he takes part again.

    He himself needs no paper; the branch enters it from his (`wish`). Raises `NotFound`, `NotAllowed`, `NotNow`,
    `Invalid`, `Blocked`.
    """
    with transaction.atomic():
        row = get_exemption_for(actor, exemption_id, lock=True)
        may_exempt(actor, Act.WITHDRAW_WISH, row.place, person_id=str(row.person_id)).require()
        EXEMPTION.find(Act.WITHDRAW_WISH, row.state)
        refuse_changed(row, seen)
        today = timezone.localdate(at)
        himself = actor.is_person(str(row.person_id))
        paper = Basis(BasisKind.STATEMENT, BY_HIMSELF, today) if himself else wish
        if paper is None:
            raise Invalid(basis_label="请写明本人在哪份书面材料上撤回的。")
        on = refuse_day(paper.on, row.wish.on, "提出意愿", today)
        _end(actor, at, Act.WITHDRAW_WISH, row, Ending.WISH_WITHDRAWN, on, paper)
        return row


def end_exemption(
    *,
    actor: Actor,
    at: datetime,
    exemption_id: UUID | str,
    seen: int,
    ending: Ending,
    on: date,
    basis: Basis,
) -> Exemption:
    """Enter that an exemption ended: from `on` he takes part again, or the year is over and it is not renewed.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`, `Blocked`.
    """
    with transaction.atomic():
        row = get_exemption_for(actor, exemption_id, lock=True)
        may_exempt(actor, Act.END_EXEMPTION, row.place, person_id=str(row.person_id)).require()
        EXEMPTION.find(Act.END_EXEMPTION, row.state)
        refuse_changed(row, seen)
        today = timezone.localdate(at)
        refuse_day(basis.on, row.wish.on, "提出意愿", today)
        if ending is Ending.WISH_WITHDRAWN:
            raise Invalid(ending="本人撤回意愿的，请办“撤回意愿”。")
        if ending is Ending.YEAR_OVER:
            on = _day_after(row, today)
        elif row.from_on is not None and not row.from_on <= on <= row.until_on:
            raise Invalid(
                on=f"日期要在{row.from_on}到{row.until_on}之间；年度届满不再续办的，请选“{Ending.YEAR_OVER.label}”。"
            )
        _end(actor, at, Act.END_EXEMPTION, row, ending, on, basis)
        return row


def renew_exemption(
    *, actor: Actor, at: datetime, exemption_id: UUID | str, seen: int, willing: bool, basis: Basis
) -> Exemption:
    """Enter the short confirmation for the next points year; return the exemption of that year.

    It holds from the day of the paper, at the earliest from the first of that year. `willing`: he was asked and still
    wishes so. Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`, `NoSchemeInForce`, `Blocked`.
    """
    with transaction.atomic():
        row = get_exemption_for(actor, exemption_id, lock=True)
        may_exempt(actor, Act.RENEW_EXEMPTION, row.place, person_id=str(row.person_id)).require()
        ended = EXEMPTION.find(Act.RENEW_EXEMPTION, row.state)
        made = EXEMPTION.find(Act.RENEW_EXEMPTION, None)
        refuse_changed(row, seen)
        today = timezone.localdate(at)
        following = _day_after(row, today)
        version = require_version(row.branch, following)
        rule, year = require_rule(version), year_of(version, following)
        on = refuse_day(basis.on, row.from_on, "原来批准", today)
        _refuse(row, rule.grounds, year, on, willing=willing)
        new = Exemption(
            person=row.person,
            branch=row.branch,
            scheme_version=version,
            year=year_name(year),
            until_on=year.end,
            state=made.target,
            ground=row.ground,
            steps=",".join(steps_of(rule)),
            way=row.way,
            wish=basis,
            transcribed=True,
            from_on=max(on, year.start),
            renews=row,
        )
        new.save(force_insert=True)
        take_effect(new, basis)
        save(new, "state")
        row.state = ExemptionState(ended.target)
        save(row, "state")
        note_exemption(actor, at, Act.RENEW_EXEMPTION, new, basis, renews=str(row.pk))
        return new


def _refuse(row: Exemption, grounds: tuple[str, ...], year: Period, on: date, *, willing: bool) -> None:
    """Raise everything that keeps an exemption from being renewed."""
    if not willing:
        raise Invalid(willing="要本人仍然愿意才可以续办；不愿意的，到期照常参加积分。")
    said = []
    if row.person.branch_id != row.branch_id:
        said.append(f"{row.person}已经不在{row.branch}，由所在的党支部办理。")
    if row.ground not in grounds:
        said.append(f"新年度的办法里没有“{row.ground}”这种情形，不能续办，请按新办法重新提出。")
    if on > year.end:
        said.append(f"依据的日期{on}已经过了要续的年度（到{year.end}），请按新的年度提出。")
    rows = Exemption.objects.filter(person=row.person, branch=row.branch, year=year_name(year))
    if known := rows.filter(state__in=OPEN).first():
        said.append(f"{known}已经有了（{known.state.label}），请接着办它。")
    if said:
        raise Blocked(*said)


def _day_after(row: Exemption, today: date) -> date:
    """Return the first day after its year; raise `Blocked` where its last month has not begun."""
    end = row.until_on
    if today < end.replace(day=1):
        raise Blocked(
            f"{row.person}的不参加到{end}期满，从{end.year}年{end.month}月1日起才办续办或者到期终止。"
        )
    return end + timedelta(days=1)


def _end(
    actor: Actor, at: datetime, act: Act, row: Exemption, ending: Ending, on: date, basis: Basis
) -> None:
    held = row.state is ExemptionState.IN_FORCE
    if held and ending is Ending.WISH_WITHDRAWN and on > row.until_on:
        raise Blocked(f"{row.year}年度已经届满（到{row.until_on}），以后本来就照常参加积分，不用撤回。")
    row.state = ExemptionState(EXEMPTION.find(act, row.state).target)
    row.awaits, row.ending, row.ended_on, row.end = "", ending, on, basis
    save(row, "state", "awaits", "ending", "ended_on", "end")
    if held and ending is not Ending.YEAR_OVER:
        put_back(row, on, basis)
    note_exemption(actor, at, act, row, basis, ending=ending.value, ended_on=on.isoformat())
