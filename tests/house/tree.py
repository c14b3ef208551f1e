"""The files of the project, for tests that look at all of them."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = {".git", ".venv", ".cache", ".hypothesis", ".ruff_cache", "build", "dist", "out", "__pycache__"}


@cache
def list_files() -> tuple[Path, ...]:
    """Return every file of the project: what git does not ignore; without git, what stands in the folder."""
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if tracked.returncode == 0 and tracked.stdout:
        found = [ROOT / name for name in tracked.stdout.split("\0") if name]
    else:
        found = [path for path in ROOT.rglob("*") if not LEFT_OUT.intersection(path.relative_to(ROOT).parts)]
    return tuple(sorted(path for path in found if path.is_file()))


def read_text(path: Path) -> str:
    """Return the text of a file, or nothing where there is none."""
    try:
        return path.read_text(encoding="utf-8")
    except (UnicodeDecodeError, FileNotFoundError):
        return ""


def name(path: Path) -> str:
    """Return the path as it is written in the project."""
    return path.relative_to(ROOT).as_posix()
