"""Eight approvers press the button at the same instant: the line stands in the book once (trust D1, D2)."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.trust.installation import Installation

pytestmark = [pytest.mark.django_db, pytest.mark.harness, pytest.mark.both]
APPROVERS = 8
ROUNDS = {False: 40, True: 1_000}


def race(installation: Installation, rounds: int, *way: str, approvers: int = APPROVERS) -> Counter[str]:
    """Let everybody post under one key at once, round after round; count what they were told."""
    workers = [installation.start("post", installation.book, *way) for _ in range(approvers)]
    told: Counter[str] = Counter()
    try:
        for worker in workers:
            assert answer(worker) == "ready"
        for number in range(rounds):
            for worker in workers:
                assert worker.stdin is not None
                worker.stdin.write(f"round-{number}\n")
            told.update(answer(worker) for worker in workers)
    finally:
        for worker in workers:
            stop(worker)
    return told


def answer(worker: subprocess.Popen[str]) -> str:
    assert worker.stdout is not None
    return worker.stdout.readline().strip()


def stop(worker: subprocess.Popen[str]) -> None:
    worker.kill()
    worker.wait()
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.close()
    worker.stdout.close()


def test_many_approvers_post_exactly_once(
    tmp_path: Path, record_property: Any, pytestconfig: pytest.Config
) -> None:
    installation = Installation(tmp_path)
    rounds = ROUNDS[pytestconfig.getoption("--long")]

    told = race(installation, rounds)

    lines = installation.do("look").splitlines()
    record_property("races", rounds)
    assert told == {"new": rounds, "again": rounds * (APPROVERS - 1)}
    assert sorted(lines) == sorted(f"key round-{number} 1 1" for number in range(rounds))


@pytest.mark.canary("同时入账只记一次", "同一次提交各人用各人的编号")
def test_posting_twice_is_noticed(tmp_path: Path) -> None:
    installation = Installation(tmp_path)

    told = race(installation, 2, "careless", approvers=3)

    assert told["new"] > 2
    assert len(installation.do("look").splitlines()) > 2
