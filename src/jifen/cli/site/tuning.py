"""How dear a password is on this machine: about a tenth of a second each."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import click
from django.contrib.auth.hashers import Argon2PasswordHasher

from jifen.cli.site.starting import home, start

GOAL = 100.0
"""Milliseconds for one digest."""
LEAST, MOST = 2, 40
"""Rounds of Argon2id over 19 MiB: the least OWASP asks for, and more than a fast machine needs."""
MEMORY = 19_456


def measure(rounds: int) -> float:
    """Return the milliseconds of one digest, the median of five."""
    hasher = Argon2PasswordHasher()
    hasher.time_cost, hasher.memory_cost, hasher.parallelism = rounds, MEMORY, 1
    taken = []
    for _ in range(5):
        begun = perf_counter()
        hasher.encode("量一量这台电脑", "sixteen-signs-it")
        taken.append((perf_counter() - begun) * 1000)
    return median(taken)


def choose(measured: Callable[[int], float]) -> int:
    """Return the rounds that come nearest to the goal: the time grows evenly with them."""
    each = measured(LEAST) / LEAST
    return min(max(round(GOAL / each), LEAST), MOST)


def tune_hashing() -> None:
    """Measure, and keep the cost in the data folder; passwords get it when they are used next."""
    start()
    rounds = choose(measure)
    taken = round(measure(rounds))
    write_cost(home(), rounds, taken)
    click.echo(
        f"一次密码计算约 {taken} 毫秒（强度 {rounds}）。重新启动网站后生效；已有的密码在本人下次登录时换成新的强度。"
    )


def write_cost(folder: Path, rounds: int, milliseconds: int) -> None:
    """Keep the cost, whole or not at all."""
    beside = folder / "hashing.new"
    kept = {"time_cost": rounds, "memory_cost": MEMORY, "milliseconds": milliseconds}
    beside.write_text(json.dumps(kept) + "\n", encoding="utf-8")
    beside.replace(folder / "hashing.json")
