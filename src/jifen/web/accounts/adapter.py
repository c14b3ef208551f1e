"""How the sign-in package behaves here: no sign-up, no mail, our words, and every sign-in written down."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from jifen.common.orm import key_ring
from jifen.orgs import actions
from jifen.orgs.models import User
from jifen.orgs.queries import get_actor
from jifen.orgs.states.accounts import FACTOR_SECRETS

WORDS = {
    "username_password_mismatch": "登录名或者密码不对。请看清大小写再试；密码条过期、账号停用的，请找本支部书记。",
    "enter_current_password": "原来的密码不对，请再输一次。",
    "incorrect_password": "密码不对，请再输一次。",
    "incorrect_code": "验证码不对，或者已经过期、用过。请看手机上现在的六个数字再输一次。",
    "too_many_login_attempts": "输错太多次，请过 15 分钟再试。",
    "rate_limited": "操作太快，请过一分钟再试。",
    "cannot_generate_recovery_codes": "还没有设置两步验证，没有备用码。",
    "cannot_delete_authenticator": "现在不能停用两步验证。",
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are opened by the branch or its superior, never by oneself."""

    error_messages = DefaultAccountAdapter.error_messages | WORDS

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Say no: answers are pages."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address of the browser; behind a proxy the server has already put the right one there."""
        address: str = request.META.get("REMOTE_ADDR") or "127.0.0.1"
        return address

    def add_message(
        self, request: HttpRequest, *args: Any, message: str | None = None, **options: Any
    ) -> None:
        """Pass on nothing but what we say ourselves: the package's own words speak of e-mail."""
        if message:
            super().add_message(request, *args, message=message, **options)

    def send_notification_mail(self, *_: Any, **__: Any) -> None:
        """Send nothing: there is no mail."""

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Go back to the sign-in page."""
        return redirect(settings.LOGIN_URL)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """Ask for the password again, and for nothing else."""
        return [
            {"id": "reauthenticate", "description": "再输一次密码", "url": reverse("account_reauthenticate")}
        ]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return home."""
        return reverse("home")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count nothing here: axes counts by account and address, so that a stranger cannot lock somebody else out."""

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write a refused sign-in down; once locked out, the attempts that follow are not."""
        failures = getattr(request, "axes_failures_since_start", None) or 0
        if failures <= settings.AXES_FAILURE_LIMIT:
            why = "LOCKED" if failures == settings.AXES_FAILURE_LIMIT else "PASSWORD"
            actions.refuse_sign_in(
                at=timezone.now(),
                login=str(credentials.get("username", "")),
                address=self.get_client_ip(request),
                why=why,
            )

    def login(self, request: HttpRequest, user: User) -> None:
        """Begin a session with a new key, and write it down."""
        second_factor = any(row["method"] == "mfa" for row in get_authentication_records(request, user))
        at = timezone.now()
        super().login(request, user)
        for name in ("hat", "notice", "elsewhere"):
            request.session.pop(name, None)
        request.session["version"] = user.version
        request.session["second_factor"] = second_factor
        actor = get_actor(user, timezone.localdate(at))
        address = self.get_client_ip(request)
        actions.sign_in(actor=actor, at=at, address=address, second_factor=second_factor)

    def set_password(self, user: User, password: str) -> None:
        """Change one's own password; this session goes on, others end."""
        request = self.request
        changed = actions.change_password(actor=request.actor, at=request.at, password=password)
        user.password, user.version = changed.password, changed.version
        request.session["version"] = changed.version


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are sealed like identity numbers."""

    error_messages = DefaultMFAAdapter.error_messages | WORDS

    def encrypt(self, text: str) -> str:
        """Return the sealed secret."""
        return key_ring().seal(text, FACTOR_SECRETS)

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret."""
        return key_ring().open(encrypted_text, FACTOR_SECRETS)
