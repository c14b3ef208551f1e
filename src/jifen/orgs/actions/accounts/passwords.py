"""First passwords on slips, and passwords of one's own."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from axes.models import AccessAttempt
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from jifen.audit.actions import record
from jifen.audit.states import RecordKind
from jifen.common.actor import Actor
from jifen.orgs.actions.recording import about
from jifen.orgs.models import User
from jifen.orgs.permissions import may_manage_account
from jifen.orgs.queries import digest_of_login, get_account_for, list_office_paths
from jifen.orgs.states.accounts import ACCOUNT, SLIP_DAYS
from jifen.orgs.states.acts import Act

# No 0/O, 1/l/I: a slip is read from paper by people with tired eyes.
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
SLIP_FIELDS = ("password", "must_change_password", "slip_expires_at", "password_changed_at", "version")


def new_password() -> str:
    """Return three groups of four easily read characters: about 60 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def issue_slip(*, actor: Actor, at: datetime, user_id: UUID | str) -> tuple[User, str]:
    """Give an account a new first password; return it with the password, which is shown once on a slip.

    Open sessions end; the password must be changed at the next sign-in and is void after `SLIP_DAYS`. Nobody issues
    his own. Raises `NotFound`, `NotAllowed`, `NotNow` for a closed account.
    """
    password = new_password()
    digest = make_password(password)
    with transaction.atomic():
        user = get_account_for(actor, user_id, lock=True)
        require_management(actor, at, Act.ISSUE_SLIP, user)
        ACCOUNT.find(Act.ISSUE_SLIP, user.state)
        put_slip(user, digest, at)
        user.save(update_fields=SLIP_FIELDS)
        record(
            actor=actor,
            at=at,
            act=Act.ISSUE_SLIP,
            kind=RecordKind.ACCESS,
            place=user.place,
            subject=about(user),
        )
        return user, password


def change_password(*, actor: Actor, at: datetime, password: str) -> User:
    """Set one's own password; other sessions of the account end. The caller has asked for the old one."""
    digest = make_password(password)
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=actor.user_id)
        user.password, user.must_change_password, user.slip_expires_at = digest, False, None
        user.password_changed_at, user.version = at, user.version + 1
        user.save(update_fields=SLIP_FIELDS)
        record(actor=actor, at=at, act=Act.CHANGE_PASSWORD, kind=RecordKind.ACCESS, subject=about(user))
        return user


def put_slip(user: User, digest: str, at: datetime) -> None:
    """Let an account wait for its first sign-in with a password of which only the digest is kept."""
    user.password, user.must_change_password = digest, True
    user.slip_expires_at, user.password_changed_at = at + timedelta(days=SLIP_DAYS), None
    user.version += 1
    # Whoever is locked out after wrong passwords need not wait with the new one.
    AccessAttempt.objects.filter(username=digest_of_login(user.login)).delete()


def require_management(actor: Actor, at: datetime, act: Act, user: User) -> None:
    """Raise `NotAllowed` unless the actor may do an act to an account."""
    may_manage_account(
        actor,
        act,
        user.place,
        person_id=str(user.person_id or ""),
        user_id=str(user.pk),
        office_paths=list_office_paths(user.person, timezone.localdate(at)),
    ).require()
