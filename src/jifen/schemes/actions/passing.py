"""From draft to rule: checked, adopted by the assembly, approved by the superior."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.common.actor import Actor
from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Invalid
from jifen.meetings.queries import require_resolution
from jifen.meetings.states.motions import MotionKind
from jifen.rules.findings import has_errors
from jifen.schemes.actions.recording import note
from jifen.schemes.actions.texts import heading_of
from jifen.schemes.errors import SchemeFaulty, StateChangedMeanwhile
from jifen.schemes.models import SchemeVersion
from jifen.schemes.permissions import may, may_approve
from jifen.schemes.queries import check_of, get_version_for, needs_approval, years_to_try
from jifen.schemes.states.acts import Act
from jifen.schemes.states.versions import VERSION, VersionState


def validate_version(*, actor: Actor, at: datetime, version_id: UUID | str, seen: int) -> SchemeVersion:
    """Close a draft that has no errors, ready to be put to the vote.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `SchemeFaulty` with every error at once.
    """
    with transaction.atomic():
        version = get_version_for(actor, version_id, lock=True)
        may(actor, Act.VALIDATE_VERSION, version.place).require()
        move = VERSION.find(Act.VALIDATE_VERSION, version.state)
        if version.version != seen:
            raise StateChangedMeanwhile
        _refuse_faults(version, timezone.localdate(at).year)
        version.state = VersionState(move.target)
        version.save(update_fields=["state"])
        note(actor, at, Act.VALIDATE_VERSION, version, digest=version.digest)
        return version


def adopt_version(
    *,
    actor: Actor,
    at: datetime,
    version_id: UUID | str,
    seen: int,
    basis: Basis | None = None,
    motion_id: UUID | str | None = None,
) -> SchemeVersion:
    """Enter that the assembly (of a superior: its committee) passed a version. From now on no byte of it changes.

    `motion_id`: the motion of a meeting confirmed here; else `basis`, the paper of a meeting kept elsewhere. `seen` is
    the `version` of the row the form was opened with: what was voted on is what is closed. Raises `NotFound`,
    `NotAllowed`, `NotNow`, `Blocked` (the motion did not pass), `Invalid`.
    """
    with transaction.atomic():
        version = get_version_for(actor, version_id, lock=True)
        may(actor, Act.ADOPT_VERSION, version.place).require()
        move = VERSION.find(Act.ADOPT_VERSION, version.state)
        if version.version != seen:
            raise StateChangedMeanwhile
        if motion_id is not None:
            basis = require_resolution(
                actor,
                motion_id,
                organization_id=version.scheme.organization_id,
                kinds=[MotionKind.ADOPT_SCHEME],
            )
        if basis is None:
            raise Invalid(basis_label="请选会上通过的议题，或者填写会议的名称、日期和编号。")
        adopted_on = _day_of_resolution(version, basis, timezone.localdate(at))
        _refuse_faults(version, timezone.localdate(at).year)
        version.state, version.adoption, version.adopted_on = VersionState(move.target), basis, adopted_on
        version.save(update_fields=["state", "adoption", "adopted_on"])
        note(actor, at, Act.ADOPT_VERSION, version, basis, digest=version.digest)
        return version


def approve_version(*, actor: Actor, at: datetime, version_id: UUID | str, basis: Basis) -> SchemeVersion:
    """Enter that the superior approved a version. Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`."""
    with transaction.atomic():
        version = get_version_for(actor, version_id, lock=True)
        organization = version.scheme.organization
        may_approve(actor, version.place, has_superior=organization.depth > 1).require()
        move = VERSION.find(Act.APPROVE_VERSION, version.state)
        faults: dict[str, str] = {}
        if not needs_approval(version):
            faults["basis_kind"] = (
                "本支部自己的办法，不建立在上级办法上，通过以后直接确定施行日期，不用批准。"
            )
        if basis.on is None:
            faults["basis_on"] = "请填写批准的日期。"
        elif version.adopted_on and basis.on < version.adopted_on:
            faults["basis_on"] = f"批准日期{basis.on}早于通过日期{version.adopted_on}，请核对。"
        elif basis.on > timezone.localdate(at):
            faults["basis_on"] = f"批准日期{basis.on}还没有到，请核对。"
        if faults:
            raise Invalid(**faults)
        version.state, version.approval = VersionState(move.target), basis
        version.save(update_fields=["state", "approval"])
        note(actor, at, Act.APPROVE_VERSION, version, basis)
        return version


def _day_of_resolution(version: SchemeVersion, basis: Basis, today: date) -> date:
    """Return the day of the resolution a version was passed by; raise `Invalid` where the paper is none."""
    faults: dict[str, str] = {}
    kinds = {BasisKind.MEETING}
    if not version.scheme.organization.is_branch:
        kinds.add(BasisKind.DOCUMENT)
    if basis.kind not in kinds:
        faults["basis_kind"] = "办法由会议表决通过：依据请选“会议”，写明是哪次会议。"
    if basis.on is None:
        faults["basis_on"] = "请填写会议的日期。"
    elif basis.on > today:
        faults["basis_on"] = f"会议日期{basis.on}还没有到，开会表决以后再登记。"
    if not basis.document_no.strip():
        faults["basis_document_no"] = "请填写会议记录（纪要）的编号或文号，以后按它找得到。"
    if faults or basis.on is None:
        raise Invalid(**faults)
    return basis.on


def _refuse_faults(version: SchemeVersion, year: int) -> None:
    """Raise `SchemeFaulty` with everything that keeps a text from being put to the vote."""
    bound, findings = check_of(version, years_to_try(year))
    heading = heading_of(version.text)
    more: list[str] = []
    if heading is not None and heading.code != version.scheme.code:
        more.append(
            f"文本里的代号（scheme）是“{heading.code}”，这份办法的代号是“{version.scheme.code}”，请改成一样。"
        )
    if bound is not None and bound.scheme.version != str(version.number):
        more.append(
            f"文本里的版次（version）是“{bound.scheme.version}”，这是第{version.number}版，请改成 {version.number}。"
        )
    if bound is None or has_errors(findings) or more:
        raise SchemeFaulty(findings, *more)
