"""The second factor: set up and changed by its owner, reset by somebody else when the phone is lost."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction

from jifen.audit.actions import record
from jifen.audit.states import RecordKind
from jifen.common.actor import Actor
from jifen.common.refusals import Blocked
from jifen.orgs.actions.accounts.passwords import require_management
from jifen.orgs.actions.recording import about
from jifen.orgs.models import User
from jifen.orgs.queries import get_account_for
from jifen.orgs.states.accounts import ACCOUNT
from jifen.orgs.states.acts import Act


def change_second_factor(*, actor: Actor, at: datetime, what: str) -> User:
    """Write down that somebody set up (`ON`) or took off (`OFF`) his second factor, or made new codes (`CODES`).

    The package that checks the codes keeps them; other sessions of the account end.
    """
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=actor.user_id)
        user.version += 1
        user.save(update_fields=["version"])
        record(
            actor=actor,
            at=at,
            act=Act.CHANGE_SECOND_FACTOR,
            kind=RecordKind.ACCESS,
            subject=about(user),
            detail={"what": what},
        )
        return user


def reset_second_factor(*, actor: Actor, at: datetime, user_id: UUID | str) -> User:
    """Take the second factor off another's account whose phone and recovery codes are lost; open sessions end.

    Raises `NotFound`, `NotAllowed` (never one's own), `NotNow`, or `Blocked` where there is none.
    """
    with transaction.atomic():
        user = get_account_for(actor, user_id, lock=True)
        require_management(actor, at, Act.RESET_SECOND_FACTOR, user)
        ACCOUNT.find(Act.RESET_SECOND_FACTOR, user.state)
        taken, _ = Authenticator.objects.filter(user=user).delete()
        if not taken:
            raise Blocked(f"{user}的账号没有设置两步验证，不用重设。")
        user.version += 1
        user.save(update_fields=["version"])
        record(
            actor=actor,
            at=at,
            act=Act.RESET_SECOND_FACTOR,
            kind=RecordKind.ACCESS,
            place=user.place,
            subject=about(user),
        )
        return user
