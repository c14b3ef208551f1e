"""Output that appears only when it is complete."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from jifen.workbook.faults import Fault, OutputRefused


@contextlib.contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Give the path of a new file beside the target, which takes the target's place on success.

    On any error the new file is removed and the target stays as it was. What the disk or another program
    prevents becomes `OutputRefused`.
    """
    target = Path(path)
    part = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        yield part
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(target)
    except OSError as error:
        raise OutputRefused([_refusal(target, error)]) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _refusal(target: Path, error: OSError) -> Fault:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        message, remedy = f"文件夹“{target.parent.name}”不存在", "请先建好文件夹，或换一个位置保存"
        return Fault("no-such-folder", message, remedy)
    if isinstance(error, PermissionError | IsADirectoryError):
        message, remedy = f"写不进“{target.name}”", "请关闭正在打开它的程序，或换一个文件名、换一个文件夹"
        return Fault("output-blocked", message, remedy)
    message, remedy = f"保存“{target.name}”时出错", "请检查磁盘是否还有空间，再试一次"
    return Fault("output-failed", message, remedy)
