"""The second factor of one's own account: six digits of the phone, and recovery codes on paper."""

from __future__ import annotations

from typing import Any

from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse_lazy

from jifen.orgs import actions


class _Changing:
    """What the three changes share: written down, and other sessions end."""

    what = ""
    request: Any

    def write_down(self) -> None:
        """Record the change; this session goes on."""
        request = self.request
        user = actions.change_second_factor(actor=request.actor, at=request.at, what=self.what)
        request.session["version"] = user.version
        request.session["second_factor"] = self.what != "OFF"


class _Activate(_Changing, ActivateTOTPView):  # type: ignore[misc]
    """Scan, type six digits, done; the recovery codes are shown next."""

    what = "ON"
    template_name = "account/second_factor.html"
    success_url = reverse_lazy("mfa_view_recovery_codes")

    def get_success_url(self) -> str:
        """Return the page of the codes."""
        return str(self.success_url)

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        """Add the secret in groups of four, for phones without a camera."""
        context: dict[str, Any] = super().get_context_data(**options)
        secret = context["form"].secret
        return {**context, "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))}

    def form_valid(self, form: Any) -> HttpResponse:
        """Set it up and write it down."""
        response: HttpResponse = super().form_valid(form)
        self.write_down()
        messages.success(self.request, "两步验证设置好了。以后登录，输完密码再输手机上的六个数字。")
        return response


class _Deactivate(_Changing, DeactivateTOTPView):  # type: ignore[misc]
    """Take it off, to set up another phone."""

    what = "OFF"
    template_name = "account/second_factor_off.html"
    success_url = reverse_lazy("my_account")

    def form_valid(self, form: Any) -> HttpResponse:
        """Take it off and write it down."""
        response: HttpResponse = super().form_valid(form)
        self.write_down()
        messages.success(self.request, "两步验证已经停用。换手机的，请在新手机上重新设置。")
        return response


class _ShowCodes(ViewRecoveryCodesView):  # type: ignore[misc]
    """The codes, once."""

    template_name = "account/recovery_codes.html"


class _MakeCodes(_Changing, GenerateRecoveryCodesView):  # type: ignore[misc]
    """New codes; the old ones are void."""

    what = "CODES"
    template_name = "account/recovery_codes_new.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Make them and write it down."""
        response: HttpResponse = super().form_valid(form)
        self.write_down()
        return response


activate = _Activate.as_view()
deactivate = _Deactivate.as_view()
show_codes = _ShowCodes.as_view()
make_codes = _MakeCodes.as_view()
