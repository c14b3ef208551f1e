"""What a password must be: long first of all, and nothing others would try (the framework's own words are English)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

LEAST = 10
HINT = f"至少 {LEAST} 个字，不能全是数字，不要含姓名和登录名；可以用一句自己记得住的话。"


class Passphrase:
    """Says everything that is wrong with a password at once."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise `ValidationError` with a sentence per fault."""
        faults = []
        if len(password) < LEAST:
            faults.append(f"新密码只有 {len(password)} 个字，至少要 {LEAST} 个字。")
        if password.isdigit():
            faults.append("新密码全是数字，容易被猜到，请加上汉字或者字母。")
        names = {getattr(user, "login", ""), getattr(user, "display_name", "")}
        if any(len(name) > 1 and name.lower() in password.lower() for name in names):
            faults.append("新密码里有姓名或者登录名，容易被猜到，请换一个。")
        if password.lower().strip() in CommonPasswordValidator().passwords:
            faults.append("新密码太常见，容易被猜到，请换一个。")
        if faults:
            raise ValidationError(faults)

    def get_help_text(self) -> str:
        """Return what a password must be."""
        return HINT
