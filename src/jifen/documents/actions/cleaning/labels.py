"""A file's name, made a label for people. It never chooses a path, but it will stand in someone's download folder."""

from __future__ import annotations

import re
import unicodedata

from jifen.documents.states.documents import DocumentKind
from jifen.documents.states.limits import LIMITS

_DEVICES = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE
)
_NOT_IN_NAMES = re.compile(r'[<>:"|?*/\\]')
_LONG_NUMBER = re.compile(r"\d{11,}[Xx]?")
_ENDING = re.compile(r"\.([A-Za-z][A-Za-z0-9]{0,4}|7z)$")


def clean_label(name: str, kind: DocumentKind) -> str:
    """Return what people see of a file's name, without its ending; the kind's own label where nothing is left.

    Signs that turn, hide or break text are taken out, and long numbers shortened: they may be somebody's.
    """
    text = unicodedata.normalize(
        "NFKC", name[: LIMITS.name_length * 50].replace("\\", "/").rpartition("/")[2]
    )
    text = unicodedata.normalize("NFKC", text).replace("\\", "/").rpartition("/")[2]
    text = "".join(sign for sign in text if unicodedata.category(sign)[0] not in "CZ" or sign == " ")
    text = _NOT_IN_NAMES.sub(" ", text)
    text = _LONG_NUMBER.sub(lambda hit: f"{hit[0][:3]}…{hit[0][-2:]}", text)
    while _ENDING.search(text):
        text = _ENDING.sub("", text)
    text = " ".join(text.split()).strip(". ~-")[: LIMITS.name_length].strip(". ")
    if not text:
        return kind.label
    return f"材料 {text}" if _DEVICES.fullmatch(text) else text
