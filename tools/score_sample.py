"""Scores the sample workbook: the year of a village branch, from its table to its scores.

`python tools/score_sample.py` is the whole command; `--dry-run` prints the calls instead of making them.
"""

from __future__ import annotations

import argparse
import sys

from bootstrap import ROOT, Caller, prepare, script

SCHEME = "village-branch"
SAMPLE = ROOT / "samples" / "village-branch-2026.xlsx"
RESULT = ROOT / "out" / "village-branch-2026.xlsx"


def main() -> int:
    """Prepare the environment, score the sample, and return the exit code."""
    parser = argparse.ArgumentParser(description="准备运行环境，并用样例工作簿算出一个村党支部全年的积分。")
    parser.add_argument("--dry-run", action="store_true", help="只列出要执行的命令，不执行")
    call = Caller(dry=parser.parse_args().dry_run)
    prepare("run.lock", call)
    if not call.dry:
        RESULT.parent.mkdir(exist_ok=True)
    job = ("score", "--scheme", SCHEME, "--facts", SAMPLE, "--members", SAMPLE)
    shown = call(script("jifen"), *job)
    return 0 if shown and call(script("jifen"), *job, "--out", RESULT) else 1


if __name__ == "__main__":
    sys.exit(main())
