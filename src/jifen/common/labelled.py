"""Enums whose members carry the Chinese label people read beside the permanent code that is stored."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Self

_CODE = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")


class LabelledEnum(StrEnum):
    """An enum written as `FORMAL = "FORMAL", "正式党员"`: the code that is stored, the label that is shown.

    A member is its code (`str`), so it goes into JSON and file columns as it stands. A code is UPPER_CASE,
    permanent and used once; a label is never blank. A breach raises `ValueError` where the class is defined.
    """

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        """Make the member from its code and its label."""
        if not _CODE.fullmatch(code):
            raise ValueError(f"{cls.__name__}: the code {code!r} is not UPPER_CASE")
        if code in cls._value2member_map_:
            raise ValueError(f"{cls.__name__}: the code {code!r} is used twice")
        if not label.strip():
            raise ValueError(f"{cls.__name__}.{code}: the label is blank")
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member
