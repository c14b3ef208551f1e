"""The table of shared texts: one text stored once stands at every cell that refers to it.

The reader writes each of them out, so that a file of 500 KB can ask for gigabytes; here it is reckoned first.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable

from jifen.workbook.archive import SAVE_AGAIN
from jifen.workbook.faults import refuse
from jifen.workbook.grid import refuse_entities, whole_rows

# 32,767 characters of up to four bytes is what a cell can hold; formatted runs take some more.
_LONGEST = 400_000
_MOST = 2_000_000
_ITEM = re.compile(rb"<(?:[\w.-]+:)?si(?=[\s/>])")


def text_lengths(pieces: Iterable[bytes]) -> array[int]:
    """Return the length in bytes of each shared text, its markup included; refuse absurd ones."""
    lengths = array("L")
    for piece in whole_rows(pieces, b"si>"):
        refuse_entities(piece)
        before, *items = _ITEM.split(piece) if b":si" in piece else piece.split(b"<si")
        lengths.extend(map(len, items))
        if len(lengths) > _MOST:
            message = f"文件里不同的文字超过 {_MOST} 条"
            raise refuse("too-much-text", message, "请分成几个文件提交")
        if max(len(before), max(map(len, items), default=0)) > _LONGEST:
            raise refuse("text-too-long", "文件里有一段文字超过一个格子能容纳的长度", SAVE_AGAIN)
    return lengths
