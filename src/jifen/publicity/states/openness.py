"""What no notice shows: numbers by which people are found, whatever way they are written (REG-41, trust P1)."""

from __future__ import annotations

import re
from unicodedata import normalize

LONGEST_RUN = 6
"""A notice has no reason to show more digits in a row: ID numbers have 15 or 18, phones 11, landlines 7 or 8."""
_CHINESE = str.maketrans("〇零一二三四五六七八九", "00123456789")
_BETWEEN = re.compile(r"(?<=[0-9xX*])[\s\-—–.·,，、()（）]+(?=[0-9xX*])")
_RUN = re.compile(rf"[0-9*]{{{LONGEST_RUN + 1},}}")


def find_number(text: str) -> str:
    """Return the first run of digits (or of digits and stars) too long for a notice, as it reads; empty where none.

    Full-width digits, Chinese numerals, and digits set apart by spaces, dashes and points count as written together:
    an ID number is not shown even in part.
    """
    plain = _BETWEEN.sub("", normalize("NFKC", text).translate(_CHINESE))
    found = _RUN.search(plain)
    return found.group() if found else ""
