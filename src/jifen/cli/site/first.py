"""The first account of an installation, and a slip for whoever nobody else can help."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click
from django.db import transaction
from django.utils import timezone

from jifen.cli.screen import Refused
from jifen.cli.site.starting import now, start
from jifen.common.actor import INSTALLER
from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Refused as RoomRefused


def open_first(
    kind: str, organization: str, code: str, name: str, own_branch: str, login: str, *, with_admin: bool
) -> None:
    """Found the topmost organisation with its first office holder, open accounts, print their slips.

    A branch that stands there without any account came from its books (`jifen ledger rebuild`): it is taken as it is.
    """
    start()
    from jifen.orgs.models import Organization, User

    rebuilt = (
        Organization.objects.filter(code=code) if not User.objects.exists() else Organization.objects.none()
    )
    if Organization.objects.exclude(pk__in=rebuilt).exists():
        raise Refused("这个网站里已经有组织了。忘了密码的，用 jifen site slip 登录名 重新发密码条。")
    try:
        with transaction.atomic():
            opened = _found(kind, organization, code, name, own_branch, login, now(), with_admin)
    except RoomRefused as refusal:
        raise Refused("\n".join(refusal.reasons)) from refusal
    for user, password in opened:
        print_slip(user, password)


def _found(
    kind_code: str,
    organization: str,
    code: str,
    name: str,
    own_branch: str,
    login: str,
    at: datetime,
    with_admin: bool,
) -> list[tuple[object, str]]:
    from jifen.orgs import actions
    from jifen.orgs.models import Organization, Person
    from jifen.orgs.states.organizations import BRANCHES, OrganizationKind
    from jifen.orgs.states.people import Standing
    from jifen.orgs.states.roles import Duty, Role

    kind, on = OrganizationKind(kind_code), timezone.localdate(at)
    by: dict[str, Any] = {"actor": INSTALLER, "at": at}
    root = Organization.objects.filter(code=code).first() or actions.found_organization(
        **by, parent_id=None, code=code, full_name=organization, kind=kind, on=on
    )
    branch = root
    if kind not in BRANCHES:
        if not own_branch.strip():
            raise Refused(f"{kind.label}要写 --own-branch：{name}的组织关系在哪个机关支部。")
        branch = actions.found_organization(
            **by,
            parent_id=root.pk,
            code=f"{code}-1",
            full_name=own_branch,
            kind=OrganizationKind.BRANCH,
            on=on,
        )
    namesakes = list(Person.objects.filter(branch=branch, name=name.strip())[:2])
    if len(namesakes) > 1:
        raise Refused(f"{branch}有两位{name}，分不清是哪一位；请先用另一位同志的姓名开第一个账号。")
    person = (
        namesakes[0]
        if namesakes
        else actions.enter_person(**by, branch_id=branch.pk, name=name, standing=Standing.FORMAL, on=on)
    )
    role = Role.SECRETARY if kind in BRANCHES else Role.ORGANIZER
    if kind is OrganizationKind.DEPARTMENT:
        role = Role.COUNTY_ORGANIZER
    actions.appoint(
        **by,
        person_id=person.pk,
        organization_id=root.pk,
        role=role,
        from_on=on,
        basis=Basis(BasisKind.REGISTER, "安装时登记", on),
        reason="安装时登记，请补记任职依据",
    )
    opened: list[tuple[object, str]] = [actions.open_account(**by, login=login or name, person_id=person.pk)]
    if with_admin:
        opened.append(actions.open_account(**by, login="系统管理员", duty=Duty.ADMIN))
    return opened


def print_new_slip(login: str) -> None:
    """Issue a slip from the server's own keyboard; a closed account is opened again."""
    start()
    from jifen.orgs import actions
    from jifen.orgs.queries import find_account
    from jifen.orgs.states.accounts import normal_login

    user = find_account(normal_login(login))
    if user is None:
        raise Refused(f"没有登录名是“{login}”的账号，请核对。")
    act = actions.issue_slip if user.is_active else actions.reopen_account
    print_slip(*act(actor=INSTALLER, at=now(), user_id=user.pk))


def print_slip(user: object, password: str) -> None:
    """Print one slip; it is shown once."""
    from jifen.orgs.models import User

    assert isinstance(user, User)
    until = user.slip_expires_at
    click.echo("- - - - - - - - - - 密码条，只显示这一次 - - - - - - - - - -")
    click.echo(f"姓名　　{user.display_name}")
    click.echo(f"登录名　{user.login}")
    click.echo(f"密码　　{password}")
    click.echo(f"第一次登录要改成自己的密码；{until:%Y-%m-%d} 前有效。")
