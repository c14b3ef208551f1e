"""Sets everything up, runs every check in order, and shows all results at the end.

`python tools/test.py` runs all; `python tools/test.py lint types` runs those; `--long` adds the long tests.
With CI=true a browser test that could not run is a failure.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from assets import prepare_assets
from bootstrap import PYTHON, ROOT, Caller, prepare, script
from coverage_gate import FULLY_COVERED

COVERAGE = ROOT / ".cache" / "coverage.json"
FIGURES = ROOT / ".cache" / "figures"
BY_PYTEST = ("tests", "sqlite", "postgresql", "browser", "harness")
ORDINARY = "not harness and not browser and not django_db"
ON_SQLITE = "django_db and not harness and not browser"
ON_POSTGRESQL = "django_db and not browser and (both or not harness)"
NOT_RUN = re.compile(r"browser tests not run: (\d+)")


@dataclass(frozen=True)
class Check:
    """One check: the name it is chosen by, the command that fails when it does, and the files it leaves."""

    name: str
    command: tuple[str | Path, ...]
    leaves: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What came of a check: whether it passed, how long it took in seconds, and all it printed."""

    name: str
    passed: bool
    seconds: float
    output: str


def list_checks(*, long: bool) -> list[Check]:
    """Return every check in the order of running: the quick ones first, then the tests, then what they show.

    Only the ordinary tests go with coverage, which makes the others take three times as long: they alone reach every
    branch of the rooms that are held to it. Tests that use a database run on SQLite and once more on PostgreSQL, which
    is started for them and taken away again; so do the harnesses about who sees and does what.
    """
    how = ("-n", "2", "--dist", "worksteal", "--durations", "10", *(["--long"] if long else []))
    pytest: tuple[str | Path, ...] = (PYTHON, "-m", "pytest", *how)
    cover = ("--cov=jifen", "--cov-branch", "--cov-report=", f"--cov-report=json:{COVERAGE}")
    tests, harness = FIGURES / "tests.json", FIGURES / "harness.json"
    browser, database = FIGURES / "browser.json", FIGURES / "sqlite.json"
    served = (PYTHON, "tools/postgresql.py")
    return [
        Check("lint", (script("ruff"), "check", ".")),
        Check("format", (script("ruff"), "format", "--check", ".")),
        Check("types", (script("mypy"),)),
        Check("imports", (script("lint-imports"), "--cache-dir", ".cache/imports")),
        Check("dependencies", (script("deptry"), "src")),
        Check("tests", (*pytest, "-m", ORDINARY, "--figures", tests, *cover), (tests, COVERAGE)),
        Check("coverage", (PYTHON, "tools/coverage_gate.py", COVERAGE, *FULLY_COVERED)),
        Check("sqlite", (*pytest, "-m", ON_SQLITE, "--figures", database, "--no-cov"), (database,)),
        Check("postgresql", (*served, *pytest, "-m", ON_POSTGRESQL, "--no-cov")),
        Check("browser", (*pytest, "-m", "browser", "--figures", browser, "--no-cov"), (browser,)),
        Check("harness", (*pytest, "-m", "harness", "--figures", harness, "--no-cov"), (harness,)),
        Check("scoreboard", (PYTHON, "tools/scoreboard.py", tests, database, browser, harness)),
    ]


def run(check: Check) -> Outcome:
    """Run one check, passing on what it prints while it prints it; what an earlier run left goes first."""
    print(f"\n--- {check.name} ---", flush=True)
    for path in check.leaves:
        path.unlink(missing_ok=True)
    started = time.monotonic()
    process = subprocess.Popen(
        [str(word) for word in check.command],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    lines = []
    assert process.stdout is not None
    for line in process.stdout:
        print(line, end="", flush=True)
        lines.append(line)
    passed = process.wait() == 0
    return Outcome(check.name, passed, time.monotonic() - started, "".join(lines))


def summarise(outcomes: list[Outcome], *, strict: bool) -> tuple[list[str], bool]:
    """Return the closing lines and whether all is well; `strict` takes "not run" for a failure."""
    lines = ["", "--- all checks ---"]
    lines += [f"{'ok' if o.passed else 'FAILED':7} {o.name:13} {o.seconds:6.1f} s" for o in outcomes]
    good = all(outcome.passed for outcome in outcomes)
    by_pytest = [outcome for outcome in outcomes if outcome.name in BY_PYTEST]
    for outcome in by_pytest:
        closing_line = (outcome.output.strip().splitlines() or ["pytest printed nothing"])[-1]
        lines.append(f"{outcome.name}: {closing_line}")
    if not by_pytest:
        return lines, good
    found = [NOT_RUN.findall(outcome.output) for outcome in by_pytest]
    not_run = str(sum(int(numbers[-1]) for numbers in found)) if all(found) else "unknown"
    lines.append(f"browser tests not run: {not_run}")
    return lines, good and (not_run == "0" or (not strict and not_run != "unknown"))


def main() -> int:
    """Prepare the environment, run the checks, print the summary, and return the exit code."""
    names = [check.name for check in list_checks(long=False)]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", metavar="CHECK", help=f"some of: {', '.join(names)}")
    parser.add_argument("--long", action="store_true", help="also run the tests marked long")
    chosen = parser.parse_args()
    if unknown := [name for name in chosen.only if name not in names]:
        parser.error(f"no check named {', '.join(unknown)}; there are {', '.join(names)}")
    started = time.monotonic()
    try:
        prepare("dev.lock", Caller())
        if not prepare_assets(Caller()):
            raise SystemExit("the stylesheet and scripts of the pages could not be fetched with npm")
    except SystemExit as refusal:
        print(refusal, "pytest did not run", "browser tests not run: unknown", sep="\n", flush=True)
        return 1
    print(f"environment ready after {time.monotonic() - started:.1f} s", flush=True)
    outcomes = [
        run(check) for check in list_checks(long=chosen.long) if not chosen.only or check.name in chosen.only
    ]
    lines, good = summarise(outcomes, strict=os.environ.get("CI", "") not in ("", "false", "0"))
    print(*lines, sep="\n", flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
