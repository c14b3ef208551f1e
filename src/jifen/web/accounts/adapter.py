"""How the sign-in package behaves here: no sign-up, and where one goes afterwards."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are opened by the branch or its superior, never by oneself."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> Any:
        """Return the home page, or where one wanted to go."""
        return super().get_login_redirect_url(request)
