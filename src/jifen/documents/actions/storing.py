"""Files, written so that they are whole or not there: beside, synced, then given their name; never written over."""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path

from jifen.documents.errors import ContentChanged, StorageFailed
from jifen.documents.queries import check_content, incoming_folder, path_of
from jifen.documents.states.documents import ContentState
from jifen.documents.states.unfit import bytes_in_words

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC})
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def store(content: bytes, sha256: str) -> bool:
    """Write a content to its place, for the owner of the process alone; say whether it was not there before.

    Whoever calls holds the row of the fingerprint, so nobody else writes or clears the same file. Raises
    `StorageFailed`, having left nothing; `ContentChanged` where another content stands in the place.
    """
    beside, place = incoming_folder() / secrets.token_hex(16), path_of(sha256)
    if os.path.lexists(place):
        if check_content(sha256) is not ContentState.SOUND:
            raise ContentChanged
        return False
    try:
        _make_folders(beside.parent)
        _make_folders(place.parent)
        _write(beside, content)
        os.rename(beside, place)
        _sync_folder(place.parent)
    except OSError as failure:
        for left in (beside, place):
            erase(left)
        raise StorageFailed(_told(failure, len(content))) from failure
    except BaseException:
        erase(beside)
        raise
    return True


def erase(path: Path) -> bool:
    """Take a file away, if it is there; say whether it is gone now."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, _NEW, 0o600)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _make_folders(folder: Path) -> None:
    """Make a folder and those above it, each synced into the one above."""
    if folder.is_dir():
        return
    _make_folders(folder.parent)
    try:
        os.mkdir(folder, 0o700)
    except FileExistsError:
        return
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _told(failure: OSError, size: int) -> str:
    if failure.errno in _FULL:
        return (
            f"服务器磁盘已满，放不下这份 {bytes_in_words(size)} 的材料，没有保存任何东西；"
            "请告诉系统管理员清理磁盘后再提交。"
        )
    return "材料没有写进服务器磁盘，没有保存任何东西；请稍后再试，还是不行就告诉系统管理员检查磁盘。"
