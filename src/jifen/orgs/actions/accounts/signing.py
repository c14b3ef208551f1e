"""Signing in, failing to, signing out, going on in another office: written down, deciding nothing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jifen.audit.actions import record
from jifen.audit.states import RecordKind
from jifen.common.actor import VISITOR, Actor, Hat
from jifen.orgs.actions.recording import about
from jifen.orgs.queries import digest_of_login, find_account
from jifen.orgs.states.accounts import normal_login
from jifen.orgs.states.acts import Act


def sign_in(*, actor: Actor, at: datetime, address: str, second_factor: bool) -> None:
    """Write down a sign-in: from which address, and whether with the second factor."""
    with transaction.atomic():
        record(
            actor=actor,
            at=at,
            act=Act.SIGN_IN,
            kind=RecordKind.ACCESS,
            detail={"address": address, "second_factor": second_factor},
        )


def refuse_sign_in(*, at: datetime, login: str, address: str, why: str) -> None:
    """Write down a refused sign-in; `why` is `PASSWORD`, `LOCKED` or `CODE`.

    What was typed is kept only where it names an account: people type passwords and identity numbers into the wrong
    field. Otherwise a keyed digest stands for it, by which attempts on one name can be told from many.
    """
    with transaction.atomic():
        user = find_account(normal_login(login))
        detail = {"address": address, "why": why}
        if user is None:
            detail["login"] = digest_of_login(login)[:12]
        record(
            actor=VISITOR,
            at=at,
            act=Act.SIGN_IN_REFUSED,
            kind=RecordKind.ACCESS,
            place=user.place if user else None,
            subject=about(user) if user else None,
            detail=detail,
        )


def sign_out(*, actor: Actor, at: datetime) -> None:
    """Write down that somebody signed out."""
    with transaction.atomic():
        record(actor=actor, at=at, act=Act.SIGN_OUT, kind=RecordKind.ACCESS)


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
