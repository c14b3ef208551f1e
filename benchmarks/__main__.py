"""All benchmarks, one after another: ``python -m benchmarks``. Ratios come from one run; see docs/performance.md."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> None:
    """Run every module of this folder that is a benchmark by itself."""
    for name in ("engine", "scheme_load", "workbook", "score_command", "roster", "pages", "ledger"):
        if (HERE / f"{name}.py").is_file():
            print(f"== {name}", flush=True)
            subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True, cwd=HERE.parent)


if __name__ == "__main__":
    main()
