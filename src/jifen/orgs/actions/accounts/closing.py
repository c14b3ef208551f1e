"""Closing accounts, those nobody uses among them, and opening them again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from jifen.audit.actions import record
from jifen.audit.states import RecordKind
from jifen.common.actor import Actor, ActorKind
from jifen.common.decision import allowed_if
from jifen.orgs.actions.accounts.passwords import SLIP_FIELDS, new_password, put_slip, require_management
from jifen.orgs.actions.recording import about
from jifen.orgs.models import User
from jifen.orgs.queries import get_account_for, list_unused_accounts
from jifen.orgs.states.accounts import ACCOUNT, AccountState, ClosingReason
from jifen.orgs.states.acts import Act


def close_account(*, actor: Actor, at: datetime, user_id: UUID | str, reason: ClosingReason) -> User:
    """Let nobody sign in to an account any more; its open sessions end. Raises `NotFound`, `NotAllowed`, `NotNow`."""
    with transaction.atomic():
        user = get_account_for(actor, user_id, lock=True)
        require_management(actor, at, Act.CLOSE_ACCOUNT, user)
        ACCOUNT.find(Act.CLOSE_ACCOUNT, user.state)
        user.is_active, user.version = False, user.version + 1
        user.save(update_fields=["is_active", "version"])
        record(
            actor=actor,
            at=at,
            act=Act.CLOSE_ACCOUNT,
            kind=RecordKind.ACCESS,
            place=user.place,
            subject=about(user),
            detail={"reason": reason.value},
        )
        return user


def reopen_account(*, actor: Actor, at: datetime, user_id: UUID | str) -> tuple[User, str]:
    """Open a closed account again, always with a new first password: the old one was nobody's for a while.

    Raises `NotFound`, `NotAllowed`, `NotNow`.
    """
    password = new_password()
    digest = make_password(password)
    with transaction.atomic():
        user = get_account_for(actor, user_id, lock=True)
        require_management(actor, at, Act.REOPEN_ACCOUNT, user)
        move = ACCOUNT.find(Act.REOPEN_ACCOUNT, user.state)
        user.is_active = move.target is AccountState.OPEN
        put_slip(user, digest, at)
        user.save(update_fields=["is_active", *SLIP_FIELDS])
        record(
            actor=actor,
            at=at,
            act=Act.REOPEN_ACCOUNT,
            kind=RecordKind.ACCESS,
            place=user.place,
            subject=about(user),
        )
        return user, password


def close_unused_accounts(*, actor: Actor, at: datetime) -> list[User]:
    """Close the accounts nobody used for 90 days; the clock's act, and the same however often it is done."""
    with transaction.atomic():
        allowed_if(
            actor.kind in (ActorKind.CLOCK, ActorKind.INSTALLER), "停用长期不用的账号由系统到期自动办理。"
        ).require()
        unused = list(
            list_unused_accounts(at).select_related("person__branch").select_for_update(of=("self",))
        )
        for user in unused:
            user.is_active, user.version = False, user.version + 1
            user.save(update_fields=["is_active", "version"])
            record(
                actor=actor,
                at=at,
                act=Act.CLOSE_ACCOUNT,
                kind=RecordKind.ACCESS,
                place=user.place,
                subject=about(user),
                detail={"reason": ClosingReason.UNUSED.value},
            )
        return unused
