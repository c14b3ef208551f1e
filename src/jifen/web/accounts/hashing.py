"""Password hashing: Argon2 tuned at installation to about 100 ms, and never more than two at a time (trust V7, §11)."""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher

from jifen.common.refusals import NotNow

AT_ONCE = max(2 // settings.JIFEN_PROCESSES, 1)
"""Of each process; together two, with more than two processes one in each."""
WAITING = 4
WAIT_SECONDS = 5
RETRY_SECONDS = 30
_slots = BoundedSemaphore(AT_ONCE)
_places = BoundedSemaphore(AT_ONCE + WAITING)


class Busy(NotNow):
    """Too many people sign in at the same moment."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("同时登录的人较多，请过半分钟再试；您填的内容没有丢失。")


class LimitedArgon2(Argon2PasswordHasher):
    """Argon2id with the installation's cost: few digests at a time, a few more wait, the rest are asked to come back.

    Those who wait hold a thread of the server each; a flood of sign-ins must leave threads for everybody's pages.
    """

    time_cost = settings.JIFEN_HASHING.time_cost
    memory_cost = settings.JIFEN_HASHING.memory_cost
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """Return the digest, when a slot is free; raise `Busy`."""
        with _Slot():
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Compare, when a slot is free; raise `Busy`."""
        with _Slot():
            return super().verify(password, encoded)


class _Slot:
    def __enter__(self) -> None:
        if not _places.acquire(blocking=False):
            raise Busy
        if not _slots.acquire(timeout=WAIT_SECONDS):
            _places.release()
            raise Busy

    def __exit__(self, *_: Any) -> None:
        _slots.release()
        _places.release()
