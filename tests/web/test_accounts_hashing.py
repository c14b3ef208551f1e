"""Password hashing: two at a time, a few wait, the rest are asked to come back; the cost is the installation's."""

import json
from pathlib import Path
from threading import Barrier, Event, Thread

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password
from django.test import override_settings

from jifen.config.hashing import Hashing, read_hashing
from jifen.web.accounts import hashing
from jifen.web.accounts.hashing import AT_ONCE, WAITING, Busy, LimitedArgon2


@pytest.mark.canary("同时算密码", "第三个不等就算")
def test_two_digests_are_made_at_once_and_never_three(monkeypatch: pytest.MonkeyPatch) -> None:
    at_work, most, go_on = [0], [0], Event()
    together = Barrier(2 + 1)

    def slow(self: Argon2PasswordHasher, password: str, salt: str) -> str:
        at_work[0] += 1
        most[0] = max(most[0], at_work[0])
        if not go_on.is_set():
            together.wait(timeout=20)
            go_on.wait(timeout=20)
        at_work[0] -= 1
        return "digest"

    monkeypatch.setattr(Argon2PasswordHasher, "encode", slow)
    threads = [Thread(target=LimitedArgon2().encode, args=("x", "y" * 16)) for _ in range(AT_ONCE + 2)]
    for thread in threads:
        thread.start()
    together.wait(timeout=20)
    assert at_work == [2]
    go_on.set()
    for thread in threads:
        thread.join(timeout=20)

    assert most[0] == 2


def test_who_finds_the_queue_full_is_turned_away_at_once() -> None:
    for _ in range(AT_ONCE + WAITING):
        hashing._places.acquire(blocking=False)
    try:
        with pytest.raises(Busy, match="请过半分钟再试"):
            LimitedArgon2().encode("x", "y" * 16)
    finally:
        for _ in range(AT_ONCE + WAITING):
            hashing._places.release()


def test_who_waits_too_long_gives_his_place_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashing, "WAIT_SECONDS", 0.01)
    for _ in range(AT_ONCE):
        hashing._slots.acquire()
    try:
        for _ in range(3 * WAITING):
            with pytest.raises(Busy):
                LimitedArgon2().verify("x", "argon2$")
    finally:
        for _ in range(AT_ONCE):
            hashing._slots.release()
    assert LimitedArgon2().encode("x", "y" * 16).startswith("argon2$argon2id$")


@override_settings(PASSWORD_HASHERS=["jifen.web.accounts.hashing.LimitedArgon2"])
def test_digest_is_made_anew_when_the_cost_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    old = make_password("春天")
    anew: list[str] = []
    monkeypatch.setattr(LimitedArgon2, "time_cost", 3)

    assert check_password("春天", old, setter=anew.append)
    assert anew == ["春天"]
    anew.clear()
    assert check_password("春天", make_password("春天"), setter=anew.append)
    assert anew == []


def test_cost_is_read_from_the_data_folder(tmp_path: Path) -> None:
    assert read_hashing(tmp_path) == Hashing(2, 19_456, 0)
    kept = {"time_cost": 5, "memory_cost": 19_456, "milliseconds": 103}
    (tmp_path / "hashing.json").write_text(json.dumps(kept), encoding="utf-8")

    assert read_hashing(tmp_path) == Hashing(5, 19_456, 103)
