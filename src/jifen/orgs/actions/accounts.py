"""Opening accounts."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from jifen.audit.actions import record
from jifen.audit.states import RecordKind
from jifen.common.actor import Actor, Hat
from jifen.common.refusals import Invalid
from jifen.orgs.actions.recording import about
from jifen.orgs.models import User
from jifen.orgs.permissions import may
from jifen.orgs.queries import get_person_for
from jifen.orgs.states.acts import Act
from jifen.orgs.states.roles import Duty

# No 0/O, 1/l/I: a slip is read from paper by people with tired eyes.
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
SLIP_DAYS = 30


def open_account(
    *,
    actor: Actor,
    at: datetime,
    login: str,
    person_id: UUID | str | None = None,
    duty: Duty = Duty.NONE,
    display_name: str = "",
) -> tuple[User, str]:
    """Open an account for a person, or for a duty without one; return it with its first password.

    The password is shown once, on a slip, and must be changed at the first sign-in; only its digest is kept. Raises
    `NotFound`, `NotAllowed`, `Invalid`.
    """
    with transaction.atomic():
        person = get_person_for(actor, person_id) if person_id else None
        may(actor, Act.OPEN_ACCOUNT, person.place if person else None).require()
        faults: dict[str, str] = {}
        if not login.strip():
            faults["login"] = "请填写登录名。"
        elif User.objects.filter(login__iexact=login.strip()).exists():
            faults["login"] = f"登录名“{login.strip()}”已经有人用了，请换一个。"
        if person and User.objects.filter(person=person).exists():
            faults["person"] = f"{person}已经有账号，不用再开。"
        if person is None and duty is Duty.NONE:
            faults["person"] = "请选定开给哪位同志。"
        if faults:
            raise Invalid(**faults)
        password = new_password()
        user = User(
            login=login.strip(),
            person=person,
            display_name=display_name or str(person or duty.label),
            branch=person.branch if person else None,
            duty=duty,
            slip_expires_at=at + timedelta(days=SLIP_DAYS),
        )
        user.password = make_password(password)
        user.save(force_insert=True)
        record(
            actor=actor,
            at=at,
            act=Act.OPEN_ACCOUNT,
            kind=RecordKind.ACCESS,
            place=person.place if person else None,
            subject=about(user),
        )
        return user, password


def new_password() -> str:
    """Return three groups of four easily read characters: about 60 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def change_hat(*, actor: Actor, at: datetime, hat: Hat) -> None:
    """Write down that somebody goes on in another of his offices."""
    with transaction.atomic():
        record(
            actor=actor.wearing(hat),
            at=at,
            act=Act.CHANGE_HAT,
            kind=RecordKind.ACCESS,
            detail={"from": actor.hat.label if actor.hat else ""},
        )
