"""Putting a package together: from a sheet that a room above decided, or from a seal of the book."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.common.actor import Actor
from jifen.common.basis import Basis, BasisKind
from jifen.common.plainsheet import plain_of
from jifen.common.refusals import Blocked
from jifen.common.sheet import Sheet
from jifen.filing.actions.saving import note, save_package
from jifen.filing.errors import NothingToFile
from jifen.filing.models import Package
from jifen.filing.permissions import may
from jifen.filing.queries import (
    build_sealed_sheet,
    derive_sealed,
    find_addressee,
    find_due_day,
    find_filing,
)
from jifen.filing.states.acts import Act
from jifen.filing.states.packages import NoticeStatus, Origin, PackageState
from jifen.filing.states.sheets import digest_of
from jifen.ledger.queries import get_seal_for
from jifen.orgs.models import Organization
from jifen.orgs.queries import get_organization_for
from jifen.rules.periodname import say_period

_UNDER_WAY = (PackageState.SENT, PackageState.RECEIVED)


def prepare_package(
    *,
    actor: Actor,
    at: datetime,
    organization_id: UUID | str,
    origin: Origin,
    origin_id: str,
    period: str,
    title: str,
    sheet: Sheet,
    form: str,
    to: Organization,
    due_on: date | None,
    notice_status: NoticeStatus,
    head: str,
    seal: str,
    basis: Basis,
) -> Package:
    """Freeze what an organisation files; where it was filed before, this is the next version (更正报备).

    The version before is replaced, unless it lies with the superior. Raises `NotFound`, `NotAllowed`, `Blocked`,
    `NothingToFile` (a sheet without a line).
    """
    with transaction.atomic():
        organization = get_organization_for(actor, organization_id, lock=True)
        may(actor, Act.PREPARE_PACKAGE, organization.place).require()
        if not sheet.rows:
            raise NothingToFile("表里一个人也没有，没有可以报备的。")
        same = Package.objects.filter(organization=organization, origin=origin, origin_id=origin_id)
        before = same.select_for_update().order_by("-number").first()
        if before and before.state in _UNDER_WAY:
            raise Blocked(f"{before}“{before.state.label}”，上级还没有答复；答复以后才能再报。")
        if before:
            save_package(before, Act.PREPARE_PACKAGE)
        package = Package(
            organization=organization,
            addressee=to,
            origin=origin,
            origin_id=origin_id,
            number=before.number + 1 if before else 1,
            period=period,
            title=title,
            form=form,
            due_on=due_on,
            notice=notice_status,
            sheet=plain_of(sheet),
            head=head,
            seal=seal,
            basis=basis,
            prepared_at=at,
        )
        package.digest = digest_of(package.content())
        package.save(force_insert=True)
        note(package, Act.PREPARE_PACKAGE, actor=actor, at=at, detail={"lines": len(sheet.rows)})
        return package


def prepare_from_seal(
    *, actor: Actor, at: datetime, seal_id: UUID | str, notice_status: NoticeStatus = NoticeStatus.NONE
) -> Package:
    """Put together what the 办法 asks to be filed of a sealed period, from the book as it stood then (S5-四-8).

    Raises `NotFound`, `NotAllowed`, `Blocked` (no 办法 or no list, so that nothing can be reckoned; no superior).
    """
    with transaction.atomic():
        seal = get_seal_for(actor, seal_id)
        branch = seal.book.branch
        may(actor, Act.PREPARE_PACKAGE, branch.place).require()
        derived = derive_sealed(seal)
        filing = find_filing(derived.version)
        form = (filing.form if filing else "") or ""
        title = f"{branch}{say_period(seal.period)}积分报备表"
        return prepare_package(
            actor=actor,
            at=at,
            organization_id=branch.pk,
            origin=Origin.SEAL,
            origin_id=str(seal.pk),
            period=seal.period,
            title=title,
            sheet=build_sealed_sheet(seal, derived, title),
            form=form,
            to=find_addressee(branch, filing),
            due_on=find_due_day(seal.period, filing),
            notice_status=notice_status,
            head=seal.head,
            seal=seal.hash,
            basis=Basis(BasisKind.FORM, f"{seal.book}封条", timezone.localdate(seal.at), seal.code),
        )
