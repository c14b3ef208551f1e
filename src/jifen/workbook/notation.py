"""Whether worksheet XML is written the way nearly every program writes it, decided for all tags at once.

Patterns over every tag would cost half as much again as the reading itself; columns of byte positions do not.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

BOX = 26 * 199_999
"""Cells of the rectangle a usual piece may reach over: columns A to Z, rows up to 199,999."""

_Bytes = npt.NDArray[np.uint8]
_LT, _COLON, _EQUALS, _QUOTE, _BLANK, _ONE = (ord(sign) for sign in '<:=" 1')
_C, _R, _O, _W = (ord(sign) for sign in "crow")
_LONGEST_ADDRESS = 6
_PADDING = bytes(16)


def count_usual(piece: bytes) -> tuple[int, int] | None:
    """Return (rows, cells) if every row and every cell of the piece is written the usual way, else None.

    Usual: `<row r="17"` and `<c r="B17"`: no prefix, the address first, no second address, inside `BOX`.
    None means "look closer", never "wrong": a text such as “for all” is enough for it.
    """
    signs: _Bytes = np.frombuffer(piece + _PADDING, np.uint8)
    colons = signs[np.flatnonzero(signs == _COLON) + 1]
    if ((colons == _C) | (colons == _R)).any():
        return None
    tags = np.flatnonzero(signs == _LT)
    initials = signs[tags + 1]
    cells = tags[initials == _C]
    rows = tags[(initials == _R) & (signs[tags + 2] == _O)]
    if not (_begins(signs, cells + 2) and _begins(signs, rows + 4) and (signs[rows + 3] == _W).all()):
        return None
    after = signs[1:]
    addresses = np.flatnonzero((signs[:-1] == _R) & ((after == _EQUALS) | (after <= _BLANK)))
    if len(addresses) != len(rows) + len(cells) or not _inside_box(signs, addresses):
        return None
    return len(rows), len(cells)


def _begins(signs: _Bytes, places: npt.NDArray[np.intp]) -> bool:
    """Say whether ` r=` stands at every place."""
    wanted = (_BLANK, _R, _EQUALS)
    return all(bool((signs[places + step] == sign).all()) for step, sign in enumerate(wanted))


def _inside_box(signs: _Bytes, addresses: npt.NDArray[np.intp]) -> bool:
    """Say whether every address is a letter or none, then up to five digits, or six that begin with 1."""
    if (signs[addresses + 1] != _EQUALS).any() or (signs[addresses + 2] != _QUOTE).any():
        return False
    first = signs[addresses + 3]
    digits = addresses + 3 + ((first >= ord("A")) & (first <= ord("Z")))
    closed = np.zeros(len(digits), np.bool_)
    unbroken = np.ones(len(digits), np.bool_)
    for step in range(_LONGEST_ADDRESS):
        sign = signs[digits + step]
        unbroken &= (sign >= ord("0")) & (sign <= ord("9"))
        ends = unbroken & (signs[digits + step + 1] == _QUOTE)
        closed |= ends if step + 1 < _LONGEST_ADDRESS else ends & (signs[digits] == _ONE)
    return bool(closed.all())
