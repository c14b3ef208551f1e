"""Statements and postings where the book is full: 30,000 people, 3 million lines.

    PYTHONPATH=src:. python -m benchmarks.statements [PEOPLE] [SECONDS]                    (SQLite)
    python tools/postgresql.py python -m benchmarks.statements [PEOPLE] [SECONDS]          (PostgreSQL)

One statement against raw SQL with the same template, in one process; statements at 40 a second from outside; then
eight processes that post one line after another, each into a book of its own.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time

from benchmarks.serving import ask, environment_of, load, make_site, served, share

RATE, CLIENTS, POSTS = 40, 8, 100
RATIO, PAGE_MS, POST_MS = 3.5, 100, 20
"""Limits: page over raw SQL, p99 of a statement, p99 of a posting."""


def main() -> None:
    """Make the county, measure, print."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 30_000
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    with tempfile.TemporaryDirectory() as home:
        begun = time.perf_counter()
        lines = make_site(home, "benchmarks.statements_site", str(people))
        print(
            f"{people} people, {people * 100} lines: made in {time.perf_counter() - begun:.0f} s", flush=True
        )
        page, raw = (float(part) for part in next(rest for name, *rest in lines if name == "ratio"))
        print(f"statement {page:.1f} ms, raw SQL and template {raw:.1f} ms: {page / raw:.2f} (limit {RATIO})")
        targets = [rest for name, *rest in lines if name == "statement"]
        with served(home) as port:
            load(lambda number: ask(port, *targets[number % len(targets)]), RATE, 3)
            times = load(lambda number: ask(port, *targets[number % len(targets)]), RATE, seconds)
        middle, p99 = share(times, 0.5), share(times, 0.99)
        print(
            f"statements at {RATE}/s: median {middle:.1f} ms, p99 {p99:.1f} ms (limit {PAGE_MS})", flush=True
        )
        _post(home, [rest for name, *rest in lines if name == "book"])


def _post(home: str, books: list[list[str]]) -> None:
    """Let all clients post at once, and print how long one posting takes."""
    command = [sys.executable, "-m", "benchmarks.posting_client"]
    clients = [
        subprocess.Popen(
            [*command, *book, str(POSTS)], stdout=subprocess.PIPE, encoding="utf-8", env=environment_of(home)
        )
        for book in books[:CLIENTS]
    ]
    said = [client.communicate()[0] for client in clients]
    times = sorted(float(word) for text in said for word in text.split())
    print(
        f"posting by {CLIENTS} at once: {len(times)} postings, median {share(times, 0.5):.1f} ms, "
        f"p99 {share(times, 0.99):.1f} ms (limit {POST_MS})"
    )


if __name__ == "__main__":
    main()
