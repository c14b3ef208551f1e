"""Founding organisations and keeping what is known of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.audit.actions import record
from jifen.common.actor import Actor, ActorKind
from jifen.common.basis import Basis
from jifen.common.refusals import Invalid
from jifen.orgs.actions.organizations.tree import lock_tree
from jifen.orgs.actions.recording import about
from jifen.orgs.models import Organization, OrganizationEvent
from jifen.orgs.permissions import may
from jifen.orgs.queries import get_organization_for
from jifen.orgs.states.acts import Act
from jifen.orgs.states.organizations import (
    ORGANIZATION,
    STANDS_BELOW,
    OrganizationKind,
    OrganizationState,
)

DETAILS = (
    "full_name",
    "short_name",
    "unit_name",
    "unit_situation",
    "area_code",
    "external_code",
    "established_on",
    "term_from",
    "term_to",
    "contact_name",
    "phone",
)


def found_organization(
    *,
    actor: Actor,
    at: datetime,
    parent_id: UUID | str | None,
    code: str,
    full_name: str,
    kind: OrganizationKind,
    on: date,
    basis: Basis | None = None,
    known_as: UUID | None = None,
    **details: Any,
) -> Organization:
    """Found an organisation below another; without a parent it is a root, which only the installation makes.

    `details` are fields of `DETAILS`; `known_as`: the identity under which older books know it, where it was lost.
    Raises `NotAllowed`, or `Invalid` with a sentence per field.
    """
    with transaction.atomic():
        lock_tree()
        parent = get_organization_for(actor, parent_id, lock=True) if parent_id else None
        act = Act.FOUND_GROUP if kind is OrganizationKind.GROUP else Act.FOUND_ORGANIZATION
        may(actor, act, parent.place if parent else None).require()
        move = ORGANIZATION.find(act, None)
        _refuse_faults(actor, parent, code, full_name, kind)
        organization = Organization(
            code=code.strip(), full_name=full_name.strip(), kind=kind, state=move.target, **_known(details)
        )
        organization.pk = known_as or organization.pk
        if parent:
            Organization.objects.add_child(parent, instance=organization)
        else:
            Organization.objects.add_root(instance=organization)
        OrganizationEvent.objects.create(
            organization=organization, act=act, on=on, said=f"设立{full_name}", basis=basis, entered_at=at
        )
        record(
            actor=actor, at=at, act=act, place=organization.place, subject=about(organization), basis=basis
        )
        return organization


def edit_organization(
    *, actor: Actor, at: datetime, organization_id: UUID | str, basis: Basis | None = None, **details: Any
) -> Organization:
    """Change what is known of an organisation; a new full name is kept as an event. Raises `NotAllowed`, `Invalid`."""
    with transaction.atomic():
        organization = get_organization_for(actor, organization_id, lock=True)
        may(actor, Act.EDIT_ORGANIZATION, organization.place).require()
        if not str(details.get("full_name", organization.full_name)).strip():
            raise Invalid(full_name="请填写组织全称，要与印章一致。")
        before = organization.full_name
        for name, value in _known(details).items():
            setattr(organization, name, value)
        organization.save(update_fields=list(_known(details)))
        if organization.full_name != before:
            OrganizationEvent.objects.create(
                organization=organization,
                act=Act.EDIT_ORGANIZATION,
                on=timezone.localdate(at),
                said=f"由{before}更名为{organization.full_name}",
                basis=basis,
                entered_at=at,
            )
        record(
            actor=actor,
            at=at,
            act=Act.EDIT_ORGANIZATION,
            place=organization.place,
            subject=about(organization),
            basis=basis,
            detail={"fields": sorted(_known(details))},
        )
        return organization


def _refuse_faults(
    actor: Actor, parent: Organization | None, code: str, full_name: str, kind: OrganizationKind
) -> None:
    """Raise `Invalid` with everything that is wrong with a new organisation."""
    faults: dict[str, str] = {}
    if not code.strip():
        faults["code"] = "请填写组织代码。"
    elif Organization.objects.filter(code=code.strip()).exists():
        faults["code"] = f"组织代码“{code.strip()}”已经用过，请换一个。"
    if not full_name.strip():
        faults["full_name"] = "请填写组织全称，要与印章一致。"
    if parent is None and (actor.kind is not ActorKind.INSTALLER or kind is OrganizationKind.GROUP):
        faults["parent"] = "最上一级组织由安装程序设立；其他组织请先选定上级。"
    if parent is not None and parent.kind not in STANDS_BELOW[kind]:
        faults["kind"] = f"{parent.kind.label}下面不能设{kind.label}。"
    if parent is not None and parent.state is not OrganizationState.ACTIVE:
        faults["parent"] = f"{parent}“{parent.state.label}”，不能再在下面设组织。"
    if faults:
        raise Invalid(**faults)


def _known(details: dict[str, Any]) -> dict[str, Any]:
    """Return the details; raise `TypeError` for one that is no field to be set here."""
    if unknown := set(details) - set(DETAILS):
        raise TypeError(f"no such detail: {', '.join(sorted(unknown))}")
    return details
