"""The small errands of the house: `python tools/chores.py setup|format|lock|docs|bench|clean`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable

from assets import prepare_assets
from bootstrap import PYTHON, REQUIREMENTS, ROOT, Caller, prepare, script

LOCKS: dict[str, tuple[str, ...]] = {
    "uv.txt": ("--group", "bootstrap"),
    "run.lock": ("pyproject.toml", "--group", "build"),
    "dev.lock": ("pyproject.toml", "--group", "dev", "-c", "requirements/run.lock"),
}
LEFTOVERS = ("build", "dist", "out", ".cache", ".hypothesis", ".pytest_cache", ".ruff_cache", ".mypy_cache")


def setup(call: Caller) -> bool:
    """Make the environment ready for work on the project."""
    prepare("dev.lock", call)
    return prepare_assets(call)


def format(call: Caller) -> bool:
    """Put every file into the house format and mend what the linter can mend by itself."""
    prepare("dev.lock", call)
    mended = call(script("ruff"), "check", "--fix", ".")
    return call(script("ruff"), "format", ".") and mended


def lock(call: Caller) -> bool:
    """Write the hash-pinned locks anew from pyproject.toml; versions move only with `--upgrade`."""
    prepare("dev.lock", call)
    shared = ("--universal", "--python-version", "3.11", "--generate-hashes", "--no-config", "-q")
    header = ("--custom-compile-command", "python tools/chores.py lock")
    return all(
        call(
            script("uv"), "pip", "compile", *words, *shared, *header, *sys.argv[2:], "-o", REQUIREMENTS / name
        )
        for name, words in LOCKS.items()
    )


def docs(call: Caller) -> bool:
    """Write the generated pages anew."""
    prepare("dev.lock", call)
    return call(PYTHON, "tools/generated_docs.py")


def bench(call: Caller) -> bool:
    """Measure speed and memory."""
    prepare("dev.lock", call)
    return call(PYTHON, "-m", "benchmarks")


def clean(call: Caller) -> bool:
    """Remove what builds, checks and runs leave behind; the environment stays."""
    for path in (*(ROOT / name for name in LEFTOVERS), *(ROOT / "src").glob("*.egg-info")):
        shutil.rmtree(path, ignore_errors=True)
    return True


CHORES: dict[str, Callable[[Caller], bool]] = {
    chore.__name__: chore for chore in (setup, format, lock, docs, bench, clean)
}


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in CHORES:
        sys.exit(__doc__)
    sys.exit(0 if CHORES[sys.argv[1]](Caller()) else 1)
