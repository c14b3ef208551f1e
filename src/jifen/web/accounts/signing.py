"""Signing in and out, and changing the password: the package's views with our words, mounted one by one."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import LoginView, PasswordChangeView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from jifen.orgs import actions
from jifen.web.accounts.hashing import RETRY_SECONDS, Busy
from jifen.web.accounts.sessions import forget_mark
from jifen.web.requests import Request


class _SignIn(LoginView):  # type: ignore[misc]
    """Name and password; while too many sign in, the form comes back with the name in it."""

    def post(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        """Sign in, or say what is wrong."""
        try:
            response: HttpResponse = super().post(request, *args, **options)
        except Busy as busy:
            form = self.get_form_class()(initial={"login": request.POST.get("login", "")}, request=request)
            context = self.get_context_data(form=form, busy=str(busy))
            response = self.render_to_response(context, status=503)
            response["Retry-After"] = str(RETRY_SECONDS)
        return response


class _EnterCode(AuthenticateView):  # type: ignore[misc]
    """The second factor of a sign-in."""

    template_name = "account/code.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        """Write the refusal down and ask again."""
        address = self.request.META.get("REMOTE_ADDR", "")
        login = self.stage.login.user.login
        actions.refuse_sign_in(at=timezone.now(), login=login, address=address, why="CODE")
        response: HttpResponse = super().form_invalid(form)
        return response


class _Confirm(ReauthenticateView):  # type: ignore[misc]
    """The password once more, before something dear."""

    template_name = "account/confirm.html"


class _ChangePassword(PasswordChangeView):  # type: ignore[misc]
    """A new password; whoever just gave the old one is not asked for it again."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Change it, and say so."""
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, method="password", reauthenticated=True)
        messages.success(self.request, "密码已经修改，别处的登录都已退出。密码条请撕掉。")
        return response


sign_in = _SignIn.as_view()
enter_code = _EnterCode.as_view()
confirm = _Confirm.as_view()
change_password = _ChangePassword.as_view()


@require_POST
def sign_out(request: Request) -> HttpResponse:
    """End the session on the server, and ask the browser to forget what it kept (trust E3)."""
    if request.user.is_authenticated:
        actions.sign_out(actor=request.actor, at=request.at)
        forget_mark(request)
        logout(request)
    messages.success(request, "已经退出。用的是公共电脑的，请把浏览器窗口也关掉。")
    response = redirect(settings.LOGIN_URL)
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response
