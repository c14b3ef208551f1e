"""Who may sign in. Whatever the reason of a refusal, it takes one digest and is told with one sentence (trust V6)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from jifen.orgs.models import User


class Accounts(ModelBackend):
    """Sign-in by name and password: an unknown name costs a digest too, a closed account is refused after its own."""

    def get_user(self, user_id: Any) -> User | None:
        """Return the account of a session with its person and branch, which every page asks for."""
        found = User.objects.select_related("person__branch").filter(pk=user_id).first()
        return found if found is not None and self.user_can_authenticate(found) else None

    def user_can_authenticate(self, user: Any) -> bool:
        """Say whether an account is open and its slip, where it waits for the first sign-in, still valid."""
        return isinstance(user, User) and user.is_active and not user.slip_is_over(timezone.now())
