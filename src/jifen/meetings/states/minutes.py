"""When minutes written here are complete: what is still missing, in words (S3-二-三-1f)."""

from __future__ import annotations

from datetime import time

ELECTRONIC = "电子会议记录"
"""How the number of minutes begins that stand here and in no book of paper."""


def list_missing(
    began_at: time | None, ended_at: time | None, statements: str, resolutions: str
) -> tuple[str, ...]:
    """Return what minutes lack before chair and keeper may sign them."""
    parts = (
        ("开始时间", began_at),
        ("结束时间", ended_at),
        ("会议内容", statements.strip()),
        ("会议决定", resolutions.strip()),
    )
    return tuple(name for name, value in parts if not value)


def number_of(year: int, count: int) -> str:
    """Return the number of electronic minutes: the next of their organisation and year."""
    return f"{ELECTRONIC}〔{year}〕{count}号"
