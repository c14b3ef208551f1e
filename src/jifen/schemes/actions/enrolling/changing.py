"""Correcting one row of the list of a year, and ending it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Basis
from jifen.common.decision import allowed_if
from jifen.common.refusals import Invalid
from jifen.schemes.actions.enrolling.writing import write_row
from jifen.schemes.actions.recording import about
from jifen.schemes.errors import StateChangedMeanwhile
from jifen.schemes.models import Enrolment
from jifen.schemes.permissions import may
from jifen.schemes.queries import get_enrolment_for, tables_of, year_of
from jifen.schemes.states.acts import Act
from jifen.schemes.states.bases import Base, base_after
from jifen.schemes.states.enrolments import BaseSource


def change_enrolment(
    *,
    actor: Actor,
    at: datetime,
    enrolment_id: UUID | str,
    seen: int,
    basis: Basis,
    participates: bool,
    reason: str = "",
    out_from: date | None = None,
    tier: str = "",
    tier_from: date | None = None,
    base: int | None = None,
    note: str = "",
) -> Enrolment:
    """Correct how somebody takes part: whether, in which tier, with which base (hundredths, decided by people).

    `tier_from` is the day of a change in the course of the year: then the base is worked out from both tiers as the
    办法 says (AMB-29). Without it the tier is a correction from the beginning, and a base that is not given stays.
    `out_from` is the first day out of somebody who took part until then: what he has stays as it is (AMB-39).
    Nobody does so for himself. Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`.
    """
    with transaction.atomic():
        row = get_enrolment_for(actor, enrolment_id, lock=True)
        _may(actor, Act.CHANGE_ENROLMENT, row)
        if row.version != seen:
            raise StateChangedMeanwhile
        before = _plain(row)
        _refuse_faults(row, basis, participates, reason, out_from, tier, tier_from, base)
        found = _base(row, tier, tier_from, base)
        write_row(
            row, basis, participates=participates, reason=reason, out_from=out_from, tier=tier, base=found.points,
            base_source=found.source, note=(note.strip() or found.note)[:300],
        )  # fmt: skip
        _note(actor, at, Act.CHANGE_ENROLMENT, row, basis, before=before, after=_plain(row))
        return row


def end_enrolment(
    *, actor: Actor, at: datetime, enrolment_id: UUID | str, to_on: date, basis: Basis, reason: str
) -> Enrolment:
    """Enter the last day somebody takes part: moved away, left, deceased. His account stays as it is.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`.
    """
    with transaction.atomic():
        row = get_enrolment_for(actor, enrolment_id, lock=True)
        _may(actor, Act.END_ENROLMENT, row)
        if row.to_on is not None:
            raise StateChangedMeanwhile
        faults: dict[str, str] = {}
        end = year_of(row.scheme_version, row.from_on).end
        if not row.from_on <= to_on <= end:
            faults["to_on"] = f"日期要在{row.from_on}到{end}之间，这是{row.person}本年度参加积分的时间。"
        if not reason.strip():
            faults["reason"] = "请写明原因（转出组织关系、去世等）。"
        if faults:
            raise Invalid(**faults)
        row.to_on, row.note, row.basis, row.version = to_on, reason.strip()[:300], basis, row.version + 1
        row.save(update_fields=["to_on", "note", "basis", "version"])
        _note(actor, at, Act.END_ENROLMENT, row, basis, to_on=to_on.isoformat())
        return row


def _may(actor: Actor, act: Act, row: Enrolment) -> None:
    himself = allowed_if(
        not actor.is_person(str(row.person.pk)),
        f"“{act.label}”不能由本人办理，请由本支部其他有权的同志或上级党委办理。",
    )
    (may(actor, act, row.place) & himself).require()


def _base(row: Enrolment, tier: str, tier_from: date | None, given: int | None) -> Base:
    """Return the base after a correction: given by people, worked out from two tiers, or as it was."""
    now = Base(row.base, row.base_source)
    if given is not None and given != row.base:
        return Base(given, BaseSource.ENTERED)
    if tier_from is None or tier == row.tier:
        return now
    tables = tables_of(row.scheme_version)
    year = year_of(row.scheme_version, row.from_on)
    return base_after(tables, year, now, before=row.tier, after=tier, on=tier_from)


def _refuse_faults(
    row: Enrolment,
    basis: Basis,
    participates: bool,
    reason: str,
    out_from: date | None,
    tier: str,
    tier_from: date | None,
    base: int | None,
) -> None:
    faults: dict[str, str] = {}
    known = [code for code, *_ in tables_of(row.scheme_version).tiers]
    year = year_of(row.scheme_version, row.from_on)
    if not participates and not reason.strip():
        faults["reason"] = "请写明为什么不参加积分。"
    if out_from is not None and participates:
        faults["out_from"] = "参加积分的不填从哪天起不参加；不参加的，请去掉“参加积分”的勾。"
    elif out_from is not None and not row.from_on <= out_from <= (row.to_on or year.end):
        faults["out_from"] = (
            f"日期要在{row.from_on}到{row.to_on or year.end}之间，这是{row.person}本年度参加积分的时间。"
        )
    if tier and tier not in known:
        faults["tier"] = f"办法里没有“{tier}”这个层次。"
    if tier_from is not None and not year.contains(tier_from):
        faults["tier_from"] = f"变动日期{tier_from}不在{year.label}之内，请核对。"
    if base is not None and not 0 <= base <= 100_000_000:
        faults["base"] = "基础分不能是负数，也不能超过一百万，请核对。"
    if basis.on is None:
        faults["basis_on"] = "请填写研究确定的日期。"
    if faults:
        raise Invalid(**faults)


def _plain(row: Enrolment) -> dict[str, Any]:
    return {
        "participates": row.participates,
        "out_from": row.out_from.isoformat() if row.out_from else "",
        "tier": row.tier,
        "base": row.base,
        "base_source": row.base_source.value,
    }


def _note(actor: Actor, at: datetime, act: Act, row: Enrolment, basis: Basis, **detail: Any) -> None:
    record(
        actor=actor,
        at=at,
        act=act,
        place=row.place,
        subject=about(row),
        basis=basis,
        detail={"year": row.year, **detail},
    )
