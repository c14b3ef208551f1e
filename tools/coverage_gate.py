"""Refuses a room whose lines and branches the tests did not all reach.

One `fail_under` covers a whole project; here each room named is held to 100 % by itself.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

FULLY_COVERED = ("rules", "engine")


def list_gaps(report: dict[str, Any], room: str) -> list[str]:
    """Name every line and branch of a room that coverage's JSON report shows as not reached."""
    folder = f"src/jifen/{room}/"
    files = {path.replace("\\", "/"): found for path, found in report["files"].items()}
    measured = {path: found for path, found in files.items() if folder in path}
    if not measured:
        return [f"{folder}: not measured"]
    gaps = []
    for path, found in sorted(measured.items()):
        gaps += [f"{path}:{line}: never ran" for line in found["missing_lines"]]
        gaps += [f"{path}:{start}: never went on to {end}" for start, end in found["missing_branches"]]
    return gaps


def main(report_path: str, *rooms: str) -> int:
    """Print the gaps of the rooms, and return 1 when there are any."""
    report = json.loads(Path(report_path).read_text(encoding="utf-8"))
    gaps = [gap for room in rooms for gap in list_gaps(report, room)]
    print(*gaps[:200], sep="\n")
    print(f"coverage of {', '.join(rooms)}: {len(gaps)} gaps")
    return 1 if gaps else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
