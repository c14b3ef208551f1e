"""Accounts. A member needs none for anything to work."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from jifen.common.orm import CodeField, is_one_of
from jifen.common.permissions import Place
from jifen.orgs.models.organizations import Organization
from jifen.orgs.models.people import Person
from jifen.orgs.states.accounts import AccountState
from jifen.orgs.states.roles import Duty


class UserManager(BaseUserManager["User"]):
    """How sign-in finds an account."""

    def get_by_natural_key(self, username: str | None) -> User:
        """Return the account of a sign-in name, whatever its case."""
        return self.get(login__iexact=username)


class User(AbstractBaseUser):
    """One account: a sign-in name, and the person or the duty it is for.

    What authenticates (name, password, second factor) is never edited together with the person's data. `branch` is the
    organisation that looks after the account. `version` grows when rights or secrets change: open sessions of an
    older version end at their next request. `session_mark` names the session seen last and `session_seen_at` when, by
    the minute: enough to warn of two at once, and shown to nobody (REG-42).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    login = models.CharField("登录名", max_length=40, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, null=True, blank=True, related_name="user")
    display_name = models.CharField("显示名", max_length=60)
    branch = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="users")
    duty = CodeField(Duty, verbose_name="用途", default=Duty.NONE)
    is_active = models.BooleanField("可用", default=True)
    must_change_password = models.BooleanField("须先改密码", default=True)
    slip_expires_at = models.DateTimeField("密码条有效期至", null=True, blank=True)
    password_changed_at = models.DateTimeField("改密码时间", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    session_mark = models.CharField(max_length=16, blank=True)
    session_seen_at = models.DateTimeField(null=True, blank=True)
    large_print = models.BooleanField("大字版", default=False)

    USERNAME_FIELD = "login"
    objects = UserManager()

    class Meta:
        """By sign-in name."""

        verbose_name = "账号"
        ordering = ("login",)
        constraints = (
            is_one_of("duty", Duty, name="orgs_user_duty_known"),
            models.CheckConstraint(condition=~models.Q(login=""), name="orgs_user_login_given"),
            models.CheckConstraint(
                condition=models.Q(duty="NONE") | models.Q(person__isnull=True),
                name="orgs_user_duty_or_person",
            ),
        )

    def __str__(self) -> str:
        """Return the name shown."""
        return self.display_name

    @property
    def state(self) -> AccountState:
        """Return whether one can sign in."""
        return AccountState.OPEN if self.is_active else AccountState.CLOSED

    @property
    def place(self) -> Place | None:
        """Return where the account belongs: the branch of its person; None for a duty."""
        return self.person.place if self.person else None

    def slip_is_over(self, at: datetime) -> bool:
        """Say whether the account still waits for its first sign-in and the slip is too old for it."""
        return self.must_change_password and self.slip_expires_at is not None and self.slip_expires_at < at
