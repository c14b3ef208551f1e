"""Opening accounts: one, or those of a branch at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from jifen.audit.actions import record
from jifen.audit.states import RecordKind
from jifen.common.actor import Actor
from jifen.common.refusals import Blocked, Invalid
from jifen.orgs.actions.accounts.passwords import new_password, put_slip
from jifen.orgs.actions.recording import about
from jifen.orgs.models import Person, User
from jifen.orgs.permissions import may, may_manage_account
from jifen.orgs.queries import get_holder_for, get_organization_for, list_office_paths
from jifen.orgs.states.accounts import ACCOUNT, AT_ONCE, is_login, normal_login
from jifen.orgs.states.acts import Act
from jifen.orgs.states.roles import Duty


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
    password = new_password()
    digest = make_password(password)
    user = _open(actor, at, digest, login, person_id, duty, display_name)
    return user, password


def open_accounts(
    *, actor: Actor, at: datetime, organization_id: UUID | str, logins: Mapping[str, str]
) -> list[tuple[User, str]]:
    """Open accounts for chosen people of a branch, all or none; `logins` maps the person's id to the sign-in name.

    Raises `NotFound`, `NotAllowed`, and `Invalid` with a sentence per person, keyed by his id.
    """
    organization = get_organization_for(actor, organization_id)
    may(actor, Act.OPEN_ACCOUNT, organization.place).require()
    if not logins:
        raise Blocked("请先勾选要开通账号的同志。")
    if len(logins) > AT_ONCE:
        raise Blocked(f"一次最多开通{AT_ONCE}个账号，现在勾选了{len(logins)}个，请分几次办。")
    passwords = {person_id: new_password() for person_id in logins}
    # Hashing takes a tenth of a second each: nobody else's writing may wait for that.
    digests = {person_id: make_password(password) for person_id, password in passwords.items()}
    opened: list[tuple[User, str]] = []
    faults: dict[str, str] = {}
    with transaction.atomic():
        for person_id, login in logins.items():
            try:
                user = _open(actor, at, digests[person_id], login, person_id, Duty.NONE, "")
                opened.append((user, passwords[person_id]))
            except Blocked as refusal:
                faults[person_id] = " ".join(refusal.reasons)
        if faults:
            raise Invalid(**faults)
        return opened


def _open(
    actor: Actor,
    at: datetime,
    digest: str,
    login: str,
    person_id: UUID | str | None,
    duty: Duty,
    display_name: str,
) -> User:
    """Do the six beats for one account."""
    with transaction.atomic():
        person = get_holder_for(actor, person_id) if person_id else None
        may_manage_account(
            actor,
            Act.OPEN_ACCOUNT,
            person.place if person else None,
            person_id=str(person.pk) if person else "",
            user_id="",
            office_paths=list_office_paths(person, timezone.localdate(at)),
        ).require()
        ACCOUNT.find(Act.OPEN_ACCOUNT, None)
        _refuse_faults(login, person, duty)
        user = User(
            login=normal_login(login),
            person=person,
            display_name=display_name.strip() or str(person or duty.label),
            branch=person.branch if person else None,
            duty=duty,
            version=0,
        )
        put_slip(user, digest, at)
        user.save(force_insert=True)
        record(
            actor=actor,
            at=at,
            act=Act.OPEN_ACCOUNT,
            kind=RecordKind.ACCESS,
            place=user.place,
            subject=about(user),
            detail={"duty": duty.value} if duty is not Duty.NONE else None,
        )
        return user


def _refuse_faults(login: str, person: Person | None, duty: Duty) -> None:
    """Raise `Invalid` with everything that is wrong with a new account."""
    faults: dict[str, str] = {}
    name = normal_login(login)
    if not name:
        faults["login"] = "请填写登录名。"
    elif not is_login(name):
        faults["login"] = (
            f"登录名“{name}”不合规定：要 2 到 40 个字，只能用汉字、字母、数字和点、横线，中间不能有空格。"
        )
    elif User.objects.filter(login__iexact=name).exists():
        faults["login"] = f"登录名“{name}”已经有人用了，请换一个。"
    if person and User.objects.filter(person=person).exists():
        faults["person"] = f"{person}已经有账号，不用再开。"
    if person is None and duty is Duty.NONE:
        faults["person"] = "请选定开给哪位同志。"
    if person is not None and duty is not Duty.NONE:
        faults["duty"] = "系统管理员、审计员的账号单独开，不能开在党员名下。"
    if faults:
        raise Invalid(**faults)
