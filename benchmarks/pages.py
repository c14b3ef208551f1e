"""Pages under load: 16,000 organisations, 30,000 people, 40 requests a second from outside, whatever the answers do.

    PYTHONPATH=src:. python -m benchmarks.pages [SECONDS]

The server is the real one (waitress) in a process of its own; a request's time is counted from the instant it was due,
so that a queue shows (open loop). The same pages are then asked in a county of ten branches; what must not grow with
the size of the others is the ratio. With JIFEN_TEST_DATABASE (tools/postgresql.py) on PostgreSQL, else on SQLite.
"""

from __future__ import annotations

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

RATE = 40
PAGES_MS, LOGIN_MS, GROWTH = 100, 1_500, 1.3
"""Limits: p99 of pages, p95 of signing in, page time of 1,500 branches over 10."""


def main() -> None:
    """Measure both counties and print one line a page."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    os.environ["DJANGO_SETTINGS_MODULE"] = "jifen.config.settings"
    os.environ["JIFEN_DEMO"] = "1"
    medians: dict[str, dict[str, float]] = {}
    for name, size in (("1500", {}), ("10", {"branches": 10, "groups": 100, "people": 500})):
        with tempfile.TemporaryDirectory() as home:
            found = subprocess.run(
                [sys.executable, "-m", "benchmarks.pages_site", home, str(size.get("branches", 1_500))],
                check=True,
                capture_output=True,
                encoding="utf-8",
                env=_environment(home),
            )
            targets = dict(line.split("\t", 1) for line in found.stdout.splitlines())
            with _served(home) as port:
                medians[name] = _measure(port, targets, seconds)
    for page in medians["1500"]:
        ratio = medians["1500"][page] / medians["10"][page]
        print(f"{page}: median with 1,500 branches / with 10 = {ratio:.2f} (limit {GROWTH})")


def _environment(home: str) -> dict[str, str]:
    environment = {**os.environ, "JIFEN_HOME": home, "JIFEN_HASH_TIME_COST": "2"}
    if address := os.environ.get("JIFEN_TEST_DATABASE"):
        environment["JIFEN_DATABASE"] = address
    return environment


@contextmanager
def _served(home: str) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serve = [
        sys.executable,
        "-m",
        "waitress",
        f"--listen=127.0.0.1:{port}",
        "--threads=8",
        "jifen.config.wsgi:application",
    ]
    server = subprocess.Popen(serve, env=_environment(home), stderr=subprocess.DEVNULL, cwd=Path.cwd())
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


def _measure(port: int, targets: dict[str, str], seconds: int) -> dict[str, float]:
    """Ask every page in turn at the rate for so many seconds; return the median of each in milliseconds."""
    pages = {name: value.split("\t") for name, value in targets.items()}
    medians = {}
    for name, (address, key) in pages.items():
        _ask(port, address, key)
        times = _load(port, address, key, RATE, seconds)
        times.sort()
        p99 = times[int(len(times) * 0.99) - 1]
        medians[name] = statistics.median(times)
        verdict = "" if p99 <= PAGES_MS else f"  OVER {PAGES_MS}"
        print(
            f"{name}: {len(times)} at {RATE}/s, median {medians[name]:.1f} ms, p99 {p99:.1f} ms{verdict}",
            flush=True,
        )
    return medians


def _load(port: int, address: str, key: str, rate: int, seconds: int) -> list[float]:
    times: list[float] = []
    lock = threading.Lock()
    start = time.perf_counter() + 0.2

    def worker(first: int, workers: int) -> None:
        for number in range(first, rate * seconds, workers):
            due = start + number / rate
            wait = due - time.perf_counter()
            if wait > 0:
                time.sleep(wait)
            _ask(port, address, key)
            with lock:
                times.append((time.perf_counter() - due) * 1_000)

    workers = [threading.Thread(target=worker, args=(number, 16)) for number in range(16)]
    for thread in workers:
        thread.start()
    for thread in workers:
        thread.join()
    return times


def _ask(port: int, address: str, key: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", address, headers={"Cookie": f"sessionid={key}", "Accept-Language": "zh"})
    answer = connection.getresponse()
    body: Any = answer.read()
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{address}: {answer.status} {body[:200]!r}")


if __name__ == "__main__":
    main()
