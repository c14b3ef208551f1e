"""The data folder of an installation: made once, with its own secret and keys."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from jifen.common.secrecy import new_ring, write_ring


def prepare_home(home: Path, *, algorithm: str = "AES-256-GCM") -> bool:
    """Make the folder and its secrets where they are missing; say whether anything was made. Nothing is replaced."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    (home / "documents").mkdir(exist_ok=True)
    made = False
    if not (home / "secret.txt").exists():
        descriptor = os.open(home / "secret.txt", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(64) + "\n")
        made = True
    if not (home / "keys.json").exists():
        write_ring(home / "keys.json", new_ring(algorithm))
        made = True
    return made
