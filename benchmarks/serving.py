"""The real site in processes of its own, in a county made for it, and requests at a fixed rate from outside."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

ASKERS = 16
PROCESSES = 2
PROGRAM = (sys.executable, "-c", "from jifen.cli.main import main; main()")
PASSWORD = "a-long-password"


def make_county(home: str, branches: int) -> dict[str, list[str]]:
    """Make a data folder and a county in it; return what can be asked, by name."""
    return {name: rest for name, *rest in make_site(home, "benchmarks.pages_site", str(branches))}


def make_site(home: str, program: str, *arguments: str) -> list[list[str]]:
    """Make a data folder (and a database of its own) and fill it by a program; return its lines, cut at the tabs.

    Passwords cost what they cost on this machine: the cost is measured first.
    """
    if os.environ.get("JIFEN_TEST_DATABASE"):
        import psycopg

        with psycopg.connect(os.environ["JIFEN_TEST_DATABASE"], autocommit=True) as server:
            server.execute(f"CREATE DATABASE {_database_of(home)}")
    made = [sys.executable, "-m", program, *arguments]
    for command in ([*PROGRAM, "site", "prepare"], [*PROGRAM, "site", "tune"], made):
        found = subprocess.run(
            command,
            check=True,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env=environment_of(home),
        )
    return [line.split("\t") for line in found.stdout.splitlines()]


def _database_of(home: str) -> str:
    return "bench_" + "".join(letter for letter in Path(home).name.lower() if letter.isalnum())


def environment_of(home: str) -> dict[str, str]:
    """Return what a process of the site finds in its environment."""
    chosen = {"JIFEN_HOME": home, "JIFEN_DEMO": "1", "DJANGO_SETTINGS_MODULE": "jifen.config.settings"}
    if address := os.environ.get("JIFEN_TEST_DATABASE"):
        chosen["JIFEN_DATABASE"] = urlsplit(address)._replace(path=f"/{_database_of(home)}").geturl()
    return {**os.environ, **chosen}


@contextmanager
def served(home: str) -> Iterator[int]:
    """Serve a data folder while the block runs; yield the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*PROGRAM, "site", "serve", "--port", str(port), "--processes", str(PROCESSES)]
    server = subprocess.Popen(
        command, env=environment_of(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), 0.2).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait()


def load(act: Callable[[int], None], rate: float, seconds: float) -> list[float]:
    """Do something at a rate whatever the answers do (open loop); return the milliseconds of each, in order of size.

    A time is counted from the instant the request was due, so that a queue shows.
    """
    times: list[float] = []
    lock = threading.Lock()
    start = time.perf_counter() + 0.2
    count = int(rate * seconds)

    def work(first: int) -> None:
        for number in range(first, count, ASKERS):
            due = start + number / rate
            time.sleep(max(due - time.perf_counter(), 0))
            act(number)
            with lock:
                times.append((time.perf_counter() - due) * 1_000)

    workers = [threading.Thread(target=work, args=(number,)) for number in range(ASKERS)]
    for thread in workers:
        thread.start()
    for thread in workers:
        thread.join()
    return sorted(times)


def share(times: list[float], part: float) -> float:
    """Return the time that a part of the requests kept within."""
    return times[max(int(len(times) * part) - 1, 0)]


def ask(port: int, address: str, key: str) -> None:
    """Ask for a page with a session; raise `RuntimeError` where it is not shown."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", address, headers={"Cookie": f"sessionid={key}", "Accept-Language": "zh"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{address}: {answer.status} {body[:200]!r}")
