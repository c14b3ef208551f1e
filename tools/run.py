"""Sets everything up and serves the site with demonstration data, on this machine alone.

`python tools/run.py` is the whole command; Ctrl-C stops all. `--port` takes another port, `--dry-run` prints the calls
instead of making them. Data stands in `var/` and stays there.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys

from assets import prepare_assets
from bootstrap import ROOT, Caller, prepare, script

SITE = {"JIFEN_HOME": str(ROOT / "var"), "JIFEN_ASSETS": str(ROOT / "assets"), "JIFEN_DEMO": "1"}


def main() -> int:
    """Prepare environment, styles and site, load the demonstration, serve; return the exit code."""
    parser = argparse.ArgumentParser(description="准备运行环境，装入演示数据，启动网站。按 Ctrl-C 停止。")
    parser.add_argument("--port", default="8000", help="端口，不写时是 8000")
    parser.add_argument("--dry-run", action="store_true", help="只列出要执行的命令，不执行")
    chosen = parser.parse_args()
    call = Caller(dry=chosen.dry_run)
    prepare("run.lock", call)
    jifen = str(script("jifen"))
    if not prepare_assets(call):
        sys.exit("没有取到页面的样式文件：请检查网络后再运行。具体原因见上面的提示。")
    if not (call(jifen, "site", "prepare", env=SITE) and call(jifen, "site", "demo", env=SITE)):
        return 1
    if call.dry:
        call(jifen, "site", "serve", "--port", chosen.port)
        return 0
    return serve(jifen, chosen.port)


def serve(jifen: str, port: str) -> int:
    """Serve until the server ends; what stops this program stops the server first."""
    surroundings = {**os.environ, "PYTHONUTF8": "1", **SITE}
    server = subprocess.Popen([jifen, "site", "serve", "--port", port], cwd=ROOT, env=surroundings)
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    while True:
        try:
            return server.wait()
        except KeyboardInterrupt:
            # The terminal has told the server too: it is given the time to stop its worker.
            continue


if __name__ == "__main__":
    sys.exit(main())
