"""Password hashing: Argon2 tuned at installation to about 100 ms, and never more than two at a time (trust §11)."""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher

from jifen.common.refusals import NotNow

AT_ONCE = 2
WAIT_SECONDS = 8
_slots = BoundedSemaphore(AT_ONCE)


class Busy(NotNow):
    """Too many people sign in at the same moment."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("同时登录的人较多，请过半分钟再试；您填的内容没有丢失，返回上一页即可。")


class LimitedArgon2(Argon2PasswordHasher):
    """Argon2id with the installation's cost; further sign-ins wait their turn, then are asked to come back."""

    time_cost = settings.JIFEN_HASH_TIME_COST or 2
    memory_cost = 19_456
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """Return the digest, when a slot is free."""
        with _Slot():
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Compare, when a slot is free."""
        with _Slot():
            return super().verify(password, encoded)


class _Slot:
    def __enter__(self) -> None:
        if not _slots.acquire(timeout=WAIT_SECONDS):
            raise Busy

    def __exit__(self, *_: Any) -> None:
        _slots.release()
