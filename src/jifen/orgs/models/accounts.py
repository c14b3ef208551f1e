"""Accounts. A member needs none for anything to work."""

from __future__ import annotations

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from jifen.common.orm import CodeField, is_one_of
from jifen.orgs.models.organizations import Organization
from jifen.orgs.models.people import Person
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
    older version end at their next request.
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
    version = models.PositiveIntegerField(default=1)
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
