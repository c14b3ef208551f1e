"""Skeletons of scheme files by kind of branch, with comments that teach, and a case to begin with.

The texts stand beside this module; all in them is invented, and what people must decide is left open.
"""

from __future__ import annotations

from importlib.resources import files

KINDS: dict[str, str] = {
    "village": "村党支部",
    "school": "学校党支部",
    "township": "乡镇下面的支部，分层计分",
    "bureau": "机关党支部",
    "county": "县里统一的框架，由党员申报",
    "blank": "最短的一份",
}
"""Kind of branch → what it is for."""


def skeleton(kind: str) -> bytes:
    """Return the scheme file to begin with. Raises KeyError for a kind there is none of."""
    return _read(kind, "yaml")


def skeleton_case(kind: str) -> bytes:
    """Return the file of cases that goes with it. Raises KeyError."""
    return _read(kind, "cases.yaml")


def _read(kind: str, ending: str) -> bytes:
    KINDS[kind]
    return files(__package__).joinpath(f"{kind}.{ending}").read_bytes()
