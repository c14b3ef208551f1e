"""Pages under load: 16,000 organisations, 30,000 people, 40 requests a second from outside; and signing in beside it.

    PYTHONPATH=src:. python -m benchmarks.pages [SECONDS]                                  (SQLite)
    python tools/postgresql.py python -m benchmarks.pages [SECONDS]                        (PostgreSQL)

The server is the real one (waitress) in a process of its own, under the house's open-loop load. The same pages are
then asked in a county of ten branches; what must not grow with the size of the others is the ratio.
"""

from __future__ import annotations

import sys
import tempfile
import threading
from statistics import median

from benchmarks.serving import ask, load, make_county, served, share
from benchmarks.sign_in import sign_in

RATE, SIGNING = 40, 5
"""Pages and sign-ins a second."""
PAGES_MS, LOGIN_MS, GROWTH, BESIDE = 100, 1_500, 1.3, 2
"""Limits: p99 of pages, p95 of signing in, page time of 1,500 branches over 10, p95 of pages beside sign-ins."""


def main() -> None:
    """Measure both counties and print one line a page."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    medians = {}
    for branches in (1_500, 10):
        with tempfile.TemporaryDirectory() as home:
            targets = make_county(home, branches)
            logins = targets.pop("signing in")[1].split(",")
            with served(home) as port:
                medians[branches] = measure(port, targets, seconds)
                if branches == 1_500:
                    measure_beside(port, targets["people of a small branch"], logins, seconds)
    for page, large in medians[1_500].items():
        print(f"{page}: median with 1,500 branches / with 10 = {large / medians[10][page]:.2f} (limit {GROWTH})")


def measure(port: int, targets: dict[str, list[str]], seconds: int) -> dict[str, float]:
    """Ask every page in turn at the rate for so many seconds; return the median of each in milliseconds."""
    medians = {}
    for name, (address, key) in targets.items():
        ask(port, address, key)
        times = load(lambda _, address=address, key=key: ask(port, address, key), RATE, seconds)  # type: ignore[misc]
        medians[name] = median(times)
        p99 = share(times, 0.99)
        print(f"{name}: {len(times)} at {RATE}/s, median {medians[name]:.1f} ms, p99 {p99:.1f} ms"
              f"{_over(p99, PAGES_MS)}", flush=True)  # fmt: skip
    return medians


def measure_beside(port: int, page: list[str], logins: list[str], seconds: int) -> None:
    """Sign in at the rate while a page is asked as a busy branch asks it; print both."""
    alone = load(lambda _: ask(port, *page), RATE / 4, seconds)
    beside: list[float] = []
    reader = threading.Thread(
        target=lambda: beside.extend(load(lambda _: ask(port, *page), RATE / 4, seconds))
    )
    reader.start()
    times = load(lambda number: sign_in(port, logins[number % len(logins)]), SIGNING, seconds)
    reader.join()
    p95, ratio = share(times, 0.95), share(beside, 0.95) / share(alone, 0.95)
    print(f"signing in at {SIGNING}/s: median {median(times):.0f} ms, p95 {p95:.0f} ms{_over(p95, LOGIN_MS)}")
    print(f"pages beside it: p95 {share(beside, 0.95):.0f} ms, {ratio:.2f} of alone{_over(ratio, BESIDE)}", flush=True)


def _over(value: float, limit: float) -> str:
    return "" if value <= limit else f"  OVER {limit}"


if __name__ == "__main__":
    main()
