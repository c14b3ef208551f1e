"""Killed at any instant, nothing that was acknowledged is lost, nothing is doubled or half done (trust D3)."""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.trust.installation import SERVER, Installation
from tests.trust.test_races import answer, stop

pytestmark = [pytest.mark.django_db, pytest.mark.harness, pytest.mark.both]
WRITERS = 3
CYCLES = {False: 10 if SERVER else 30, True: 1_000}
STARTING = 60


@dataclass
class Loss:
    """What a cycle found: keys acknowledged, of them lost; keys not whole; alarms of the walk."""

    acknowledged: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    halves: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)


@contextmanager
def nest_of(installation: Installation) -> Iterator[subprocess.Popen[str]]:
    """Keep a process from which writers begin at once, while the block runs."""
    nest = installation.start("nest")
    try:
        assert answer(nest) == "ready"
        yield nest
    finally:
        stop(nest)


def kill_once(
    nest: subprocess.Popen[str], installation: Installation, acknowledged: Path, *way: str, wait: float
) -> None:
    """Let writers write, and kill all of them at once a moment after each has begun."""
    before, writers = count(acknowledged), []
    for _ in range(WRITERS):
        assert nest.stdin is not None
        nest.stdin.write("\t".join(["write", installation.book, str(acknowledged), *way]) + "\n")
        writers.append(os.pidfd_open(int(answer(nest))))
    deadline = time.monotonic() + STARTING
    while count(acknowledged) < before + WRITERS and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(wait)
    for writer in writers:
        signal.pidfd_send_signal(writer, signal.SIGKILL)
    for writer in writers:
        assert select.select([writer], [], [], STARTING)[0] == [writer]
        os.close(writer)


def count(acknowledged: Path) -> int:
    return len(acknowledged.read_bytes().splitlines()) if acknowledged.exists() else 0


def read(installation: Installation, acknowledged: Path) -> Loss:
    """Compare what was acknowledged with what stands in the book."""
    loss = Loss(acknowledged=set(acknowledged.read_text(encoding="utf-8").splitlines()))
    posted = set()
    for line in installation.do("look").splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "alarm":
            loss.alarms.append(rest)
        else:
            key, entries, texts = rest.split()
            posted.add(key)
            loss.halves += [key] if (entries, texts) != ("1", "1") else []
    loss.lost = loss.acknowledged - posted
    return loss


def waits(cycles: int) -> Iterator[float]:
    """Yield how long each cycle runs, in seconds: short and long, never the same."""
    chance = random.Random(cycles)
    for _ in range(cycles):
        yield chance.uniform(0, 0.5)


def test_kill_loses_nothing_that_was_acknowledged(
    tmp_path: Path, record_property: Any, pytestconfig: pytest.Config
) -> None:
    installation, acknowledged = Installation(tmp_path), tmp_path / "acknowledged"
    cycles = CYCLES[pytestconfig.getoption("--long")]

    with nest_of(installation) as nest:
        for wait in waits(cycles):
            kill_once(nest, installation, acknowledged, wait=wait)

    loss = read(installation, acknowledged)
    record_property("kills", cycles)
    record_property("acknowledged", len(loss.acknowledged))
    assert (loss.lost, loss.halves, loss.alarms) == (set(), [], [])
    assert len(loss.acknowledged) >= cycles * WRITERS


@pytest.mark.canary("断电不丢账", "还没有存好就回答已经入账")
def test_answer_before_the_commit_is_noticed(tmp_path: Path) -> None:
    installation, acknowledged = Installation(tmp_path), tmp_path / "acknowledged"

    with nest_of(installation) as nest:
        for wait in waits(20):
            kill_once(nest, installation, acknowledged, "hasty", wait=wait / 10)
            if read(installation, acknowledged).lost:
                break

    assert read(installation, acknowledged).lost
