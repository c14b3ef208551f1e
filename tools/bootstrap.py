"""Makes `.venv` ready from a hash-pinned lock, on Windows as on Linux, with the standard library alone.

Nothing here needs a shell, a make, or a package manager of the system: a Python of 3.11 or later is enough.
"""

from __future__ import annotations

import ast
import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
REQUIREMENTS = ROOT / "requirements"
OLDEST = (3, 11)


def script(name: str, *, windows: bool = os.name == "nt") -> Path:
    """Return the path of a program in the environment."""
    return VENV / "Scripts" / f"{name}.exe" if windows else VENV / "bin" / name


PYTHON = script("python")

# uv reads no pip.conf; offices often have nothing but a mirror configured there.
UV_WORDS = {
    "index-url": "UV_DEFAULT_INDEX",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
}
PIP_SECTIONS = ("global", "install", ":env:")  # the later one wins


class Caller:
    """Calls programs from the root of the project; when `dry`, only prints what it would call."""

    def __init__(self, *, dry: bool = False) -> None:
        """Take whether to print instead of calling."""
        self.dry = dry

    def __call__(self, *words: str | Path, env: Mapping[str, str] | None = None) -> bool:
        """Call one program with its arguments and say whether it succeeded."""
        line = [str(word) for word in words]
        if self.dry:
            print(subprocess.list2cmdline(line), flush=True)
            return True
        surroundings = {**os.environ, "PYTHONUTF8": "1", **(env or {})}
        return subprocess.run(line, cwd=ROOT, env=surroundings, check=False).returncode == 0


def speak_plainly() -> None:
    """Let Chinese messages pass through consoles and pipes that cannot show every character."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def prepare(lock: str, call: Caller) -> None:
    """Make the environment ready for `run.lock` or `dev.lock`; quick when nothing has changed since.

    Ends the program with a message when it cannot be done.
    """
    speak_plainly()
    if sys.version_info < OLDEST:
        sys.exit(f"需要 Python 3.11 或更高版本，现在用的是 {sys.version.split()[0]}。请安装新版本后再运行。")
    if not call.dry and _is_ready(lock):
        return
    print("正在准备运行环境，第一次大约需要一分钟……", flush=True)
    _create(call)
    pip = _pip(call)
    with_uv = call(*pip, "install", "-q", "--require-hashes", "-r", REQUIREMENTS / "uv.txt")
    env = {} if call.dry else uv_settings(_pip_config(pip), os.environ)
    uv = (script("uv"), "pip", "install", "-q", "--python", PYTHON)
    hashed = ("--require-hashes", "-r", REQUIREMENTS / lock)
    itself = ("--no-deps", "--no-build-isolation", "-e", ROOT)
    for what in (hashed, itself):
        if not (with_uv and call(*uv, *what, env=env)) and not call(*pip, "install", "-q", *what):
            sys.exit("安装失败：请检查网络，或让 pip 能连上可用的软件源后再运行。具体原因见上面的提示。")
    if not call.dry:
        _stamp(lock).write_text(_fingerprint(lock), encoding="utf-8")


def uv_settings(pip_config: str, environ: Mapping[str, str]) -> dict[str, str]:
    """Translate the output of `pip config list` for uv; what the environment already says is kept."""
    found: dict[str, str] = {}
    for section in PIP_SECTIONS:
        for line in pip_config.splitlines():
            name, _, value = line.partition("=")
            key = name.removeprefix(f"{section}.")
            if name != key and key in UV_WORDS and UV_WORDS[key] not in environ:
                found[UV_WORDS[key]] = " ".join(str(ast.literal_eval(value)).split())
    return found


def _create(call: Caller) -> None:
    """Create the virtual environment where there is none that works."""
    if PYTHON.exists() and not call.dry:
        return
    # Some systems ship Python without ensurepip: the pip outside can fill an environment that has none.
    if call(sys.executable, "-m", "venv", VENV) or call(sys.executable, "-m", "venv", "--without-pip", VENV):
        return
    sys.exit("无法建立虚拟环境 .venv：请确认 Python 安装完整（Debian、Ubuntu 需要 python3-venv）。")


def _pip(call: Caller) -> tuple[str | Path, ...]:
    """Return the words that call a pip able to install into the environment."""
    inside: tuple[str | Path, ...] = (PYTHON, "-m", "pip", "--disable-pip-version-check")
    if call.dry or _succeeds(*inside, "--version"):
        return inside
    outside = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", PYTHON)
    if _succeeds(*outside, "--version"):
        return outside
    sys.exit("找不到 pip：请先安装 pip（Debian、Ubuntu 需要 python3-venv 或 python3-pip）。")


def _succeeds(*words: str | Path) -> bool:
    return subprocess.run([str(word) for word in words], capture_output=True, check=False).returncode == 0


def _pip_config(pip: tuple[str | Path, ...]) -> str:
    words = [str(word) for word in (*pip, "config", "list")]
    return subprocess.run(words, capture_output=True, encoding="utf-8", errors="replace", check=False).stdout


def _fingerprint(lock: str) -> str:
    """Return a digest of all that the environment is made from, the place of the project among it."""
    digest = hashlib.sha256(str(ROOT).encode())
    for path in (REQUIREMENTS / lock, REQUIREMENTS / "uv.txt", ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _stamp(lock: str) -> Path:
    return VENV / f"ready-{lock}.txt"


def _is_ready(lock: str) -> bool:
    """Say whether the environment was made from this lock, or from the larger one, as it stands now."""
    enough = ("run.lock", "dev.lock") if lock == "run.lock" else (lock,)
    return PYTHON.exists() and any(
        _stamp(name).exists() and _stamp(name).read_text(encoding="utf-8") == _fingerprint(name)
        for name in enough
    )
