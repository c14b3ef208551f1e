"""Sending a package up, and what the superior does with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from jifen.common.actor import Actor
from jifen.common.refusals import Blocked, Invalid
from jifen.filing.actions.saving import note, open_package, save_package
from jifen.filing.models import Package
from jifen.filing.states.acts import Act
from jifen.filing.states.packages import Finding

_LONGEST = 1000


def send_package(*, actor: Actor, at: datetime, package_id: UUID | str, version: int) -> Package:
    """Send a package to its addressee. Raises `NotFound`, `NotAllowed`, `NotNow`, `Blocked` (it was tampered with)."""
    with transaction.atomic():
        package = open_package(actor, package_id, Act.SEND_PACKAGE, version)
        _require_whole(package)
        save_package(package, Act.SEND_PACKAGE, sent_at=at, sender_id=actor.person_id or "")
        note(package, Act.SEND_PACKAGE, actor=actor, at=at)
        return package


def receive_package(*, actor: Actor, at: datetime, package_id: UUID | str, version: int) -> Package:
    """Note that a package arrived. Raises `NotFound`, `NotAllowed`, `NotNow`, `Blocked` (it was tampered with)."""
    with transaction.atomic():
        package = open_package(actor, package_id, Act.RECEIVE_PACKAGE, version)
        _require_whole(package)
        save_package(package, Act.RECEIVE_PACKAGE, received_at=at)
        note(package, Act.RECEIVE_PACKAGE, actor=actor, at=at)
        return package


def acknowledge_package(
    *, actor: Actor, at: datetime, package_id: UUID | str, version: int, answer: str = ""
) -> Package:
    """Put a package on file (备案). Raises `NotFound`, `NotAllowed`, `NotNow`, `Blocked` (it was tampered with)."""
    with transaction.atomic():
        package = open_package(actor, package_id, Act.ACKNOWLEDGE_PACKAGE, version)
        _require_whole(package)
        save_package(package, Act.ACKNOWLEDGE_PACKAGE, answered_at=at, answer=answer.strip()[:200])
        note(package, Act.ACKNOWLEDGE_PACKAGE, actor=actor, at=at)
        return package


def return_package(
    *, actor: Actor, at: datetime, package_id: UUID | str, version: int, findings: Sequence[Finding]
) -> Package:
    """Return a package with everything that was found, each in a row of the sheet or in the whole.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid` (nothing said, a row the sheet does not have).
    """
    with transaction.atomic():
        package = open_package(actor, package_id, Act.RETURN_PACKAGE, version)
        rows = len(package.frozen.rows)
        said = "\n".join(str(one) for one in findings if one.text.strip())
        wrong = [one.row for one in findings if one.row is not None and not 1 <= one.row <= rows]
        if not said:
            raise Invalid(findings="请写明哪里不对，一条一行。")
        if wrong:
            numbers = "、".join(str(number) for number in wrong)
            raise Invalid(findings=f"表里只有 {rows} 行，没有第 {numbers} 行。")
        if len(said) > _LONGEST:
            raise Invalid(findings=f"退回意见共 {len(said)} 个字，最多 {_LONGEST} 个字，请写短一些。")
        save_package(package, Act.RETURN_PACKAGE, answered_at=at, findings=said)
        note(package, Act.RETURN_PACKAGE, actor=actor, at=at, detail={"findings": len(said.splitlines())})
        return package


def _require_whole(package: Package) -> None:
    if not package.is_whole():
        raise Blocked(f"{package}的内容和整理时的摘要对不上，可能被改过；请系统管理员核对数据库和备份。")
