"""Forms of signing in: the package's, in the house's look and words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms

from jifen.orgs.states.accounts import ClosingReason, normal_login
from jifen.orgs.states.roles import Duty
from jifen.web.accounts.passwords import HINT
from jifen.web.forms import CodeChoiceField, Form

CODE = {"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": "12"}


def dress(form: forms.Form, **labels: str) -> None:
    """Give the fields of a form our labels and classes, and take the package's hints away."""
    form.label_suffix = ""
    for name, field in form.fields.items():
        field.label = labels.get(name, field.label)
        field.help_text = ""
        field.widget.attrs["class"] = "form-control"
        field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):  # type: ignore[misc]
    """Name and password."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Dress the fields."""
        super().__init__(*args, **options)
        dress(self, login="登录名", password="密码")
        self.fields["login"].widget.attrs["autofocus"] = True

    def clean_login(self) -> str:
        """Return the name as it is kept: full-width signs are easily typed."""
        return normal_login(self.cleaned_data["login"])


class ConfirmForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something dear."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Dress the field."""
        super().__init__(*args, **options)
        dress(self, password="密码")


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """The old password and twice the new one."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Dress the fields."""
        super().__init__(*args, **options)
        dress(self, oldpassword="原来的密码", password1="新密码", password2="再输一次新密码")
        self.fields["oldpassword"].help_text = "第一次登录的，就是密码条上的密码。"
        self.fields["password1"].help_text = HINT

    def clean(self) -> dict[str, Any]:
        """Compare the two, and the new with the old."""
        data: dict[str, Any] = forms.Form.clean(self) or {}
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", "两次输入的新密码不一样，请重新输入。")
        if first and first == data.get("oldpassword"):
            self.add_error("password1", "新密码和原来的一样，请换一个。")
        return data


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """Six digits of the phone, or a recovery code."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Dress the field."""
        super().__init__(*args, **options)
        dress(self, code="验证码")
        self.fields["code"].widget.attrs.update(CODE, autofocus=True)
        self.fields["code"].help_text = "手机上验证器显示的六个数字；手机不在身边的，填一个备用码。"


class ActivateForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first six digits, which show that the phone has the secret."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Dress the field."""
        super().__init__(*args, **options)
        dress(self, code="手机上显示的六个数字")
        self.fields["code"].widget.attrs.update(CODE)


class CloseForm(Form):
    """Why an account is closed."""

    reason = CodeChoiceField(
        ClosingReason,
        [reason for reason in ClosingReason if reason is not ClosingReason.UNUSED],
        label="停用原因",
    )


class DutyForm(Form):
    """An account for a duty."""

    duty = CodeChoiceField(Duty, (Duty.ADMIN, Duty.AUDITOR), label="用途")
    display_name = forms.CharField(
        label="使用人姓名", max_length=60, help_text="一人一个账号，不要几个人共用"
    )
    login = forms.CharField(label="登录名", max_length=40)
