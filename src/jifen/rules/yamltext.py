"""Bytes → text of a scheme file, and the limits that are checked before anything is parsed.

Everything here is linear in the size of the file, so that a hostile file is refused at once (trust T4).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from jifen.rules.findings import Finding, Place, SchemeRefused, Severity, shorten


@dataclass(frozen=True, slots=True)
class Limits:
    """What a scheme file may cost; a unit of ``work`` is about one microsecond of parsing."""

    bytes: int = 1_000_000
    work: int = 1_000_000
    depth: int = 30


LIMITS = Limits()

# Cost beside one for each character, measured (benchmarks/scheme_load.py): gaps, marks, brackets.
_GAP, _MARK, _BRACKET = 5, 65, 20
_GAPS = re.compile(r"\n|[ \t]+")
_MARKS = re.compile(r"[-:?](?=[ \n])|,|\":")
_BRACKETS = re.compile(r"[\[\]{}]")

# Control characters, line ends other than \n, zero-width and direction marks: what nobody sees in an editor.
_INVISIBLE = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def normalise(data: bytes) -> bytes:
    """Return the bytes with every line end as LF: what a content hash is taken of."""
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def decode(data: bytes, name: str, limits: Limits = LIMITS) -> str:
    """Return the text with LF line ends. Raises SchemeRefused for size, encoding, cost and odd signs."""
    place = Place(name)
    if len(data) > limits.bytes:
        raise refusal(
            "too-large",
            f"文件有 {len(data):,} 字节，超过上限 {limits.bytes:,} 字节",
            "方案文件一般只有几十 KB，请核对是不是选错了文件",
            place,
        )
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refusal(
            "not-text",
            "文件里有空字节，不是文本文件（可能是 Word、Excel 或图片）",
            "用记事本写成纯文本，另存为 .yaml 文件",
            place,
        )
    text = _to_text(normalise(data), name)
    if not text.strip():
        raise empty(name)
    _check_signs(text, name)
    _check_cost(text, name, limits)
    return text


def cost(text: str) -> int:
    """Estimate what parsing the text costs, in units of ``Limits.work``; linear in its length."""
    gaps, marks, brackets = (len(sign.findall(text)) for sign in (_GAPS, _MARKS, _BRACKETS))
    return len(text) + _GAP * gaps + _MARK * marks + _BRACKET * brackets


def refusal(code: str, message: str, remedy: str, place: Place, value: str | None = None) -> SchemeRefused:
    """Make the exception that ends the reading of a file at one fault."""
    return SchemeRefused([Finding(code, Severity.ERROR, message, remedy, place, value=value)])


def empty(name: str) -> SchemeRefused:
    """Make the refusal of a file without content."""
    return refusal("empty-file", "文件是空的，没有内容", "写上方案内容，或换一个文件", Place(name))


def invisible(text: str) -> str | None:
    """Return the first sign of a text that people cannot see, or None."""
    match = _INVISIBLE.search(text)
    return match and match[0]


def _to_text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        guess = _guess(data)
    raise refusal(
        "not-utf8",
        f"文件编码不是 UTF-8{guess}",
        "用记事本打开，选“另存为”，编码选“UTF-8”，保存后再用",
        Place(name, line),
    )


def _guess(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "，是 UTF-16（记事本里叫“Unicode”）"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "，也不是 GBK"
    return "，看来是 GBK（GB18030，记事本里叫“ANSI”）"


def _check_signs(text: str, name: str) -> None:
    faults = []
    for match in _INVISIBLE.finditer(text):
        line_start = text.rfind("\n", 0, match.start()) + 1
        line = text.count("\n", 0, match.start()) + 1
        line_end = text.find("\n", line_start)
        around = _INVISIBLE.sub("", text[line_start : len(text) if line_end < 0 else line_end])
        faults.append(
            Finding(
                "invisible-character",
                Severity.ERROR,
                f"这里有一个看不见的字符 U+{ord(match[0]):04X}（{shorten(around)}）",
                "多半是从网页、微信或 Word 里复制来的，删去后重新输入这几个字",
                Place(name, line, match.start() - line_start + 1),
            )
        )
        if len(faults) == 20:
            break
    if faults:
        raise SchemeRefused(faults)


def _check_cost(text: str, name: str, limits: Limits) -> None:
    if cost(text) <= limits.work:
        return
    lines, marks = text.count("\n") + 1, len(_MARKS.findall(text))
    raise refusal(
        "too-much",
        f"文件内容太多：共 {lines:,} 行，约 {marks:,} 个字段和值，超出能读的数量",
        "一份方案通常不过几百个小项，请核对内容是否重复，或拆成几份方案",
        Place(name),
    )
