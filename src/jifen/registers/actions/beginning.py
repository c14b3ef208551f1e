"""Beginning a register, correcting what it is about, putting it aside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.common.actor import Actor
from jifen.common.basis import Basis
from jifen.common.refusals import Blocked, Invalid
from jifen.orgs.models import Organization
from jifen.orgs.queries import get_organization_for
from jifen.orgs.states.guards import say
from jifen.registers.actions.fitting import list_misfits
from jifen.registers.actions.saving import note, open_occasion, save_occasion
from jifen.registers.errors import LineTaken
from jifen.registers.models import Occasion, RegisterLine
from jifen.registers.permissions import may
from jifen.registers.queries import find_dues
from jifen.registers.states.acts import Act
from jifen.registers.states.kinds import FACT_LENGTH, FORM_OF, OccasionKind, Organiser
from jifen.registers.states.occasions import LINE, OCCASION, LineState


@dataclass(frozen=True, slots=True)
class About:
    """What a register is about, as it is typed."""

    on: date
    title: str = ""
    place: str = ""
    organiser: Organiser | None = None
    fact_kind: str = ""
    basis: Basis | None = None


def begin_occasion(
    *, actor: Actor, at: datetime, branch_id: UUID | str, kind: OccasionKind, about: About
) -> Occasion:
    """Begin a register of a branch; its lines are filled in afterwards (`fill_occasion`).

    Of dues there is one a month. Raises `NotFound`, `NotAllowed`, `Blocked`, `Invalid` with every fault at once.
    """
    with transaction.atomic():
        branch = get_organization_for(actor, branch_id)
        may(actor, Act.BEGIN_OCCASION, branch.place).require()
        if not branch.is_branch:
            raise Blocked(f"{branch}不是党支部：组织生活由各支部登记。")
        # Two who begin the same month wait here for each other.
        Organization.objects.select_for_update(of=("self",)).get(pk=branch.pk)
        _refuse(branch, kind, about, timezone.localdate(at), None)
        occasion = Occasion.objects.create(
            branch=branch,
            kind=kind,
            entered_at=at,
            state=OCCASION.find(Act.BEGIN_OCCASION, None).target,
            **_values(kind, about),
        )
        note(occasion, Act.BEGIN_OCCASION, actor=actor, at=at)
        return occasion


def edit_occasion(
    *, actor: Actor, at: datetime, occasion_id: UUID | str, version: int, about: About
) -> Occasion:
    """Correct what a register is about, as long as no period rests on a line of it.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `LineTaken`, `Invalid`.
    """
    with transaction.atomic():
        occasion = open_occasion(actor, occasion_id, Act.EDIT_OCCASION, version)
        refuse_taken(occasion)
        today = timezone.localdate(at)
        _refuse(occasion.branch, occasion.kind, about, today, occasion)
        entered = occasion.lines.filter(state=LineState.ENTERED).select_related("person")
        if misfits := list_misfits(occasion, about.on, list(entered), today):
            said = f"改成{say(about.on)}，这些人的情况就对不上了：{'、'.join(misfits)}；请先改他们的情况。"
            raise Invalid(on=said)
        save_occasion(occasion, Act.EDIT_OCCASION, **_values(occasion.kind, about))
        note(occasion, Act.EDIT_OCCASION, actor=actor, at=at)
        return occasion


def strike_occasion(
    *, actor: Actor, at: datetime, occasion_id: UUID | str, version: int, reason: str
) -> Occasion:
    """Put a register aside with all its lines, saying why; nothing is deleted.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `LineTaken`, `Invalid`.
    """
    with transaction.atomic():
        occasion = open_occasion(actor, occasion_id, Act.STRIKE_OCCASION, version)
        refuse_taken(occasion)
        if not reason.strip():
            raise Invalid(reason="请写明作废的原因。")
        target = LINE.find(Act.STRIKE_OCCASION, LineState.ENTERED).target
        standing = RegisterLine.objects.filter(occasion=occasion, state=LineState.ENTERED)
        struck = standing.update(state=target, struck=reason.strip()[:200])
        save_occasion(occasion, Act.STRIKE_OCCASION, struck=reason.strip()[:200])
        note(occasion, Act.STRIKE_OCCASION, actor=actor, at=at, detail={"struck": struck})
        return occasion


def refuse_taken(occasion: Occasion) -> None:
    """Lock the lines of a register; raise `LineTaken` where a period rests on one of them."""
    rows = list(occasion.lines.select_for_update(of=("self",)).select_related("person").order_by("pk"))
    if names := [f"{row.person}（{row.taken_by}）" for row in rows if row.state is LineState.TAKEN]:
        raise LineTaken(f"已经采用的有：{'、'.join(names)}；要改的，先在那里退回，再来更正。")


def _values(kind: OccasionKind, about: About) -> dict[str, Any]:
    month = about.on.replace(day=1) if kind is OccasionKind.DUES else None
    title = f"{about.on.year}年{about.on.month}月党费" if month else about.title.strip()
    return {
        "on": about.on,
        "month": month,
        "title": title,
        "place_name": about.place.strip(),
        "organiser": about.organiser or "",
        "fact_kind": about.fact_kind if kind is OccasionKind.FINDING else "",
        "basis": about.basis,
    }


def _refuse(
    branch: Organization, kind: OccasionKind, about: About, today: date, own: Occasion | None
) -> None:
    if faults := dict(_faults(branch, kind, about, today, own)):
        raise Invalid(**faults)


def _faults(
    branch: Organization, kind: OccasionKind, about: About, today: date, own: Occasion | None
) -> Iterator[tuple[str, str]]:
    title = about.title.strip()
    if kind is OccasionKind.DUES:
        found = find_dues(branch, about.on)
        if found is not None and (own is None or found.pk != own.pk):
            yield "on", f"{found}已经有一份了，一个月只登记一份；请接着填那一份。"
    elif not title:
        yield "title", "请写明登记的是什么。"
    elif kind is OccasionKind.FINDING and len(title) < FACT_LENGTH:
        yield "title", f"请写清楚看到了什么，至少 {FACT_LENGTH} 个字，现在是 {len(title)} 个。"
    if len(title) > 120:
        yield "title", f"有 {len(title)} 字，最多 120 字。"
    if FORM_OF[kind].held and about.on > today:
        yield "on", f"{say(about.on)}还没有到；办过以后再登记。"
    if kind is OccasionKind.FINDING and about.on > today:
        yield "on", f"{say(about.on)}还没有到，请核对。"
